"""What tesseract says of a picture (hOCR), as runs of words in points like those of any PDF."""

import re
from collections.abc import Sequence
from html import unescape
from statistics import median

from bot.minutes.pdf_child import Run, joined

#: lines that climb more than this belong to a page that lies on its side
STEEP = 0.2
#: letters so near to the usual size have it, and were measured badly
ALIKE = 0.15
START = re.compile(r"<span class='ocr_\w+' id='line_")
NUMBER = r"(-?\d+(?:\.\d+)?(?:e-?\d+)?)"
LINE = re.compile(rf"[^>]*bbox (\d+) \d+ \d+ (\d+); baseline {NUMBER} {NUMBER}; x_size {NUMBER}")
WORD = re.compile(
    r"<span class='ocrx_word'[^>]*bbox (\d+) \d+ (\d+) \d+; x_wconf (\d+)[^>]*>"
    r"(?:<[^>]*>)*([^<]+)"
)
#: lines drawn around cells, taken for letters
RULE = re.compile(r"[|_=~]+")
#: what bullets are taken for, where a gap of this many letter heights follows
BULLET = re.compile(r"[eo0]|[^\w\s]{1,2}")
GAP = 0.6

Word = tuple[str, str, str, str]  # left, right, percent, letters
Line = tuple[tuple[float, ...], list[Word]]


def sureness(found: str) -> float | None:
    """By how many percent the words are sure, those of steep lines not at all; None without any."""
    count = len(WORD.findall(found))
    return sum(int(w[2]) for _, words in _lines(found) for w in words) / count if count else None


def runs_of(found: str, height: float, scale: float) -> list[Run]:
    """The words in points from the lower left, as if the page had lain straight on the glass."""
    lines = _lines(found)
    slope = median([head[2] for head, _ in lines] or [0.0])
    runs: list[Run] = []
    for (left, bottom, _, offset, size), words in lines:
        y = height - (bottom + offset - slope * left) / scale
        runs += joined(_placed(words, y, size / scale, scale), [])
    return runs


def even_out(runs: Sequence[Run]) -> None:
    """Give letters of about the usual size the usual size."""
    usual = median([run[4] for run in runs for _ in run[0]] or [0.0])
    for run in runs:
        run[4] = round(usual if abs(run[4] - usual) <= ALIKE * usual else run[4], 1)


def _lines(found: str) -> list[Line]:
    """The lines that lie flat: left, bottom, slope, offset, size; and the words of each."""
    lines = []
    for said in START.split(found)[1:]:
        head = LINE.match(said)
        if head and abs(float(head[3])) < STEEP:
            lines.append((tuple(map(float, head.groups())), WORD.findall(said)))
    return lines


def _placed(words: Sequence[Word], y: float, size: float, scale: float) -> list[Run]:
    """The words of one line; a bullet is a bullet again."""
    runs: list[Run] = []
    for left, right, _, letters in words:
        x0, x1 = int(left) / scale, int(right) / scale
        if len(runs) == 1 and x0 - runs[0][3] > GAP * size and BULLET.fullmatch(runs[0][0]):
            runs[0][0] = "•"
        if not RULE.fullmatch(letters):
            runs.append([unescape(letters), x0, y, x1, size, False, x1])
    return runs
