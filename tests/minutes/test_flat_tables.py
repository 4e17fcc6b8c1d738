"""Action tables whose cells lie one to a line."""

import pytest

from bot.minutes.blocks import Document
from bot.minutes.flat_tables import flat_cells
from bot.minutes.reading import understand
from bot.minutes.text import blocks_of_text

ROWS = ("Male broen", "Ylva", "1. maj", "Hente tre tilbud", "Cemal/Tove", "snarest")


@pytest.mark.parametrize(
    "head",
    [
        ("Handling", "Ansvarlig", "Frist"),
        ("**Opgave**", "**Hvem**", "**Deadline**"),
        ("Action:", "Owner:", "Due:"),
    ],
)
@pytest.mark.parametrize("gap", [[], [""]])
def test_cells_one_to_a_line(head: tuple[str, ...], gap: list[str]) -> None:
    lines = ["Til stede: Ylva Haslund, Cemal Yildirim, Tove Mariendal", "", *head, *gap]
    lines += [*ROWS[:3], *gap, *ROWS[3:], "", "2. Havnen", "Den er ny."]
    found = understand(Document(tuple(lines), blocks_of_text(lines))).follow_ups
    said = {f.quote: [p.name for p in f.owners] for f in found if f.confidence >= 0.5}
    assert said == {
        "Male broen": ["Ylva Haslund"],
        "Hente tre tilbud": ["Cemal Yildirim", "Tove Mariendal"],
    }


def test_columns_in_another_order_and_a_row_that_is_done() -> None:
    lines = ["Hvem", "Hvad", "Status", "Ylva", "Male broen", "åben", "Tove", "Købe reb", "udført"]
    assert flat_cells(lines)[5] == (1, 1)
    found = understand(Document(tuple(lines), blocks_of_text(lines))).follow_ups
    assert [f.quote for f in found if f.confidence >= 0.5] == ["Male broen"]


def test_labels_above_prose_are_no_table() -> None:
    for body in (
        ["Broen er gammel og skal males.", "Havnen er ny.", "Vi ser på det igen i maj."],
        ["Ylva", "Cemal", "Tove"],
        [],
    ):
        assert flat_cells(["Handling", "Ansvarlig", *body]) == {}
    assert flat_cells(["Handling", "Ylva maler broen i maj.", "Ansvarlig: Ylva"]) == {}
