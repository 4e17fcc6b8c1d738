"""Tables that only arrange minutes side by side, read as the items and texts that they hold."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bot.minutes.blocks import Block, BlockKind

#: letters in one cell that make it prose; a list of tasks says less in a cell
PROSE = 250
LONGEST_LABEL = 40
LONGEST_TITLE = 160
#: a table whose head asks who does it is a list of tasks
WHO = re.compile(r"\b(hvem|ansvar\w*|ansv\.?|tovholder\w*|ejer|owner|udføres af)\b", re.IGNORECASE)
BARE_NUMBER = re.compile(r"(ad|pkt\.?|punkt)?\s*\d{1,2}(\.\d{1,2})*[.):]?", re.IGNORECASE)

Row = dict[int, list[Block]]


def unfold(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with such tables taken apart row by row."""
    for is_table, group in groupby(blocks, key=lambda block: block.cell is not None):
        if not is_table:
            yield from group
            continue
        for table in _tables(group):
            rows = _rows(table)
            yield from (_arranged(rows) if _only_arranges(rows) else table)


def _tables(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Tables that stand right after each other: the next one begins again at its first row."""
    table: list[Block] = []
    for block in blocks:
        if table and _place(block) < _place(table[-1]):
            yield table
            table = []
        table.append(block)
    if table:
        yield table


def _place(block: Block) -> tuple[int, int]:
    return block.cell or (0, 0)


def _rows(table: Sequence[Block]) -> list[Row]:
    rows: list[Row] = []
    for _, cells in groupby(table, key=lambda block: _place(block)[0]):
        row: Row = {}
        for block in cells:
            row.setdefault(_place(block)[1], []).append(block)
        rows.append(row)
    return rows


def _only_arranges(rows: Sequence[Row]) -> bool:
    head = [block.text for cell in rows[0].values() for block in cell]
    if any(WHO.search(text) and len(text) <= LONGEST_LABEL for text in head):
        return False
    return any(
        sum(len(block.text) for block in cell) > PROSE for row in rows for cell in row.values()
    )


def _head(rows: Sequence[Row]) -> dict[int, str]:
    """What the columns are called, when the first row says so."""
    first = rows[0]
    are_short = all(
        len(cell) == 1 and len(cell[0].text) <= LONGEST_LABEL for cell in first.values()
    )
    if len(rows) < 2 or len(first) < 2 or not are_short:
        return {}
    return {column: cell[0].text for column, cell in first.items()}


def _arranged(rows: Sequence[Row]) -> Iterator[Block]:
    """A heading from each row's first cell, then its other cells under their columns' names."""
    head = _head(rows)
    for row in rows[1:] if head else rows:
        title, rest = _title(row)
        if title:
            yield title
        for column, cell in sorted(rest.items()):
            if cell and column and column in head:
                yield replace(cell[0], kind=BlockKind.PARAGRAPH, text=head[column], cell=None)
            yield from (_plain(block) for block in cell)


def _title(row: Row) -> tuple[Block | None, Row]:
    """The heading of a row that names its item first, and what is left of the row."""
    columns = sorted(row)
    if len(columns) < 2 or columns[0] != 0 or len(row[0][0].text) > LONGEST_TITLE:
        return None, row
    first, rest = row[0][0], {**row, 0: row[0][1:]}
    text = first.text
    second = row[columns[1]][0].text
    if BARE_NUMBER.fullmatch(text) and len(second) <= LONGEST_TITLE:
        text = f"{text} {second}"
        rest[columns[1]] = row[columns[1]][1:]
    return replace(first, kind=BlockKind.HEADING, text=text, level=1, cell=None), rest


def _plain(block: Block) -> Block:
    kind = BlockKind.PARAGRAPH if block.kind is BlockKind.CELL else block.kind
    return replace(block, kind=kind, cell=None)
