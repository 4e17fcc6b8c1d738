"""Who is meant: names, initials, roles, municipalities, bodies and doubt."""

import pytest

from bot.domain.meetings import Attendance, MeetingRole, Party, PartyKind
from bot.minutes.listed import Listed
from bot.minutes.parties import Register

PEOPLE = [
    Listed("Ylva Haslund", "Sorø Kommune", "leder", Attendance.PRESENT),
    Listed("Ylva Rolighed", "Faxe Kommune", None, Attendance.ABSENT),
    Listed("Zenia Bjerrelund", "Faxe Kommune", None, Attendance.PRESENT),
    Listed("Zenia Kvistgaard", "Køge Kommune", None, Attendance.PRESENT),
    Listed("Cemal Yildirim", None, "kasserer", Attendance.PRESENT, {MeetingRole.CHAIR}),
    Listed("Halfdan-Magni Kløvborg", None, None, Attendance.PRESENT, {MeetingRole.MINUTE_TAKER}),
    Listed("thv", None, None, Attendance.PRESENT),
]


@pytest.fixture
def register() -> Register:
    return Register(PEOPLE, "Udvalget for Havne (UH) og Torbjørg Vemmelund (TV) skriver.")


def named(name: str) -> Party:
    return Party(PartyKind.PERSON, name)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ylva Haslund", "Ylva Haslund"),
        ("Ylva", "Ylva Haslund"),  # the one who was there
        ("Cemal", "Cemal Yildirim"),
        ("Cemal Yildrim", "Cemal Yildirim"),  # misspelt
        ("CY", "Cemal Yildirim"),
        ("HMK", "Halfdan-Magni Kløvborg"),
        ("TV", "Torbjørg Vemmelund"),  # explained in the text
        ("Sigbrit", "Sigbrit"),  # unknown: as written
    ],
)
def test_names(register: Register, written: str, meant: str) -> None:
    assert register.person(written) == named(meant)


def test_two_equally_good_candidates_are_never_guessed(register: Register) -> None:
    party = register.person("Zenia")
    assert party.name == "Zenia"
    assert party.doubt == "Zenia kan være Zenia Bjerrelund eller Zenia Kvistgaard."


def test_an_organisation_settles_it_and_vetoes_a_namesake(register: Register) -> None:
    assert register.person("Zenia", "Køge") == named("Zenia Kvistgaard")
    assert register.person("Cemal", "Odsherred") == named("Cemal Yildirim")  # has none to deny
    assert register.person("Ylva", "Odsherred") == named("Ylva")


def test_a_lone_first_name_is_not_stretched_to_a_near_one(register: Register) -> None:
    assert register.person("Ylve") == named("Ylve")


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Ylva og Cemal sender listen", [named("Ylva Haslund"), named("Cemal Yildirim")]),
        ("Køge melder sig", [Party(PartyKind.ORGANISATION, "Køge Kommune")]),
        ("Køges bidrag og Sorø Kommune", [
            Party(PartyKind.ORGANISATION, "Køge Kommune"),
            Party(PartyKind.ORGANISATION, "Sorø Kommune"),
        ]),
        ("Faxe (Zenia Bjerrelund) deltager", [named("Zenia Bjerrelund")]),
        ("Formanden ringer", [named("Cemal Yildirim")]),
        ("Kassereren betaler", [named("Cemal Yildirim")]),
        ("Viceværten rydder sne", [named("Viceværten")]),
        ("Festudvalget bager", [Party(PartyKind.GROUP, "Festudvalget")]),
        ("Vi tager kage med", [Party(PartyKind.EVERYONE)]),
        ("Kommunerne indsender tal", [Party(PartyKind.EVERYONE)]),
        ("thv finder nøglen", [named("thv")]),
        ("Skoleområdet er vigtigt i dag", []),
    ],
)  # fmt: skip
def test_mentions(register: Register, text: str, parties: list[Party]) -> None:
    assert [m.party for m in register.mentions(text)] == parties


def test_the_speaker_is_the_presenter_of_the_item_or_wrote_the_minutes(register: Register) -> None:
    said = register.mentions("jeg sender listen", "Broen v/ Ylva Haslund (10.00)")
    assert said[0].party == named("Ylva Haslund")
    assert register.mentions("jeg sender listen")[0].party == named("Halfdan-Magni Kløvborg")


def register_of(text: str, *people: Listed) -> Register:
    return Register(people, text)


def test_the_lists_own_initials_come_before_those_of_the_name() -> None:
    one = Listed("Ylva-Lis Birk", None, None, Attendance.PRESENT, set(), {"YB"})
    other = Listed("Yrsa Aske Birk", None, None, Attendance.PRESENT, set(), {"YAB"})
    assert register_of("", one, other).person("YB") == named("Ylva-Lis Birk")


def test_whole_names_come_before_halves() -> None:
    one = Listed("Ylva Birk")
    other = Listed("Yrsa Aske Birk")
    assert register_of("", one, other).person("YB") == named("Ylva Birk")


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        ("YB skriver.\n\nLektor Ylva Birk\nInstitut for Havne", "YB", "Ylva Birk"),
        ("Velkomst ved Ylva Stang Birk\n\nZenia Krag", "YSB", "Ylva Stang Birk"),
    ],
)
def test_initials_of_a_name_that_the_text_says(text: str, short: str, name: str) -> None:
    assert register_of(text).person(short) == named(name)


def test_letters_of_a_body() -> None:
    text = "Havnerådet holdt fest. HR skriver til Bestyrelsen. BHS ringer."
    said = register_of(text).mentions("HR skriver og BHS ringer")
    assert [m.party for m in said] == [Party(PartyKind.GROUP, "Havnerådet"), named("BHS")]


@pytest.mark.parametrize(
    "text",
    [
        "aftalen står i Kalenderby",
        "til hver Havnecafé stilles stole",
        "HAV-kortene kommer på nettet",
    ],
)
def test_what_is_no_person(text: str) -> None:
    assert register_of(text).mentions(text) == []


@pytest.mark.parametrize("first", ["Esben", "Bente", "Karsten", "Inger", "Else"])
def test_a_full_name_opens_a_sentence_whatever_it_ends_in(first: str) -> None:
    said = register_of("").mentions(f"{first} Vemmelund køber is.")
    assert [m.party for m in said] == [named(f"{first} Vemmelund")]


def test_whoever_signs_is_the_undersigned() -> None:
    text = "Undertegnede ringer til havnen.\n\nNæste møde hos Zenia.\n\nYlva."
    assert register_of(text).mentions("Undertegnede ringer")[0].party == named("Ylva")


def test_the_dirigent_is_not_the_chairman() -> None:
    chair = Listed("Ylva", None, None, Attendance.PRESENT, {MeetingRole.CHAIR})
    assert register_of("Ylva leder mødet.", chair).role("formanden") == named("Ylva")
    text = "Ylva blev valgt til dirigent."
    assert register_of(text, chair).role("formanden") == named("formanden")


def test_a_title_in_its_definite_form() -> None:
    warden = Listed("Ylva Birk", None, "kirkeværge")
    assert register_of("", warden).role("kirkeværgen") == named("Ylva Birk")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Karsten Ravnsborgen", "Karsten Ravnsborgen"),
        ("Hvem: Henning Birk, Else Vemmelund", "Henning Birk"),
        ("Bente Skovhuset Lund ringer.", "Bente Skovhuset Lund"),
        ("Listen laves af Signe van der Aa Vemmelund Krag.", "Signe van der Aa Vemmelund Krag"),
    ],
)
def test_a_full_name_alone_or_with_a_house_in_it(text: str, name: str) -> None:
    assert register_of("").mentions(text)[0].party == named(name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Halvor og Maj laver skemaet.", ["Halvor Tveje", "Maj Rolighed"]),
        ("Maj sørger for kaffe.", ["Maj Rolighed"]),
        ("Broen males i Maj.", []),
        ("Vi mødes 3. Maj.", []),
    ],
)
def test_a_month_may_be_somebody(text: str, names: list[str]) -> None:
    register = Register([Listed("Halvor Tveje"), Listed("Maj Rolighed")], text)
    found = [m.party.name for m in register.mentions(text) if m.how == "person"]
    assert found == names


def test_two_who_act_are_names_though_they_end_like_nouns() -> None:
    found = Register([], "").mentions("Flemming og Mikkeline henter borde.")
    assert [mention.party.name for mention in found] == ["Flemming", "Mikkeline"]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Havnekontoret laver skiltet.", PartyKind.GROUP, "Havnekontoret"),
        ("Køkkenet laver gløgg.", PartyKind.GROUP, "Køkkenet"),
        ("Bussen henter os ved broen.", PartyKind.GROUP, "Bussen"),
        ("HVF sender regningen.", PartyKind.ORGANISATION, "HVF"),
        ("Sigbrit ringer til ham.", PartyKind.PERSON, "Sigbrit"),
    ],
)
def test_nouns_and_letters_beside_a_list_of_full_names(
    text: str, kind: PartyKind, name: str
) -> None:
    people = [Listed("Ylva Haslund"), Listed("Cemal Yildirim"), Listed("Zenia Kvistgaard")]
    assert Register(people, text).mentions(text)[0].party == Party(kind, name)


def test_without_such_a_list_letters_may_be_somebody() -> None:
    mentions = Register([], "").mentions("HVF sender regningen.")
    assert mentions[0].party == Party(PartyKind.PERSON, "HVF")
