"""Word: .docx by the standard library, within limits."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree import ElementTree

from bot.errors import UnreadableError
from bot.minutes import marks, rendering
from bot.minutes.archives import Archive, parse_xml
from bot.minutes.blocks import Block, BlockKind, Document
from bot.minutes.word_styles import Lists, ParagraphStyle, read_lists, read_styles
from bot.minutes.word_walk import WordParagraph, walk

MAIN = "word/document.xml"
NOT_WORD = "this is no Word document; save the minutes as .docx or PDF."
NO_TEXT = "the document holds no text; choose the file that holds the minutes."
OPEN_DOCUMENT = "OpenDocument files cannot be read yet; save the minutes as .docx or PDF."


def read_word(data: bytes) -> Document:
    """Text and blocks of a Word document."""
    archive = Archive(data)
    if archive.part("mimetype").startswith(b"application/vnd.oasis"):
        raise UnreadableError(OPEN_DOCUMENT)
    main = _main_part(archive)
    if main not in archive:
        raise UnreadableError(NOT_WORD)
    folder = str(PurePosixPath(main).parent)
    styles = read_styles(_tree(archive.part(f"{folder}/styles.xml")))
    lists = read_lists(_tree(archive.part(f"{folder}/numbering.xml")))
    paragraphs = walk(archive.part(main))
    blocks = [block for each in paragraphs for block in _blocks(each, styles, lists)]
    if not blocks:
        raise UnreadableError(NO_TEXT)
    return rendering.place(blocks)


def _main_part(archive: Archive) -> str:
    """Some versions of Word call the body word/document2.xml."""
    root = _tree(archive.part("_rels/.rels"))
    for relation in root if root is not None else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            target = relation.get("Target", "").lstrip("/")
            return target if target.startswith("word/") else ""
    return MAIN


def _tree(xml: bytes) -> ElementTree.Element | None:
    """A small part as a tree, refused like the body when it brings a document type."""
    if not xml:
        return None
    builder = ElementTree.TreeBuilder()

    def start(name: str, attributes: dict[str, str]) -> None:
        builder.start(name, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    parse_xml(xml, start, builder.end, builder.data)
    return builder.close()


def _blocks(
    paragraph: WordParagraph, styles: dict[str, ParagraphStyle], lists: Lists
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
    is_bullet = label == "" or (label is None and style.is_bullet)
    for line in _lines(paragraph, joined=label is not None or is_bullet):
        kind, text = _item(line, label, is_bullet)
        level = 0
        if style.heading is not None and kind is BlockKind.PARAGRAPH and not paragraph.cell:
            kind, level = BlockKind.HEADING, style.heading
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
