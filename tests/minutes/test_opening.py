"""What the first sentences tell of who was there."""

import pytest

from bot.minutes.rosters import roster
from bot.minutes.sections import sections
from bot.minutes.text import blocks_of_text


def brief(text: str) -> dict[str, str]:
    people = roster(sections(blocks_of_text(text.split("\n"))))
    return {p.name: p.attendance.value for p in people}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Havnemøde 3/5\nVi var Ylva, Cemal og mig (Zenia) der skriver.",
            ["Ylva", "Cemal", "Zenia"],
        ),
        (
            "Havnemøde 3/5\nVi var: Ylva Haslund, Cemal og Zenia.",
            ["Ylva Haslund", "Cemal", "Zenia"],
        ),
        ("Til stede var Ylva Haslund, Cemal og Zenia.", ["Ylva Haslund", "Cemal", "Zenia"]),
        ("Ylva Haslund, Cemal og Zenia var der.", ["Ylva Haslund", "Cemal", "Zenia"]),
        ("Halfdan bød velkommen. Ylva, Cemal og Zenia mødt.", ["Ylva", "Cemal", "Zenia"]),
        (
            "Møde i havnen. Alle (Ylva Haslund, Cemal) samt Zenia.",
            ["Ylva Haslund", "Cemal", "Zenia"],
        ),
        ("Ylva Haslund, Cemal og Zenia til stede.", ["Ylva Haslund", "Cemal", "Zenia"]),
        ("(Fremmødte Ylva Haslund, Cemal, Zenia)", ["Ylva Haslund", "Cemal", "Zenia"]),
        (
            "Følgende var mødt:\n\nYlva Haslund, havnen\n\nZenia Lund",
            ["Ylva Haslund", "Zenia Lund"],
        ),
        ("På mødet hos Ylva var vi tre: Ylva, Cemal og jeg (Zenia).", ["Ylva", "Cemal", "Zenia"]),
        ("Med på skærmen var Ylva Haslund, Cemal og Zenia.", ["Ylva Haslund", "Cemal", "Zenia"]),
        ("Ylva, Cemal og Zenia var der, Bo kom lidt senere.", ["Ylva", "Cemal", "Zenia"]),
        ("Med: Ylva Haslund, Cemal og Zenia", ["Ylva Haslund", "Cemal", "Zenia"]),
        ("TS: YH, CY, ZK", ["YH", "CY", "ZK"]),
        ("Hvem var der: Ylva, Cemal, Zenia", ["Ylva", "Cemal", "Zenia"]),
    ],
)
def test_those_there(text: str, names: list[str]) -> None:
    assert [name for name, there in brief(text).items() if there == "present"] == names


@pytest.mark.parametrize(
    "text",
    [
        "Til stede: Ylva Haslund og Cemal Yildirim. Zenia havde meldt forfald.",
        "Til stede: Ylva Haslund og Cemal Yildirim. Zenia er på ferie.",
        "Til stede: Ylva Haslund, Cemal Yildirim\nSyg: Zenia",
        "Deltagere: Ylva Haslund, Cemal Yildirim. Afbud fra Zenia",
        "Deltagere: Ylva Haslund, Cemal Yildirim. Afbud Zenia (eksamen)",
        "Ylva Haslund og Cemal Yildirim til stede. Zenia måtte melde fra.",
        "Til stede var Ylva Haslund og Cemal Yildirim. Zenia kunne ikke komme.",
    ],
)
def test_those_not(text: str) -> None:
    assert brief(text) == {
        "Ylva Haslund": "present",
        "Cemal Yildirim": "present",
        "Zenia": "absent",
    }


def test_what_else_we_were_is_no_list() -> None:
    assert brief("Vi var enige om at male broen.\nDer var kage. Med lidt held er vi færdige.") == {}


@pytest.mark.parametrize(
    "text",
    [
        "Havnemøde 3/5\n\nYlva Haslund (formand)\nCemal (kasserer)\nZenia Kvistgaard\n\n1. Broen",
        "Havnemøde 3/5\n\nYlva Haslund, Cemal, Zenia Kvistgaard\n\n1. Broen\nDen er rød.",
        "Havnemøde 3/5\nHavneudvalget: Ylva Haslund, Cemal og Zenia Kvistgaard\n1. Broen",
        "Ref. havnemøde 13/8-12. Ylva Haslund, Cemal, Zenia Kvistgaard.\n\nBroen: Den er rød.",
        "Havnemøde 3/5\n\nYlva Haslund (havnen), Cemal (broen) samt Zenia Kvistgaard fra kroen.",
        "Havnemøde 3/5 (Ylva Haslund, Cemal, Zenia Kvistgaard - afbud Bo)\n\n1. Broen",
        "Havnemøde 3/5\n\nYlva Haslund (formand) – Cemal (kro) – Zenia Kvistgaard (bro). Alt vel.",
        "Havnemøde 3/5\n\n(Formanden Ylva Haslund, Cemal og suppleant Zenia Kvistgaard)",
    ],
)
def test_names_that_stand_alone_at_the_top(text: str) -> None:
    assert list(brief(text)) == ["Ylva Haslund", "Cemal", "Zenia Kvistgaard"]


def test_kopi_and_contacts_list_nobody() -> None:
    assert (
        brief("Havnemøde 3/5\nKopi til: Ylva Haslund\nKontakt: Bo Lund\n1. Broen\nDen er rød.")
        == {}
    )
