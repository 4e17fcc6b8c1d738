"""By when: from the clause, from what is said around it, from an event dated elsewhere."""

from collections.abc import Sequence
from datetime import date

import pytest

from bot.domain.meetings import Due, Meeting
from bot.minutes.clauses import units
from bot.minutes.deadlines import due_of, events_of
from bot.minutes.frames import frame_of
from bot.minutes.listed import Listed
from bot.minutes.parties import Register
from bot.minutes.sections import sections
from bot.minutes.text import blocks_of_text

BASE = date(2026, 3, 6)
FEAST = date(2026, 5, 21)


def due(text: str, clause: str, people: Sequence[Listed] = ()) -> Due | None:
    """The due of the clause that begins with these words."""
    lines = text.split("\n")
    passages = sections(blocks_of_text(lines))
    unit = next(u for u in units(passages, lines) if u.text.startswith(clause))
    events = events_of(passages, Meeting(date=BASE))
    return due_of(frame_of(unit, Register(people, text)), BASE, None, events)


def test_the_date_of_the_sentence_holds_for_its_clauses() -> None:
    found = due("Havnefest 21/5: Ylva køber is, Cemal bestiller telt.", "Cemal")
    assert found is not None
    assert found.day == FEAST


def test_after_a_day_is_no_day() -> None:
    assert due("Udsendes efter festen den 21. maj.", "Udsendes") is None


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Vi ses torsdag den 21. maj til grød. Ylva handler.", "Ylva"),
        ("Havnefesten holdes den 21. maj. Zenia og Cemal smører boller.", "Zenia"),
        ("Havnefesten holdes den 21. maj. Vi skal have ryddet broen.", "Vi skal"),
        ("Havnefesten holdes den 21. maj. Ylva sørger for kaffen.", "Ylva"),
        ("Havnefest 21/5 på molen. Foreningen skal møde op i gule veste.", "Foreningen"),
        ("Havnefest 21/5 på molen. Ylva leder efter gevinster.", "Ylva"),
        ("Broen lukkes den 21. maj. Husk hjelm. Alle hjælper fra kl. 8.", "Alle"),
    ],
)
def test_what_is_done_at_an_event_is_due_on_its_day(text: str, clause: str) -> None:
    found = due(text, clause)
    assert found is not None
    assert found.day == FEAST


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Havnefesten holdes den 21. maj. Ylva skriver til avisen.", "Ylva"),
        ("Havnefesten holdes den 21. maj. Ylva giver besked til naboerne.", "Ylva"),
        ("Ylva stopper den 21. maj. Zenia kontaktes om at overtage.", "Zenia"),
        ("Svar senest den 21. maj. Ylva køber maling.", "Ylva"),
        ("Havnefesten holdes den 21. maj.\n\nYlva tager sig af opvasken.", "Ylva"),
        ("• Havnefesten holdes den 21. maj.\n• Ylva køber maling til broen.", "Ylva"),
    ],
)
def test_what_is_done_at_its_own_time_has_no_day(text: str, clause: str) -> None:
    assert due(text, clause) is None


@pytest.mark.parametrize(
    "text",
    [
        "Sommerfest 21/5 på molen.\n\n• Ylva har lister klar til sommerfesten.",
        "Ylva har lister klar inden havneudstillingen.\n\nHavneudstilling: den 21.5.2026 kl. 10",
        "Ylva har tal klar til årsmødet.\n\nVi holder årsmøde torsdag den 21. maj.",
    ],
)
def test_an_event_dated_elsewhere(text: str) -> None:
    found = due(text, "Ylva")
    assert found is not None
    assert found.day == FEAST


def test_what_is_booked_has_the_day_and_the_booking_has_not() -> None:
    assert due("Ylva booker lokalet den 21. maj.", "Ylva") is None
    found = due("Ylva booker lokalet senest den 21. maj.", "Ylva")
    assert found is not None
    assert found.day == FEAST


def test_an_event_with_two_days_gives_none() -> None:
    text = "Workshop 21/5 og workshop 28/5.\n\nYlva har tal klar til workshoppen."
    assert due(text, "Ylva") is None


@pytest.mark.parametrize(
    "ready",
    [
        "Det hele skal være klar senest den 21. maj.",
        "Alt sammen er klar den 21. maj.",
        "Det skal være færdigt inden den 21. maj.",
    ],
)
def test_a_later_sentence_says_when_all_is_to_be_ready(ready: str) -> None:
    found = due(f"Ylva tegner kortet. {ready}", "Ylva")
    assert found is not None
    assert found.day == FEAST


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("5. Havnefest 21/5:\nTelt: Ylva\nGrill: Cemal", "Grill"),
        ("5. Havnefest den 21. maj\n- Telt: Ylva\n- Kage og kaffe: Cemal og Ylva", "Kage"),
        ("5. Havnefest den 21. maj\n- Telt (Ylva)\n- Musik (Cemal)", "Telt"),
    ],
)
def test_what_stands_with_a_name_under_an_event_is_due_on_its_day(text: str, clause: str) -> None:
    found = due(text, clause, [Listed("Ylva"), Listed("Cemal")])
    assert found is not None
    assert found.day == FEAST


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("5. Havnefest den 21. maj\nIndbydelsen skal ud i god tid – Ylva.", "Indbydelsen"),
        ("5. Broen\nSvar senest den 21. maj.\n- Maling: Ylva", "Maling"),
    ],
)
def test_a_sentence_with_a_name_behind_takes_no_day_from_above(text: str, clause: str) -> None:
    assert due(text, clause, [Listed("Ylva"), Listed("Cemal")]) is None
