"""People's mail programs: read what Bolden sent, and drop replies into its inbox as .eml."""

import mailbox
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import format_datetime, make_msgid, parseaddr
from pathlib import Path


def sent(folder: Path) -> list[EmailMessage]:
    """Give the mails that Bolden has sent, oldest first."""
    files = sorted((folder / "outbox").glob("*.eml"), key=lambda one: (one.stat().st_mtime, one))
    read = [message_from_bytes(one.read_bytes(), policy=default) for one in files]
    return [one for one in read if isinstance(one, EmailMessage)]


def words(message: EmailMessage) -> str:
    """Give a mail's text part."""
    part = message.get_body(("plain",))
    return str(part.get_content()) if part is not None else ""


def page(message: EmailMessage) -> str:
    """Give a mail's HTML part."""
    part = message.get_body(("html",))
    return str(part.get_content()) if part is not None else ""


def reply(folder: Path, original: EmailMessage, text: str, now: datetime) -> None:
    """Answer a mail as its reader would: words above, the mail quoted below."""
    message = EmailMessage(policy=SMTP)
    message["From"] = str(original["To"])
    message["To"] = str(original["From"])
    message["Subject"] = f"SV: {original['Subject']}"
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain="example.org")
    message["In-Reply-To"] = str(original["Message-ID"])
    message["References"] = str(original["Message-ID"])
    name, address = parseaddr(str(original["From"]))
    quoted = "\n".join(f"> {line}" for line in words(original).splitlines())
    wrote = f"Den {now:%d.%m.%Y} kl. {now:%H.%M} skrev {name} <{address}>:"
    message.set_content(f"{text}\n\n{wrote}\n{quoted}\n")
    box = mailbox.Maildir(str(folder / "inbox"), create=True)
    box.add(message.as_bytes())
    box.close()
