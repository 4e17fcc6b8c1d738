"""Title, day, hours, place and next meeting."""

from datetime import date, time

import pytest

from bot.domain.meetings import Meeting
from bot.minutes.meeting import meeting_of
from bot.minutes.sections import sections
from bot.minutes.text import blocks_of_text


def of(text: str) -> Meeting:
    return meeting_of(sections(blocks_of_text(text.split("\n"))))


@pytest.mark.parametrize(
    "head",
    [
        "Referat af bestyrelsesmøde d. 3. april 2026",
        "Referat\nDato: Fredag den 3. april 2026 kl. 10-12",
        "Bestyrelsesmøde\nOnsdag d. 3/4-2026 i Klubhuset",
        "# Referat : Havnegruppen 03.04.2026",
        "3. april 2026\nREFERAT\nTil stede: Ylva",
        "2026/04/03 Bestyrelsesmøde",
        "Godkendt 12-05-2026\nReferat af møde 3. april 2026",
        "Referat af mødet fredag d. 3. april\nHavnelauget 2026",
    ],
)
def test_the_day(head: str) -> None:
    text = head + "\n1. Broen\nDen males til havnefesten 1. juni 2026."
    assert of(text).date == date(2026, 4, 3)


def test_a_report_has_no_meeting_day() -> None:
    text = "NOTAT: Årsrapport 2025 3. april 2026\nNetværket har i året arbejdet med både."
    assert of(text).date is None


def test_hours_place_and_title() -> None:
    meeting = of(
        "Referat af havnerådsmøde\nTid: fredag d. 3. april 2026 kl. 10.00 - 12.30\n"
        "Sted: Klubhuset, Havnevej 2\nTil stede: Ylva og Cemal"
    )
    assert (meeting.start, meeting.end) == (time(10), time(12, 30))
    assert meeting.place == "Klubhuset, Havnevej 2"
    assert meeting.title == "Havnerådsmøde"


def test_the_meeting_id_is_no_part_of_the_place() -> None:
    meeting = of("Referat\nSted: Teams. Møde-id: ●●●●●● Adgangskode: ●●●●●●\nDato: 3. april 2026")
    assert meeting.place == "Teams"


@pytest.mark.parametrize(
    "tail", ["Næste møde: 8. maj 2026", "Næste møde er torsdag d. 8/5 kl. 19", "Vi ses igen 8. maj"]
)
def test_next_meeting(tail: str) -> None:
    text = f"Referat af møde 3. april 2026\n1. Broen\nDen males.\n{tail}"
    assert of(text).next_meeting == date(2026, 5, 8)
