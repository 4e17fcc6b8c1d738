"""Mails that came back for good: what the report says, of whom, and why (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from bot.domain.mail_codes import blames_address
from handlers.mail_parts import addresses, header, returned, text_of

#: with 4 first: it was tried for as long as the server tries anything
_CODE = re.compile(r"[45]\.\d{1,3}\.\d{1,3}(?![\d.])")
#: in the words of a report without the form of one: "#550 5.1.10 RESOLVER.ADR…"
_IN_WORDS = re.compile(r"(?:\b5\d\d[ -]#?|#)(5\.[0-7]\.\d{1,3})(?![\d.])")
_SENDER = re.compile(r"(?i)^(?:mailer-daemon|postmaster|microsoftexchange[0-9a-f]*)@")
_SUBJECT = re.compile(
    r"(?i)^\s*(?:ikke leveret|(?:kan|kunne) ikke leveres|undeliver\w*|delivery status notification"
    r"|mail delivery fail\w*|returned mail|leveringsfejl)\b"
)


@dataclass(frozen=True)
class Bounce:
    """A mail that will not arrive."""

    #: as the mail server gives it: "5.1.1"
    code: str
    #: who it was to, as far as the report says so, in small letters
    to: frozenset[str]
    #: there is no such address: whatever else is sent there will come back too
    blames_address: bool


def read_bounce(message: Message, sender: str) -> Bounce | None:
    """Read a report; None where it is none, or where the mail may still arrive."""
    if message.get_content_type() == "multipart/report":
        return _by_form(message)
    subject = header(message, "Subject")
    is_ndr = message.get("X-MS-Exchange-Message-Is-Ndr") is not None
    if not (is_ndr or _SENDER.match(sender) or _SUBJECT.match(subject)):
        return None
    words = text_of(message, "text/plain") or text_of(message, "text/html") or ""
    found = _IN_WORDS.search(words)
    return Bounce(found[1], frozenset(), blames_address(found[1], words)) if found else None


def _by_form(message: Message) -> Bounce | None:
    to = [one for part in returned(message) for one in addresses(part, "To")]
    for group in _groups(message):
        code = _code(group)
        if code and header(group, "Action").lower() == "failed":
            named = (header(group, name) for name in ("Original-Recipient", "Final-Recipient"))
            to += [one.rpartition(";")[2].strip() for one in named]
            whom = frozenset(one.casefold() for one in to if "@" in one)
            return Bounce(code, whom, blames_address(code, header(group, "Diagnostic-Code")))
    return None


def _code(group: Message) -> str | None:
    """Give the code; where it says nothing (5.0.0), the one in the other server's words."""
    given = _CODE.match(header(group, "Status"))
    if given is None or not given[0].endswith(".0.0"):
        return given and given[0]
    told = _IN_WORDS.search(header(group, "Diagnostic-Code"))
    return told[1] if told else given[0]


def _groups(message: Message) -> Iterator[Message]:
    """Give what is said of each recipient."""
    for part in message.walk():
        payload = part.get_payload()
        if part.get_content_type() == "message/delivery-status" and isinstance(payload, list):
            yield from (one for one in payload if isinstance(one, Message))
