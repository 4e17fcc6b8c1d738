"""Working groups with lead, members, maybe and contact."""

import pytest

from bot.domain.meetings import FoundGroup
from bot.minutes.blocks import Document
from bot.minutes.reading import understand
from bot.minutes.text import blocks_of_text

HEAD = (
    "Referat af netværksmøde 3. april 2026\n"
    "Deltagere: Ylva Haslund, Sorø Kommune; Cemal Yildirim, Faxe Kommune; "
    "Zenia Kvistgaard, Køge Kommune; Halfdan Kløvborg, Lejre Kommune\n1. Både\nBeslutning:\n"
)


def groups(text: str) -> tuple[FoundGroup, ...]:
    lines = (HEAD + text).split("\n")
    return understand(Document(tuple(lines), blocks_of_text(lines))).working_groups


def test_set_up_with_lead_maybe_contact_and_open() -> None:
    (found,) = groups(
        "- Der etableres en arbejdsgruppe om vinterpladser.\n- Køge vil gerne stå i spidsen.\n"
        "- Kommunerne melder deltagere ind til Ylva.\n- Cemal er måske med."
    )
    assert found.name == "Arbejdsgruppe om vinterpladser"
    assert [p.name for p in found.leads] == ["Køge Kommune"]
    assert [p.name for p in found.maybe] == ["Cemal Yildirim"]
    assert found.contact is not None
    assert (found.contact.name, found.open) == ("Ylva Haslund", True)


def test_members_and_a_convener() -> None:
    (found,) = groups(
        "- Der nedsættes en arbejdsgruppe om bådskure.\n- Halfdan fungerer som tovholder.\n"
        "- Ylva og Cemal deltager i gruppen."
    )
    assert [p.name for p in found.leads] == ["Halfdan Kløvborg"]
    assert [p.name for p in found.members] == ["Ylva Haslund", "Cemal Yildirim"]
    assert not found.open


def test_a_restatement_is_the_same_group() -> None:
    (found,) = groups(
        "- Der nedsættes en arbejdsgruppe om bådskure.\n2. Opsamling\n"
        "- Der nedsættes en arbejdsgruppe om bådskure med Køge som tovholder."
    )
    assert [p.name for p in found.leads] == ["Køge Kommune"]
    assert len(found.lines) == 2


def test_a_body_that_decides_is_no_new_group() -> None:
    assert groups("Styregruppen besluttede at købe en båd. Udvalget takker.") == ()


def test_where_somebody_is_from_does_not_take_their_place() -> None:
    for said in ("Cemal fra Faxe er muligvis med.", "Cemal (Faxe) er måske med."):
        (found,) = groups(
            f"- Der etableres en arbejdsgruppe om slæbesteder.\n- Køge er tovholder.\n- {said}"
        )
        assert [p.name for p in found.maybe] == ["Cemal Yildirim"], said


def test_a_group_named_in_passing_with_its_people() -> None:
    for said in (
        "Ylva, Cemal og Halfdan er i festudvalget.",
        "Festudvalget er altså nu Ylva, Cemal og Halfdan.",
        "Der er oprettet et festudvalg med Ylva, Cemal og Halfdan.",
    ):
        (found,) = groups(said)
        names = ["Ylva Haslund", "Cemal Yildirim", "Halfdan Kløvborg"]
        assert [p.name for p in found.members] == names, said
        assert "estudvalg" in found.name


def test_new_members_listed_under_their_heading() -> None:
    (found,) = groups("Nye deltagere i arbejdsgruppen:\n- Ylva (Sorø)\n- Cemal Yildirim (Faxe)")
    assert [p.name for p in found.members] == ["Ylva Haslund", "Cemal Yildirim"]


def test_who_wants_to_join_knows_whom_to_write_to() -> None:
    (found,) = groups("For deltagelse i skurgruppen, skriv til Zenia Kvistgaard.")
    assert found.open
    assert found.contact is not None
    assert found.contact.name == "Zenia Kvistgaard"


def test_a_seat_taken_over() -> None:
    (found,) = groups("Ylva afløser Bo Krag i følgegruppen for de små både.")
    assert [p.name for p in found.members] == ["Ylva Haslund"]


def test_groups_that_are_only_spoken_of() -> None:
    assert groups("Etablering af styregruppe og projektgruppe udskydes.") == ()
    assert groups("Dér bliver der dannet grupper efter lyst.") == ()
    assert groups("Ylva deltog i mødet i festudvalget.") == ()


def test_two_kinds_of_group_on_one_item_are_two() -> None:
    found = groups(
        "- Der nedsættes en arbejdsgruppe med Ylva og Cemal.\n"
        "- Der nedsættes en undergruppe bestående af Zenia og Halfdan."
    )
    assert [len(group.members) for group in found] == [2, 2]


def test_set_up_in_many_words() -> None:
    for said in (
        "Der blev nedsat en brogruppe med Ylva som tovholder, Cemal og Zenia.",
        "Der sættes et broudvalg ned: Ylva (leder), Cemal og Zenia.",
        "Der nedsættes en brokomité: Ylva (formand), Cemal og Zenia.",
        "Vi enedes om at nedsætte en lille gruppe med Ylva som tovholder og med Cemal og Zenia.",
        "Bropladsudvalget skal bemandes. Ylva leder, Cemal og Zenia deltager.",
        "Vi blev enige om at genoplive broudvalget. Ylva er tovholder, Cemal og Zenia er med.",
        "Broudvalget genopstår med Ylva i spidsen, Cemal og Zenia.",
    ):
        (found,) = groups(said)
        assert [p.name for p in found.leads] == ["Ylva Haslund"], said
        assert [p.name for p in found.members] == ["Cemal Yildirim", "Zenia Kvistgaard"], said


def test_those_who_form_a_group_are_in_it() -> None:
    for said in (
        "Ylva og Cemal danner en julegruppe.",
        "Ylva og Cemal laver en lille julegruppe.",
        "Et juleudvalg bestående af Ylva og Cemal kommer med et bud.",
        "Et udvalg på Ylva, Cemal og en voksen går i gang efter jul.",
        "Juleudvalg: Ylva og Cemal.",
        "Der blev nedsat en gruppe, som skriver et svar: Ylva, Cemal og andre.",
        "Ylva, Cemal og Zenia udgør julekomité og indstiller én.",
    ):
        (found,) = groups(said)
        assert [p.name for p in found.members][:2] == ["Ylva Haslund", "Cemal Yildirim"], said


def test_more_may_join() -> None:
    for said in (
        "Der er plads til flere.",
        "Andre er velkomne.",
        "Gerne flere.",
        "Vi mangler to mere.",
        "Hvem der har lyst, kan komme med.",
        "Meld jer!",
        "Flere kan henvende sig til Ylva.",
        "Skriv til Ylva, hvis du vil være med.",
    ):
        (found,) = groups(f"Der nedsættes et broudvalg med Ylva og Cemal. {said}")
        assert found.open, said
    (found,) = groups("Der nedsættes et broudvalg med Ylva og Cemal. Udvalget mødes i maj.")
    assert not found.open


def test_a_heading_that_is_a_groups_name() -> None:
    (found,) = groups("**Skolegruppen**\nYlva er tovholder. Halfdan fortalte om broen.")
    assert (found.name, [p.name for p in found.leads]) == ("Skolegruppe", ["Ylva Haslund"])
    assert groups("**Skolegruppen**\nDer var 40 til mødet. Ylva laver en liste.") == ()


def test_what_is_told_of_other_groups_is_no_group_of_ours() -> None:
    for said in (
        "Kommunen har nedsat en arbejdsgruppe om det.",
        "Der blev nedsat et programudvalg i februar, som arbejder på sagen.",
        "Trådt ud af udvalget: Ylva Haslund, Cemal Yildirim.",
        "Ylva vil starte en teatergruppe.",
        "Ylva og Cemal sidder i messeudvalget og er med i dag.",
        "Til stede hele udvalget: Ylva Haslund, Cemal Yildirim, Halfdan Kløvborg",
        "Ylva laver en liste til udvalget.",
    ):
        assert groups(said) == (), said


def test_a_group_without_a_name_of_its_own_has_that_of_its_item() -> None:
    for said in ("en lille gruppe", "en ny arbejdsgruppe", "et udvalg"):
        (found,) = groups(f"Der nedsættes {said} med Ylva og Cemal.")
        assert found.name.endswith("om Både"), said


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        ("Ylva, Cemal og Zenia melder sig til arbejdsgruppen om broer.",
         "Arbejdsgruppe om broer", "Ylva Cemal Zenia"),
        ("Ylva har meldt sig til festudvalget.", "Festudvalg", "Ylva"),
        ("Til brogruppen meldte sig Ylva, Cemal og Halfdan.", "Brogruppe", "Ylva Cemal Halfdan"),
        ("Følgende blev valgt til festudvalget: Ylva og Cemal.", "Festudvalg", "Ylva Cemal"),
        ("Ylva og Zenia indgår i en arbejdsgruppe om skilte sammen med havnen.",
         "Arbejdsgruppe om skilte", "Ylva Zenia"),
        ("Ny arbejdsgruppe om skilte: Ylva, Zenia.", "Arbejdsgruppe om skilte", "Ylva Zenia"),
        ("Arbejdsgruppen vedr. ramper (Ylva, Cemal) mødes i maj.",
         "Arbejdsgruppe vedr. ramper", "Ylva Cemal"),
        ("Der blev nedsat et ad hoc-udvalg: Ylva og Zenia.", "Ad hoc-udvalg", "Ylva Zenia"),
        ("PR-udvalg: Ylva", "PR-udvalg", "Ylva"),
        ("Der nedsættes en gruppe om ramper med deltagelse af Ylva, Cemal og Zenia.",
         "Gruppe om ramper", "Ylva Cemal Zenia"),
    ],
)  # fmt: skip
def test_who_goes_into_a_group_in_many_words(text: str, name: str, members: str) -> None:
    (found,) = groups(text)
    assert found.name == name
    assert [(p.name or "").split()[0] for p in found.members] == members.split()
    assert not found.open


def test_each_line_names_a_group_of_its_own() -> None:
    found = groups("Festudvalg: Ylva, Cemal\nBroudvalg: Zenia, Halfdan\nPR-udvalg: Ylva")
    assert [(g.name, len(g.members)) for g in found] == [
        ("Festudvalg", 2),
        ("Broudvalg", 2),
        ("PR-udvalg", 1),
    ]


def test_the_bracket_behind_one_name_is_of_that_one() -> None:
    (found,) = groups("Arbejdsgruppen består af Ylva, Cemal og Zenia (tovholder).")
    assert [p.name for p in found.leads] == ["Zenia Kvistgaard"]
    assert [p.name for p in found.members] == ["Ylva Haslund", "Cemal Yildirim"]


def test_the_group_spoken_of_next_is_the_one_set_up() -> None:
    (found,) = groups("Der nedsættes en gruppe om ramper. Gruppen består af Ylva og Halfdan.")
    assert [p.name for p in found.members] == ["Ylva Haslund", "Halfdan Kløvborg"]


def test_maybe_stands_before_the_one_who_may_join() -> None:
    (found,) = groups("Planlægningsgruppe til temadagen: Ylva, Cemal, evt. Halfdan.")
    assert [p.name for p in found.maybe] == ["Halfdan Kløvborg"]
    assert [p.name for p in found.members] == ["Ylva Haslund", "Cemal Yildirim"]


def test_a_group_that_lacks_members_is_open() -> None:
    (found,) = groups("Der mangler to medlemmer til festudvalget. Meld jer hos Ylva.")
    assert found.open
    assert found.contact is not None
    assert found.contact.name == "Ylva Haslund"


@pytest.mark.parametrize(
    "tail",
    [
        "Interesserede kan melde sig til Ylva.",
        "Gruppen sikrer involvering af de havne, der har ramper.",
        "Kommunerne udpeger en deltager til gruppen om ramper.",
    ],
)
def test_more_may_come_into_a_group(tail: str) -> None:
    assert groups(f"Der nedsættes en gruppe om ramper med Ylva og Cemal. {tail}")[0].open


def test_bodies_that_only_act_are_no_new_groups() -> None:
    assert groups("Styregruppen drøftede planen. Ylva deltager i udvalget.") == ()
    assert groups("Festudvalget for havnen har holdt møde.") == ()
