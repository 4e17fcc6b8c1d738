"""Danish time: the day it is, working days, office hours, the week that a digest is about."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

DENMARK = ZoneInfo("Europe/Copenhagen")
_OPENS, _CLOSES = time(8), time(16)

#: days from Easter Sunday: Maundy Thursday to Easter Monday, Ascension, Whit Monday
_AROUND_EASTER = (-3, -2, 1, 39, 50)
#: month and day: New Year, Constitution Day, Christmas Eve to the second day, New Year's Eve
_FIXED = ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))


def local_day(now: datetime) -> date:
    """Give the day in Denmark."""
    return now.astimezone(DENMARK).date()


def is_working_day(day: date) -> bool:
    """Say whether Danish offices are open: no weekend, no holiday."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def is_office_hours(now: datetime) -> bool:
    """Say whether people may be reminded now: on working days, 8 to 16."""
    local = now.astimezone(DENMARK)
    return is_working_day(local.date()) and _OPENS <= local.time() < _CLOSES


def next_opening(now: datetime) -> datetime:
    """Give when office hours begin next, as UTC; now itself where they are on."""
    if is_office_hours(now):
        return now
    local = now.astimezone(DENMARK)
    day = local.date() if local.time() < _OPENS else local.date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return opening_on(day)


def opening_on(day: date) -> datetime:
    """Give 8 o'clock in Denmark on that day, as UTC."""
    return datetime.combine(day, _OPENS, DENMARK).astimezone(UTC)


def week_start(year: int, week: int) -> datetime:
    """Give Monday at 8 in Denmark, as UTC: where the week ends that the digest is about."""
    return opening_on(date.fromisocalendar(year, week, 1))


def digest_week(now: datetime) -> tuple[int, int] | None:
    """Give the ISO year and week whose digest is due now: on its first working day, 8 to 16."""
    if not is_office_hours(now):
        return None
    today = local_day(now)
    year, week, weekday = today.isocalendar()
    earlier = (today - timedelta(days=back) for back in range(1, weekday))
    return None if any(is_working_day(day) for day in earlier) else (year, week)


def working_days_before(day: date, count: int) -> date:
    """Give the day that lies so many working days before another."""
    while count:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day


@cache
def _holidays(year: int) -> frozenset[date]:
    easter = _easter(year)
    moving = {easter + timedelta(days=days) for days in _AROUND_EASTER}
    return frozenset(moving | {date(year, month, day) for month, day in _FIXED})


def _easter(year: int) -> date:
    """Give Easter Sunday: the Gregorian rule in the form of 1876."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    rest = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + rest + 90) // 25
    return date(year, month, (h - m + rest + month + 19) % 32)
