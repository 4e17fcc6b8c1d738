"""Action tables of one line a row without bars."""

import pytest

from bot.minutes.blocks import Document
from bot.minutes.reading import understand
from bot.minutes.row_tables import with_bars_by_row
from bot.minutes.text import blocks_of_text

PEOPLE = "Til stede: Ylva Haslund (YH), Cemal Yildirim, Tove Mariendal"


def said(rows: list[str]) -> dict[str, list[str | None]]:
    lines = [PEOPLE, "", *rows, "", "2. Havnen", "Den er ny."]
    found = understand(Document(tuple(lines), blocks_of_text(lines))).follow_ups
    return {f.quote: [p.name for p in f.owners] for f in found if f.confidence >= 0.5}


@pytest.mark.parametrize(
    "rows",
    [
        ["Handling / Ansvarlig / Frist", "Male broen / YH / 15.12", "Hente tilbud / Cemal / maj"],
        ["Opgave - Ansvarlig - Frist", "Male broen - YH - uge 7", "Hente tilbud - Cemal - snarest"],
        ["Opgave; ansvarlig; frist", "Male broen; YH; 3/5", "Hente tilbud; Cemal; næste møde"],
        ["Handling Ansvarlig Frist", "Male broen YH 1. juni", "Hente tilbud Cemal inden sommer"],
        ["Nr Opgave Hvem Status", "1 Male broen YH i gang", "2 Hente tilbud Cemal mangler"],
    ],
)
def test_a_row_on_a_line(rows: list[str]) -> None:
    assert said(rows) == {"Male broen": ["Ylva Haslund"], "Hente tilbud": ["Cemal Yildirim"]}


def test_rows_that_are_done_are_left_out() -> None:
    rows = ["Opgave / Hvem / Status", "Male broen / YH / OK", "Hente tilbud / Cemal / mangler"]
    assert list(said(rows)) == ["Hente tilbud"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Handling", "Vi maler broen / havnen i maj."],
        ["Handling / Ansvarlig / Frist", "", "Broen er rød, og det bliver den ved med at være."],
        ["Broen / havnen / vejen", "Male / rive / rydde"],
        ["Hvem gør hvad", "Ylva maler - måske i maj"],
    ],
)
def test_other_lines_stay_as_they_are(lines: list[str]) -> None:
    assert with_bars_by_row(lines)[-1] == lines[-1]
