"""The grammar of Danish dates: each pattern with what it means, seen from a base day."""

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

_LONG_MONTH = (
    r"(?P<month>januar|februar|marts|april|maj|juni|juli|august|september|oktober|november"
    r"|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec)(?![a-zæøå])\.?"
)
_FULL_NAMES = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_FULL_MONTH = rf"(?P<month>{_FULL_NAMES})"
_WEEKDAY = r"(?P<weekday>mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d)"
DEADLINE = r"(?:senest|inden|frist\w*|deadline\w*|\w+frist|seneste?)"
_ON = r"(?:d\.|den|pr\.|til|fra|på|om|på|ved)"
_COUNT = r"(?P<count>\d{1,2}|" + "|".join(COUNTS) + ")"
_SEASON = (
    r"(?:(?:sommer|jule|efterårs|vinter|påske)?ferien?\b|foråret|efteråret|sommeren?|vinteren?"
    r"|jul(?:en)?\b|påsken?|pinsen?|nytår|årsskiftet|årets udgang|det nye år|årets? slutning)"
)


@dataclass(frozen=True)
class Base:
    """The day that a text is read from, and the next meeting where it is known."""

    day: date
    next_meeting: date | None


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


def _day(match: re.Match[str], base: Base) -> Due | None:
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


def _week(match: re.Match[str], base: Base) -> Due | None:
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
    year = int(match["year"]) if match["year"] else base.day.year + (month < base.day.month)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _month(match: re.Match[str], base: Base) -> Due | None:
    first, last = _whole_month(match, base)
    if re.match(r"(?i)(?:senest )?(?:inden|før)\s+(?!udgang|slutning)", match.group()):
        last = first - timedelta(days=1)
        return _span(match, Precision.MONTH, last.replace(day=1), last)
    if match.group().lower().startswith("til "):
        return Due(_words(match), Precision.LOOSE, first, last)
    return _span(match, Precision.MONTH, first, last)


def _part_of_month(match: re.Match[str], base: Base) -> Due | None:
    first, last = _whole_month(match, base)
    part = match["part"].lower()
    if part.startswith(("primo", "start", "begynd", "først")):
        return _span(match, Precision.PART_OF_MONTH, first, first.replace(day=10))
    if part.startswith(("medio", "midt")):
        return _span(match, Precision.PART_OF_MONTH, first.replace(day=10), first.replace(day=20))
    return _span(match, Precision.MONTH, first.replace(day=20), last)


def _quarter(match: re.Match[str], base: Base) -> Due | None:
    quarter = int(match["quarter"])
    this = (base.day.month + 2) // 3
    year = int(match["year"]) if match["year"] else base.day.year + (quarter < this)
    month = quarter * 3
    last = date(year, month, monthrange(year, month)[1])
    return _span(match, Precision.QUARTER, date(year, month - 2, 1), last)


def _after(match: re.Match[str], base: Base) -> Due | None:
    word = match["count"].lower()
    count = int(word) if word.isdigit() else COUNTS[word]
    unit = match["unit"].lower()
    if not unit.startswith(("dag", "uge")):  # months and years are too coarse to name a day
        return Due(_words(match), Precision.LOOSE)
    day = base.day + timedelta(days=count * (7 if unit.startswith("uge") else 1))
    return _span(match, Precision.DAY, day, day)


def _weekday(match: re.Match[str], base: Base) -> Due | None:
    ahead = (WEEKDAYS[match["weekday"].lower()] - base.day.weekday() - 1) % 7 + 1
    day = base.day + timedelta(days=ahead)
    return _span(match, Precision.DAY, day, day)


def _near(match: re.Match[str], base: Base) -> Due | None:
    word = match.group().lower()
    if "uge" in word:
        monday = base.day - timedelta(days=base.day.weekday())
        monday += timedelta(weeks=0 if "denne" in word else 1)
        return _span(match, Precision.WEEK, monday, monday + timedelta(days=4))
    day = base.day + timedelta(days=2 if "over" in word else 0 if "dag" in word else 1)
    return _span(match, Precision.DAY, day, day)


def _meeting(match: re.Match[str], base: Base) -> Due | None:
    return Due(_words(match), Precision.MEETING, base.next_meeting, base.next_meeting)


def _year_end(match: re.Match[str], base: Base) -> Due | None:
    year = int(match["year"])
    return Due(_words(match), Precision.LOOSE, None, date(year, 12, 31))


def _loose(match: re.Match[str], base: Base) -> Due | None:
    return Due(_words(match), Precision.LOOSE)


#: the digit first, which most places fail at once
_NOT_BEFORE = r"(?=\d)(?<![\d/§%-])(?<!§ )(?<!\d[.,:])"
_NOT_AFTER = r"(?!\d|\s?%|/\d|-\d)"

_RULES: tuple[tuple[str, Resolve], ...] = (
    (rf"(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d\d)[-/.](?P<day>\d\d){_NOT_AFTER}", _day),
    (rf"(?P<day>\d{{1,2}})\.\s?(?P<number>\d{{1,2}})\.?\s(?P<year>(?:19|20)\d\d){_NOT_AFTER}",
     _day),
    (rf"(?:(?P<from>\d{{1,2}})\.?\s*(?:[-–/]|og|til|\+)\s*)?(?P<day>\d{{1,2}})\.?[\s-]*{_LONG_MONTH}"
     rf"(?:[\s,-]*{_YEAR})?", _day),
    (rf"(?P<day>\d{{1,2}})\.?\s?/\s?(?P<number>\d{{1,2}})\.?\s?[-–/ .]\s?{_SHORT_YEAR}{_NOT_AFTER}"
     r"(?!\s*(?:%|kr|procent|dele?\b))", _day),
    (rf"(?P<day>\d{{1,2}})\s?[.-]\s?(?P<number>\d{{1,2}})\s?[.-]\s?{_SHORT_YEAR}{_NOT_AFTER}",
     _day),
    (rf"(?P<day>\d{{1,2}})\.?\s?/\s?(?P<number>\d{{1,2}})\b{_NOT_AFTER}"
     r"(?!\s*(?:af\b|del\b|dele\b|kr|%|time|side|dags?\b|års?\b))", _day),
    (r"(?:(?<=d\. )|(?<=d\.)|(?<=den )|(?<=pr\. ))(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\b"
     r"\.?(?!\d|\s?%|[.:]\d)", _day),
)  # fmt: skip
NUMERIC = tuple((re.compile(_NOT_BEFORE + "(?i:" + p + ")"), f) for p, f in _RULES)

_MONTH_NAMES = tuple(_FULL_NAMES.split("|"))
#: in front: a text that holds none of these, written small, need not be searched by the rule
_WORDY_RULES: tuple[tuple[tuple[str, ...], str, Resolve], ...] = (
    (("uge",),
     rf"\b(?:{_WEEKDAY}\s+i\s+)?uge(?:rne)?\s+(?P<week>\d{{1,2}})\b(?:\s*(?:-|–|og|til|/)\s*"
     rf"(?:uge )?(?P<to>\d{{1,2}})\b)?(?:[,/ ]+(?:i )?{_YEAR})?(?!\s*%)", _week),
    (_MONTH_NAMES,
     rf"\b(?P<part>primo|medio|ultimo|start(?:en)? (?:af|på|i)|begyndelsen af|først i|midt i"
     rf"|midten af|slut(?:ningen)?(?: af| i)?"
     rf"|sidst i)\s+{_FULL_MONTH}(?:\s+{_YEAR})?\b", _part_of_month),
    (_MONTH_NAMES,
     rf"\b(?:i løbet af|i|til|inden|før|ved udgangen af|inden udgangen af|udgangen af|senest)\s+"
     rf"(?:hele )?{_FULL_MONTH}(?:\s+måned)?(?:\s+{_YEAR})?\b", _month),
    (_MONTH_NAMES, rf"\b{_FULL_MONTH}\s+{_YEAR}\b", _month),
    (("kvartal", "kvt"),
     rf"\b(?P<quarter>[1-4])\.\s*(?:kvartal|kvt\.?)(?:\s+(?:af\s+|i\s+)?{_YEAR})?", _quarter),
    (("dag", "uge", "måned", "år"),
     rf"\b(?:om|inden for|indenfor|inden)\s+(?:ca\.\s+|senest\s+)?{_COUNT}\s+"
     r"(?P<unit>dage?|uger?|måneder|måned|år)\b", _after),
    (("morgen", "i dag", "uge"),
     r"\bi overmorgen\b|\bi morgen\b|\bi dag\b|\b(?:i )?(?:næste|kommende|denne) uge\b", _near),
    (("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
     rf"\b(?:på|senest|inden|til|næste|førstkommende|nu på|på førstkommende)\s+{_WEEKDAY}\b"
     r"(?!\s*(?:i\s+uge|morgen|aften|d\.|den|\d))", _weekday),
    (("næste", "kommende"),
     r"\b(?:(?:til|på|inden|senest|før|ved)\s+)?(?:det\s+|vores\s+)?(?:næste|førstkommende"
        r"|kommende"
     r"|næstkommende)\s+(?:ordinære\s+)?(?:\w+[- ])?(?:\w*møde(?:t|gang)?|gang)\b", _meeting),
    (("udgangen af",), rf"\b(?:inden |ved |senest )?udgangen af\s+{_YEAR}", _year_end),
    (("ferie", "sommer", "vinter", "jul", "påske", "pinse", "år"),
     rf"\b(?:inden|efter|før|til|i løbet af|i|over|senest)\s+{_SEASON}(?:\s+{_YEAR})?"
     .replace("(?P<year>", "(?:"), _loose),
    (("snarest", "hurtigst", "længe", "asap", "snart", "fremtid", "samme", "straks"),
     r"\b(?:snarest(?: muligt)?|hurtigst muligt|inden længe|asap|så snart som muligt"
        r"|i nær fremtid"
     r"|med det samme|straks)\b", _loose),
)  # fmt: skip
WORDY = tuple((signs, re.compile("(?i)" + p), f) for signs, p, f in _WORDY_RULES)
_LEAD = rf"(?:\b{DEADLINE}\s+)?(?:\b(?:{_ON})\s*)?(?:\b{_WEEKDAY}\s*(?:,|d\.|den|\s)*\s*)?"
LEAD = _LEAD.replace("(?P<weekday>", "(?:")
