"""The door for files: which format this is, by its first bytes, and its blocks."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from bot.errors import UnreadableError
from bot.minutes import decoding
from bot.minutes.blocks import Document

#: minutes with pictures are rarely over 10 MB
MAX_BYTES = 25 * 1024 * 1024
#: 1 000 close pages hold less
MAX_LETTERS = 3_000_000
PDF_MARK = b"%PDF-"
ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = re.compile(
    rb"(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*"
    rb"<(!doctype\s+html|html|head|body|main|article|div|p|h1|table)\b",
    re.IGNORECASE | re.DOTALL,
)
MARKDOWN = (".md", ".markdown")
TABLES = (".csv", ".tsv")
OTHERS = {
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
TABLE = "this is a table (.csv), no minutes; `bolden members import` reads lists of members."
OLD = "this is an old Word file (.doc); save the minutes as .docx or PDF."
RICH = "this is a Rich Text file (.rtf); save the minutes as .docx or PDF."
OUTLOOK = "this is a mail as Outlook keeps it (.msg); save it as .eml or its attachment by itself."
MAIL_IN_MAIL = "this is a mail inside a mail; save it by itself."
KNOWN = "minutes come as PDF, .docx, .odt, .html, .eml, .md or .txt."
LOCKED = "the document is locked with a password; save it without one."


def load(path: Path) -> bytes:
    """The bytes of a file, or one sentence why not."""
    if str(path).startswith(("http:", "https:")):
        raise UnreadableError("That is an address; save the page and name its file.")
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


def open_document(data: bytes, name: str, *, ocr: bool = False) -> Document:
    """Text and blocks of a document; its first bytes say of which kind it is, not its name.

    With `ocr` scans are read where tesseract is installed.
    """
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf\xfe\xff"):
        raise UnreadableError(f"{name} is empty; choose the file that holds the minutes.")
    try:
        return _limited(_reader(data, name, ocr=ocr)(data))
    except UnreadableError as error:
        raise UnreadableError(f"{name}: {error}") from error


def _reader(data: bytes, name: str, *, ocr: bool) -> Callable[[bytes], Document]:
    """The function for this kind of file; each format's libraries are loaded when wanted."""
    if _is_pdf(data):
        from bot.minutes.pdf import read_pdf

        return partial(read_pdf, ocr=ocr)
    if data.startswith(ZIP_MARKS):
        return _read_archive
    if data.startswith(OLE_MARK):
        raise UnreadableError(_old(data))
    if data.startswith(b"{\\rtf"):
        raise UnreadableError(RICH)
    for mark, kind in OTHERS.items():
        if data.startswith(mark):
            raise UnreadableError(f"this is {kind}; {KNOWN}")
    if _is_mail(data, name):
        return partial(_read_mail, ocr=ocr)
    if name.lower().endswith(TABLES):
        raise UnreadableError(TABLE)
    if name.lower().endswith(MARKDOWN):  # it may hold some HTML, and begin with it
        return _read_text
    is_page = name.lower().endswith((".html", ".htm"))
    if is_page or HTML.match(data[:4096].replace(b"\0", b"")):
        from bot.minutes.html import read_html

        return read_html
    return _read_text


def _old(data: bytes) -> str:
    """What a box of the old kind holds; Word keeps a locked .docx in one, too."""
    for inside, reason in (("EncryptedPackage", LOCKED), ("__substg1.0", OUTLOOK)):
        if inside.encode("utf-16-le") in data:
            return reason
    return OLD


def _is_pdf(data: bytes) -> bool:
    """Some producers write a few lines in front; a text may also speak of PDF."""
    if data.lstrip().startswith(PDF_MARK):
        return True
    return PDF_MARK in data[:1024] and b"startxref" in data[-4096:]


def _is_mail(data: bytes, name: str) -> bool:
    """Only what has a colon in its first line is worth loading the reader of mails for."""
    first = data[:1000].lstrip(b"\xef\xbb\xbf\r\n").partition(b"\n")[0]
    if b":" not in first and not first.startswith(b"From "):
        return False
    from bot.minutes.mail_file import is_mail

    return is_mail(data, name)


def _read_mail(data: bytes, *, ocr: bool) -> Document:
    from bot.minutes.mail_file import read_mail

    def open_part(part: bytes, name: str) -> Document:
        if _is_mail(part, name):  # else mails could hold mails without end
            raise UnreadableError(MAIL_IN_MAIL)
        return open_document(part, name, ocr=ocr)

    return read_mail(data, open_part)


def _read_archive(data: bytes) -> Document:
    """A zip archive: OpenDocument or Word."""
    from bot.minutes.archives import Archive

    archive = Archive(data)
    if "content.xml" in archive:
        from bot.minutes.odt import read_odt

        return read_odt(archive)
    from bot.minutes.word import read_word

    return read_word(archive)


def _read_text(data: bytes) -> Document:
    from bot.minutes.text import blocks_of_text

    lines = decoding.decode(data).split("\n")
    plain = _limited(Document(tuple(lines), ()))
    return replace(plain, blocks=blocks_of_text(lines))


def _limited(document: Document) -> Document:
    if sum(map(len, document.text)) > MAX_LETTERS:
        raise UnreadableError(TOO_LONG)
    return document
