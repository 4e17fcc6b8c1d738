"""From bytes to text: which encoding this is, and letters composed one way (NFC)."""

import codecs
import unicodedata

from bot.errors import UnreadableError

#: longest first: the UTF-32 mark begins like the UTF-16 one
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LEGACY = ("cp1252", "mac_roman", "cp865")
DANISH = frozenset("æøåÆØÅéÉäöüÄÖÜ")
#: what Danish minutes hold beside letters, digits and Danish letters
USUAL = frozenset(" \t\r\n\f\v.,;:!?()[]{}<>/\\|\"'-+*%&#@=_$~^`–—‘’“”„«»•…§°½·€£®©´¨\xa0\xad")
NO_TEXT = "the text is in an encoding that cannot be read; save it as UTF-8 and try again."


def decode(data: bytes) -> str:
    """Text of a plain file, in NFC, with line ends as \\n."""
    return tidy(_decode(data))


def tidy(text: str) -> str:
    """Letters composed, line ends alike, no byte-order mark."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return unicodedata.normalize("NFC", text)


def _decode(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if data.count(b"\0") * 5 > len(data):
        return _strict(data, _wide(data))
    try:
        return _strict(data, "utf-8")
    except UnreadableError:
        return _legacy(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        raise UnreadableError(NO_TEXT) from error
    return _written(text)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: the zero bytes stand in the odd places of little-endian text."""
    return "utf-16-le" if data[1::2].count(0) >= data[0::2].count(0) else "utf-16-be"


def _legacy(data: bytes) -> str:
    """The old encoding that makes the most Danish of the bytes; noise makes little of it."""
    text = max((data.decode(name, errors="replace") for name in LEGACY), key=_likeness)
    if 5 * len(_odd(text)) > len(text):
        raise UnreadableError(NO_TEXT)
    return _written(text)


def _likeness(text: str) -> int:
    """How much the signs beyond ASCII look like Danish."""
    return sum(sign in DANISH for sign in text) - 3 * len(_odd(text))


def _odd(text: str) -> list[str]:
    return [sign for sign in text if ord(sign) > 127 and sign not in DANISH and sign not in USUAL]


def _written(text: str) -> str:
    """The text when people wrote it: hardly any signs that only machines use."""
    control = sum(unicodedata.category(sign) in {"Cc", "Cn", "Co", "Cs"} for sign in text)
    control -= sum(text.count(sign) for sign in "\t\n\r\f\v")
    if control * 50 > len(text):
        raise UnreadableError(NO_TEXT)
    return text
