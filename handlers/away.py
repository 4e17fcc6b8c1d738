"""The day that an automatic answer says somebody is back; nothing else is read from it."""

import re
from datetime import date, timedelta

from handlers.replies.dates import mark_dates

_MONTHS = {
    "january": "januar", "february": "februar", "march": "marts", "may": "maj", "june": "juni",
    "july": "juli", "october": "oktober",
}  # fmt: skip
_MARKS = {ord("⟦"): " ", ord("⟧"): " "}
_NAMES = "|".join((*_MONTHS, "april", "august", "september", "november", "december"))
_MONTH_FIRST = re.compile(rf"(?i)\b({_NAMES}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[.:]\d)")
_DAY_FIRST = re.compile(rf"(?i)\b(\d{{1,2}})(?:st|nd|rd|th)?\.? (?:of )?({_NAMES})\b")
_DAY = r"\s*(?:(?:d\.|den|on|the|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?)\s+)*⟦d(\d+)⟧"
#: the last day away
_INCLUSIVE = re.compile(
    rf"(?i)(?:til og med|t\.?\s?o\.?\s?m\.?|(?:to|until|up to) and including|through){_DAY}"
)
_BACK = re.compile(
    r"(?i)\b(?:tilbage|retur|igen|back|return\w*)\b"
    rf"(?: (?:på|at|to|in) (?:the )?(?:arbejde|arbejdet|kontoret|work|office))?(?: igen)?{_DAY}"
)
_UNTIL = re.compile(
    r"(?i)\b(?:\w*ferie\w*|fravær\w*|fri|orlov|væk|kontoret|til stede|away|holiday|vacation|leave"
    r"|office)\b[^.!?\n⟦]{0,40}"
    rf"\b(?:frem til|indtil|til|før|until|till|before)(?! og med| and){_DAY}"
)
_SPAN = re.compile(rf"(?i)⟦d\d+⟧\s*(?:til|to|until|-|–)(?! og med| and){_DAY}")


def first_day_back(text: str, today: date) -> date | None:
    """Give the one day that the text says; None where it says none ahead, or several."""
    dated = mark_dates(_in_danish(text), today, None)
    days = set()
    for pattern in (_INCLUSIVE, _BACK, _UNTIL, _SPAN):
        for found in pattern.finditer(dated.text):
            day = dated.dates[int(found[1])].after(today, today)
            if day is not None and not dated.dates[int(found[1])].is_span:
                days.add(day + timedelta(days=1) if pattern is _INCLUSIVE else day)
    return days.pop() if len(days) == 1 else None


def _in_danish(text: str) -> str:
    """Write English dates as Danish ones; what looks like our marks of dates is none."""
    text = text.translate(_MARKS)
    text = _MONTH_FIRST.sub(lambda found: f"{found[2]}. {_month(found[1])}", text)
    return _DAY_FIRST.sub(lambda found: f"{found[1]}. {_month(found[2])}", text)


def _month(name: str) -> str:
    return _MONTHS.get(name.lower(), name.lower())
