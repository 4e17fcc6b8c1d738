"""The day of the next meeting, in the many ways that minutes say it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.meetings import Precision
from bot.minutes import dates
from bot.minutes.date_spans import MONTHS, WEEKDAYS
from bot.minutes.sections import Passage, Role

_KIND = (
    r"(?:ordinære |almindelige |ekstraordinære )?(?:\w+[ -])?(?:\w+\.)?"
    r"\w*(?:møde|samling|sammenkomst)\w*"
)
_NEXT = re.compile(
    rf"\b(?:(?:næste|nyt|kommende|førstkommende)\s+{_KIND}|næste styregruppe\b"
    r"|(?:mødes|ses|samles) (?:alle |næste gang |sammen )?(?:igen|næste gang)"
    r"|næste gang(?= (?:er|bliver)\b)|(?<!er )(?<!var )næste gang(?= ?:? (?:den|d\.|\w+dag|\d))"
    r"|\bmøder(?:ne)?\s+(?:ligger|holdes|afholdes|bliver)(?= ))\b",
    re.IGNORECASE,
)  # fmt: skip
#: 'på næste møde' tells of something else
_AT = re.compile(r"\b(?:på|til|ved|inden|før)\s+(?:(?:det|vores)\s+)?$", re.IGNORECASE)
#: one of these stands in each of them
_NEXT_SIGN = re.compile("næste|nyt|kommende|mødes|ses|samles|møder")
#: at the head of a line these are labels
#: the days of a whole year or half of one, also those gone by
_SERIES = re.compile(
    r"^\W*(?:(?:\w+ ){0,3}\w*(?:mødedatoer|møderække|mødekalender|mødeplan|mødedage)(?:ne)?\b"
    r"[^:]{0,40}(?::|$)|\w*møder i [^:]{3,25}:"
    r"|dato(?:er|erne)? for (?:[\w-]+ ){0,2}[\w-]*møder(?:ne)?\b[^:]{0,40}(?::|$))", re.IGNORECASE
)  # fmt: skip
_LABEL = re.compile(
    r"^\W*(?:(?:dato(?:er)? for )?(?:næste|kommende|nyt) (?:gang|\w*møder?|mødedato(?:er)?)"
    r"|vi ses\b|mødes igen|(?:næste|datoer)\s*(?::|$)|(?:ny|næste) mødedato\b"
    r"|opfølgende møde\b"
    r"|(?:(?:sag|punkt|pkt\.?|ad)?\s*\d*\W+)?fastsættelse af (?:nye )?møde\w*(?: i 20\d\d)?\W*$"
    r"|.{0,50}\b(?:mødedage|mødedatoer|kommende møder)\W*$)", re.IGNORECASE
)  # fmt: skip
#: 'mødet er rykket til', 'rykke mødet til', 'ved styrelsens ekstra møde'
_MOVED = re.compile(
    r"\b(?:møde\w*\b.{0,40}\b(?:ryk|flyt|udskyd)\w+\b|(?:ryk|flyt|udskyd)\w+\s+(?:\w+\s+)?møde\w*)"
    r".{0,12}\btil\s+(?:den\s+|d\.\s*)?$", re.IGNORECASE
)  # fmt: skip
_SCHEDULED = re.compile(r"\bmøde\w*\s+er\s+(?:programsat|berammet|fastsat|aftalt)\b", re.IGNORECASE)
_OUR_MEETING = re.compile(
    r"\b(?:(?P<body>(?:(?-i:[A-ZÆØÅ])\w+\s)?\w*(?:styrelse|udvalg|gruppe|råd))(?:n?s|ets|ens)|vores)"
    r"\s+(?:\w+\s+)?møde\s+(?:den\s+|d\.\s*)?$", re.IGNORECASE
)  # fmt: skip
_CALLED_OFF = re.compile(r".{0,40}\b(?:falder bort|aflys\w+|udgår|udsættes)\b", re.IGNORECASE)
_ORDINAL = {"første": 1, "anden": 2, "andet": 2, "tredje": 3, "fjerde": 4, "sidste": -1}
_NTH_WEEKDAY = re.compile(
    rf"(?<!\w)(?P<nth>{'|'.join(_ORDINAL)}|[1-4]\.)"
    rf" (?P<weekday>{'|'.join(sorted(WEEKDAYS, key=len)[::-1])})"
    rf" i (?P<month>{'|'.join(sorted(MONTHS, key=len)[::-1])})\b", re.IGNORECASE
)  # fmt: skip
_WEEKDAY_BEFORE = re.compile(
    rf"\b(?P<weekday>{'|'.join(sorted(WEEKDAYS, key=len)[::-1])})\s*(?:,?\s*(?:den|d\.?)\s*)?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<!\d)[.!?]\s+(?=[A-ZÆØÅ])")
#: so many days after the words a date still belongs to them
_REACH = 130
#: nobody says it more often in one paragraph
_OFTEN = 30
_YEAR = timedelta(days=400)
_TURN = timedelta(days=150)


@dataclass(frozen=True)
class _Said:
    """One day that the document names for the next meeting, and how surely."""

    day: date
    points: int


def next_meeting(passages: Sequence[Passage], held: date | None) -> date | None:
    """The first later day of those said most surely."""
    found = [said for said in _all(passages, held) if said.points > 0]
    best = max((said.points for said in found), default=0)
    return min((said.day for said in found if said.points == best), default=None)


def _all(passages: Sequence[Passage], held: date | None) -> Iterator[_Said]:
    waiting = 0
    tops = [passage.block.text[:300].lower() for passage in passages[:4]]
    for at, passage in enumerate(passages):
        text = passage.text
        head = " ".join(tops[:at] + tops[at + 1 :])
        series = bool(_SERIES.match(passage.block.text))
        label = passage.role is Role.NEXT_MEETING or bool(_LABEL.match(text)) or series
        signed = _NEXT.finditer(text) if _NEXT_SIGN.search(text.lower()) else ()
        named = [match for match in signed if not _of_something_else(match, passage)]
        same = passage.block.text != text  # the label stands on the line itself
        starts = [match.start() for match in named[:_OFTEN]] or ([0] if label else [])
        said = [
            day
            for start in starts
            for day in _in_words(text, start, label + (label and same), held, series)
        ]
        if not said and waiting > 0:
            said = list(_days(text[:60], held, points=4))[:1]
        yield from said
        yield from _moved(text, held, head)
        ended = bool(named) and text[named[0].end() :].strip(" :.-") == ""
        several = ended and named[0].group().lower().endswith("møder")
        alone = ended and (several or not _AT.search(text, 0, named[0].start()))
        bare = (label and len(text) < 60) or alone
        waiting = 3 if bare and not said else 0 if said else waiting - 1


#: items that tell of the next meeting
_CLOSING = re.compile(r"(?i)møde|evt|eventuelt|næste|dato|afslut|kalender|tak for")


def _of_something_else(match: re.Match[str], passage: Passage) -> bool:
    """'Kaffen gik godt. Næste gang d. 29.', said under an item about coffee."""
    bare = match.group() == "Næste gang" and match.start() > 0
    return bare and passage.item is not None and not _CLOSING.search(passage.item)


def _in_words(
    text: str, start: int, label: int, held: date | None, series: bool
) -> Iterator[_Said]:
    end = _SENTENCE.search(text, start + 8)
    stretch = text[start : min(end.start() if end else len(text), start + _REACH)]
    # the first day said is meant; a list of days is read to its first later one
    days = list(_days(stretch, held, points=3 + label))
    yield from sorted(days, key=lambda said: said.day)[:1] if series else days[:1]


def _moved(text: str, held: date | None, head: str) -> Iterator[_Said]:
    """A meeting moved to another day, and one of this body named with its day."""
    if "møde" not in text.lower():
        return
    for mention in _mentions(text, held):
        before = text[max(0, mention.start - 90) : mention.start + _lead(mention)]
        day = mention.due.last
        if held is None or day is None or not held < day < held + _YEAR:
            continue
        if _MOVED.search(before) or _MOVED.search(f"{before}til "):
            yield _Said(_in_month(before, mention.due.words, day, held), 6)
        elif _SCHEDULED.search(before):
            yield _Said(day, 2)
        elif _is_ours(before, head) and not _CALLED_OFF.match(text, mention.end):
            yield _Said(day, 1)


def _is_ours(before: str, head: str) -> bool:
    """Is it a meeting of the body whose minutes these are?"""
    ours = _OUR_MEETING.search(before)
    return ours is not None and (ours["body"] or "").lower() in head


def _in_month(before: str, words: str, day: date, held: date) -> date:
    """'Mødet i januar er flyttet til den 27.' means the 27th of January."""
    said = _MONTHLY.search(before)
    if said is None or re.search(r"[a-zæøå]{3}|/", words.replace("den", "")):
        return day
    month = MONTHS[said["month"].lower()]
    try:
        return date(held.year + (month < held.month), month, day.day)
    except ValueError:
        return day


_MONTHLY = re.compile(
    rf"\bmøde\w* i (?P<month>{'|'.join(sorted(MONTHS, key=len)[::-1])})\b", re.IGNORECASE
)


def _lead(mention: dates.Mention) -> int:
    """How many characters of a mention are words before the day itself."""
    digit = re.search(r"\d", mention.due.words)
    return digit.start() if digit else 0


#: '14.4.' behind a word or in front of an hour, where it is no hour itself and no number of an item
_DOTTED = re.compile(
    r"(?:(?<=[\w:,] )(?<!kl )|(?=\d\d?\.\d\d?\.?,?\s+(?:kl|hos)\b))(?<![\d.:/-])"
    r"(\d{1,2})\.(0?[1-9]|1[0-2])(?=\.?(?:[\s,;)]|$))"
)


def _mentions(text: str, held: date | None) -> list[dates.Mention]:
    base = held or date(1970, 1, 1)
    text = _DOTTED.sub(r"\1/\2", text)
    return [
        m for m in dates.mentions(text, base)
        if m.due.precision is Precision.DAY and m.due.last and (m.dated or held)
    ]  # fmt: skip


def _days(text: str, held: date | None, points: int) -> Iterator[_Said]:
    for mention in _mentions(text, held):
        day = mention.due.last
        if day is None:
            continue
        if held and mention.dated and day < held - _TURN:
            day = _next_year(day)  # January said with the old year
        if held is not None and not held < day < held + _YEAR:
            continue
        before = text[: mention.start + _lead(mention)]
        weekday = _WEEKDAY_BEFORE.search(before)
        wrong = weekday and WEEKDAYS[weekday["weekday"].lower()] != day.weekday()
        yield _Said(day, points - 3 if wrong else points)
    for match in _NTH_WEEKDAY.finditer(text):
        if held and (day := _nth(match, held)):
            yield _Said(day, points)


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _nth(match: re.Match[str], held: date) -> date | None:
    """'første torsdag i november' after the day of this meeting."""
    month = MONTHS[match["month"].lower()]
    year = held.year + (month < held.month)
    weekday, said = WEEKDAYS[match["weekday"].lower()], match["nth"].lower()
    nth = int(said[0]) if said[0].isdigit() else _ORDINAL[said]
    first = date(year, month, 1)
    days = [d for n in range(31) if (d := first + timedelta(n)).month == month]
    fitting = [day for day in days if day.weekday() == weekday]
    day = fitting[nth - 1] if nth > 0 else fitting[-1]
    return day if day > held else None
