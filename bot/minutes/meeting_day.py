"""The day a meeting was held, in every kind of head."""

import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

from bot.domain.meetings import Precision
from bot.minutes import dates
from bot.minutes.blocks import BlockKind
from bot.minutes.date_spans import MONTHS
from bot.minutes.sections import Passage, Role

_MEETING_WORD = re.compile(
    r"\w*(?:møde|forsamling|konference|netværksgruppe|rådet|udvalget|udvalg|direktionen|bestyrelsen"
    r"|forum|gruppen|projektarbe\w+|forening|erfa\w*)\w*", re.IGNORECASE
)  # fmt: skip
_MINUTES = re.compile(
    r"\b(?:\w*referat\w*|minutes|meeting|dagsorden\w*|møde\w*|\w+møde\w*|mødenoter|noter|protokol\w*"
    r"|forsamling\w*)\b", re.IGNORECASE
)  # fmt: skip
#: '… møde torsdag den', right before the day
_BESIDE = re.compile(
    r"\b\w*(?:møde|forsamling)\w*[\s,:]*(?:(?:afholdt|holdt)\s+)?(?:\w+dag[\s,]*)?(?:den|d\.)?\s*$",
    re.IGNORECASE,
)
_NOT_HELD = re.compile(
    r"\b(?:godkendt|opdateret|udsendt|udskrevet|printet|offentliggjort|forrige|sidste møde|næste"
    r"|valgt|sendt|revideret|egentlig\w*|skulle)\b", re.IGNORECASE
)  # fmt: skip
_EARLIER = re.compile(r"\breferat(?:et)? (?:fra|af) (?:mødet|sidste|forrige)\b", re.IGNORECASE)
#: 'Referat20260403', '3.-4. april 2026', '3/4 - 4/4 2026', 'April 3, 2026', and months misspelt
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_TO = r"\s*(?:-|–|og|til)\s*(?:den\s+|d\.\s*)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_FIRST = r"(?<![\d.])(?P<day>\d{1,2})"
_RANGES = (
    re.compile(
        rf"{_FIRST}\.?{_TO}\d{{1,2}}\.?\s*(?P<word>[a-zæøå]{{3,9}})\.?,?\s*{_YEAR}", re.IGNORECASE
    ),
    re.compile(rf"{_FIRST}\.?{_TO}\d{{1,2}}[./-](?P<month>\d{{1,2}})[./ -]+{_YEAR}"),
    re.compile(rf"{_FIRST}[./](?P<month>\d{{1,2}}){_TO}\d{{1,2}}[./]\d{{1,2}}[./ -]+{_YEAR}"),
)
_ODD = (
    re.compile(
        r"(?P<word>[a-z]{3,9})\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,\s*(?P<year>20\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\d)(?P<day>\d{1,2})\.?\s*(?P<word>[a-zæøå]{2,9})\.?,?\s*(?P<year>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
)
_ENGLISH = {"january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "october": 10}


def day_held(passages: Sequence[Passage]) -> date | None:
    """The day of the meeting, None where the head does not say it."""
    return _day(passages) or _short_year(passages)


def _days(text: str) -> list[tuple[int, date]]:
    """The days with a year in a text; of a range its first day."""
    matches = (match for pattern in (*_RANGES, _COMPACT) for match in pattern.finditer(text))
    found = [(match.start(), match.end(), day) for match in matches if (day := _as_date(match))]
    taken = [(first, last) for first, last, _ in found]
    plain = [
        (start, day)
        for start, day in dates.full_dates(text)
        if not any(first - 12 <= start < last for first, last in taken)
    ]
    if not plain and not found:
        odd = (match for pattern in _ODD for match in pattern.finditer(text))
        plain = [(match.start(), day) for match in odd if (day := _as_date(match))][:1]
    return sorted([*plain, *((start, day) for start, _, day in found)])


def _as_date(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    month = int(groups["month"]) if groups.get("month") else _month(groups.get("word") or "")
    try:
        return date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None


def _month(word: str) -> int:
    """The number of a month whose name is cut off, misspelt or English; 0 for other words."""
    low = word.lower()
    if low in _ENGLISH:
        return _ENGLISH[low]
    begun = {number for name, number in MONTHS.items() if name.startswith(low)}
    if len(begun) == 1:
        return begun.pop()
    close = get_close_matches(low, [name for name in MONTHS if len(name) > 3], 1, 0.8)
    return MONTHS[close[0]] if close else 0


def _day(passages: Sequence[Passage]) -> date | None:
    """The day the meeting was held: by its label, by its title, else the first day on top."""
    head = passages[:25]
    ranked: list[tuple[int, int, date]] = []
    for at, passage in enumerate(head):
        text = passage.text[:800]
        for start, day in _days(text):
            before = text[:start]
            points = 0
            if passage.role is Role.WHEN:
                points += 4
            if _MINUTES.search(before) or _MEETING_WORD.search(before[-60:]):
                points += 3
            if _BESIDE.search(before):
                points += 2
            if at < 3:
                points += 2
            other = _NOT_HELD.search(before[-45:]) or (at > 2 and _EARLIER.search(before[-45:]))
            if other or passage.role is Role.NEXT_MEETING:
                points -= 8
            if re.match(r"^\W*(?:\w+dag)?\W*(?:den|d\.)?\s*$", before, re.IGNORECASE):
                points += 2
            if at > 12:
                points -= 2
            if passage.item is not None and passage.role is not Role.WHEN:
                points -= 3
            if passage.block.kind is BlockKind.BULLET:
                points -= 2
            ranked.append((points, -at * 1000 - start, day))
    best = max(ranked, default=None)
    return best[2] if best and best[0] > 0 else None


def _short_year(passages: Sequence[Passage]) -> date | None:
    """'tirsdag d. 3. maj' with the year said only elsewhere on top."""
    head = " ".join(p.text for p in passages[:6])[:600]
    year = re.search(r"\b(?:19|20)\d\d\b", head)
    for passage in passages[:8]:
        if not year or passage.role is Role.NEXT_MEETING:
            continue
        for mention in dates.mentions(passage.text[:300], date(int(year.group()), 1, 1)):
            day = mention.due
            numbered = any(char.isdigit() for char in day.words)
            if numbered and not mention.dated and day.precision is Precision.DAY and day.last:
                return day.last
    return None
