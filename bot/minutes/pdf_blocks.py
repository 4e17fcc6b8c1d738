"""From the lines of PDF pages to headings, paragraphs, list items and table cells."""

from collections.abc import Sequence
from dataclasses import replace

from bot.minutes.blocks import Block, BlockKind
from bot.minutes.pdf_lines import Page
from bot.minutes.pdf_paragraphs import Paragraph, Style, paragraphs, style_of
from bot.minutes.pdf_parts import Table, parts_of
from bot.minutes.rendering import UNPLACED

#: letters so much larger than the body's make a heading
LARGER = 1.1
LONGEST_HEADING = 200


def blocks_of_pages(pages: Sequence[Page]) -> list[Block]:
    """All blocks in reading order, not laid out yet."""
    parts = parts_of(pages)
    flow = [line for part in parts if isinstance(part, list) for line in part]
    inside = [line for part in parts if isinstance(part, Table) for line in part.lines()]
    style = style_of(flow, inside, max(page.width for page in pages))
    sized: list[tuple[Block, float]] = []
    for part in parts:
        if isinstance(part, Table):
            sized += _of_table(part, style)
        else:
            sized += [_block(each) for each in paragraphs(part, style, style.right)]
    return _with_headings(sized, style)


def _of_table(table: Table, style: Style) -> list[tuple[Block, float]]:
    found = []
    for place, lines in sorted(table.cells.items()):
        right = max([table.rights[place[1]], *(line.x1 for line in lines)])
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
