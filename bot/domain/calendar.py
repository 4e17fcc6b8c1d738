"""Danish time: the day it is, office hours, the week that a digest is about."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DENMARK = ZoneInfo("Europe/Copenhagen")
_OPENS, _CLOSES = time(8), time(16)


def local_day(now: datetime) -> date:
    """Give the day in Denmark."""
    return now.astimezone(DENMARK).date()


def is_office_hours(now: datetime) -> bool:
    """Say whether people may be reminded now: Monday to Friday, 8 to 16."""
    local = now.astimezone(DENMARK)
    return local.weekday() < 5 and _OPENS <= local.time() < _CLOSES


def week_start(year: int, week: int) -> datetime:
    """Give Monday at 8 in Denmark, as UTC: when the week's digest is due."""
    monday = date.fromisocalendar(year, week, 1)
    return datetime.combine(monday, _OPENS, DENMARK).astimezone(UTC)


def digest_week(now: datetime) -> tuple[int, int] | None:
    """Give the ISO year and week whose digest is due now: on its Monday from 8 to 16."""
    local = now.astimezone(DENMARK)
    if local.weekday() != 0 or not is_office_hours(now):
        return None
    year, week, _ = local.isocalendar()
    return year, week


def working_days_before(day: date, count: int) -> date:
    """Give the day that lies so many working days before another."""
    while count:
        day -= timedelta(days=1)
        count -= day.weekday() < 5
    return day
