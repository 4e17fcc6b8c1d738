"""The signs in front of list items, alike for every format."""

import re

from bot.minutes.blocks import BlockKind

#: bullets as people and fonts draw them; the last range is Word's Symbol and Wingdings
GLYPH = re.compile(r"[•·∙●○◦▪▫■□‣➢➤✓–—o*§\-\uf000-\uf0ff]")
#: '3.', '2.1', '4)'
NUMBER = re.compile(r"\d{1,3}(\.\d{1,3})*[.)]|\d{1,2}(\.\d{1,2})+")
#: '1.Velkomst'
GLUED = re.compile(r"(\d{1,2}[.)])(?=[A-ZÆØÅ])")
#: 'a)', 'B.', 'iv)'
LETTER = re.compile(r"([a-zæøåA-ZÆØÅ]|[ivx]{1,4})[.)]")


def split_mark(text: str) -> tuple[str, str]:
    """The sign, number or letter in front of an item and what follows, or '' and all of it."""
    first, _, rest = text.partition(" ")
    if rest and any(kind.fullmatch(first) for kind in (GLYPH, NUMBER, LETTER)):
        return first, rest.lstrip()
    if glued := GLUED.match(text):
        return glued[1], text[glued.end() :]
    return "", text


def item(text: str) -> tuple[BlockKind, str]:
    """What a paragraph is by its mark: bullet signs are taken off, numbers and letters stay."""
    mark, rest = split_mark(text)
    if mark and GLYPH.fullmatch(mark):
        return BlockKind.BULLET, rest
    if mark and LETTER.fullmatch(mark):
        return BlockKind.BULLET, text
    return BlockKind.PARAGRAPH, text
