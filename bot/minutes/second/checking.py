"""What of an answer is believed: only words that stand in the minutes, where they stand."""

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from bot.minutes.second.asking import Part

#: more than this from one part is nonsense
MOST = 60
SHORTEST, LONGEST = 12, 400
_HIDDEN = "●"
_FENCE = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")
_SPACE = re.compile(r"[\s\u00ad\u200b]+")


class NonsenseError(ValueError):
    """The answer has not the shape that was asked for; the words say in what."""


@dataclass(frozen=True)
class Proposal:
    """A follow-up as words of the minutes, with the lines that hold them."""

    quote: str
    lines: tuple[int, int]
    owners: tuple[str, ...] = ()
    due: str | None = None


class _Text:
    """The part's words with single spaces, and the line of each letter."""

    def __init__(self, part: Part) -> None:
        self._starts: list[int] = []
        self._numbers: list[int] = []
        self.words = ""
        for number, line in enumerate(part.lines, part.first):
            plain = _plain(line)
            if plain:
                self._starts.append(len(self.words))
                self._numbers.append(number)
                self.words += f"{plain} "

    def lines(self, quote: str) -> tuple[int, int] | None:
        """The lines that hold these words, None where they do not stand."""
        at = self.words.find(quote)
        if at < 0:
            return None
        return self._line(at), self._line(at + len(quote) - 1)

    def _line(self, at: int) -> int:
        return self._numbers[bisect_right(self._starts, at) - 1]


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def proposals(answer: str, part: Part) -> tuple[Proposal, ...]:
    """The proposals of an answer that hold; raises NonsenseError for another shape."""
    text = _Text(part)
    found: list[Proposal] = []
    for entry in _entries(answer):
        quote = _plain(entry["quote"])
        lines = text.lines(quote)
        if lines is None or not SHORTEST <= len(quote) <= LONGEST or _HIDDEN in quote:
            continue
        owners = tuple(o for o in map(_plain, entry["owners"]) if o and _stands(o, text.words))
        due = _plain(entry["due"] or "")
        found.append(Proposal(quote, lines, owners[:20], due if due and due in quote else None))
    return tuple(found)


def _stands(words: str, text: str) -> bool:
    """Do these words stand in the minutes, whole? 'alle' is what the prompt has them say."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) if len(words) <= 80 else None
    return bool(found) or words == "alle"


def _entries(answer: str) -> list[dict[str, Any]]:
    try:
        loaded = json.loads(_FENCE.sub("", answer))
    except (ValueError, RecursionError) as error:
        raise NonsenseError("no JSON") from error
    listed = loaded.get("follow_ups") if isinstance(loaded, dict) else None
    if not isinstance(listed, list) or len(listed) > MOST:
        raise NonsenseError("no list of follow-ups")
    for entry in listed:
        if not _is_entry(entry):
            raise NonsenseError("an entry of another shape")
    return listed


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, dict):
        return False
    owners, due = entry.get("owners"), entry.get("due")
    return (
        isinstance(entry.get("quote"), str)
        and isinstance(owners, list)
        and all(isinstance(owner, str) for owner in owners)
        and (due is None or isinstance(due, str))
    )
