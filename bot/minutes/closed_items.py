"""Closed items of the agenda: what stands under them is not read."""

import re
from collections.abc import Sequence

from bot.minutes.sections import Passage

_CLOSED = re.compile(
    r"\blukket (?:punkt|sag|dagsorden|møde)|\(\s*lukket\s*\)|^\W*lukket\W*$", re.IGNORECASE
)


def without_closed(passages: Sequence[Passage]) -> tuple[tuple[Passage, ...], int]:
    """The passages that are open, and how many closed items were left out."""
    kept: list[Passage] = []
    closed, count, title = False, 0, None
    for passage in passages:
        if passage.is_title and passage.item != title:
            closed = False
        title = passage.item
        if passage.is_title and _CLOSED.search(passage.text):
            closed, count = True, count + 1
        if closed:
            continue
        kept.append(passage)
    return tuple(kept), count
