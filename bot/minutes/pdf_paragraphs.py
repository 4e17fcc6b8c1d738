"""From lines to paragraphs and list items, by what the page shows: gaps, indents, full lines."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.minutes import hyphens
from bot.minutes.blocks import BlockKind
from bot.minutes.marks import item, split_mark
from bot.minutes.pdf_lines import Line
from bot.minutes.rendering import BARE_LINK

#: points by which left edges may differ and still be the same
EDGE = 3.0
#: so few lines do not show where full ones end
FEW = 10
FINISHED = (".", ":", "!", "?")
#: a line that ends before this share of the right edge is plainly not full
SHORT = 0.7
#: width of a blank by the letter size
BLANK = 0.25
#: the share of lines that writers' own hyphens end stays below this
PARTED = 0.025
#: a gap of so many usual line distances ends a paragraph
GAP = 1.25


@dataclass(frozen=True)
class Style:
    """What is usual in this document."""

    body: float  # letter size of most text
    right: float  # where full lines end
    pitch: dict[float, float]  # distance of lines by letter size
    hyphenates: bool  # parts words at line ends


@dataclass
class Paragraph:
    """Lines that belong together."""

    lines: list[Line]
    text: str
    is_bullet: bool = False
    #: begins with a bullet sign, number or letter
    is_marked: bool = False
    #: where the text goes on after a mark that is set apart
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


def style_of(flow: Sequence[Line], inside: Sequence[Line], width: float) -> Style:
    """The usual letter size, right edge and line distance of the text outside and in tables."""
    sizes: Counter[float] = Counter()
    for line in (*flow, *inside):
        sizes[line.size] += len(line.text)
    right = _right(flow, width)
    return Style(
        body=sizes.most_common(1)[0][0] if sizes else 0.0,
        right=right,
        pitch=_pitches(flow, right),
        hyphenates=_hyphenates([*flow, *inside]),
    )


def _hyphenates(lines: Sequence[Line]) -> bool:
    """Whether hyphens at line ends are so many that a program must have put them in."""
    parted = sum(hyphens.is_parted(one.text, two.text) for one, two in pairwise(lines))
    return parted > PARTED * len(lines)


def _right(lines: Sequence[Line], width: float) -> float:
    """Where the longest lines end, but for a single one that sticks out."""
    ends = sorted(line.x1 for line in lines)
    if len(ends) < FEW:  # perhaps none of them is full; margins are mostly alike
        margin = min((line.x0 for line in lines), default=0.0)
        return max([width - margin, *ends[-1:]])
    return ends[-2]


def _pitches(lines: Sequence[Line], right: float) -> dict[float, float]:
    """Line distance inside paragraphs by letter size, from lines that are full."""
    distances: dict[float, Counter[float]] = {}
    for before, line in pairwise(lines):
        distance = round(2 * (before.y - line.y)) / 2
        alike = before.page == line.page and before.size == line.size
        if alike and 0 < distance < 3 * line.size and not _ends(before, line, right):
            distances.setdefault(line.size, Counter())[distance] += 1
    return {size: _closest(counts) for size, counts in distances.items()}


def _closest(distances: Counter[float]) -> float:
    """The smallest of the common distances: a paragraph's last line may be full as well."""
    return min(each for each, count in distances.items() if 2 * count >= max(distances.values()))


def paragraphs(lines: Iterable[Line], style: Style, right: float) -> list[Paragraph]:
    """Paragraphs and list items with their level; `right` is where full lines end."""
    found: list[Paragraph] = []
    for line in lines:
        if BARE_LINK.fullmatch(line.text):
            continue
        opened = _open(line)
        last = found[-1] if found else None
        if last and not _begins(last, line, opened, style, right):
            last.text = hyphens.join(last.text, line.text, parts_words=style.hyphenates)
            last.lines.append(line)
        else:
            found.append(opened)
    for paragraph in found:
        paragraph.text = hyphens.clean(paragraph.text)
    _set_levels(found)
    return found


def _open(line: Line) -> Paragraph:
    """A new paragraph that this line might begin; a bullet sign is taken off."""
    mark, _ = split_mark(line.text)
    if not mark:
        return Paragraph([line], line.text)
    kind, text = item(line.text)
    # A mark that is set apart hangs before its text; a typed one only begins the line.
    apart = line.runs[0].text == mark and len(line.runs) > 1
    hang = line.runs[1].x0 if apart else None
    return Paragraph([line], text, is_bullet=kind is BlockKind.BULLET, is_marked=True, hang=hang)


def _begins(last: Paragraph, line: Line, opened: Paragraph, style: Style, right: float) -> bool:
    """Whether the line begins a paragraph of its own after `last`."""
    before = last.last
    if abs(before.size - line.size) > 0.6:
        return True
    if before.text.endswith(hyphens.HYPHEN):
        return False
    if before.bold != line.bold and before.text.endswith(FINISHED):
        return True
    if _is_far(before, line, style):
        return True
    if opened.is_marked:
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
    if opened.is_bullet and opened.hang is not None:
        return True
    starts_low = split_mark(line.text)[1][:1].islower()
    in_list = last.is_marked and abs(line.x0 - last.lines[0].x0) <= EDGE
    if in_list and not (starts_low and line.text[:1].isdigit()):  # "3. marts" is a date
        return True
    return _ends(last.last, line, right) or abs(line.x0 - (last.hang or last.lines[0].x0)) > EDGE


def _ends(before: Line, line: Line, right: float) -> bool:
    """Whether the next line's first word would still have fitted on the line before."""
    if before.page != line.page:  # where no gap can be seen, short last lines are told by sense
        if line.text[:1].islower():
            return False
        if before.text.endswith(FINISHED) and line.x1 < SHORT * right:
            return True
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
