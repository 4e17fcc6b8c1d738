"""Tables without drawn lines: words that stand in the same columns line after line."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.minutes.marks import split_mark
from bot.minutes.pdf_lines import Line, Run

#: a blank of so many letter heights parts two columns
GUTTER = 1.8
#: points by which the left edges of one column may differ
EDGE = 4.0
#: so many lines with the same columns make a table
FEWEST = 3
#: a gap of so many of the table's smallest line distances begins a row
GAP = 1.25

Segment = tuple[Run, ...]
Cells = dict[tuple[int, int], list[Line]]


def split_columns(lines: Sequence[Line]) -> Iterator[list[Line] | tuple[list[float], Cells]]:
    """Stretches of ordinary lines, and tables as left edges and cells."""
    plain: list[Line] = []
    at = 0
    while at < len(lines):
        edges, end = _region(lines, at)
        if end - at >= FEWEST and not _is_labels(lines[at:end]):
            if plain:
                yield plain
                plain = []
            yield edges, _cells(lines[at:end], edges)
            at = end
        else:
            plain.append(lines[at])
            at += 1
    if plain:
        yield plain


def _segments(line: Line) -> list[Segment]:
    """The line's runs, parted at wide blanks; a bullet or number stays with its text."""
    segments: list[list[Run]] = [[line.runs[0]]]
    for before, run in pairwise(line.runs):
        is_mark = before is line.runs[0] and split_mark(f"{before.text} x")[0] == before.text
        if run.x0 - before.x1 > GUTTER * run.size and not is_mark:
            segments.append([])
        segments[-1].append(run)
    return [tuple(segment) for segment in segments]


def _region(lines: Sequence[Line], start: int) -> tuple[list[float], int]:
    """The columns that begin here and the line where they end, or no lines at all."""
    first = _segments(lines[start])
    edges = [segment[0].x0 for segment in first]
    full = 0
    end = start
    for at in range(start, len(lines)):
        segments = _segments(lines[at])
        if len(edges) < 2 or not _fits(segments, edges):
            break
        full += len(segments) == len(edges)
        end = at + 1
    while end > start and _is_first_only(lines[end - 1], edges):
        end -= 1  # what follows the table at its left edge is text again
    return edges, end if full >= FEWEST else start


def _fits(segments: Sequence[Segment], edges: Sequence[float]) -> bool:
    """Whether every segment begins at a column and ends before the next one."""
    for segment in segments:
        column = _column(segment[0].x0, edges)
        if column is None:
            return False
        if column + 1 < len(edges) and segment[-1].x1 > edges[column + 1]:
            return False
    return True


def _column(x0: float, edges: Sequence[float]) -> int | None:
    return next((number for number, edge in enumerate(edges) if abs(edge - x0) <= EDGE), None)


def _is_first_only(line: Line, edges: Sequence[float]) -> bool:
    is_first = len(_segments(line)) == 1 and _column(line.x0, edges) == 0
    return is_first and not line.text[:1].islower()


def _is_labels(lines: Sequence[Line]) -> bool:
    """'Sted:   Sorø' below each other is no table but lines with a label."""
    labels = sum(_segments(line)[0][-1].text.endswith(":") for line in lines)
    return 2 * labels >= len(lines)


def _cells(lines: Sequence[Line], edges: Sequence[float]) -> Cells:
    distances = [before.y - line.y for before, line in pairwise(lines) if before.y > line.y]
    closest = min(distances, default=0.0)
    has_gaps = any(distance > GAP * closest for distance in distances)
    cells: Cells = {}
    row = 0
    for before, line in zip((None, *lines), lines, strict=False):
        segments = _segments(line)
        if before is not None and _column(line.x0, edges) == 0:
            if has_gaps:
                row += before.y - line.y > GAP * closest
            else:
                row += len(segments) > 1 and not line.text[:1].islower()
        for segment in segments:
            place = row, _column(segment[0].x0, edges) or 0
            cells.setdefault(place, []).append(Line(line.page, segment))
    return cells
