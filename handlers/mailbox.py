"""What comes into the mailbox: each mail parsed, replies handed on, all others left alone."""

import asyncio
import logging
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from email.utils import parseaddr
from hashlib import sha256
from urllib.parse import unquote

from bot.delivery.channel import Incoming, Mailbox
from bot.delivery.mail.binding import Binding
from bot.delivery.mail.message import LEAVING
from bot.domain.calendar import local_day
from bot.domain.language import speaking
from bot.domain.mail_addresses import is_plain
from bot.domain.people import Road
from bot.errors import BoldenError, UnreadableError, place_of
from handlers import mail_heads
from handlers.attached import Attached, files_of
from handlers.automatic import is_report
from handlers.away import first_day_back
from handlers.bounces import Bounce, read_bounce
from handlers.events import AutoReplied, Bounced, MailListener, SentIn, Unsure, Written
from handlers.mail_parts import HEADER_ERRORS, addresses, header, reported, text_of
from handlers.reply_body import MailClass, machine_words, read_body
from handlers.sender_check import verified

_log = logging.getLogger(__name__)

#: in a From header: quoted and encoded names and comments, which may hold anything
_NO_ADDRESS = re.compile(r'"(?:[^"\\]|\\.)*"|\([^()]*\)|=\?[^?]*\?[bq]\?[^?]*\?=')

_TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")


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
    #: the same by its thread alone, which nobody can make up who did not get the mail
    returned_id: int | None
    #: set where it tells that a mail will not arrive
    bounce: Bounce | None
    #: what an automatic mail says; None in others
    machine_words: str | None
    files: tuple[Attached, ...]
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
    message = mail_heads.read(raw)
    name, sender = _sender(message)
    message_id = header(message, "Message-ID") or f"<{sha256(raw).hexdigest()[:32]}@no-message-id>"
    references = tuple(header(message, "References").split())
    in_reply_to = header(message, "In-Reply-To").split()
    subject = header(message, "Subject")
    headers = {key: header(message, key) for key in message}
    plain, page = text_of(message, "text/plain"), text_of(message, "text/html")
    body = read_body(
        text=plain,
        html=page,
        headers=headers,
        sender=sender,
        writer=name,
    )
    recipients = addresses(message, *_TO)
    is_auto = body.mail_class is MailClass.AUTO
    threads = [*in_reply_to, *reversed(references), *reported(message)]
    return Mail(
        message_id=message_id,
        sender=sender,
        subject=subject,
        mail_class=body.mail_class,
        text=None if body.text is None else body.numbered or _unsubscribing(subject),
        in_reply_to=in_reply_to[0] if in_reply_to else None,
        references=references,
        outbox_id=binding.find(thread=threads, recipients=recipients, subject=subject),
        bounce=read_bounce(message, sender),
        returned_id=binding.find(thread=threads, recipients=(), subject=""),
        machine_words=f"{subject}\n{machine_words(plain, page)}" if is_auto else None,
        files=() if is_auto else files_of(message),
        is_report=is_report(headers),
        is_own=sender in map(str.lower, own_addresses) or binding.outbox_id(message_id) is not None,
        sender_verified=verified(
            [str(value) for value in message.get_all("Authentication-Results", [])],
            auth_as=header(message, "X-MS-Exchange-Organization-AuthAs") or None,
            sender=sender,
            trusted=trusted_servers,
        ),
    )


async def poll(
    mailbox: Mailbox,
    listener: MailListener,
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
            # others are answered meanwhile: what is made up to hurt may take a while
            mail = await asyncio.to_thread(
                parse,
                incoming.raw,
                binding=binding,
                own_addresses=own_addresses,
                trusted_servers=trusted_servers,
            )
        except (UnreadableError, *HEADER_ERRORS, RecursionError):
            _log.warning("mail %s cannot be read and is left alone", _short(incoming))
            await mailbox.settle(incoming.uid)
            continue
        try:
            is_heard = await _handed_on(mail, incoming, listener, now, must_vouch=must_vouch)
        except Exception as error:  # noqa: BLE001 - it stays and is tried again, after the others
            _log.error("mail %s could not be dealt with: %s", _short(incoming), place_of(error))
            continue
        if is_heard:
            handed_on += 1
            _log.info("mail %s at %s answers outbox %s", _short(incoming), now, mail.outbox_id)
        await mailbox.settle(incoming.uid)
    return handed_on


async def _handed_on(
    mail: Mail, incoming: Incoming, listener: MailListener, now: datetime, *, must_vouch: bool
) -> bool:
    """Tell the listener what a person wrote; machines and ourselves are never answered."""
    if mail.is_own:
        _log.info("mail %s is own, about outbox %s", _short(incoming), mail.outbox_id)
        return False
    if mail.bounce is not None and mail.returned_id is not None:
        back = mail.bounce
        await listener.bounced(Bounced(mail.returned_id, back.code, back.to, back.blames_address))
        return False
    is_vouched_for = mail.sender_verified or (mail.sender_verified is None and not must_vouch)
    if mail.mail_class is MailClass.AUTO:
        kind = "report" if mail.is_report else "automatic"
        _log.info("mail %s is %s, about outbox %s", _short(incoming), kind, mail.outbox_id)
        if is_vouched_for and not mail.is_report:
            await _tell_of_absence(mail, listener, now)
        return False
    if not is_vouched_for:
        _log.warning("mail %s: nobody vouches for the sender", _short(incoming))
        if mail.outbox_id is not None:
            await listener.unsure(Unsure(mail.outbox_id))
        return False
    try:
        with speaking(None):  # until it is known who it is
            if mail.files and mail.outbox_id is None:
                await listener.sent_in(SentIn(_written(mail), mail.subject, mail.files))
            else:
                await listener.written(_written(mail))
    except BoldenError as error:
        _log.warning("mail %s was refused: %s", _short(incoming), type(error).__name__)
        return False
    return True


def _written(mail: Mail) -> Written:
    return Written(
        key=mail.message_id,
        road=Road.MAIL,
        text=mail.text or "",
        email=mail.sender,
        outbox_id=mail.outbox_id,
        message_id=mail.message_id,
    )


async def _tell_of_absence(mail: Mail, listener: MailListener, now: datetime) -> None:
    """An automatic answer may say when somebody is back: they are left alone until then."""
    if mail.outbox_id is None or mail.machine_words is None:
        return
    until = first_day_back(mail.machine_words, local_day(now))
    if until is not None:
        await listener.away(AutoReplied(mail.outbox_id, mail.sender, until))


def _sender(message: Message) -> tuple[str, str]:
    """Give name and address; UnreadableError where it may be one person's or another's.

    A mail server may have checked another address than the one that we would take.
    """
    name, address = parseaddr(header(message, "From"))
    sender = address.strip().lower()
    if "@" not in sender or not sender.isprintable() or not is_plain(address):
        raise UnreadableError("The mail has no sender.")
    written = [str(value) for key, value in message.raw_items() if key.lower() == "from"] or [""]
    whole = written[0].encode("utf-8", "surrogateescape").decode("utf-8", "replace").lower()
    is_one = len(written) == 1 and _NO_ADDRESS.sub("", whole).count("@") == 1
    if not is_one or sender not in whole:
        raise UnreadableError("The mail has no sender, or more than one.")
    return name, sender


def _unsubscribing(subject: str) -> str:
    """The words that the digest's List-Unsubscribe puts in the subject of an empty mail."""
    said = " ".join(subject.split()).casefold()
    return said if said in (unquote(LEAVING), "stop") else ""


def _short(incoming: Incoming) -> str:
    """A name for the log that tells nothing about anybody; a dropped file may be named at will."""
    return sha256(incoming.raw).hexdigest()[:12]
