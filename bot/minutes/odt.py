"""OpenDocument text: .odt by the standard library, within the same limits as Word."""

from bot.errors import UnreadableError
from bot.minutes import rendering
from bot.minutes.archives import Archive, parse_xml
from bot.minutes.blocks import Document
from bot.minutes.odt_styles import Styles
from bot.minutes.odt_walk import walk
from bot.minutes.word_blocks import blocks_of

CONTENT = "content.xml"
TEXT = b"application/vnd.oasis.opendocument.text"
#: how the list of parts names the key of a part that is locked
KEY = b"encryption-data"
OTHER = "this is an OpenDocument sheet or slides; save the minutes as .odt, .docx or PDF."
LOCKED = "the document is locked with a password; save it without one."
NO_TEXT = "the document holds no text; choose the file that holds the minutes."


def read_odt(archive: Archive) -> Document:
    """Text and blocks of an OpenDocument text."""
    if not archive.part("mimetype").startswith(TEXT):
        raise UnreadableError(OTHER)
    if KEY in archive.part("META-INF/manifest.xml"):
        raise UnreadableError(LOCKED)
    styles = Styles()
    if shared := archive.part("styles.xml"):
        parse_xml(shared, styles.start, styles.end, lambda _: None)
    found = walk(archive.part(CONTENT), styles)
    named = {each.style: styles.paragraph(each.style) for each in found.done}
    blocks = blocks_of(found.done, named, found.numbering)
    if not blocks:
        raise UnreadableError(NO_TEXT)
    return rendering.place(blocks)
