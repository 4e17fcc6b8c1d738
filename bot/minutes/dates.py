"""When: Danish date expressions resolved to a span and its precision, never to an invented day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from bot.domain.meetings import Due, Precision
from bot.minutes.date_rules import DEADLINE, LEAD, NUMERIC, WORDY
from bot.minutes.date_spans import Base, Resolve, month_meeting

#: a day without a year and without a deadline word is not read further ahead than this
FAR = timedelta(days=270)

#: how far in front of a date its small words are looked for
_NEAR = 60
_DIGIT = re.compile(r"\d")
_BEFORE = re.compile(rf"(?i){LEAD}$")
_DEADLINE_WORD = re.compile(rf"(?i)\b{DEADLINE}\b|\bindtil\b|\bpr\.")
_AFTER = re.compile(
    r"(?i)\b(?:efter|siden|først efter|til efter)\s(?:\w+[ -]){0,3}$|\bfra og med\s$|\bside\s$"
)
_MEETING = re.compile(r"(?i)\b\w*møde(?:t|rne)?\s$")
#: '(leder fra og med 1/8': a bracket that tells of somebody
_OPEN_BRACKET = re.compile(r"[A-ZÆØÅ]\w*\s\((?:[^\s()]+\s+){3,}[^()]*$")
#: 'ringer om at ses den 2. november'
_TO_MEET = re.compile(r"(?i)\bom at (?:ses|mødes|holde)\b[^.,;]*$")
_SOME_DAYS = re.compile(r"(?i)\b(?:dage|datoer|aftener|weekender|tider)\s(?:i\s)?$")
#: 'uge 36 eller 37'
_OR = re.compile(r"(?i)uge\s+\d+\s+eller\b")
#: 'kongressen i juni' says which one; 'til kongressen i juni' says when
_GATHERING = re.compile(
    r"(?i)\b\w*(?:kongres|konference|møde|fest|kursus|seminar|koncert|forsamling|udstilling|messe)"
    r"(?:s?en|s?et|t)\s(?:i\s)?$"
)
_BY_THEN = re.compile(r"(?i)\b(?:til|på|ved|inden|før|senest)\s(?:\w+\s){0,2}[\w-]+\s(?:i\s)?$")
_WHILE = re.compile(r"(?i)\b(?:når|hvor|som|mens|fordi)\s(?:\w+\s){1,4}$")
#: what comes back, comes back at a meeting
_BACK = re.compile(
    r"(?i)\bpå (?:dagsordenen )?igen\b|\b(?:tages|kommer) (?:op )?(?:igen|op)\b|\bgenoptages\b"
    r"|\bdagsorden(?:en)?\b|\bbehandles\b"
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|\d\s?[-./]\s?\d{1,2}\.?\s?[-./ –]\s?\d\d\b")


@dataclass(frozen=True)
class Mention:
    """A date expression in a text, resolved."""

    start: int
    end: int
    due: Due
    #: a word such as 'senest' or 'inden' stands before it
    deadline: bool
    #: the text itself says the year
    dated: bool
    #: 'efter 8. september', 'spørger om uge 17': no time limit, whatever day it is
    after: bool = False


@lru_cache(4096)  # cues, deadlines and groups ask for the same clauses
def mentions(text: str, base: date, next_meeting: date | None = None) -> tuple[Mention, ...]:
    """Every date expression of a text in its order, the longest one where two overlap."""
    found: list[Mention] = []
    taken = [False] * len(text)
    for pattern, resolve in _rules(text):
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            due = resolve(match, Base(base, next_meeting))
            if due is None:
                continue
            near = max(0, match.start() - _NEAR)
            lead = _BEFORE.search(text, near, match.start())
            start = lead.start() if lead else match.start()
            words = " ".join(text[start : match.end()].split()).strip(" ,.;:")
            taken[start : match.end()] = [True] * (match.end() - start)
            due = Due(words, due.precision, due.first, due.last)
            beside = _MEETING.search(text, max(0, start - _NEAR), match.start())
            if beside or resolve is month_meeting or _BACK.search(text):
                due = _at_meeting(due, next_meeting)
            dated = bool(_HAS_YEAR.search(match.group()))
            after = bool(_AFTER.search(text, max(0, start - _NEAR), start))
            after = after or _is_topic(text, start, match.start(), due) or _begins(words)
            deadline = bool(_DEADLINE_WORD.search(words))
            found.append(Mention(start, match.end(), due, deadline, dated, after))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _rules(text: str) -> Iterator[tuple[re.Pattern[str], Resolve]]:
    """The rules that can find something in a text."""
    low = text.lower()
    if _DIGIT.search(low):
        for sign, pattern, resolve in NUMERIC:
            if sign.search(low):
                yield pattern, resolve
    for signs, pattern, resolve in WORDY:
        if any(map(low.__contains__, signs)):
            yield pattern, resolve


def _at_meeting(due: Due, next_meeting: date | None) -> Due:
    """'til mødet i maj' is the day of the next meeting, where that is in May."""
    if due.precision is not Precision.MONTH or next_meeting is None:
        return due
    day = Due(due.words, Precision.DAY, next_meeting, next_meeting)
    return day if _holds(due, day) else due


def _is_topic(text: str, start: int, day: int, due: Due) -> bool:
    """Does the date only tell of what something is about: 'om uge 17', 'dage i juni'?"""
    before = text[max(0, start - 2 * _NEAR) : day]
    if re.search(r"(?i)\bom\s+(?:den\s+|d\.\s*)?$", before) or _OPEN_BRACKET.search(before):
        return True
    if due.precision is Precision.DAY:
        return bool(_TO_MEET.search(before))
    if due.precision is Precision.WEEK:
        return bool(_SOME_DAYS.search(before) or _OR.match(text, day))
    told = due.precision is Precision.MONTH and (
        _WHILE.search(before) or (_GATHERING.search(before) and not _BY_THEN.search(before))
    )
    return bool(_SOME_DAYS.search(before) or told)


def _begins(words: str) -> bool:
    """'fra 1. november' says when something begins to hold, not by when it is done."""
    return words.lower().startswith("fra ")


def _is_ahead(mention: Mention, base: date) -> bool:
    due = mention.due
    if due.last is not None and due.last < base:
        return False
    if mention.after:
        return False
    exact = due.precision in (Precision.DAY, Precision.MONTH)
    far = exact and due.last is not None and due.last - base > FAR
    return not far or mention.dated or mention.deadline


def _settle(ahead: list[Mention]) -> Due:
    """The deadline before any other, the exact before the loose, else the first."""
    firm = [m for m in ahead if m.due.precision is not Precision.LOOSE] or ahead
    known = [m for m in firm if m.due.last is not None] or firm
    best = next((m for m in known if m.deadline), known[0])
    if best.due.precision is Precision.MEETING:
        # 'næste møde d. 14/8': the day beside it says which meeting
        close = [m.due for m in known if m is not best and 0 <= m.start - best.end <= 12]
        if close and not _holds(close[0], best.due):
            return close[0]
    return best.due


def _holds(span: Due, day: Due) -> bool:
    """Does 'i maj' hold the day already known of the next meeting?"""
    if span.first is None or span.last is None or day.last is None:
        return False
    return span.first <= day.last <= span.last


def find_due(text: str, base: date, next_meeting: date | None = None) -> Due | None:
    """The first date ahead that a text names, seen from `base`; None when it names none."""
    ahead = [m for m in mentions(text, base, next_meeting) if _is_ahead(m, base)]
    return _settle(ahead) if ahead else None


def full_dates(text: str) -> tuple[tuple[int, date], ...]:
    """The days that a text names with their year, with where each stands."""
    return tuple(
        (m.start, m.due.last)
        for m in mentions(text, date(1970, 1, 1))
        if m.dated and m.due.precision is Precision.DAY and m.due.last is not None
    )
