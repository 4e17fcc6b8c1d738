"""The parts of PDF pages in reading order: stretches of lines, and tables with their cells."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.minutes.pdf_columns import split_columns
from bot.minutes.pdf_lines import Line, Page, Run, lines_of
from bot.minutes.pdf_tables import Grid, grids_of

#: points by which the columns of a table may differ on its next page
SLACK = 3.0

Place = tuple[int, int]


@dataclass
class Table:
    """The lines in each cell of one table, which may go on over pages."""

    #: left edges
    columns: tuple[float, ...]
    #: where full lines end
    rights: tuple[float, ...]
    cells: dict[Place, list[Line]]

    @property
    def height(self) -> int:
        return 1 + max(row for row, _ in self.cells)

    def row(self, number: int) -> dict[int, list[Line]]:
        """The cells of one row by their column."""
        return {column: self.cells[row, column] for row, column in self.cells if row == number}

    def lines(self) -> Iterator[Line]:
        """All lines, cell by cell."""
        return (line for cell in self.cells.values() for line in cell)


Part = list[Line] | Table


def parts_of(pages: Iterable[Page]) -> list[Part]:
    """Everything on the pages; what a page end has cut is one part again."""
    parts: list[Part] = []
    for page in pages:
        for part in _on_page(page):
            _add(parts, part)
    return parts


def _on_page(page: Page) -> Iterator[Part]:
    """The tables of a page and the lines between them, from the top down."""
    tables = []
    taken = set()
    for grid in grids_of(page):
        inside = [run for run in page.runs if grid.holds(run) and run not in taken]
        taken.update(inside)
        if inside:
            tables.append((grid.top, _drawn_table(grid, inside, page.number)))
    between: list[Line] = []
    for line in lines_of((run for run in page.runs if run not in taken), page.number):
        while tables and tables[0][0] > line.y:
            yield from _flowing(between)
            between = []
            yield tables.pop(0)[1]
        between.append(line)
    yield from _flowing(between)
    yield from (table for _, table in tables)


def _flowing(lines: Sequence[Line]) -> Iterator[Part]:
    for part in split_columns(lines):
        if isinstance(part, list):
            yield part
        else:
            edges, cells = part
            rights = [
                max((line.x1 for (_, at), cell in cells.items() if at == column for line in cell))
                for column in range(len(edges))
            ]
            yield Table(tuple(edges), tuple(rights), cells)


def _drawn_table(grid: Grid, runs: Sequence[Run], page: int) -> Table:
    by_place: dict[Place, list[Run]] = {}
    for run in runs:
        by_place.setdefault(grid.cell(run), []).append(run)
    rights = []
    for column, (left, right) in enumerate(pairwise(grid.columns)):
        starts = [
            run.x0 for place, inner in by_place.items() if place[1] == column for run in inner
        ]
        # The text keeps as far from the right edge of its cell as from the left one.
        rights.append(right - max(min(starts, default=left) - left, 0.0))
    cells = {place: lines_of(by_place[place], page) for place in sorted(by_place)}
    return Table(grid.columns[:-1], tuple(rights), cells)


def _add(parts: list[Part], part: Part) -> None:
    """Put a part behind the others; text and tables that a page end has cut grow together."""
    last = parts[-1] if parts else None
    if isinstance(last, list) and isinstance(part, list):
        last += part
    elif isinstance(last, Table) and isinstance(part, Table) and _goes_on(last, part):
        _grow(last, part)
    else:
        parts.append(part)


def _goes_on(last: Table, part: Table) -> bool:
    return len(last.columns) == len(part.columns) and all(
        abs(one - two) < SLACK for one, two in zip(last.columns, part.columns, strict=True)
    )


def _grow(last: Table, part: Table) -> None:
    """Add the rows of the next page; a row without its first cell goes on with the last row."""
    top = min(row for row, _ in part.cells)
    first = part.row(top)
    heading = [line.text for cell in last.row(0).values() for line in cell]
    is_repeated = heading == [line.text for cell in first.values() for line in cell]
    shift = last.height - top - (1 if is_repeated or 0 not in first else 0)
    for (row, column), lines in part.cells.items():
        if not (is_repeated and row == top):
            last.cells.setdefault((row + shift, column), []).extend(lines)
