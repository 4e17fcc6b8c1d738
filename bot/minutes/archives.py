"""Parts of a zip archive, read within limits, and their XML without entities."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from bot.errors import UnreadableError

#: unpacked; the text of the longest minutes takes some 5 MB of XML
MAX_PART = 50 * 1024 * 1024
#: XML of words and tags packs to a twentieth, a bomb to a thousandth
MAX_RATIO = 200
SMALL = 1024 * 1024
DAMAGED = "the file is damaged; save or download it again."
TOO_BIG = "the file unpacks to far more than minutes hold; save it again without attachments."
UNSAFE = "the file holds XML declarations that no word processor writes; save it again."

Start = Callable[[str, dict[str, str]], object]
End = Callable[[str], object]
Data = Callable[[str], object]


class Archive:
    """A zip archive in memory."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (
            zipfile.BadZipFile,
            ValueError,
            OverflowError,
            OSError,
            NotImplementedError,
            struct.error,
        ) as error:
            raise UnreadableError(DAMAGED) from error

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def part(self, name: str) -> bytes:
        """One part unpacked; empty when there is none of that name."""
        info = self._zip.NameToInfo.get(name)
        if info is None:
            return b""
        packed = max(info.compress_size, 1)
        if info.file_size > MAX_PART or (
            info.file_size > SMALL and info.file_size / packed > MAX_RATIO
        ):
            raise UnreadableError(TOO_BIG)
        try:
            with self._zip.open(info) as file:
                data = file.read(MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,  # a part with a password
            NotImplementedError,  # an unusual way of packing
            ValueError,  # a place before the file's beginning
            OverflowError,
            struct.error,
        ) as error:
            raise UnreadableError(DAMAGED) from error
        if len(data) > MAX_PART:
            raise UnreadableError(TOO_BIG)
        return data


def parse_xml(data: bytes, start: Start, end: End, text: Data) -> None:
    """Walk XML with names as 'namespace local'; a document type with its entities is refused."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableError(DAMAGED) from error


def _refuse(*_: object) -> None:
    raise UnreadableError(UNSAFE)
