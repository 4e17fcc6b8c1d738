"""Mail: .eml as it was saved or forwarded, and the one document in it that is the minutes.

One document is read, as lines of several would be counted together. Which one, is told by the
names of the attachments, also of those inside forwarded mails:

1. the first that is called minutes (referat, protokol);
2. else the first that is not called something else (agenda, annex, invitation);
3. else the longest text of the mails themselves;
4. else the first of the rest.

One that cannot be read is passed over. What was read, and what was not, stands in the remarks.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from bot.errors import UnreadableError
from bot.minutes import decoding
from bot.minutes.blocks import Document

#: a mail may hold many damaged files, and each takes its time
MOST_TRIED = 5
#: the parser's time grows with the depth, so mails in mails in mails are refused
MOST_PARTS = 200
LONGEST_NAME = 80
HEADER = re.compile(rb"[!-9;-~]+:[^\n]*(\n[ \t][^\n]*)*\n")
#: headers that only mail programs write
MAIL_ONLY = re.compile(
    rb"^(mime-version|message-id|return-path|received|dkim-signature):",
    re.IGNORECASE | re.MULTILINE,
)
MINUTES = re.compile(r"referat|protokol|minutes", re.IGNORECASE)
OTHERWISE = re.compile(
    r"dagsorden|bilag|indkald|invitation|program|præsentation|slides|oplæg", re.IGNORECASE
)
#: pictures of signatures, calendar entries and seals
NO_DOCUMENT = re.compile(r"(image|audio|video)/|text/calendar|application/(pkcs7|pgp|ms-tnef)")
#: names of files are shown, so a CPR number in one is left out
NUMBER = re.compile(r"\d{6}[-–]?\d{4}")
NO_TEXT = "the mail holds neither text nor a document that can be read; save the minutes as PDF."
TOO_NESTED = "the mail holds too many mails and parts; save the minutes out of it."

Open = Callable[[bytes, str], Document]


@dataclass(frozen=True)
class _Part:
    """Something in the mail that may be the minutes."""

    #: of an attachment; the mail's own text has none
    name: str
    data: bytes
    #: what it is to be opened as
    hint: str
    #: the smallest is tried first
    rank: tuple[int, ...]


def is_mail(data: bytes, name: str) -> bool:
    """Whether a file is a mail: it begins with headers, one of which no person writes."""
    head = data[:65536].lstrip(b"\xef\xbb\xbf\r\n")
    if head.startswith(b"From "):  # as mailboxes part their mails
        head = head.partition(b"\n")[2]
    place = 0
    while found := HEADER.match(head, place):
        place = found.end()
    named = place > 0 and name.lower().endswith(".eml")
    return named or MAIL_ONLY.search(head, 0, place) is not None


def read_mail(data: bytes, open_document: Open) -> Document:
    """Text and blocks of the minutes in a mail."""
    parts = list(_parts(data))
    chosen, document, failed = _first_readable(parts, open_document)
    attached = [part for part in parts if part.name]
    unread = [part.name for part in attached if part in failed]
    other = [part.name for part in attached if part not in (chosen, *failed)]
    remarks = list(document.remarks)
    if attached:
        remarks.append(f"Læst er {chosen.name or 'mailens egen tekst'}.")
    remarks += [f"{name} kunne ikke læses." for name in unread]
    remarks += [f"Ikke læst: {', '.join(other)}."] if other else []
    return replace(document, remarks=tuple(remarks))


def _first_readable(parts: list[_Part], open_document: Open) -> tuple[_Part, Document, list[_Part]]:
    failed: list[_Part] = []
    reason: UnreadableError | None = None
    for part in sorted(parts, key=lambda part: part.rank)[:MOST_TRIED]:
        try:
            return part, open_document(part.data, part.hint), failed
        except UnreadableError as error:
            failed.append(part)
            reason = reason or error
    raise reason or UnreadableError(NO_TEXT)


def _parts(data: bytes) -> Iterator[_Part]:
    """What may be the minutes, in the order of the mail."""
    lower = data.lower()
    if lower.count(b"multipart/") + lower.count(b"message/rfc822") > MOST_PARTS:
        raise UnreadableError(TOO_NESTED)
    for part in message_from_bytes(data).walk():
        kind, name = part.get_content_type(), _name(part)
        content = None if part.is_multipart() else part.get_payload(decode=True)
        if not isinstance(content, bytes) or NO_DOCUMENT.match(kind):
            continue
        if name:
            yield _Part(name, content, name, (_rank(name),))
        elif kind in {"text/plain", "text/html"} and content.strip():
            yield _text(kind, content, part.get_content_charset("utf-8"))


def _rank(name: str) -> int:
    if MINUTES.search(name):
        return 1
    return 4 if OTHERWISE.search(name) else 2


def _text(kind: str, content: bytes, charset: str) -> _Part:
    """A mail's own text; a page keeps the tables that its plain twin has lost."""
    try:
        content = content.decode(charset).rstrip().encode()
    except (LookupError, ValueError):
        content = decoding.decode(content).rstrip().encode()
    if kind == "text/html":
        size = len(content.partition(b"<body")[2] or content)
        return _Part("", content, "mail.html", (3, 0, -size))
    return _Part("", content, "mail.txt", (3, 1, -len(content)))


def _name(part: "Message[str, str]") -> str:
    """The name of an attachment, also where an old program has coded it like a header."""
    try:
        name = part.get_filename() or ""
        if "=?" in name:
            name = str(make_header(decode_header(name)))
    except (MessageError, LookupError, ValueError):
        name = "vedhæftet fil"
    if not name and part.get_content_disposition() == "attachment":
        name = "vedhæftet fil"
    return NUMBER.sub("…", " ".join(name.split()))[:LONGEST_NAME]
