"""From lines to paragraphs and list items, by what the page shows: gaps, indents, full lines."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.minutes import hyphens
from bot.minutes.blocks import BlockKind
from bot.minutes.marks import item, split_mark
from bot.minutes.pdf_child import HYPHEN
from bot.minutes.pdf_lines import Line
from bot.minutes.rendering import BARE_LINK

#: points by which left edges may differ and still be the same
EDGE = 3.0
#: width of a blank by the letter size
BLANK = 0.25
#: a gap of so many usual line distances ends a paragraph
GAP = 1.25


@dataclass(frozen=True)
class Style:
    """What is usual in this document."""

    body: float  # letter size of most text
    right: float  # where full lines end
    pitch: dict[float, float]  # distance of lines by letter size


@dataclass
class Paragraph:
    """Lines that belong together."""

    lines: list[Line]
    text: str
    is_bullet: bool = False
    #: where the text goes on after a bullet or number
    hang: float | None = None
    level: int = 0

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        runs = [run for line in self.lines for run in line.runs]
        if self.is_bullet and len(runs) > 1:
            del runs[0]  # the sign has a font of its own
        return all(run.bold for run in runs)


def style_of(lines: Sequence[Line]) -> Style:
    """The usual letter size, right edge and line distance."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    ends = sorted(line.x1 for line in lines)
    return Style(
        body=sizes.most_common(1)[0][0] if sizes else 0.0,
        right=ends[int(0.98 * (len(ends) - 1))] if ends else 0.0,
        pitch=_pitches(lines),
    )


def _pitches(lines: Sequence[Line]) -> dict[float, float]:
    distances: dict[float, Counter[float]] = {}
    for before, line in pairwise(lines):
        distance = round(before.y - line.y, 1)
        if before.page == line.page and before.size == line.size and 0 < distance < 3 * line.size:
            distances.setdefault(line.size, Counter())[distance] += 1
    return {size: counts.most_common(1)[0][0] for size, counts in distances.items()}


def paragraphs(lines: Iterable[Line], style: Style, right: float) -> list[Paragraph]:
    """Paragraphs and list items with their level; `right` is where full lines end."""
    found: list[Paragraph] = []
    for line in lines:
        if BARE_LINK.fullmatch(line.text):
            continue
        opened = _open(line)
        last = found[-1] if found else None
        if last and not _begins(last, line, opened, style, right):
            last.text = hyphens.join(last.text, line.text)
            last.lines.append(line)
        else:
            found.append(opened)
    for paragraph in found:
        paragraph.text = hyphens.clean(paragraph.text)
    _set_levels(found)
    return found


def _open(line: Line) -> Paragraph:
    """A new paragraph that this line might begin; a bullet sign is taken off."""
    mark, rest = split_mark(line.text)
    if not mark:
        return Paragraph([line], line.text)
    kind, text = item(line.text)
    shown = len(line.text) - len(rest)
    return Paragraph([line], text, is_bullet=kind is BlockKind.BULLET, hang=_hang(line, shown))


def _hang(line: Line, shown: int) -> float:
    """Where the text after a mark and its blank stands: the next run, or so many letters on."""
    run = line.runs[0]
    if len(run.text) < shown and len(line.runs) > 1:
        return line.runs[1].x0
    return run.x0 + (run.x1 - run.x0) * shown / len(run.text)


def _begins(last: Paragraph, line: Line, opened: Paragraph, style: Style, right: float) -> bool:
    """Whether the line begins a paragraph of its own after `last`."""
    before = last.last
    if abs(before.size - line.size) > 0.6:
        return True
    if before.text.endswith(HYPHEN):
        return False
    if before.bold != line.bold and (before.bold or line.bold) and _ends(before, line, right):
        return True
    if _is_far(before, line, style):
        return True
    if opened.is_bullet or opened.hang is not None:
        return _is_marked(last, line, opened, right)
    if last.hang is not None and line.x0 < last.hang - EDGE and line.x0 <= last.lines[0].x0 + EDGE:
        return last.is_bullet or _ends(before, line, right)
    return _ends(before, line, right)


def _is_far(before: Line, line: Line, style: Style) -> bool:
    """Whether a gap parts the lines; at a page end there is none to be seen."""
    if before.page != line.page:
        return False
    usual = style.pitch.get(line.size, 1.3 * line.size)
    return before.y - line.y > GAP * usual


def _is_marked(last: Paragraph, line: Line, opened: Paragraph, right: float) -> bool:
    """Whether the mark at the line's start is one, and not a dash or date inside a sentence."""
    own_run = line.runs[0].text == line.text.split(" ", 1)[0]
    if opened.is_bullet and own_run:
        return True
    return _ends(last.last, line, right) or abs(line.x0 - (last.hang or last.lines[0].x0)) > EDGE


def _ends(before: Line, line: Line, right: float) -> bool:
    """Whether the next line's first word would still have fitted on the line before."""
    if before.page != line.page and line.text[:1].islower():
        return False
    first = line.runs[0]
    return before.x1 + BLANK * first.size + first.first_x1 - first.x0 < right


def _set_levels(found: Iterable[Paragraph]) -> None:
    """Depth of list items, by how far in their marks stand."""
    marks: list[float] = []
    for paragraph in found:
        x0 = paragraph.lines[0].x0
        if not paragraph.is_bullet:
            continue
        while marks and x0 < marks[-1] - EDGE:
            marks.pop()
        if not marks or x0 > marks[-1] + EDGE:
            marks.append(x0)
        paragraph.level = len(marks) - 1
