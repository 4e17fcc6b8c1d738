"""Danish time through the year: holidays, nights, the two nights when the clock changes."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import (
    digest_week,
    is_office_hours,
    is_working_day,
    local_day,
    next_opening,
    week_start,
    working_days_before,
)


def at(text: str) -> datetime:
    """Give a moment from how a Danish clock shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "New Year"),
        ("2026-04-02", "Maundy Thursday"),
        ("2026-04-03", "Good Friday"),
        ("2026-04-06", "Easter Monday"),
        ("2026-05-14", "Ascension"),
        ("2026-05-25", "Whit Monday"),
        ("2026-06-05", "Constitution Day"),
        ("2026-12-24", "Christmas Eve"),
        ("2026-12-25", "Christmas Day"),
        ("2026-12-31", "New Year's Eve"),
        ("2026-09-12", "a Saturday"),
        ("2026-09-13", "a Sunday"),
        # Easter of other years
        ("2024-04-01", "Easter Monday"),
        ("2025-04-21", "Easter Monday"),
        ("2027-03-29", "Easter Monday"),
        ("2038-04-26", "Easter Monday, the latest there is"),
    ],
)
def test_offices_are_closed(day: str, name: str) -> None:
    assert not is_working_day(date.fromisoformat(day)), name


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-05-01", "Great Prayer Day's Friday, abolished in 2024"),
        ("2026-09-08", "a Tuesday"),
        ("2026-04-07", "the Tuesday after Easter"),
        ("2026-05-15", "the Friday after Ascension"),
    ],
)
def test_offices_are_open(day: str, name: str) -> None:
    assert is_working_day(date.fromisoformat(day)), name


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-09-08 07:59", False),
        ("2026-09-08 08:00", True),
        ("2026-09-08 15:59", True),
        ("2026-09-08 16:00", False),
        ("2026-09-12 10:00", False),  # Saturday
        ("2026-12-24 10:00", False),
        ("2026-03-30 08:00", True),  # the day after the clock went forward
        ("2026-10-26 08:00", True),  # the day after it went back
    ],
)
def test_office_hours(moment: str, expected: bool) -> None:
    assert is_office_hours(at(moment)) is expected


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-09-08 10:00", "2026-09-08 10:00"),
        ("2026-09-08 05:00", "2026-09-08 08:00"),
        ("2026-09-08 16:00", "2026-09-09 08:00"),
        ("2026-09-11 17:00", "2026-09-14 08:00"),  # over a weekend
        ("2026-04-01 18:00", "2026-04-07 08:00"),  # over Easter
        ("2026-03-28 12:00", "2026-03-30 08:00"),  # 8 o'clock is 6 UTC by then
        ("2026-10-24 12:00", "2026-10-26 08:00"),  # and 7 UTC by then
        ("2026-12-30 16:30", "2027-01-04 08:00"),
    ],
)
def test_what_may_not_be_said_now_waits_for_the_next_opening(moment: str, opens: str) -> None:
    assert next_opening(at(moment)) == at(opens)


def test_the_day_is_the_danish_one() -> None:
    assert local_day(datetime(2026, 9, 8, 21, 59, tzinfo=UTC)) == date(2026, 9, 8)
    assert local_day(datetime(2026, 9, 8, 22, 0, tzinfo=UTC)) == date(2026, 9, 9)


@pytest.mark.parametrize(
    ("week", "utc_hour"),
    [(13, 7), (14, 6), (43, 6), (44, 7)],  # the clock changes on the Sundays before 14 and 44
)
def test_a_week_begins_at_8_in_denmark(week: int, utc_hour: int) -> None:
    start = week_start(2026, week)
    assert (start.weekday(), start.hour, start.tzinfo) == (0, utc_hour, UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-09-07 07:59", None),
        ("2026-09-07 08:00", (2026, 37)),
        ("2026-09-07 16:00", None),
        ("2026-09-08 09:00", None),
        ("2026-04-06 09:00", None),  # Easter Monday
        ("2026-04-07 09:00", (2026, 15)),  # so it is Tuesday's
        ("2026-04-08 09:00", None),
        ("2026-12-28 09:00", (2026, 53)),
        ("2027-01-04 09:00", (2027, 1)),
    ],
)
def test_a_digest_is_due_on_the_first_working_day(
    moment: str, expected: tuple[int, int] | None
) -> None:
    assert digest_week(at(moment)) == expected


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-09-10", 3, "2026-09-07"),
        ("2026-09-07", 3, "2026-09-02"),  # a weekend between
        ("2026-09-13", 1, "2026-09-11"),  # due on a Sunday
        ("2026-04-07", 3, "2026-03-30"),  # Easter between
        ("2026-09-10", 0, "2026-09-10"),
    ],
)
def test_working_days_before(day: str, count: int, expected: str) -> None:
    found = working_days_before(date.fromisoformat(day), count)
    assert found == date.fromisoformat(expected)
