"""From the lines of PDF pages to headings, paragraphs, list items and table cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.minutes.blocks import Block, BlockKind
from bot.minutes.pdf_lines import Line, Page, lines_of
from bot.minutes.pdf_paragraphs import Paragraph, Style, paragraphs, style_of
from bot.minutes.pdf_tables import Grid, grids_of
from bot.minutes.rendering import UNPLACED

#: letters so much larger than the body's make a heading
LARGER = 1.1
LONGEST_HEADING = 200

Place = tuple[int, int]


@dataclass
class Table:
    """The lines in each cell of one table, which may go on over pages."""

    grid: Grid
    cells: dict[Place, list[Line]]

    @property
    def height(self) -> int:
        return 1 + max(row for row, _ in self.cells)

    def row(self, number: int) -> dict[int, list[Line]]:
        return {column: self.cells[row, column] for row, column in self.cells if row == number}


Part = list[Line] | Table


def blocks_of_pages(pages: Sequence[Page]) -> list[Block]:
    """All blocks in reading order, not laid out yet."""
    parts: list[Part] = []
    for page in pages:
        for part in _parts(page):
            _add(parts, part)
    flow = [line for part in parts if isinstance(part, list) for line in part]
    inside = [line for part in parts if isinstance(part, Table) for line in _lines(part)]
    style = style_of(flow, inside)
    sized: list[tuple[Block, float]] = []
    for part in parts:
        if isinstance(part, Table):
            sized += _of_table(part, style)
        else:
            sized += [_block(each) for each in paragraphs(part, style, style.right)]
    return _with_headings(sized, style)


def _parts(page: Page) -> list[Part]:
    """The tables of a page and the lines between them, from the top down."""
    grids = grids_of(page)
    tables: list[Part] = []
    taken = set()
    for grid in grids:
        runs = [run for run in page.runs if grid.holds(run) and run not in taken]
        taken.update(runs)
        places = sorted({grid.cell(run) for run in runs})
        tables.append(
            Table(
                grid,
                {
                    place: lines_of((run for run in runs if grid.cell(run) == place), page.number)
                    for place in places
                },
            )
        )
    parts: list[Part] = []
    for line in lines_of((run for run in page.runs if run not in taken), page.number):
        while grids and grids[0].top > line.y:
            parts.append(tables.pop(0))
            grids.pop(0)
        if not parts or isinstance(parts[-1], Table):
            parts.append([])
        last = parts[-1]
        if isinstance(last, list):
            last.append(line)
    return parts + tables


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
    one, two = last.grid.columns, part.grid.columns
    return len(one) == len(two) and all(
        abs(left - right) < 3 for left, right in zip(one, two, strict=True)
    )


def _grow(last: Table, part: Table) -> None:
    """Add the rows of the next page; a row without its first cell goes on with the last row."""
    first = part.row(min(row for row, _ in part.cells))
    heading = [line.text for cell in last.row(0).values() for line in cell]
    repeated = heading == [line.text for cell in first.values() for line in cell]
    cut = 0 not in first and not repeated
    shift = last.height - (1 if cut or repeated else 0) - min(row for row, _ in part.cells)
    for (row, column), lines in part.cells.items():
        if not (repeated and column in first and lines is first[column]):
            last.cells.setdefault((row + shift, column), []).extend(lines)


def _lines(table: Table) -> Iterable[Line]:
    return (line for cell in table.cells.values() for line in cell)


def _of_table(table: Table, style: Style) -> list[tuple[Block, float]]:
    found = []
    for place, lines in sorted(table.cells.items()):
        column = place[1]
        edge = table.grid.columns[column]
        beside = [line for at, cell in table.cells.items() if at[1] == column for line in cell]
        # The cell's text keeps as far from its right edge as from its left.
        padding = max(min(line.x0 for line in beside) - edge, 0.0)
        right = max(
            table.grid.right_of(column) - padding, max(line.x1 for line in lines if line.runs)
        )
        for paragraph in paragraphs(lines, style, right):
            block, size = _block(paragraph)
            kind = BlockKind.CELL if block.kind is BlockKind.PARAGRAPH else block.kind
            found.append((replace(block, kind=kind, cell=place), size))
    return found


def _block(paragraph: Paragraph) -> tuple[Block, float]:
    block = Block(
        BlockKind.BULLET if paragraph.is_bullet else BlockKind.PARAGRAPH,
        paragraph.text,
        UNPLACED,
        level=paragraph.level,
        bold=paragraph.bold,
        page=paragraph.lines[0].page,
    )
    return block, paragraph.size


def _with_headings(sized: Sequence[tuple[Block, float]], style: Style) -> list[Block]:
    """Paragraphs in larger letters are headings, the largest outermost."""
    sizes = sorted({size for block, size in sized if _is_heading(block, size, style)}, reverse=True)
    return [
        replace(block, kind=BlockKind.HEADING, level=sizes.index(size))
        if _is_heading(block, size, style)
        else block
        for block, size in sized
    ]


def _is_heading(block: Block, size: float, style: Style) -> bool:
    return (
        block.kind is BlockKind.PARAGRAPH
        and size >= LARGER * style.body
        and len(block.text) <= LONGEST_HEADING
    )
