"""The door for files: which format this is, by its first bytes, and its blocks."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.errors import UnreadableError
from bot.minutes import decoding
from bot.minutes.blocks import Document

#: minutes with pictures are rarely over 10 MB
MAX_BYTES = 25 * 1024 * 1024
#: 300 close pages hold half of it
MAX_LETTERS = 2_000_000
PDF_MARK = b"%PDF-"
ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = re.compile(
    rb"(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*"
    rb"<(!doctype\s+html|html|head|body|main|article|div|p|h1|table)\b",
    re.IGNORECASE | re.DOTALL,
)
OTHERS = {
    b"{\\rtf": "a Rich Text file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\0": "a picture",
    b"MM\0*": "a picture",
    b"\x1f\x8b": "a packed file",
    b"7z\xbc\xaf": "a packed file",
    b"Rar!": "a packed file",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
TOO_LONG = "there is far more text than minutes hold; give each meeting's minutes by itself."
OLD = "this is an old Word file (.doc); save the minutes as .docx or PDF."
LOCKED = "the document is locked with a password; save it without one."


def load(path: Path) -> bytes:
    """The bytes of a file, or one sentence why not."""
    try:
        if path.is_dir():
            raise UnreadableError(f"{path} is a folder; name one file of minutes.")
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError(f"{path} is over 25 MB; leave out pictures and attachments.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError(f"{path} does not exist; check the name.") from error
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path} cannot be opened; check the permissions.") from error


def open_document(data: bytes, name: str) -> Document:
    """Text and blocks of a document; its first bytes say of which kind it is, not its name."""
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf\xfe\xff"):
        raise UnreadableError(f"{name} is empty; choose the file that holds the minutes.")
    try:
        return _limited(_reader(data, name)(data))
    except UnreadableError as error:
        raise UnreadableError(f"{name}: {error}") from error


def _reader(data: bytes, name: str) -> Callable[[bytes], Document]:
    """The function for this kind of file; each format's libraries are loaded when wanted."""
    if _is_pdf(data):
        from bot.minutes.pdf import read_pdf

        return read_pdf
    if data.startswith(ZIP_MARKS):
        from bot.minutes.word import read_word

        return read_word
    if data.startswith(OLE_MARK):
        # Word keeps a locked .docx in a box of the old kind.
        raise UnreadableError(LOCKED if "EncryptedPackage".encode("utf-16-le") in data else OLD)
    for mark, kind in OTHERS.items():
        if data.startswith(mark):
            raise UnreadableError(f"this is {kind}; minutes come as PDF, .docx, .html or .txt.")
    is_page = name.lower().endswith((".html", ".htm"))
    if is_page or HTML.match(data[:4096].replace(b"\0", b"")):
        from bot.minutes.html import read_html

        return read_html
    return _read_text


def _is_pdf(data: bytes) -> bool:
    """Some producers write a few lines in front; a text may also speak of PDF."""
    if data.lstrip().startswith(PDF_MARK):
        return True
    return PDF_MARK in data[:1024] and b"startxref" in data[-4096:]


def _read_text(data: bytes) -> Document:
    from bot.minutes.text import blocks_of_text

    lines = decoding.decode(data).split("\n")
    plain = _limited(Document(tuple(lines), ()))
    return replace(plain, blocks=blocks_of_text(lines))


def _limited(document: Document) -> Document:
    if sum(map(len, document.text)) > MAX_LETTERS:
        raise UnreadableError(TOO_LONG)
    return document
