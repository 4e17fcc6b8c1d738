"""Who of those named is to act, in the many ways it is said."""

import pytest

from bot.domain.meetings import Attendance, PartyKind
from bot.minutes.clauses import units
from bot.minutes.frames import frame_of
from bot.minutes.listed import Listed
from bot.minutes.owners import owners_of
from bot.minutes.parties import Register
from bot.minutes.sections import sections
from bot.minutes.text import blocks_of_text

PEOPLE = [
    Listed(name, None, None, Attendance.PRESENT) for name in ("Ylva", "Zenia", "Cemal Yildirim")
]


def owners(text: str) -> list[str]:
    """The names behind the last clause of a text where the three were present."""
    lines = text.split("\n")
    register = Register(PEOPLE, text)
    frame = frame_of(units(sections(blocks_of_text(lines)), lines)[-1], register)
    return [party.name or party.kind.value for party in owners_of(frame, register)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Broen skal have maling, det klarer Ylva.", ["Ylva"]),
        ("Nøglen hentes i kassen, det gør Ylva og Zenia.", ["Ylva", "Zenia"]),
        ("Det overlades til Zenia at finde en krog.", ["Zenia"]),
        ("Vi mangler et tov, og Zenia påtog sig at finde et.", ["Zenia"]),
        ("Der laves en gruppe med Cemal som tovholder.", ["Cemal Yildirim"]),
        ("Vi venter på Zenia, som spørger sin nabo.", ["Zenia"]),
        ("Vi skriver et brev, Ylva er tovholder.", ["Ylva"]),
        ("Vi prøver det, og Ylva skriver et skilt.", ["Ylva"]),
        ("Vi prøver det i maj, så Ylva kan se det.", ["everyone"]),
        ("at Ylva, efter at der er set på det, laver en liste, som hænges op.", ["Ylva"]),
        ("Begge dele sættes i gang: Ylva beskriver, hvordan det kan gøres.", ["Ylva"]),
        ("Ylva ser, om bordene kan sættes sammen.", ["Ylva"]),
        ("Havnerådet indstiller Zenia til posten, hvis det kræves.", ["Havnerådet"]),
        ("Ylva oplyser, at bordene sættes sammen.", ["unassigned"]),
        ("Krydderiet køber vi selv.", ["everyone"]),
        ("Sejlkurset bestiller Cemal Yildirim.", ["Cemal Yildirim"]),
    ],
)
def test_a_phrase_gives_the_act_to_somebody(text: str, names: list[str]) -> None:
    assert owners(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rettelser til Ylva senest torsdag.", ["everyone"]),
        ("Indlæg sendes til Zenia.", ["everyone"]),
        ("Tilmelding skal ske til Ylva senest den 4. maj.", ["everyone"]),
        ("Forslag til en ny bro laves i maj.", ["unassigned"]),
        ("Listen hænger i skuret, skriv jer på.", ["everyone"]),
        ("Der mangler et par hænder, så meld dig til Ylva.", ["everyone"]),
        ("Hver kajplads melder sine mål ind.", ["everyone"]),
        ("Sejlklubbens advokat anmodes om et svar.", ["unassigned"]),
        ("Værftet anmodes om en ny pris.", ["unassigned"]),
        ("Nye tal sendes til alle parter.", ["unassigned"]),
        ("Ylva og Zenia beder om et møde.", ["Ylva", "Zenia"]),
        ("Sekretariatet beder om en liste.", ["Sekretariatet"]),
        ("Ylva skriver til havnerådet og beder om et svar.", ["Ylva"]),
        ("Jeg vil bede jer sende billeder.", ["everyone"]),
        ("Alle i havneudvalget skal rydde op.", ["everyone"]),
        ("Hver arbejdsgruppe melder sine navne ind.", ["everyone"]),
        ("Havnerådet ser på sagen igen.", ["unassigned"]),
        ("Både, der vil med, skriver til Ylva inden pinse.", ["everyone"]),
        ("Græsset er højt. Husk at slå det.", ["everyone"]),
        ("Svar sendes i denne uge.", ["unassigned"]),
        ("Svar til ansøgerne inden fredag.", ["unassigned"]),
        ("Det undersøges, om vi må male broen.", ["unassigned"]),
        ("Medlemmerne får besked om broen.", ["unassigned"]),
        ("Alle skoler bedes tage tov med.", ["everyone"]),
        ("Reglerne underskrives af hele havneudvalget.", ["havneudvalget"]),
        ("Broen er beskidt, det ordner vi på lørdag.", ["everyone"]),
        ("Vi ser på broen i morgen.", ["everyone"]),
    ],
)
def test_all_are_asked_or_nobody(text: str, names: list[str]) -> None:
    assert owners(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Værftet laver en ny pris.", ["Værftet"]),
        ("Lodsen ringer. Hun bestiller tov.", ["unassigned"]),
        ("Havneudvalget (Ylva og Zenia) ringer til værftet.", ["Ylva", "Zenia"]),
        ("Ylva rydder skuret sammen med Zenia.", ["Ylva", "Zenia"]),
        ("Ylva og Zenia har set på skuret. De laver en liste.", ["Ylva", "Zenia"]),
        ("Ylva har set på skuret. De laver en liste.", ["unassigned"]),
        ("Ylva har set på skuret. Det er vådt og mørkt. Hun laver en liste.", ["Ylva"]),
        ("Kajgruppen har nye folk. Gruppen laver en liste.", ["Kajgruppen"]),
        ("Kajgruppen er sat.\n\nGruppen laver en liste.", ["Kajgruppen"]),
        ("Tilstede var direktør Bjarke Tange. Direktøren ringer.", ["Bjarke Tange"]),
        ("Fremmødt: Bjarke Tange (havneleder).\n\nLederen ringer.", ["Lederen"]),
        ("Fra: Bjarke Tange\n\nJeg ringer.", ["Bjarke Tange"]),
        ("Vi var Ylva og undertegnede (Bjarke Tange).\n\nJeg ringer.", ["Bjarke Tange"]),
        ("Kajgruppen og tovgruppen har nye folk. Gruppen laver en liste.", ["Gruppen"]),
    ],
)
def test_who_is_meant(text: str, names: list[str]) -> None:
    assert owners(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Græsset skal slås inden lørdag, Ylva og Zenia.", ["Ylva", "Zenia"]),
        ("Tallene tjekkes med værftet CY", ["Cemal Yildirim"]),
        ("Ny dag aftales ( CY )", ["Cemal Yildirim"]),
        ("Listen skal sendes til Ylva, Zenia og Cemal.", ["unassigned"]),
        ("Listen sendes til CY", ["unassigned"]),
    ],
)
def test_names_at_the_end(text: str, names: list[str]) -> None:
    assert owners(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Asger: Læs artiklen om broer.", ["Asger"]),
        ("Asger & Zenia: Skriv en liste.", ["Asger", "Zenia"]),
        ("Alle: Find en pensel.", ["everyone"]),
        ("Opgaver til næste gang:\n- Ylva: Undersøg prisen.\n- Asger: Opdatér listen.", ["Asger"]),
        ("Broen: Find en pensel.", ["unassigned"]),
    ],
)
def test_a_name_before_a_colon_is_who_is_asked(text: str, names: list[str]) -> None:
    assert owners(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fra bestyrelsen deltager Ylva og Zenia.", ["Ylva", "Zenia"]),
        ("Fra havnerådet kommer Cemal, Ylva og Zenia.", ["Cemal Yildirim", "Ylva", "Zenia"]),
        ("Ved stranden hjælper Zenia med skiltene.", ["Zenia"]),
    ],
)
def test_whom_a_body_sends_acts_not_the_body(text: str, names: list[str]) -> None:
    assert owners(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rådet har anmodet om et lån overfor Havnekassen.", ["Rådet"]),
        ("Klubben har et tilbud udenfor Vesterhav.", ["Klubben"]),
        (
            "SBF har et kursus – bestyrelsen besluttede at kontakte SBF vedr. prisen.",
            ["bestyrelsen"],
        ),
        ("Udvalget vedtog at skrive til Zenia vedr. broen.", ["Udvalget"]),
    ],
)
def test_a_preposition_is_no_verb(text: str, names: list[str]) -> None:
    assert owners(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Centerleder Tove Hald og afdelingsleder Ebbe Skak viser rundt.",
            ["Tove Hald", "Ebbe Skak"],
        ),
        ("Projektkoordinator Tove Hald sender en plan.", ["Tove Hald"]),
        (
            "Faglig leder Ebbe Skak og overlæge Tove Hald skriver en note.",
            ["Ebbe Skak", "Tove Hald"],
        ),
        ("Projektkoordinator sender en plan.", ["Projektkoordinator"]),
        ("Her viser Faglig leder Ebbe Skak rundt.", ["Ebbe Skak"]),
    ],
)
def test_a_calling_is_no_part_of_the_name(text: str, names: list[str]) -> None:
    assert owners(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Kampene i fodboldrækken er flyttet. Pigefodbold skal afvikle kampe på bane 4.",
        "Vi har brug for svømmetid. Der er kun en svømmelærer. Babysvømmelære skal bruge bassinet.",
    ],
)
def test_a_word_made_of_the_texts_own_words_is_no_person(text: str) -> None:
    lines = text.split("\n")
    register = Register(PEOPLE, text)
    frame = frame_of(units(sections(blocks_of_text(lines)), lines)[-1], register)
    assert PartyKind.PERSON not in {party.kind for party in owners_of(frame, register)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("b) Kontrakter: Venter til næste møde.", ["unassigned"]),
        ("a) Skilte: Ylva maler dem.", ["Ylva"]),
        ("• ii) Lampe: Zenia ordner den.", ["Zenia"]),
    ],
)
def test_letters_that_count_are_no_part_of_the_words(text: str, names: list[str]) -> None:
    assert owners(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ebbe Skak kom forbi. Ebbe maler broen.", ["Ebbe Skak"]),
        ("Ebbe Skak og Ebbe Hald kom forbi. Ebbe maler broen.", ["Ebbe"]),
        ("Vi talte med Tove Lund Hald.\nTove ringer til kommunen.", ["Tove Lund Hald"]),
        ("Piet van der Hald kom forbi. Piet maler broen.", ["Piet van der Hald"]),
    ],
)
def test_the_one_full_name_of_an_outsider(text: str, names: list[str]) -> None:
    assert owners(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Bemærkninger til kalenderen til Ylva senest 6/4.",
        "Rettelser til det nye skilt sendes til Zenia inden fredag.",
        "Forslag til årets fest til Cemal senest 1. maj.",
    ],
)
def test_what_is_sent_in_is_asked_of_all_whatever_it_is_about(text: str) -> None:
    assert owners(text) == ["everyone"]
