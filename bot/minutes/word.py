"""Word: .docx by the standard library, within limits."""

from pathlib import PurePosixPath
from xml.etree import ElementTree

from bot.errors import UnreadableError
from bot.minutes import rendering
from bot.minutes.archives import Archive, parse_xml
from bot.minutes.blocks import Document
from bot.minutes.word_blocks import blocks_of
from bot.minutes.word_styles import read_lists, read_styles
from bot.minutes.word_walk import walk

MAIN = "word/document.xml"
NOT_WORD = "this is no Word document; save the minutes as .docx or PDF."
NO_TEXT = "the document holds no text; choose the file that holds the minutes."


def read_word(archive: Archive) -> Document:
    """Text and blocks of a Word document."""
    main = _main_part(archive)
    if main not in archive:
        raise UnreadableError(NOT_WORD)
    folder = str(PurePosixPath(main).parent)
    styles = read_styles(_tree(archive.part(f"{folder}/styles.xml")))
    lists = read_lists(_tree(archive.part(f"{folder}/numbering.xml")))
    blocks = blocks_of(walk(archive.part(main)), styles, lists)
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
