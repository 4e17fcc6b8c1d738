"""Why words could not be acted upon, where one thing is missing or wrong."""

import re
from collections.abc import Sequence
from datetime import date

from bot.domain import doubts
from bot.domain.replies import OpenItem
from bot.domain.verbs import Verb
from handlers.replies.frames import frame
from handlers.replies.placing import placed
from handlers.replies.reading import read
from handlers.replies.saying import Mood
from handlers.replies.settling import settled

#: words beyond this say more than one thing is missing
_LONGEST = 200
_BEHIND = re.compile(r"(?i)\bi (?:går|forgårs)\b")
_DAY = re.compile(r"(?<![\d/.,])(\d{1,2})\s?[/.-]\s?(\d{1,2})(?![\d/%])")


def missing(text: str, items: Sequence[OpenItem], today: date) -> str | None:
    """Say in Danish what is missing; None where it is not known."""
    if len(text) > _LONGEST:
        return None
    ready = read(text, items, today)
    dated, marked = ready.dated, ready.marked
    frames = [frame(clause) for clause in ready.clauses]
    said = {entry.said for entry in frames} - {Mood.COURTESY, Mood.HEADING}
    if said == {Mood.AWAY}:
        return doubts.NO_LAST_DAY
    if not items:
        return None
    is_moved = said in ({Verb.POSTPONE}, {Mood.NO_DATE})
    if is_moved and _has_no_such_day(text, today):
        return doubts.NO_SUCH_DATE
    if re.search(r"\d", text) and () in marked.items:
        return doubts.NO_SUCH_NUMBER
    if is_moved:
        if _BEHIND.search(text) or any(when.is_past for when in dated.dates):
            return doubts.PAST_DATE
        if Mood.NO_DATE in said:
            return doubts.NO_DATE
    if len(items) > 1 and not marked.items and settled(placed(frames, items[:1]), items, today):
        return doubts.WHICH_NUMBER
    return None


def _has_no_such_day(text: str, today: date) -> bool:
    return any(not _is_day(int(day), int(month), today) for day, month in _DAY.findall(text))


def _is_day(day: int, month: int, today: date) -> bool:
    for year in range(today.year, today.year + 4):
        try:
            date(year, month, day)
        except ValueError:
            continue
        return True
    return False
