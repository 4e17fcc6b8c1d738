"""Mails as MIME: made of properties, and made anew as Exchange does."""

from base64 import b64decode
from binascii import Error
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import uuid4
from xml.etree.ElementTree import Element

from bot.standin.ews.soap import ExchangeError, find, find_all, words
from bot.standin.ews.store import parsed

#: headers that have a property's number
TAGS = {
    0x1035: "Message-ID",
    0x1039: "References",
    0x1042: "In-Reply-To",
    0x1045: "List-Unsubscribe",
}
_PEOPLE = {
    "To": "t:ToRecipients/t:Mailbox",
    "Cc": "t:CcRecipients/t:Mailbox",
    "Bcc": "t:BccRecipients/t:Mailbox",
    "Reply-To": "t:ReplyTo/t:Mailbox",
    "From": "t:From/t:Mailbox",
}


def asked_for(message: Element, sender: str, now: datetime) -> bytes:
    """Give the mail that CreateItem describes: as it stands there, or made of its properties."""
    content = words(message, "t:MimeContent")
    if content is None:
        return _made(message, sender, now).as_bytes(policy=SMTP)
    try:
        return b64decode("".join(content.split()), validate=True)
    except Error as error:
        raise ExchangeError("ErrorMimeContentInvalidBase64String") from error


def without_auto_submitted(raw: bytes) -> bytes:
    """Give the mail as Exchange makes it anew of what it keeps."""
    mail = parsed(raw)
    del mail["Auto-Submitted"]
    return mail.as_bytes(policy=SMTP)


def header_of(path: Element) -> str | None:
    """Name the header that an ExtendedFieldURI means; None where it is none."""
    if path.get("DistinguishedPropertySetId") == "InternetHeaders":
        return path.get("PropertyName")
    tag = path.get("PropertyTag")
    return TAGS.get(int(tag, 0)) if tag else None


def _made(message: Element, sender: str, now: datetime) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    headers = {"Subject": words(message, "t:Subject")}
    headers |= {name: _people(message, path) for name, path in _PEOPLE.items()}
    headers["Message-ID"] = words(message, "t:InternetMessageId")
    headers["References"] = words(message, "t:References")
    for one in find_all(message, "t:ExtendedProperty"):
        path, value = find(one, "t:ExtendedFieldURI"), words(one, "t:Value")
        if path is not None and (name := header_of(path)):
            headers[name] = value
    headers["From"] = headers["From"] or sender
    headers["Message-ID"] = headers["Message-ID"] or f"<{uuid4().hex}@exchange.example.org>"
    headers["Date"] = format_datetime(now)
    for name, value in headers.items():
        if value:
            mail[name] = value
    body = find(message, "t:Body")
    if body is not None:
        subtype = "html" if body.get("BodyType") == "HTML" else "plain"
        mail.set_content(body.text or "", subtype=subtype)
    return mail


def _people(message: Element, path: str) -> str:
    people = []
    for one in find_all(message, path):
        address = words(one, "t:EmailAddress") or ""
        people.append(str(Address(words(one, "t:Name") or "", addr_spec=address)))
    return ", ".join(people)
