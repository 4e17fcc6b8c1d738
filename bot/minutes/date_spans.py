"""What a Danish date expression means, seen from a base day: a span and its precision."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.meetings import Due, Precision

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan",
            "februar feb",
            "marts mar",
            "april apr",
            "maj",
            "juni jun",
            "juli jul",
            "august aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mandag man",
            "tirsdag tirs",
            "onsdag ons",
            "torsdag tors",
            "fredag fre",
            "lørdag",
            "søndag",
        )
    )
    for name in names.split()
}
COUNTS = {
    word: number
    for number, words in enumerate(
        ("nul", "en et én ét", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")
    )
    for word in words.split()
}


@dataclass(frozen=True)
class Base:
    """The day that a text is read from, and the next meeting where it is known."""

    day: date
    next_meeting: date | None


_NTH = ("første", "anden", "tredje", "fjerde")
Resolve = Callable[[re.Match[str], Base], Due | None]


def _make(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _full_year(text: str) -> int:
    year = int(text)
    if year >= 100:
        return year
    return 2000 + year if year < 70 else 1900 + year


def _on_or_after(base: date, month: int, day: int) -> date | None:
    for year in range(base.year, base.year + 5):  # five: 29 February
        found = _make(year, month, day)
        if found and found >= base:
            return found
    return None


def _words(match: re.Match[str]) -> str:
    return " ".join(match.group().split()).strip(" ,.;:")


def _span(match: re.Match[str], precision: Precision, first: date, last: date) -> Due:
    return Due(_words(match), precision, first, last)


def _month_of(match: re.Match[str]) -> int:
    return MONTHS[match["month"].lower().rstrip(".")]


def day(match: re.Match[str], base: Base) -> Due | None:
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else _month_of(match)
    if parts.get("year"):
        last = _make(_full_year(parts["year"]), month, int(parts["day"]))
    else:
        last = _on_or_after(base.day, month, int(parts["day"]))
    if last is None:
        return None
    first = last
    if parts.get("from"):
        first = _make(last.year, last.month, int(parts["from"])) or last
    return _span(match, Precision.DAY, min(first, last), last)


def day_alone(match: re.Match[str], base: Base) -> Due | None:
    """'senest den 8.': the first such day from the base on."""
    day = int(match["day"])
    months = ((base.day.month + step - 1) % 12 + 1 for step in range(3))
    ahead = (_on_or_after(base.day, month, day) for month in months)
    last = min((found for found in ahead if found), default=None)
    return _span(match, Precision.DAY, last, last) if last else None


def week(match: re.Match[str], base: Base) -> Due | None:
    week = int(match["week"])
    year = int(match["year"]) if match["year"] else base.day.year
    if not 1 <= week <= 53:
        return None
    try:
        monday = date.fromisocalendar(year, week, 1)
        if not match["year"] and monday + timedelta(days=4) < base.day:
            monday = date.fromisocalendar(year + 1, week, 1)
    except ValueError:
        return None
    if match["weekday"]:
        day = monday + timedelta(days=WEEKDAYS[match["weekday"].lower()])
        return _span(match, Precision.DAY, day, day)
    last = monday
    if match["to"] and week < int(match["to"]) <= 53:
        last = monday + timedelta(weeks=int(match["to"]) - week)
    return _span(match, Precision.WEEK, monday, last + timedelta(days=4))


def _whole_month(match: re.Match[str], base: Base) -> tuple[date, date]:
    month = _month_of(match)
    said = match.groupdict().get("year")
    year = int(said) if said else base.day.year + (month < base.day.month)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def month(match: re.Match[str], base: Base) -> Due | None:
    first, last = _whole_month(match, base)
    if re.match(r"(?i)(?:senest )?(?:inden|før)\s+(?!udgang|slutning)", match.group()):
        last = first - timedelta(days=1)
        return _span(match, Precision.MONTH, last.replace(day=1), last)
    if match.group().lower().startswith("til "):
        return Due(_words(match), Precision.LOOSE, first, last)
    return _span(match, Precision.MONTH, first, last)


def month_meeting(match: re.Match[str], base: Base) -> Due | None:
    """'til junimødet': some day of the month."""
    return _span(match, Precision.MONTH, *_whole_month(match, base))


def nth_in_month(match: re.Match[str], base: Base) -> Due | None:
    """'2. torsdag i december' is a day, 'sidste weekend i august' none."""
    first, last = _whole_month(match, base)
    kind = match["kind"].lower()
    if kind not in WEEKDAYS:
        return Due(_words(match), Precision.LOOSE)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    days = [day for day in days if day.weekday() == WEEKDAYS[kind]]
    said = match["nth"].lower().rstrip(".")
    at = -1 if said == "sidste" else int(said) - 1 if said.isdigit() else _NTH.index(said)
    return _span(match, Precision.DAY, days[at], days[at])


def part_of_month(match: re.Match[str], base: Base) -> Due | None:
    first, last = _whole_month(match, base)
    part = match["part"].lower()
    if part.startswith(("primo", "start", "begynd", "først")):
        return _span(match, Precision.PART_OF_MONTH, first, first.replace(day=10))
    if part.startswith(("medio", "midt")):
        return _span(match, Precision.PART_OF_MONTH, first.replace(day=10), first.replace(day=20))
    return _span(match, Precision.MONTH, first.replace(day=20), last)


def quarter(match: re.Match[str], base: Base) -> Due | None:
    quarter = int(match["quarter"])
    this = (base.day.month + 2) // 3
    year = int(match["year"]) if match["year"] else base.day.year + (quarter < this)
    month = quarter * 3
    last = date(year, month, monthrange(year, month)[1])
    return _span(match, Precision.QUARTER, date(year, month - 2, 1), last)


def after(match: re.Match[str], base: Base) -> Due | None:
    word = match["count"].lower()
    count = int(word) if word.isdigit() else COUNTS[word]
    unit = match["unit"].lower()
    if not unit.startswith(("dag", "uge")):  # months and years are too coarse to name a day
        return Due(_words(match), Precision.LOOSE)
    day = base.day + timedelta(days=count * (7 if unit.startswith("uge") else 1))
    return _span(match, Precision.DAY, day, day)


def weekday(match: re.Match[str], base: Base) -> Due | None:
    ahead = (WEEKDAYS[match["weekday"].lower()] - base.day.weekday() - 1) % 7 + 1
    day = base.day + timedelta(days=ahead)
    return _span(match, Precision.DAY, day, day)


def near(match: re.Match[str], base: Base) -> Due | None:
    word = match.group().lower()
    if "uge" in word:
        monday = base.day - timedelta(days=base.day.weekday())
        monday += timedelta(weeks=0 if "denne" in word else 1)
        return _span(match, Precision.WEEK, monday, monday + timedelta(days=4))
    day = base.day + timedelta(days=2 if "over" in word else 0 if "dag" in word else 1)
    return _span(match, Precision.DAY, day, day)


def meeting(match: re.Match[str], base: Base) -> Due | None:
    return Due(_words(match), Precision.MEETING, base.next_meeting, base.next_meeting)


def year_end(match: re.Match[str], base: Base) -> Due | None:
    year = int(match["year"])
    return Due(_words(match), Precision.LOOSE, None, date(year, 12, 31))


def loose(match: re.Match[str], base: Base) -> Due | None:
    return Due(_words(match), Precision.LOOSE)
