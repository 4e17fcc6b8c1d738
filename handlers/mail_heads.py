"""Mails as the library reads them, but none that it would take long to read.

For some headers of 80 kB it needs a minute, and four times as long for one twice as long.
"""

from email import message_from_bytes, message_from_string
from email.message import Message
from email.policy import EmailPolicy
from typing import Any

from bot.errors import UnreadableError

#: of one header: two hundred recipients, or a hundred references; in characters
LONGEST = 10_000
#: of all that stands above a mail's words, in bytes
LONGEST_HEAD = 100_000
#: lines that may divide one part from the next
MOST_BOUNDARIES = 2_000


class _Brief(EmailPolicy):
    """Takes a header that is too long for one that says nothing."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value if len(value) <= LONGEST else "")


_BRIEF = _Brief()


def read(raw: bytes) -> Message:
    """Read a mail; UnreadableError where its head, or its parts, are no mail program's."""
    if b"\n\n" not in raw[: LONGEST_HEAD + 2].replace(b"\r\n", b"\n") and len(raw) > LONGEST_HEAD:
        raise UnreadableError("The mail's headers are too long.")
    if raw.count(b"\n--") + raw.count(b"\r--") > MOST_BOUNDARIES:
        raise UnreadableError("The mail has too many parts.")
    return message_from_bytes(raw, policy=_BRIEF)


def read_headers(text: str) -> Message:
    """Read the headers that a report brings back."""
    return message_from_string(text, policy=_BRIEF)
