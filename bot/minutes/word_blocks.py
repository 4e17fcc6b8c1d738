"""From a word processor's paragraphs to blocks, alike for Word and OpenDocument."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.minutes import marks, rendering
from bot.minutes.blocks import Block, BlockKind
from bot.minutes.word_styles import Lists, ParagraphStyle


@dataclass
class Words:
    """Text in one font."""

    text: str
    bold: bool | None


@dataclass
class WordParagraph:
    """A paragraph as the XML has it."""

    style: str = ""
    list_id: str = ""
    list_level: int | None = None
    #: its depth where the paragraph itself says that it is a heading
    heading: int | None = None
    words: list[Words] = field(default_factory=list)
    cell: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        return "".join(words.text for words in self.words)


def blocks_of(
    paragraphs: Iterable[WordParagraph], styles: Mapping[str, ParagraphStyle], lists: Lists
) -> list[Block]:
    """All blocks in order, not laid out yet."""
    return [block for each in paragraphs for block in _blocks(each, styles, lists)]


def _blocks(
    paragraph: WordParagraph, styles: Mapping[str, ParagraphStyle], lists: Lists
) -> Iterator[Block]:
    style = styles.get(paragraph.style) or styles.get("") or ParagraphStyle()
    depth = style.list_level if paragraph.list_level is None else paragraph.list_level
    label = lists.label(paragraph.list_id or style.list_id, depth)
    if style.is_contents or not paragraph.text.strip():
        return
    bold = all(
        style.bold if words.bold is None else words.bold
        for words in paragraph.words
        if words.text.strip()
    )
    heading = style.heading if paragraph.heading is None else paragraph.heading
    is_bullet = label == "" or (label is None and style.is_bullet)
    for line in _lines(paragraph, joined=label is not None or is_bullet):
        kind, text = _item(line, label, is_bullet)
        level = 0
        if heading is not None and kind is BlockKind.PARAGRAPH and not paragraph.cell:
            kind, level = BlockKind.HEADING, heading
        elif kind is BlockKind.BULLET:
            level = depth or style.depth
        elif paragraph.cell:
            kind = BlockKind.CELL
        yield Block(kind, text, rendering.UNPLACED, level=level, bold=bold, cell=paragraph.cell)


def _lines(paragraph: WordParagraph, *, joined: bool) -> list[str]:
    """Lines that the writer broke by hand are lines of their own, but for those of a list item."""
    lines = [" ".join(line.split()) for line in paragraph.text.split("\n")]
    lines = [line for line in lines if line]
    return [" ".join(lines)] if joined else lines


def _item(text: str, label: str | None, is_bullet: bool) -> tuple[BlockKind, str]:
    if is_bullet:
        return BlockKind.BULLET, text
    return marks.item(f"{label} {text}" if label else text)
