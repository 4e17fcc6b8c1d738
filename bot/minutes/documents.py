"""The door for files: which format this is, by its first bytes, and its blocks."""

from pathlib import Path

from bot.errors import UnreadableError
from bot.minutes import decoding
from bot.minutes.blocks import Document

#: minutes with pictures are rarely over 10 MB
MAX_BYTES = 25 * 1024 * 1024


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
    """Text and blocks of a document in any format that is known by its first bytes."""
    if not data.strip():
        raise UnreadableError(f"{name} is empty; choose the file that holds the minutes.")
    if data.startswith(b"%PDF-"):
        from bot.minutes.pdf import read_pdf

        return read_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        from bot.minutes.word import read_word

        return read_word(data)
    return _text(data)


def _text(data: bytes) -> Document:
    from bot.minutes.text import blocks_of_text

    lines = decoding.decode(data).split("\n")
    return Document(tuple(lines), blocks_of_text(lines))
