"""Lays blocks out as readable lines, so that every block knows where it stands."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from bot.minutes.blocks import Block, BlockKind, Document
from bot.minutes.marks import split_mark
from bot.minutes.unfolding import unfold

#: the lines of a block that is not laid out yet
UNPLACED = (0, 0)
#: the targets of a page's links, which some producers print at its end
BARE_LINK = re.compile(r"<?(https?://|www\.)\S+>?")


def place(blocks: Iterable[Block], remarks: tuple[str, ...] = ()) -> Document:
    """The document that shows these blocks in this order."""
    text: list[str] = []
    placed: list[Block] = []
    for given in unfold(blocks):
        block = replace(given, text=unicodedata.normalize("NFC", given.text))
        if BARE_LINK.fullmatch(block.text):
            continue
        if placed and not _close(placed[-1], block):
            text.append("")
        text.append(_line(block))
        placed.append(replace(block, lines=(len(text), len(text))))
    return Document(tuple(text), tuple(placed), remarks)


def _line(block: Block) -> str:
    if block.kind is not BlockKind.BULLET:
        return block.text
    mark = "" if split_mark(block.text)[0] else "- "
    return "  " * block.level + mark + block.text


def _close(before: Block, block: Block) -> bool:
    """List items and the cells of one row stand without a blank line between."""
    if before.cell and block.cell:
        return before.cell[0] == block.cell[0]
    return before.kind is block.kind is BlockKind.BULLET
