"""What a mail is made of: headers, its own text, and which mails a report is about."""

from collections.abc import Iterator
from email.errors import MessageError
from email.message import Message
from email.utils import getaddresses

from handlers.mail_heads import read_headers

#: what the parser of headers lets through from broken ones
HEADER_ERRORS = (MessageError, ValueError, LookupError, AttributeError, TypeError)


def header(message: Message, name: str) -> str:
    """Give a header in one line, empty where there is none that can be read."""
    try:
        return " ".join(str(message.get(name) or "").split())
    except HEADER_ERRORS:
        return ""


def addresses(message: Message, *names: str) -> list[str]:
    """Give the addresses in some headers."""
    try:
        values = [str(value) for name in names for value in message.get_all(name, [])]
    except HEADER_ERRORS:
        return []
    return [address for _, address in getaddresses(values)]


def text_of(message: Message, wanted: str) -> str | None:
    """Give the first such part that is no attachment; not that of a mail attached to this one."""
    for part in own_parts(message):
        if part.get_content_type() == wanted and part.get_content_disposition() != "attachment":
            return _decoded(part)
    return None


def own_parts(message: Message) -> Iterator[Message]:
    """Give the parts that are no containers, without those of mails attached to this one."""
    if message.get_content_type() == "message/rfc822":
        return
    payload = message.get_payload()
    if isinstance(payload, list):
        for part in payload:
            if isinstance(part, Message):
                yield from own_parts(part)
    else:
        yield message


def content(part: Message) -> bytes:
    """Give a part's bytes."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def returned(message: Message) -> list[Message]:
    """Give the mails, or their headers alone, that a report brings back."""
    if message.get_content_type() != "multipart/report":
        return []
    found: list[Message] = []
    for part in message.walk():
        if part.get_content_type() == "text/rfc822-headers":
            found.append(read_headers(_decoded(part)))
        elif part is not message:
            found.append(part)
    return found


def reported(message: Message) -> list[str]:
    """Give the Message-IDs of the mails that a report is about."""
    return [
        header(part, "Message-ID") or header(part, "Original-Message-ID")
        for part in returned(message)
    ]


def _decoded(part: Message) -> str:
    """Give the part's text in the charset it names, else as readable as it can be made."""
    raw = content(part)
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return raw.decode(charset)
        except (LookupError, UnicodeError):
            continue
    return raw.decode("cp1252", "replace")
