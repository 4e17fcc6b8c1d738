"""Who has named participants is done where that is what one item asks for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.replies import OpenItem
from bot.domain.verbs import Verb
from handlers.replies.lexicon import anywhere, whole
from handlers.replies.saying import Frame, Mood, bare

_ASKS_FOR_NAMES = re.compile(
    r"(?i)\b(?:ind|til)?(?:meld|udpeg)\w* .*\b(?:deltager|repræsentant|medlem)\w*"
)
_COUNT = re.compile(r"(?i)\b(?:\d+|en|én|to|tre|fire|fem|seks)\b")


def named(frames: Sequence[Frame], items: Sequence[OpenItem]) -> list[Frame]:
    """Let "vi har meldt to deltagere til" finish the one item that asks for participants."""
    asking = [item for item in items if _ASKS_FOR_NAMES.search(item.task)]
    if len(asking) != 1:
        return list(frames)
    return [_finished(entry, asking[0]) for entry in frames]


def _finished(entry: Frame, item: OpenItem) -> Frame:
    clause = entry.clause
    words = bare(clause.text)
    is_said = entry.said is Mood.OTHER and not (clause.asks or clause.is_reason or clause.dates)
    is_of_it = clause.items in (None, (item.number,))
    if not (is_said and is_of_it and whole("named").fullmatch(words)):
        return entry
    if anywhere("not_done").search(words) or not _are_enough(words, item.task):
        return entry
    return replace(entry, clause=replace(clause, items=(item.number,)), said=Verb.FINISH)


def _are_enough(words: str, task: str) -> bool:
    """Whether no other number was asked for than was named."""
    wanted = {one.casefold() for one in _COUNT.findall(task)}
    return not wanted or wanted == {one.casefold() for one in _COUNT.findall(words)}
