"""Action tables: rows that say what, who and when under a head that names the columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.minutes.sections import Passage

_HEADS = {
    "what": re.compile(r"\b(?:hvad|handling|opgave|aktivitet|action|emne|punkt|beslutning"
        r"|aktion|opfølgning)", re.IGNORECASE),
    "who": re.compile(r"\b(?:hvem|ansvarlig|ansv|ejer|owner|tovholder|udføres af"
        r"|person)", re.IGNORECASE),
    "when": re.compile(r"\b(?:hvornår|frist|deadline|dato|tid|senest|termin)", re.IGNORECASE),
    "status": re.compile(r"\b(?:status|kommentar|bemærkning|noter)", re.IGNORECASE),
}  # fmt: skip
_DONE = re.compile(
    r"^\W*(?:ok|udført|afsluttet|færdig\w*|done|lukket|gennemført|løst|sket|x|✓|✔|klaret|afvist"
    r"|udgår)\b", re.IGNORECASE
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One row of an action table."""

    what: str
    who: str
    when: str
    status: str
    lines: tuple[int, int]
    passage: Passage

    @property
    def is_done(self) -> bool:
        """Does its status say that nothing is left to do?"""
        return bool(_DONE.match(self.status) or _DONE.match(self.when))


def _columns(cells: Sequence[Passage]) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell in cells:
        for name, pattern in _HEADS.items():
            column = cell.block.cell[1] if cell.block.cell else 0
            if name not in found and len(cell.text) < 40 and pattern.search(cell.text):
                found[name] = column
                break
    return found


def tables_in(passages: Sequence[Passage]) -> Iterator[list[list[Passage]]]:
    """Every table as its rows of cells."""
    table: list[list[Passage]] = []
    for passage in passages:
        cell = passage.block.cell
        if cell is None:
            if table:
                yield table
            table = []
            continue
        last = table[-1][-1].block.cell if table else None
        if last is None or last[0] != cell[0]:
            table.append([])
        table[-1].append(passage)
    if table:
        yield table


def action_rows(passages: Sequence[Passage]) -> tuple[list[Row], set[int]]:
    """The rows of every table whose head names what and who, and all lines of such tables."""
    found: list[Row] = []
    lines: set[int] = set()
    for table in tables_in(passages):
        columns: dict[str, int] = {}
        for cells in table:
            head = _columns(cells)
            columns = head if "what" in head and "who" in head else columns
            if not columns:
                continue
            lines.update(range(cells[0].block.lines[0], cells[-1].block.lines[1] + 1))
            if columns is not head and (row := _row(cells, columns)):
                found.append(row)
    return found, lines


def _row(cells: Sequence[Passage], columns: dict[str, int]) -> Row | None:
    """What a row says under the head, None where it says of nothing to do."""
    at: dict[int, str] = {}
    for passage in cells:  # a cell may hold several paragraphs
        if passage.block.cell:
            column = passage.block.cell[1]
            at[column] = " ".join(filter(None, (at.get(column), passage.text)))
    said = {name: at.get(column, "") for name, column in columns.items()}
    if not said.get("what"):
        return None
    span = (cells[0].block.lines[0], cells[-1].block.lines[1])
    who, when, status = (said.get(name, "") for name in ("who", "when", "status"))
    return Row(said["what"], who, when, status, span, cells[0])
