"""Minutes in the agreed form are read without a fault, whatever they are written in."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.domain.meetings import Party, PartyKind
from bot.minutes.answer import as_json
from bot.minutes.reading import read
from tests.minutes.convention.laying_out import as_page, as_word

FILES = sorted((Path(__file__).parent / "minutes").glob("*.txt"))
FORMATS: dict[str, Callable[[str], bytes]] = {
    "txt": str.encode,
    "docx": as_word,
    "html": as_page,
}

NOBODY = Party(PartyKind.UNASSIGNED)
Told = tuple[tuple[str, ...], str | None]


def wanted(file: Path) -> dict[str, Any]:
    labels: dict[str, Any] = json.loads(file.with_suffix(".json").read_text("utf-8"))
    return labels


def told(follow_ups: list[dict[str, Any]]) -> list[Told]:
    """Owners and day of each, in the order of the document."""
    return [
        (tuple(sorted(owner["name"] or owner["kind"] for owner in one["owners"])), one["due"])
        for one in follow_ups
    ]


def test_there_are_at_least_a_dozen() -> None:
    assert len(FILES) >= 12


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_follow_up_and_nothing_else(file: Path, form: str) -> None:
    answer = as_json(read(FORMATS[form](file.read_text("utf-8")), f"{file.stem}.{form}"))
    sure = [one for one in answer["follow_ups"] if one["confidence"] >= 0.5]
    labels = wanted(file)
    assert told(sure) == told(labels["follow_ups"])
    assert [one["task"] for one in sure] == [one["task"] for one in labels["follow_ups"]]
    groups = [{**group, "lines": []} for group in answer["working_groups"]]
    assert groups == [{**group, "lines": []} for group in labels["working_groups"]]
    if form == "txt":
        assert [one["lines"] for one in sure] == [one["lines"] for one in labels["follow_ups"]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_reason_names_the_form(file: Path) -> None:
    found = read(file.read_bytes(), file.name).follow_ups
    for one in found:
        said = " ".join(one.reasons)
        by_form = "fast form: »" in said or "tabellen Hvem – Hvad – Hvornår" in said
        assert by_form == (one.confidence >= 0.5)
        if by_form and one.owners != (NOBODY,):
            assert one.confidence == 1.0


def test_prose_that_repeats_a_line_is_not_told_twice() -> None:
    text = (
        "Referat\nDato: 3. marts 2026\nTil stede: Asta Holtegaard, Bo Lindtorp\n\n"
        "Bo Lindtorp sender de nye regler til alle medlemmer. Asta ringer til Køge.\n"
        "Opfølgning: Bo Lindtorp sender de nye regler til alle medlemmer – senest 9. marts\n"
    )
    found = read(text.encode(), "a.txt").follow_ups
    assert [one.confidence >= 0.5 for one in found if "regler" in one.task] == [True]
    beside = [one for one in found if "Køge" in one.task]
    assert beside and beside[0].confidence < 0.5
    assert "uden for den faste form" in beside[0].reasons[-1]
