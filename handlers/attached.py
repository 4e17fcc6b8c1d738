"""Documents that come with a mail; pictures in signatures and the like are none."""

import re
from dataclasses import dataclass, field, replace
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message

from handlers.mail_parts import HEADER_ERRORS, content, own_parts

#: what minutes come as; what cannot be read is answered with the reason
_KINDS = (".pdf", ".docx", ".odt", ".doc", ".rtf", ".md", ".txt")
#: Exchange makes such a file of text below an attachment
_OF_EXCHANGE = re.compile(r"(?i)att\d+\.txt")
_LONGEST_NAME = 200
#: more than this in one message is a mistake
MOST_FILES = 5


@dataclass(frozen=True)
class Attached:
    """A document as it came."""

    name: str
    data: bytes = field(repr=False)
    #: its end is there: of a huge mail only the beginning is fetched
    is_whole: bool = True


def own_name(name: str) -> str:
    """Give a file's name as it may be shown: without folders and what cannot be printed."""
    own = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in own if char.isprintable()).strip()[-_LONGEST_NAME:]


def files_of(message: Message) -> tuple[Attached, ...]:
    """Give the documents attached to a mail, the first five."""
    found = []
    for part in own_parts(message):
        try:
            name = own_name(part.get_filename() or "")
        except HEADER_ERRORS:
            continue
        if name.lower().endswith(_KINDS) and not _OF_EXCHANGE.fullmatch(name):
            found.append(Attached(name, content(part)))
    if found and _is_cut(message):
        found[-1] = replace(found[-1], is_whole=False)
    return tuple(found[:MOST_FILES])


def _is_cut(message: Message) -> bool:
    return any(
        isinstance(defect, CloseBoundaryNotFoundDefect)
        for part in message.walk()
        for defect in part.defects
    )
