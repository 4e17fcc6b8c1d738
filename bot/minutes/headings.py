"""What looks like a heading: numbered items, marked lines, short lines; and what cannot be one."""

import re

from bot.minutes.blocks import Block, BlockKind
from bot.minutes.text import NUMBER


def is_item(block: Block, text: str, deciding: bool) -> bool:
    """A numbered or marked heading of an agenda item."""
    if block.kind is BlockKind.HEADING or (
        block.bold
        and block.kind is BlockKind.PARAGRAPH
        and len(text) < 120
        and not text.endswith(":")  # 'Deltagerne afklarer:' opens a list
    ):
        return True
    number = NUMBER.match(block.text)
    if block.kind is BlockKind.CELL or not number:
        return False
    rest = block.text[number.end() :]
    if rest.endswith(".") and deciding:
        return False  # a numbered sentence of the decision
    return 0 < len(rest) <= 140 and not re.search(r"[.!?]\s+[A-ZÆØÅ]", rest)


def is_short_line(block: Block) -> bool:
    """A line so short and bare that it stands above others."""
    text = block.text
    return (
        block.kind is BlockKind.PARAGRAPH
        and 2 < len(text) <= 60
        and text[:1].isupper()
        and (text.endswith(":") or not re.search(r"[.!?,;]$", text))
        and len(text.split()) <= 8
    )


def is_prose(text: str) -> bool:
    """Full sentences, as no agenda and no list of names has them."""
    return len(text) > 100 and bool(_NEW_SENTENCE.search(text))


_NEW_SENTENCE = re.compile(r"[a-zæøå]{3}[.!?]\s+[A-ZÆØÅ][a-zæøå]")
