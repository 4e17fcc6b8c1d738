"""What comes into the mailbox: each mail parsed, replies handed on, all others left alone."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import getaddresses, parseaddr
from hashlib import sha256

from bot.delivery.channel import Incoming, Mailbox
from bot.delivery.mail.binding import Binding
from bot.domain.language import speaking
from bot.domain.people import Road
from bot.errors import BoldenError, UnreadableError, place_of
from handlers.automatic import is_report
from handlers.events import Listener, Written
from handlers.reply_body import MailClass, read_body
from handlers.sender_check import verified

_log = logging.getLogger(__name__)

#: in a From header: quoted and encoded names and comments, which may hold anything
_NO_ADDRESS = re.compile(r'"(?:[^"\\]|\\.)*"|\([^()]*\)|=\?[^?]*\?[bq]\?[^?]*\?=')
_HEADER_ERRORS = (MessageError, ValueError, LookupError, AttributeError, TypeError)


@dataclass(frozen=True)
class Mail:
    """One mail as far as it matters to us."""

    message_id: str
    sender: str
    subject: str
    mail_class: MailClass
    #: the words the person wrote, each inline answer under its number; None in automatic mail
    text: str | None
    in_reply_to: str | None
    references: tuple[str, ...]
    #: the mail of ours that it answers or, in a report, tells about
    outbox_id: int | None
    #: tells what became of a mail: not delivered, or read
    is_report: bool
    #: we wrote it ourselves
    is_own: bool
    #: does our mail server vouch for the sender? None where nobody we trust has looked
    sender_verified: bool | None


def parse(
    raw: bytes,
    *,
    binding: Binding,
    own_addresses: frozenset[str],
    trusted_servers: frozenset[str] = frozenset(),
) -> Mail:
    """Read one mail; UnreadableError where it has no sender."""
    message = message_from_bytes(raw, _class=EmailMessage, policy=default)
    name, sender = _sender(message)
    message_id = _header(message, "Message-ID") or f"<{sha256(raw).hexdigest()[:32]}@no-message-id>"
    references = tuple(_header(message, "References").split())
    in_reply_to = _header(message, "In-Reply-To").split()
    subject = _header(message, "Subject")
    headers = {key: _header(message, key) for key in message}
    body = read_body(
        text=_part(message, "text/plain"),
        html=_part(message, "text/html"),
        headers=headers,
        sender=sender,
        writer=name,
    )
    threads = [*in_reply_to, *reversed(references), *_reported(message)]
    return Mail(
        message_id=message_id,
        sender=sender,
        subject=subject,
        mail_class=body.mail_class,
        text=None if body.text is None else body.numbered or _unsubscribing(subject),
        in_reply_to=in_reply_to[0] if in_reply_to else None,
        references=references,
        outbox_id=binding.find(thread=threads, recipients=_recipients(message), subject=subject),
        is_report=is_report(headers),
        is_own=sender in map(str.lower, own_addresses) or binding.outbox_id(message_id) is not None,
        sender_verified=verified(
            [str(value) for value in message.get_all("Authentication-Results", [])],
            auth_as=_header(message, "X-MS-Exchange-Organization-AuthAs") or None,
            sender=sender,
            trusted=trusted_servers,
        ),
    )


async def poll(
    mailbox: Mailbox,
    listener: Listener,
    binding: Binding,
    now: datetime,
    *,
    own_addresses: frozenset[str],
    trusted_servers: frozenset[str] = frozenset(),
    must_vouch: bool = False,
) -> int:
    """Hand on every new reply and settle every mail; give how many were handed on.

    With `must_vouch` only what a trusted server has checked is heard: the mailbox is open to all.
    """
    handed_on = 0
    for incoming in await mailbox.fetch_new():
        try:
            mail = parse(
                incoming.raw,
                binding=binding,
                own_addresses=own_addresses,
                trusted_servers=trusted_servers,
            )
        except (UnreadableError, *_HEADER_ERRORS, RecursionError):
            _log.warning("mail %s cannot be read and is left alone", _short(incoming))
            await mailbox.settle(incoming.uid)
            continue
        try:
            is_heard = await _handed_on(mail, incoming, listener, must_vouch=must_vouch)
        except Exception as error:  # noqa: BLE001 - it stays and is tried again, after the others
            _log.error("mail %s could not be dealt with: %s", _short(incoming), place_of(error))
            continue
        if is_heard:
            handed_on += 1
            _log.info("mail %s at %s answers outbox %s", _short(incoming), now, mail.outbox_id)
        await mailbox.settle(incoming.uid)
    return handed_on


async def _handed_on(
    mail: Mail, incoming: Incoming, listener: Listener, *, must_vouch: bool
) -> bool:
    """Tell the listener what a person wrote; never act on machines, nor on ourselves."""
    if mail.is_own or mail.mail_class is MailClass.AUTO:
        kind = "report" if mail.is_report else "own" if mail.is_own else "automatic"
        _log.info("mail %s is %s, about outbox %s", _short(incoming), kind, mail.outbox_id)
        return False
    if mail.sender_verified is False or (must_vouch and mail.sender_verified is None):
        _log.warning("mail %s: nobody vouches for the sender", _short(incoming))
        return False
    event = Written(
        key=mail.message_id,
        road=Road.MAIL,
        text=mail.text or "",
        email=mail.sender,
        outbox_id=mail.outbox_id,
        message_id=mail.message_id,
    )
    try:
        with speaking(None):  # until it is known who it is
            await listener.written(event)
    except BoldenError as error:
        _log.warning("mail %s was refused: %s", _short(incoming), type(error).__name__)
        return False
    return True


def _sender(message: Message) -> tuple[str, str]:
    """Give name and address; UnreadableError where it may be one person's or another's.

    A mail server may have checked another address than the one that we would take.
    """
    name, address = parseaddr(_header(message, "From"))
    sender = address.strip().lower()
    written = [str(value) for key, value in message.raw_items() if key.lower() == "from"] or [""]
    whole = written[0].encode("utf-8", "surrogateescape").decode("utf-8", "replace").lower()
    is_one = len(written) == 1 and _NO_ADDRESS.sub("", whole).count("@") == 1
    if not is_one or "@" not in sender or sender not in whole or not sender.isprintable():
        raise UnreadableError("The mail has no sender, or more than one.")
    return name, sender


def _unsubscribing(subject: str) -> str:
    """The word that the digest's List-Unsubscribe puts in the subject of an empty mail."""
    return "stop" if subject.strip().casefold() == "stop" else ""


def _short(incoming: Incoming) -> str:
    """A name for the log that tells nothing about anybody; a dropped file may be named at will."""
    return sha256(incoming.raw).hexdigest()[:12]


def _header(message: Message, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except _HEADER_ERRORS:
        return ""


def _recipients(message: Message) -> list[str]:
    names = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
    try:
        values = [str(value) for name in names for value in message.get_all(name, [])]
    except _HEADER_ERRORS:
        return []
    return [address for _, address in getaddresses(values)]


def _part(message: Message, wanted: str) -> str | None:
    """The first such part that is no attachment; not that of a mail attached to this one."""
    for part in _own_parts(message):
        if part.get_content_type() == wanted and part.get_content_disposition() != "attachment":
            return _decoded(part)
    return None


def _own_parts(message: Message) -> Iterator[Message]:
    if message.get_content_type() == "message/rfc822":
        return
    payload = message.get_payload()
    if isinstance(payload, list):
        for part in payload:
            if isinstance(part, Message):
                yield from _own_parts(part)
    else:
        yield message


def _decoded(part: Message) -> str:
    """The part's text in the charset it names, else as readable as it can be made."""
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return raw.decode(charset)
        except (LookupError, UnicodeError):
            continue
    return raw.decode("cp1252", "replace")


def _reported(message: Message) -> list[str]:
    """The Message-IDs of the mails that a delivery report is about."""
    if message.get_content_type() != "multipart/report":
        return []
    return [
        _header(part, "Message-ID") or _header(part, "Original-Message-ID")
        for part in message.walk()
        if part is not message
    ]
