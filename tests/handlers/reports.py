"""Mails that machines write about mails of ours, made as Postfix and Exchange make them."""

from email import message_from_bytes
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP


def delivery_report(
    about: str,
    to: str,
    *,
    status: str = "5.1.1",
    action: str = "failed",
    headers_alone: bool = True,
    told: str = "",
) -> bytes:
    """Give a report in the form of RFC 3464, with the headers or the whole of our mail.

    `told` is what the other server said.
    """
    report = MIMEMultipart("report")
    report.set_param("report-type", "delivery-status")
    report["From"] = "Mail Delivery System <MAILER-DAEMON@mx.example.org>"
    report["To"] = "bolden@example.org"
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Message-ID"] = f"<{abs(hash((about, status, action)))}@mx.example.org>"
    report["Auto-Submitted"] = "auto-replied"
    report.attach(MIMEText("I'm sorry to have to inform you …", "plain", "utf-8"))
    status_part = (
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; {to}\nAction: {action}\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; {told or f'550 {status} unknown'}\n"
    )
    report.attach(message_from_bytes(status_part.encode()))
    ours = f"Message-ID: {about}\nTo: {to}\nSubject: 2 opfølgninger\n"
    if headers_alone:
        brought_back: Message = MIMEText(ours, "rfc822-headers", "utf-8")
    else:
        whole = f"Content-Type: message/rfc822\n\n{ours}\nHej\n"
        brought_back = message_from_bytes(whole.encode())
    report.attach(brought_back)
    return report.as_bytes()


def exchange_report(about: str, code: str = "5.1.10") -> bytes:
    """Give what an Exchange server tells in Danish words, without the form of a report."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Microsoft Outlook <MicrosoftExchange329e71ec@koege.example.org>"
    message["To"] = "bolden@example.org"
    message["Subject"] = "Ikke leveret: 2 opfølgninger"
    message["Message-ID"] = f"<ndr-{code}@koege.example.org>"
    message["In-Reply-To"] = about
    message.set_content(
        "Meddelelsen kunne ikke leveres. Modtageren blev ikke fundet.\n\n"
        f"Remote Server returned '550 {code} RESOLVER.ADR.RecipientNotFound; not found'\n"
    )
    return message.as_bytes()
