"""A reply made ready: its dates and items marked, cut into clauses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.replies import OpenItem
from handlers.replies.clauses import Clause, cut
from handlers.replies.dates import Dated, mark_dates
from handlers.replies.frames import frame
from handlers.replies.items import Marked, mark_items, mark_task_words
from handlers.replies.wording import plain


@dataclass(frozen=True)
class Reading:
    """The marked text, and its clauses in the order said."""

    dated: Dated
    marked: Marked
    clauses: tuple[Clause, ...]


def read(
    text: str, items: Sequence[OpenItem], today: date, next_meeting: date | None = None
) -> Reading:
    """Mark and cut; whom a task is handed to is known first, for a name selects no task."""
    dated = mark_dates(plain(text), today, next_meeting)
    marked = mark_items(dated.text, items)
    clauses = cut(marked, dated)
    if len(items) > 1:
        mark_task_words(marked, items, _handed_to(clauses))
        clauses = cut(marked, dated)
    return Reading(dated, marked, clauses)


def _handed_to(clauses: Sequence[Clause]) -> frozenset[str]:
    """The words of the names that tasks are handed to, in small letters."""
    names = [frame(clause).to or "" for clause in clauses]
    return frozenset(word for name in names for word in name.lower().split())
