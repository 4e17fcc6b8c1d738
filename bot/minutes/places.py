"""Where in the text a stretch of a block stands: from characters back to line numbers."""

from bisect import bisect_right
from collections.abc import Sequence

from bot.minutes.blocks import Block


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text with where each stands."""
    spots = [at for at, char in enumerate(text) if char.isalnum()]
    # one letter for each spot: the small letter of 'İ' is two
    return "".join(text[at].lower()[0] for at in spots), spots


class Places:
    """Line numbers of any stretch of one block."""

    def __init__(self, block: Block, text: Sequence[str]) -> None:
        first, last = block.lines
        self._starts = [0]
        self._lines = [first]
        if last == first:
            return
        letters, spots = _letters(block.text)
        at = 0
        for number in range(first, min(last, len(text)) + 1):
            line, _ = _letters(text[number - 1])
            if not line:
                continue
            found = letters.find(line[:24], at)
            if found < 0:  # markup or a break inside the line: try what follows it
                found = letters.find(line[-12:], at)
                found = max(at, found + 12 - len(line)) if found >= 0 else -1
            if found < 0:
                continue
            if number > first and found < len(spots):
                self._starts.append(spots[found])
                self._lines.append(number)
            at = min(found + len(line), len(letters))

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """First and last line of the stretch from `start` up to `end`."""
        first = self._lines[bisect_right(self._starts, start) - 1]
        last = self._lines[bisect_right(self._starts, max(start, end - 1)) - 1]
        return first, last
