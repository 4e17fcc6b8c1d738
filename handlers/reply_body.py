"""From a mail's parts to the words that the person wrote, and what sort of mail it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from handlers.automatic import is_automatic
from handlers.quotation import own_words


class MailClass(StrEnum):
    """Who wrote it, and where?"""

    REPLY = "reply"
    #: answers between the quoted lines
    INLINE = "inline"
    #: no person wrote it
    AUTO = "auto"


@dataclass(frozen=True)
class Body:
    """What was written; `text` is None for an automatic mail and empty where nothing is left."""

    mail_class: MailClass
    text: str | None
    #: the same with the numbers of the tasks that inline answers stand below
    numbered: str = ""


def read_body(
    *,
    text: str | None,
    html: str | None,
    headers: Mapping[str, str],
    sender: str = "",
    writer: str = "",
) -> Body:
    """Read the text part where it holds anything, else the HTML; nothing is guessed."""
    if is_automatic(headers, sender):
        return Body(MailClass.AUTO, None)
    words = own_words(_source(text, html), writer)
    kind = MailClass.INLINE if words.is_inline else MailClass.REPLY
    return Body(kind, words.text, words.numbered)


def machine_words(text: str | None, html: str | None) -> str:
    """Give what an automatic mail says of its own; for the day somebody is back, and no more."""
    return own_words(_source(text, html)).text


def _source(text: str | None, html: str | None) -> str:
    return text if text and text.strip() else _text_of(html) if html else ""


def _text_of(html: str) -> str:
    from handlers.html_text import text_of  # lxml is heavy, and most mail has text too

    return text_of(html)
