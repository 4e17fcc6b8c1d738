"""Blocks of plain text: each line with words on it is a paragraph."""

from collections.abc import Sequence

from bot.minutes.blocks import Block, BlockKind


def blocks_of_text(lines: Sequence[str]) -> tuple[Block, ...]:
    """Blocks of a text file's own lines."""
    return tuple(
        Block(BlockKind.PARAGRAPH, line.strip(), (number, number))
        for number, line in enumerate(lines, 1)
        if line.strip()
    )
