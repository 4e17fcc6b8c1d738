"""Mails that come in: who is heard, and who is not."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from bot.delivery.mail.binding import Binding
from bot.delivery.mail.folder import MaildirMailbox
from bot.domain.people import Road
from bot.errors import BoldenError, UnreadableError
from handlers.events import AutoReplied, Bounced, SentIn, Unsure, Written
from handlers.mailbox import parse, poll
from handlers.reply_body import MailClass

NOW = datetime(2026, 3, 16, 8, 30, tzinfo=UTC)
BINDING = Binding(b"0123456789abcdef", "bolden.example.org")
OWN = frozenset({"bolden@example.org"})


@dataclass
class Ear:
    """Hears what is handed on; refuses the words it is told to."""

    heard: list[Written] = field(default_factory=list)
    refuses: str | None = None
    breaks_on: str | None = None
    returned: list[Bounced] = field(default_factory=list)
    absent: list[AutoReplied] = field(default_factory=list)
    documents: list[SentIn] = field(default_factory=list)
    doubted: list[Unsure] = field(default_factory=list)

    async def written(self, event: Written) -> None:
        if event.text == self.breaks_on:
            raise RuntimeError(event.text)
        if event.text == self.refuses:
            raise BoldenError("Nej.")
        self.heard.append(event)

    async def bounced(self, event: Bounced) -> None:
        self.returned.append(event)

    async def away(self, event: AutoReplied) -> None:
        self.absent.append(event)

    async def unsure(self, event: Unsure) -> None:
        self.doubted.append(event)

    async def sent_in(self, event: SentIn) -> None:
        self.documents.append(event)


def mail(text: str = "1 er færdig", **headers: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    given = {
        "From": "Solvej Fjordbo <Solvej@faxe.example.org>",
        "To": "Bolden <bolden@example.org>",
        "Subject": "SV: 2 opfølgninger",
        "Message-ID": "<svar1@faxe.example.org>",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in given.items():
        if value:
            message[name] = value
    message.set_content(text)
    return message.as_bytes()


async def heard(root: Path, *raws: bytes, ear: Ear | None = None) -> list[Written]:
    mailbox = MaildirMailbox(root, clock=lambda: NOW)
    for number, raw in enumerate(raws):
        (root / "inbox" / "new" / f"{number}").write_bytes(raw)
    ear = ear or Ear()
    count = await poll(mailbox, ear, BINDING, NOW, own_addresses=OWN)
    assert count == len(ear.heard)
    assert await mailbox.fetch_new() == []
    return ear.heard


def read(raw: bytes, *trusted: str):  # type: ignore[no-untyped-def]
    return parse(raw, binding=BINDING, own_addresses=OWN, trusted_servers=frozenset(trusted))


async def test_a_reply_is_handed_on(tmp_path: Path) -> None:
    answered = BINDING.message_id(4711)
    (event,) = await heard(tmp_path, mail(In_Reply_To=answered))
    assert event == Written(
        key="<svar1@faxe.example.org>",
        road=Road.MAIL,
        text="1 er færdig",
        email="solvej@faxe.example.org",
        outbox_id=4711,
        message_id="<svar1@faxe.example.org>",
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"References": f"<x@example.org> {BINDING.message_id(4711)} <y@example.org>"},
        {"To": f"Bolden <{BINDING.reply_address('bolden@example.org', 4711)}>"},
        {"Delivered_To": BINDING.reply_address("bolden@example.org", 4711)},
        {"Subject": f"SV: 2 opfølgninger {BINDING.subject_tag(4711)}"},
    ],
)
async def test_the_mail_it_answers_is_found(tmp_path: Path, headers: dict[str, str]) -> None:
    (event,) = await heard(tmp_path, mail(**headers))
    assert event.outbox_id == 4711


async def test_a_forged_thread_answers_nothing(tmp_path: Path) -> None:
    forged = Binding(b"guessed", "bolden.example.org").message_id(4711)
    (event,) = await heard(tmp_path, mail(In_Reply_To=forged))
    assert event.outbox_id is None


@pytest.mark.parametrize(
    "raw",
    [
        mail(Auto_Submitted="auto-replied"),
        mail(Subject="Autosvar: 2 opfølgninger"),
        mail(From="bolden@example.org"),
        mail(Message_ID=BINDING.message_id(4711)),
        mail(From="MAILER-DAEMON@example.org"),
        mail(From=""),
        b"",
        b"\x00\xff\xfe nothing that is a mail",
        b"From: \r\n\r\nHej",
    ],
)
async def test_machines_ourselves_and_nonsense_are_settled_unheard(
    tmp_path: Path, raw: bytes
) -> None:
    assert await heard(tmp_path, raw) == []


async def test_a_bad_mail_stops_no_other(tmp_path: Path) -> None:
    ear = Ear(refuses="nej")
    good = mail(Message_ID="<2@example.org>")
    events = await heard(tmp_path, b"", mail("nej"), good, mail(From="x"), ear=ear)
    assert [event.key for event in events] == ["<2@example.org>"]


async def test_words_that_cannot_be_found_are_asked_about(tmp_path: Path) -> None:
    (event,) = await heard(tmp_path, mail("> 1. Sende eksempler\n> 2. Udpege deltagere\n"))
    assert event.text == ""


@pytest.mark.parametrize("subject", ["stop", "Afmeld overblik"])
async def test_the_unsubscribe_button_of_a_mail_program_is_heard(
    tmp_path: Path, subject: str
) -> None:
    (event,) = await heard(tmp_path, mail(" ", Subject=subject))
    assert event.text == subject.casefold()


def test_a_mail_without_an_id_has_one_that_stays() -> None:
    raw = mail(Message_ID="")
    assert read(raw).message_id == read(raw).message_id
    assert read(raw).message_id != read(mail("andet", Message_ID="")).message_id


def test_a_delivery_report_names_the_mail_it_is_about() -> None:
    report = "\r\n".join(
        [
            "From: Mail Delivery System <MAILER-DAEMON@example.org>",
            "To: bolden@example.org",
            "Subject: Undelivered Mail Returned to Sender",
            "Auto-Submitted: auto-replied",
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "Kunne ikke leveres.",
            "--b",
            "Content-Type: message/delivery-status",
            "",
            "Reporting-MTA: dns; mx.example.org",
            "",
            "Final-Recipient: rfc822; solvej@faxe.example.org",
            "Action: failed",
            "Status: 5.1.1",
            "",
            "--b",
            "Content-Type: text/rfc822-headers",
            "",
            "--b",
            "Content-Type: message/rfc822",
            "",
            f"Message-ID: {BINDING.message_id(4711)}",
            "Subject: 2 opfølgninger",
            "",
            "Hej",
            "--b--",
            "",
        ]
    )
    found = read(report.encode())
    assert (found.mail_class, found.is_report, found.outbox_id) == (MailClass.AUTO, True, 4711)
    assert found.text is None


def test_an_attached_mail_is_not_their_words() -> None:
    message = EmailMessage(policy=SMTP)
    message["From"] = "solvej@faxe.example.org"
    inner = EmailMessage()
    inner.set_content("Færdig")
    message.set_content("Se vedhæftet")
    message.add_attachment(inner)
    message.add_attachment(b"Udf\xf8rt", maintype="text", subtype="plain", filename="a.txt")
    assert read(message.as_bytes()).text == "Se vedhæftet"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "x-unknown", None])
def test_letters_survive_their_charset(charset: str | None) -> None:
    kind = f"; charset={charset}" if charset else ""
    body = "Færdig på en ø".encode("utf-8" if charset in ("utf-8", "x-unknown", None) else charset)
    raw = f"From: a@example.org\r\nContent-Type: text/plain{kind}\r\n\r\n".encode() + body
    assert read(raw).text == "Færdig på en ø"


def test_a_mail_without_a_sender_is_unreadable() -> None:
    with pytest.raises(UnreadableError):
        read(b"Subject: Hej\r\n\r\nHej")


@pytest.mark.parametrize(
    "header",
    [
        "solvej@faxe.example.org <asger@evil.example.com>",
        "<solvej@faxe.example.org>, <asger@evil.example.com>",
        "Solvej <solvej@faxe.example.org>\r\nFrom: Asger <asger@evil.example.com>",
        "=?utf-8?q?solvej=00?=@faxe.example.org",
        "solvej\0@faxe.example.org",
        # small letters make these "ss", "s" and "k", which are others' addresses
        "solvej@faße.example.org",
        "\u017folvej@faxe.example.org",
        "\u212aaja@faxe.example.org",
    ],
)
def test_who_might_be_one_or_another_is_nobody(header: str) -> None:
    with pytest.raises(UnreadableError):
        read(f"From: {header}\r\n\r\nFærdig".encode())


@pytest.mark.parametrize(
    "header",
    [
        '"solvej@faxe.example.org" <asger@sorø.example.org>',
        "=?utf-8?q?solvej=40faxe=2Eexample=2Eorg=2C?= <asger@sorø.example.org>",
        "asger@sorø.example.org (solvej@faxe.example.org)",
        "Asger Vindelev <Asger@Sorø.example.org>",
    ],
)
def test_a_name_is_no_sender(header: str) -> None:
    assert read(f"From: {header}\r\n\r\nHej".encode()).sender == "asger@sorø.example.org"


async def test_what_breaks_on_a_mail_stops_no_other_and_loses_none(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    mailbox = MaildirMailbox(tmp_path, clock=lambda: NOW)
    for name, words in (("1", "hemmeligt"), ("2", "1 er færdig")):
        (tmp_path / "inbox" / "new" / name).write_bytes(mail(words))
    ear = Ear(breaks_on="hemmeligt")
    assert await poll(mailbox, ear, BINDING, NOW, own_addresses=OWN) == 1
    assert [event.text for event in ear.heard] == ["1 er færdig"]
    assert [left.uid for left in await mailbox.fetch_new()] == ["new/1"]
    assert "RuntimeError" in caplog.text
    assert "hemmeligt" not in caplog.text


def test_our_own_address_may_be_written_in_any_case() -> None:
    own = frozenset({"Bolden@Example.org"})
    assert parse(
        mail(From="Bolden <BOLDEN@example.org>"), binding=BINDING, own_addresses=own
    ).is_own


GATEWAY = "mx.example.org; dmarc=pass header.from=faxe.example.org; spf=pass"


@pytest.mark.parametrize(
    ("results", "verified"),
    [
        (GATEWAY, True),
        (GATEWAY.replace("dmarc=pass", "dmarc=fail"), False),
        ("mx.example.org; dkim=pass header.d=faxe.example.org", True),
        ("mx.example.org; dkim=pass header.d=evil.example.com", None),
        ("mx.example.org; spf=fail smtp.mailfrom=solvej@faxe.example.org", False),
        ("mx.example.org; spf=none", None),
        ("evil.example.com; dmarc=pass", None),
        ("spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=faxe.example.org; dmarc=pass", None),
        ("", None),
        (";;", None),
        ("mx.example.org", None),
    ],
)
def test_only_our_own_server_vouches(results: str, verified: bool | None) -> None:
    raw = mail(Authentication_Results=results)
    assert read(raw, "mx.example.org").sender_verified is verified
    assert read(raw).sender_verified is None


def test_microsoft_365_names_no_server() -> None:
    results = "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=faxe.example.org; dmarc=pass"
    assert read(mail(Authentication_Results=results), "microsoft365").sender_verified is True


def test_what_stands_further_down_is_not_believed() -> None:
    above = b"Authentication-Results: other.example.org; dmarc=none\r\n"
    assert read(above + mail(Authentication_Results=GATEWAY), "mx.example.org").sender_verified is (
        None
    )


def test_exchange_vouches_for_its_own() -> None:
    raw = mail(X_MS_Exchange_Organization_AuthAs="Internal")
    assert read(raw, "exchange").sender_verified is True
    assert read(raw).sender_verified is None


async def test_a_sender_found_out_is_not_heard(tmp_path: Path) -> None:
    mailbox = MaildirMailbox(tmp_path, clock=lambda: NOW)
    raw = mail(Authentication_Results=GATEWAY.replace("dmarc=pass", "dmarc=fail"))
    (tmp_path / "inbox" / "new" / "1").write_bytes(raw)
    ear = Ear()
    trusted = frozenset({"mx.example.org"})
    await poll(mailbox, ear, BINDING, NOW, own_addresses=OWN, trusted_servers=trusted)
    assert ear.heard == []


async def test_logs_carry_no_words(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    await heard(tmp_path, mail("hemmeligt"), mail("hemmeligt", Auto_Submitted="auto-replied"), b"")
    assert "hemmeligt" not in caplog.text
    assert "solvej" not in caplog.text.lower()
    assert len(caplog.records) >= 3
