"""The day a meeting was held, in every kind of head."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
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
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d\d)-?(?P<month>\d\d)-?(?P<day>\d\d)(?!\d)")
_TO = r"\s*(?:-|–|og|til)\s*(?:den\s+|d\.\s*)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_FIRST = r"(?<![\d.])(?<!nr )(?<!nr\. )(?P<day>\d{1,2})"
_RANGES = (
    re.compile(
        rf"{_FIRST}\.?{_TO}\d{{1,2}}\.?\s*(?P<word>[a-zæøå]{{3,9}})\.?,?\s*{_YEAR}", re.IGNORECASE
    ),
    re.compile(rf"{_FIRST}\.?{_TO}\d{{1,2}}[./-](?P<month>\d{{1,2}})[./ -]+{_YEAR}"),
    re.compile(rf"{_FIRST}[./](?P<month>\d{{1,2}}){_TO}\d{{1,2}}[./]\d{{1,2}}[./ -]+{_YEAR}"),
)
_ODD = (
    re.compile(
        r"(?P<word>[a-z]{3,9})\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>20\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\d)(?P<year>20\d\d)\s+(?P<word>[a-zæøå]{3,9})\.?\s+(?P<day>\d{1,2})\b(?!\.\d)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\d)(?P<day>\d{1,2})\.?\s*(?P<word>[a-zæøå]{2,9})\.?,?\s*(?P<year>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
)
#: '3. september 08'
_SHORT_YEAR = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\.?\s*(?P<word>[a-zæøå]{3,9})\.?\s*'?(?P<short>\d\d)(?![\d.:])",
    re.IGNORECASE,
)
_ENGLISH = {"january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "october": 10}


def day_held(passages: Sequence[Passage]) -> date | None:
    """The day of the meeting, None where the head does not say it."""
    sent = _sent(passages)
    return _day(passages, sent) or _by_weekday(passages) or _short_year(passages, sent) or sent


#: the head of a mail
_MAIL = re.compile(r"^\W*(?:fra|from|til|to|emne|subject)\s*:", re.IGNORECASE)
_YESTERDAY = re.compile(r"\b(?:i\s+(?:går|aftes)|gårsdagens|aftenens forrige)\b", re.IGNORECASE)


def _sent(passages: Sequence[Passage]) -> date | None:
    """The day a mail was sent; the day before where it tells of yesterday."""
    head = list(passages[:8])
    if not any(_MAIL.match(p.block.text) for p in head):
        return None
    at = next((n for n, p in enumerate(head) if _DATED.match(p.block.text)), None)
    days = _days(head[at].block.text) if at is not None else []
    if at is None or not days:
        return None
    said = " ".join(p.text for p in passages[at + 1 : at + 5])
    return days[0][1] - timedelta(days=bool(_YESTERDAY.search(said)))


_DATED = re.compile(r"^\W*(?:dato|date|sendt|sent)\s*:", re.IGNORECASE)


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
    if not plain and not found:
        short = (match for match in _SHORT_YEAR.finditer(text))
        plain = [(match.start(), day) for match in short if (day := _as_date(match))][:1]
    return sorted([*plain, *((start, day) for start, _, day in found)])


def _as_date(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    month = int(groups["month"]) if groups.get("month") else _month(groups.get("word") or "")
    year = int(groups["year"]) if groups.get("year") else 2000 + int(match["short"])
    try:
        return date(year, month, int(match["day"]))
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


def _day(passages: Sequence[Passage], sent: date | None) -> date | None:
    """The day the meeting was held: by its label, by its title, else the first day on top."""
    head = passages[:25]
    ranked: list[tuple[int, int, date]] = []
    for at, passage in enumerate(head):
        numbered = passage.block.text[:1].isdigit()  # '15.-16. august' is no item
        text = (passage.block.text if numbered and at < 5 else passage.text)[:800]
        if sent and (_DATED.match(passage.block.text) or passage.role is Role.WHEN):
            continue  # when the mail was sent
        for start, day in _days(text):
            before = text[:start]
            if _ROOM.search(before):
                continue
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
            if passage.item is not None and passage.role is not Role.WHEN and at > 0:
                points -= 3
            if passage.block.kind is BlockKind.BULLET:
                points -= 2
            ranked.append((points, -at * 1000 - start, day))
    best = max(ranked, default=None)
    return best[2] if best and best[0] > 0 else None


#: 'lokale 4.1.08'
_ROOM = re.compile(r"\b(?:lokale|rum|version|v\.|afsnit|§)\s*$", re.IGNORECASE)


def _short_year(passages: Sequence[Passage], sent: date | None) -> date | None:
    """'tirsdag d. 3. maj' with the year said only elsewhere on top, or by the mail's own day."""
    head = " ".join(p.text for p in passages[:6])[:600]
    said = re.search(r"\b(?:19|20)\d\d\b", head)
    year = sent.year if sent else int(said.group()) if said else None
    for passage in passages[:8]:
        if year is None or passage.role is Role.NEXT_MEETING:
            continue
        if _DATED.match(passage.block.text):
            continue
        for day in _without_year(passage.text[:300], year):
            if sent is None or sent - timedelta(days=60) < day <= sent:
                return day
    return None


def _without_year(text: str, year: int) -> list[date]:
    """The days that a text names without their year, as days of this one."""
    return [
        mention.due.last
        for mention in dates.mentions(text, date(year, 1, 1))
        if mention.due.precision is Precision.DAY
        and mention.due.last
        and not mention.dated
        and any(char.isdigit() for char in mention.due.words)
        and _weekday_fits(text, mention, mention.due.last)
        and not _NOT_HELD.search(text[max(0, mention.start - 45) : mention.start])
    ]


#: 'torsdag den 20/9', 'tir. 30/10'
_WEEKDAY = re.compile(
    r"\b(?P<weekday>man|tirs?|ons|tors?|fre|lør|søn)(?:dag)?\b[\s.,]*(?:den|d\.|d)?\s*\d",
    re.IGNORECASE,
)
_WEEK = ("man", "tir", "ons", "tor", "fre", "lør", "søn")


def _weekday_fits(text: str, mention: dates.Mention, day: date) -> bool:
    """Is the weekday beside a day, if there is one, its own?"""
    named = _WEEKDAY.search(text, max(0, mention.start - 9), mention.end)
    return named is None or _WEEK.index(named["weekday"].lower()[:3]) == day.weekday()


def _by_weekday(passages: Sequence[Passage]) -> date | None:
    """'torsdag 20/9' on top: the one year near those told of in which it is a Thursday."""
    text = "\n".join(p.text for p in passages)
    told = {int(year) for year in re.findall(r"(?<![\d.,])(?:19[89]|20[0-4])\d(?![\d.,]\d)", text)}
    near = {year + step for year in told for step in (-1, 0, 1)}
    for passage in passages[:4]:
        line = passage.text[:300]
        for mention in dates.mentions(line, date(2000, 1, 1)):
            named = _WEEKDAY.search(line, max(0, mention.start - 9), mention.end)
            day = mention.due.last
            if not named or mention.dated or day is None:
                continue
            weekday = _WEEK.index(named["weekday"].lower()[:3])
            fits = [y for y in sorted(near) if _on(day, y) == weekday]
            if len(fits) == 1:
                return day.replace(year=fits[0])
    return None


def _on(day: date, year: int) -> int | None:
    """The weekday of that day and month in another year."""
    try:
        return day.replace(year=year).weekday()
    except ValueError:
        return None
