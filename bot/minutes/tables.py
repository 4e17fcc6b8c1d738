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


def _by_row(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    row: list[Passage] = []
    for passage in passages:
        cell = passage.block.cell
        if cell is None:
            if row:
                yield row
            row = []
            yield []
            continue
        if row and row[-1].block.cell and row[-1].block.cell[0] != cell[0]:
            yield row
            row = []
        row.append(passage)
    if row:
        yield row


def action_rows(passages: Sequence[Passage]) -> tuple[list[Row], set[int]]:
    """The rows of every table whose head names what and who, and all lines of such tables."""
    found: list[Row] = []
    lines: set[int] = set()
    columns: dict[str, int] = {}
    for row in _by_row(passages):
        if not row:
            columns = {}
            continue
        head = _columns(row)
        if "what" in head and "who" in head:
            columns = head
        if not columns:
            continue
        span = (row[0].block.lines[0], row[-1].block.lines[1])
        lines.update(range(span[0], span[1] + 1))
        at: dict[int, str] = {}
        for passage in row:  # a cell may hold several paragraphs
            if passage.block.cell:
                column = passage.block.cell[1]
                at[column] = " ".join(filter(None, (at.get(column), passage.text)))
        said = {name: at.get(column, "") for name, column in columns.items()}
        if said.get("what") and columns is not head:
            found.append(
                Row(said["what"], said.get("who", ""), said.get("when", ""),
                    said.get("status", ""), span, row[0])
            )  # fmt: skip
    return found, lines
