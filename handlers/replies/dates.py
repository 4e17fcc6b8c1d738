"""Dates in replies: each marked in the text with the day it means, seen from today."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.domain.meetings import Precision
from bot.minutes.date_rules import ANY_WEEKDAY
from bot.minutes.date_spans import COUNTS, WEEKDAYS
from bot.minutes.dates import FAR, mentions

_COUNT = r"(?P<count>\d{1,2}|en|et|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|fjorten)"
_DURATION = re.compile(
    rf"(?i)(?<![\w/.])(?P<from>om |i |på )?(?:ca\.? |yderligere |lige |godt )?{_COUNT} (?:ekstra )?"
    r"(?P<unit>hverdage?|arbejdsdage?|dage?|uges?|uger|måneders?|måned)(?: (?:mere|til|ekstra"
    r"|længere))?(?!\w)"
)
_WEEKDAY = re.compile(
    rf"(?i)(?<!\w)(?:på |nu på |førstkommende )*(?P<day>{ANY_WEEKDAY})"
    r"(?: i (?P<week>næste|den kommende|kommende|denne) uge)?(?!\w)"
)
_WEEKDAY_AFTER = re.compile(
    rf"(?i)(?<!\w)(?:på )?(?P<day>{ANY_WEEKDAY}) om (?P<ahead>en uge|8 dage|otte dage|14 dage"
    rf"|fjorten dage"
    r"|to uger)(?!\w)"
)
_WEEKDAY_BEFORE_DAY = re.compile(rf"(?i)(?<!\w)(?:på )?(?:{ANY_WEEKDAY}),? (?=(?:den|d\.) ?\d)")
_NEXT_WEEKDAY = re.compile(rf"(?i)(?<!\w)næste (?:{ANY_WEEKDAY})(?!\w)")
_THIS_WEEK = re.compile(
    r"(?i)(?<!\w)(?:(?:i )?(?:slutningen|løbet|udgangen) af (?:denne uge|ugen)|(?:sidst"
    r"|senere) (?:på|i) ugen"
    r"|inden (?:ugen er omme|ugens udgang|udgangen af ugen|weekenden)|(?:i )?denne uge"
    r"|før weekenden)(?!\w)"
)
_NEXT_WEEK = re.compile(
    r"(?i)(?<!\w)(?:(?:i )?(?:slutningen|løbet|udgangen) af |sidst (?:i|på) )?(?:i )?"
    r"(?:næste|den kommende|kommende) uge(?!\w)"
)
_DAY_ONLY = re.compile(
    r"(?i)(?<!\w)(?:d\.|den) ?(?P<day>[12]?\d|3[01])(?:\.|(?![\w.]))"
    r"(?! ?(?:\d|/|[a-zæøå]{3,}|er |og |&|på |\+))"
)
_POINTED = re.compile(
    r"(?i)(?<!\w)(?:(?<=til )|(?<=sige )|(?<=frist )|(?<=frist: )|(?<=dato: )|d\. ?"
    r"|den )(?P<day>\d{1,2})[.-] ?(?P<month>\d{1,2})"
    r"\.?(?![\d%-]| ?uger)"
)
_VAGUE = re.compile(
    r"(?i)(?<!\w)(?:(?:til|før|inden|efter) (?:januar|februar|marts|april|maj|juni|juli|august"
    r"|september|oktober|november|december)(?! \d)|næste (?:måned|år)|(?:til |efter |før |inden )"
    r"(?:\w*ferien?|sommer(?:en)?|efteråret|foråret|jul|påske|pinse|weekenden|nytår|årsskiftet)"
    r"|i weekenden|i (?:starten|begyndelsen) af (?:næste uge|ugen)|om (?:lidt|nogle|et par"
    r"|kort) \w*)(?!\w)"
)
_TODAY = re.compile(
    r"(?i)(?<!\w)(?:til )?i (?:aften|eftermiddag)(?!\w)|(?<!\w)inden (?:fyraften|dagen er omme)"
)
_NEXT_SENTENCE = re.compile(r"(⟦d\d+⟧)[ .]+(?=[A-ZÆØÅ])")
Resolve = Callable[[re.Match[str]], "When | None"]
#: nobody postpones further, other than by a slip
FURTHEST = timedelta(days=550)


@dataclass(frozen=True)
class When:
    """A day, or so many days or months more than what was due; neither: too loose to be one."""

    day: date | None = None
    more_days: int = 0
    more_months: int = 0
    #: the day lies behind, or no year makes it one ahead
    is_past: bool = False
    #: a week or a span by which it means its end; "ferie i uge 20"
    is_span: bool = False
    is_today: bool = False

    def after(self, due: date | None, today: date) -> date | None:
        """The day meant, where it is one and lies ahead; counted from what was due."""
        day = self.day
        if self.more_days or self.more_months:
            day = _later(due or today, self)
        return day if day is not None and today <= day <= today + FURTHEST else None


@dataclass
class Dated:
    """A text whose dates are marked "⟦d0⟧", "⟦d1⟧" …"""

    text: str
    dates: list[When] = field(default_factory=list)

    def mark(self, start: int, end: int, when: When) -> None:
        self.text = f"{self.text[:start]} ⟦d{len(self.dates)}⟧ {self.text[end:]}"
        self.dates.append(when)


def mark_dates(text: str, today: date, next_meeting: date | None) -> Dated:
    """Mark every date; what a reply says in its own way first, then as minutes say it."""
    dated = Dated(_WEEKDAY_BEFORE_DAY.sub("", text))
    _replace(dated, _WEEKDAY_AFTER, lambda match: _weekday_after(match, today))
    _replace(dated, _NEXT_WEEKDAY, lambda _: When())  # this week's or next week's? nobody agrees
    _replace(dated, _DURATION, lambda match: _duration(match, today))
    _replace(dated, _VAGUE, lambda _: When())
    _replace(dated, _THIS_WEEK, lambda _: When(_friday(today), is_span=True))
    _replace_mentions(dated, today, next_meeting)
    _replace(dated, _WEEKDAY, lambda match: _weekday(match, today))
    _replace(dated, _NEXT_WEEK, lambda _: When(_friday(today) + timedelta(7), is_span=True))
    _replace(dated, _POINTED, lambda match: _day(today, int(match["day"]), int(match["month"])))
    _replace(dated, _DAY_ONLY, lambda match: _day(today, int(match["day"]), None))
    dated.dates = [replace(when, is_today=when.day == today) for when in dated.dates]
    _replace(dated, _TODAY, lambda _: When(today))  # the evening may be still to come
    return dated


def with_stops(text: str) -> str:
    """Put back the full stop that a date swallows before a new sentence."""
    return _NEXT_SENTENCE.sub(r"\1. ", text)


def _replace(dated: Dated, pattern: re.Pattern[str], resolve: Resolve) -> None:
    position = 0
    while match := pattern.search(dated.text, position):
        when = resolve(match)
        if when is None:
            position = match.end()
            continue
        before = len(dated.text) - match.end()
        dated.mark(match.start(), match.end(), when)
        position = len(dated.text) - before


def _replace_mentions(dated: Dated, today: date, next_meeting: date | None) -> None:
    for mention in reversed(mentions(dated.text, today, next_meeting)):
        words = dated.text[mention.start : mention.end]
        if "⟦" in words or _WEEKDAY.fullmatch(words.strip()):
            continue
        day = mention.due.day
        is_far = day is not None and not mention.dated and day - today > FAR
        if is_far or (day is not None and day < today):
            when = When(is_past=True)
        else:
            span = mention.due.precision in (Precision.WEEK, Precision.MONTH)
            when = When(day, is_span=span)
        # the words before it ("senest", "til") stay: they say what the day is for
        start = mention.start + _lead(words) + _number(dated.text[: mention.start], words)
        dated.mark(start, mention.end, when)


def _lead(words: str) -> int:
    lead = re.match(
        r"(?i)(?:(?:senest|inden|fra|til|efter|før|på|ved|om|pr\.|frist\w*|deadline) )+", words
    )
    return lead.end() if lead else 0


def _number(before: str, words: str) -> int:
    """Give the length of a task's number: "nr. 1 til 15. juni" is no span of days."""
    number = re.match(r"(?i)\d{1,2} (?=til )", words)
    is_named = re.search(r"(?i)\b(?:nr\.?|nummer|number|punkt|opgave|task|item) ?$", before)
    return number.end() if number and is_named else 0


def _duration(match: re.Match[str], today: date) -> When | None:
    word = match["count"].lower()
    count = 14 if word == "fjorten" else int(word) if word.isdigit() else COUNTS[word]
    unit = match["unit"].lower()
    more = When(more_months=count) if unit.startswith("måned") else None
    if more is None:
        more = When(more_days=count * 7 if unit.startswith("uge") else count)
    if unit.startswith(("hverdag", "arbejdsdag")):
        return When()
    lead = (match["from"] or "").strip().lower()
    if lead == "om" and not match[0].endswith(("mere", "til", "ekstra")):
        return When(_later(today, more))
    return more


def _weekday(match: re.Match[str], today: date) -> When:
    wanted = WEEKDAYS[match["day"].lower()]
    if match["week"]:
        monday = today - timedelta(days=today.weekday())
        weeks = 0 if match["week"].lower() == "denne" else 1
        day = monday + timedelta(weeks=weeks, days=wanted)
        return When(day, is_past=day < today)
    return When(_next(today, wanted))


def _weekday_after(match: re.Match[str], today: date) -> When:
    """Read "fredag om en uge": the week after the coming one."""
    weeks = 2 if match["ahead"].lower() in ("14 dage", "fjorten dage", "to uger") else 1
    return When(_next(today, WEEKDAYS[match["day"].lower()]) + timedelta(weeks=weeks))


def _next(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _day(today: date, day: int, month: int | None) -> When | None:
    """The next such day; a day of this month that is over means next month's."""
    if month is not None and not 1 <= month <= 12:
        return None
    for ahead in range(12):
        year, number = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        if month not in (None, number + 1) or not 1 <= day <= monthrange(year, number + 1)[1]:
            continue
        found = date(year, number + 1, day)
        if found >= today:
            return When(found) if found - today <= FAR else When(is_past=True)
    return When(is_past=True)


def _friday(today: date) -> date:
    """This week's Friday; from Saturday on that is over."""
    return today + timedelta(days=4 - today.weekday())


def _later(day: date, more: When) -> date:
    if not more.more_months:
        return day + timedelta(days=more.more_days)
    year, month = divmod(day.year * 12 + day.month - 1 + more.more_months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
