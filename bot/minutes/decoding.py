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
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = max((data.decode(name, errors="replace") for name in LEGACY), key=_likeness)
    if not _readable(text):
        raise UnreadableError(NO_TEXT)
    return text


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        raise UnreadableError(NO_TEXT) from error
    if not _readable(text):
        raise UnreadableError(NO_TEXT)
    return text


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: the zero bytes stand in the odd places of little-endian text."""
    return "utf-16-le" if data[1::2].count(0) >= data[0::2].count(0) else "utf-16-be"


def _likeness(text: str) -> int:
    """How much the signs beyond ASCII look like Danish."""
    beyond = [sign for sign in text if ord(sign) > 127]
    danish = sum(sign in DANISH for sign in beyond)
    odd = sum(sign not in DANISH and sign not in USUAL for sign in beyond)
    return danish - 3 * odd


def _readable(text: str) -> bool:
    """Whether most signs are ones that people write; random bytes are not."""
    if not text:
        return True
    control = sum(unicodedata.category(sign) in {"Cc", "Cn", "Co", "Cs"} for sign in text)
    control -= sum(text.count(sign) for sign in "\t\n\r\f\v")
    # Signs of other scripts may be quoted, but Danish minutes are mostly in Latin letters.
    odd = sum(ord(sign) > 127 and sign not in DANISH and sign not in USUAL for sign in text)
    return control * 50 <= len(text) and odd * 5 <= len(text)
