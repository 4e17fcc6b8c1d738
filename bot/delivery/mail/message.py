"""One ready MIME message for all mailboxes: a text and an HTML part under safe headers."""

from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP
from email.utils import format_datetime

from bot.delivery.mail.tidy import one_line
from bot.domain.delivery import MailAddress
from bot.domain.sentences import shortened

#: folds what it made itself, and leaves alone what was given folded
_AS_WRITTEN = SMTP.clone(refold_source="none")
#: one line of a header; a mail program shows no more of it either
LONGEST_SUBJECT = 78
#: the subject of the mail by which the digest is left, as it stands in an address
LEAVING = "afmeld%20overblik"


@dataclass(frozen=True)
class Rendered:
    """A mail's words."""

    subject: str
    text: str
    html: str
    #: ISO 639
    language: str


@dataclass(frozen=True)
class Attachment:
    """A small text file that comes with a mail."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Envelope:
    """Everything about a mail but its words."""

    sender: MailAddress
    to: MailAddress
    message_id: str
    now: datetime
    #: stands at the end of the subject, see `Binding.subject_tag`
    tag: str | None = None
    reply_to: str | None = None
    in_reply_to: str | None = None
    #: a mail to many, which clients offer to unsubscribe from
    is_bulk: bool = False
    #: where a mail to many is left by a page; one click needs https
    leave: str = ""
    attachment: Attachment | None = None


def build(words: Rendered, envelope: Envelope) -> bytes:
    """Give the message as bytes; ValueError where an address is none."""
    message = EmailMessage(policy=SMTP)
    sender, to = _address(envelope.sender), _address(envelope.to)
    message["From"] = sender
    message["To"] = to
    message.set_raw("Subject", _folded(_subject(words.subject, envelope.tag)))
    message["Date"] = format_datetime(envelope.now)
    message["Message-ID"] = one_line(envelope.message_id)
    if envelope.reply_to is not None:
        message["Reply-To"] = Address(sender.display_name, addr_spec=envelope.reply_to)
    if envelope.in_reply_to is not None:
        message["In-Reply-To"] = message["References"] = one_line(envelope.in_reply_to)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if envelope.is_bulk:
        message["Precedence"] = "bulk"
        _offer_to_leave(message, envelope.leave, f"mailto:{sender.addr_spec}?subject={LEAVING}")
    message.set_content(words.text, cte="quoted-printable")
    message.add_alternative(words.html, subtype="html", cte="quoted-printable")
    if envelope.attachment is not None:
        _attach(message, envelope.attachment)
    message["Content-Language"] = words.language  # last: setting content drops such headers
    return message.as_bytes(policy=_AS_WRITTEN)


def message_id_of(message: bytes) -> str:
    """Give a ready mail's own id, empty where it has none, without reading the whole of it."""
    return str(BytesHeaderParser().parsebytes(message)["Message-ID"] or "").strip()


def _offer_to_leave(message: EmailMessage, page: str, mail: str) -> None:
    """Say how the reader leaves, by one click where there is a page for it (RFC 8058)."""
    if not page.startswith("https://"):
        message["List-Unsubscribe"] = f"<{mail}>"
        return
    # a header folded by the library would be encoded, and no mail program reads that here
    message.set_raw("List-Unsubscribe", f"<{page}>,\r\n <{mail}>")
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    maintype, _, subtype = attachment.media_type.partition("/")
    message.add_attachment(
        attachment.data, maintype=maintype, subtype=subtype, filename=attachment.name
    )


def _address(address: MailAddress) -> Address:
    try:
        parsed = Address(one_line(address.name, 100), addr_spec=address.email)
    except (MessageError, IndexError, UnicodeError) as error:
        raise ValueError("not a mail address") from error
    if not parsed.username or "." not in parsed.domain or not address.email.isascii():
        raise ValueError("not a mail address")
    return parsed


def _folded(subject: str) -> str:
    """Encode and fold it: the newer folding of the library loses and adds spaces."""
    charset = "us-ascii" if subject.isascii() else "utf-8"
    return Header(subject, charset, header_name="Subject").encode(linesep="\r\n")


def _subject(subject: str, tag: str | None) -> str:
    end = f" {tag}" if tag else ""
    return f"{shortened(one_line(subject), LONGEST_SUBJECT - len(end))}{end}"
