"""The one block model that every format is read into."""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    CELL = "cell"


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list item or table cell, with where it stands."""

    kind: BlockKind
    text: str
    #: 1-based lines of Document.text, both ends included
    lines: tuple[int, int]
    #: depth of a list item or heading, 0 outermost
    level: int = 0
    bold: bool = False
    page: int | None = None
    #: (row, column) in its table
    cell: tuple[int, int] | None = None


@dataclass(frozen=True)
class Document:
    """A document as text and blocks, before anything in it is understood."""

    #: what `bolden read --text` prints, one entry a line; for .txt the file's own lines
    text: tuple[str, ...]
    blocks: tuple[Block, ...]
    #: what the person who handed it in must know, in Danish (partial text, …)
    remarks: tuple[str, ...] = ()
