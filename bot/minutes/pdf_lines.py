"""From runs of words to lines of a page, without the headers and footers that repeat."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

#: how much of the page's height headers and footers may take at either end
MARGIN = 0.10
#: points between a drawn bullet and its text
BEFORE = 30.0
#: "Side 3 af 12", "3", "3/12", "– 3 –"
PAGE_NUMBER = re.compile(
    r"[-–\s]*(side\s*)?\d+(\s*(af|/|ud af)\s*\d+)?(\s*sider)?[-–\s]*", re.IGNORECASE
)
WORD = re.compile(r"\w")  # a bullet may well stand at the same place on many pages
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Run:
    """Words that stand together in one font."""

    text: str
    x0: float
    y: float
    x1: float
    size: float
    bold: bool
    #: where the first word ends
    first_x1: float


@dataclass(frozen=True)
class Page:
    """What stands on a page, and the thin lines drawn on it."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Box, ...]
    images: int


@dataclass(frozen=True)
class Line:
    """Runs on one baseline, from left to right."""

    page: int
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)

    @property
    def x0(self) -> float:
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        return self.runs[-1].x1

    @property
    def y(self) -> float:
        return self.runs[0].y

    @property
    def size(self) -> float:
        return max(self.runs, key=lambda run: len(run.text)).size

    @property
    def bold(self) -> bool:
        return all(run.bold for run in self.runs)


def pages_of(found: Sequence[dict[str, Any] | None]) -> list[Page]:
    """The child's answer as pages; one that gave nothing is an empty page."""
    pages = []
    for number, page in enumerate(found, 1):
        if page is None:
            pages.append(Page(number, 0.0, 0.0, (), (), 0))
            continue
        runs = tuple(Run(*run) for run in page["runs"])
        runs += tuple(_bullets(page["dots"], runs))
        rules = tuple((box[0], box[1], box[2], box[3]) for box in page["rules"])
        pages.append(Page(number, page["width"], page["height"], runs, rules, page["images"]))
    return [_without_repeats(page, repeats) for repeats in [_repeats(pages)] for page in pages]


def _bullets(dots: Sequence[Sequence[float]], runs: Sequence[Run]) -> Iterator[Run]:
    """Dots that are drawn in front of a line, as the signs that they stand for."""
    for x0, y0, x1, y1 in dots:
        middle = (y0 + y1) / 2
        near = [
            run
            for run in runs
            if 0 < run.x0 - x1 < BEFORE and run.y - 0.2 * run.size < middle < run.y + run.size
        ]
        if near:
            line = min(near, key=lambda run: run.x0)
            yield Run("•", x0, line.y, x1, line.size, bold=False, first_x1=x1)


def lines_of(runs: Iterable[Run], page: int) -> list[Line]:
    """Runs gathered into lines, from the top down."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        if lines and abs(lines[-1][0].y - run.y) < 0.35 * min(run.size, lines[-1][0].size):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [Line(page, tuple(sorted(line, key=lambda run: run.x0))) for line in lines]


def _repeats(pages: Sequence[Page]) -> set[tuple[str, int]]:
    """Texts at the page's ends that stand on half of the pages or more."""
    seen = Counter(key for page in pages for key in {_key(run) for run in _at_ends(page)})
    enough = max(2, (sum(bool(page.runs) for page in pages) + 1) // 2)
    return {key for key, count in seen.items() if count >= enough}


def _without_repeats(page: Page, repeats: set[tuple[str, int]]) -> Page:
    ends = _at_ends(page)
    # A page number stands alone; a number beside other words is a cell of a table.
    beside = Counter(round(run.y) for run in page.runs)
    gone = {run for run in ends if _key(run) in repeats}
    gone |= {run for run in ends if beside[round(run.y)] == 1 and PAGE_NUMBER.fullmatch(run.text)}
    return replace(page, runs=tuple(run for run in page.runs if run not in gone))


def _at_ends(page: Page) -> list[Run]:
    low, high = page.height * MARGIN, page.height * (1 - MARGIN)
    return [run for run in page.runs if not low < run.y < high and WORD.search(run.text)]


def _key(run: Run) -> tuple[str, int]:
    return re.sub(r"\d+", "#", run.text), round(run.y)
