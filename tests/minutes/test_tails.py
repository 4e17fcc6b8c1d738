"""Lines that only say who or by when, below what is to be done."""

import pytest

from bot.minutes.blocks import Document
from bot.minutes.reading import understand
from bot.minutes.text import blocks_of_text

HEAD = ["Til stede: Ylva Haslund, Cemal Yildirim (CY), Tove Mariendal", "", "1. Broen"]


def owners(lines: list[str]) -> dict[str, list[str | None]]:
    text = [*HEAD, *lines]
    found = understand(Document(tuple(text), blocks_of_text(text))).follow_ups
    return {f.quote: [p.name for p in f.owners] for f in found}


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("Ylva", "CY", ["Ylva Haslund"]),
        ("Ylva Haslund", "Tove", ["Ylva Haslund"]),
        ("Ylva/Tove", "CY", ["Ylva Haslund", "Tove Mariendal"]),
        ("Tove og CY", "Ylva", ["Tove Mariendal", "Cemal Yildirim"]),
    ],
)
def test_a_line_with_a_name_owns_what_stands_above(
    first: str, second: str, names: list[str]
) -> None:
    trin = ["Der sættes skridsikre trin på broen.", first, "1. maj"]
    said = owners([*trin, "", "2. Havnen", "Bådene skal flyttes til den anden side.", second])
    assert said["Der sættes skridsikre trin på broen."] == names


def test_a_line_without_a_verb_is_judged_when_somebody_stands_below_it() -> None:
    said = owners(["Artikel om broen i avisen", "Ylva", "", "2. Havnen", "Brev med frist", "CY"])
    assert said.get("Artikel om broen i avisen", ["Ylva Haslund"]) == ["Ylva Haslund"]


def test_one_name_on_a_line_may_be_a_heading_or_a_signature() -> None:
    said = owners(["Der sættes skridsikre trin på broen.", "Ylva"])
    assert said["Der sættes skridsikre trin på broen."] == [None]


def test_a_name_after_a_blank_line_is_no_tail() -> None:
    said = owners(
        ["Der sættes skridsikre trin på broen.", "", "Ylva", "", "Bådene skal flyttes.", "", "CY"]
    )
    assert "Ylva Haslund" not in said["Der sættes skridsikre trin på broen."]


def test_a_head_with_a_colon_keeps_its_names() -> None:
    said = owners(["Oprydning og oversigt:", "Ylva/Tove", "", "Kaffe og kage:", "Cemal/Tove"])
    assert set(said) <= {"Oprydning og oversigt: Ylva/Tove", "Kaffe og kage: Cemal/Tove"}
    assert said
