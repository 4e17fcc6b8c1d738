"""One message: read back as a mail program reads it."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from bot.delivery.mail.binding import Binding
from bot.delivery.mail.folder import MaildirMailbox
from bot.delivery.mail.sender import MailSender
from bot.domain.delivery import MailAddress, Receipt, Sending, SendState
from bot.domain.language import ENGLISH, speaking
from bot.domain.notices import Notice, Outcome
from bot.domain.roster_file import roster_csv, roster_name
from bot.domain.verbs import Verb
from tests.delivery.mail.samples import (
    ANSWER,
    ASSIGNMENT,
    DIGEST,
    EVERY_NOTICE,
    FIRST,
    FRAMED,
    OWNER_SOUGHT,
    WAITING,
)

NOW = datetime(2026, 3, 16, 8, 30, tzinfo=UTC)
BINDING = Binding(b"0123456789abcdef", "bolden.example.org")
SOLVEJ = MailAddress("Solvej Fjordbo", "solvej@faxe.example.org")


async def sent(
    root: Path,
    notice: Notice,
    to: MailAddress = SOLVEJ,
    sending: Sending | None = None,
) -> tuple[Receipt, EmailMessage | None]:
    mailbox = MaildirMailbox(root, clock=lambda: NOW)
    bot = MailAddress("Bolden", "bolden@example.org")
    sender = MailSender(mailbox, BINDING, bot, clock=lambda: NOW)
    receipt = await sender.deliver(notice, to, sending or Sending(4711))
    files = list((root / "outbox").glob("*.eml"))
    if not files:
        return receipt, None
    message = message_from_bytes(files[0].read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return receipt, message


def parts(message: EmailMessage) -> tuple[str, str]:
    text, html = message.get_body(["plain"]), message.get_body(["html"])
    assert text is not None
    assert html is not None
    return text.get_content(), html.get_content()


async def test_an_assignment_as_its_owner_sees_it(tmp_path: Path) -> None:
    receipt, message = await sent(tmp_path, ASSIGNMENT)
    assert message is not None
    assert receipt == Receipt(SendState.SENT, ref=message["Message-ID"])
    assert message["Subject"].startswith("2 opfølgninger fra Netværksmøde om botilbud, 6. marts [#")
    assert message["To"] == "Solvej Fjordbo <solvej@faxe.example.org>"
    text, html = parts(message)
    for part in (text, html):
        assert "--- Svar over denne linje ---" in part
        assert "Sende eksempler på sagsforløb til sekretariatet" in part
        assert "1. april 2026" in part
        assert "fristen er overskredet" in part.lower()
        assert "1 er færdig, 2 udsættes til 1/5" in part
        assert "Skriv »stop«" in part
    assert "Hej Solvej" in text


async def test_an_answer_lists_no_quotes_and_takes_back_only_what_was_changed(
    tmp_path: Path,
) -> None:
    for verb, has_list, hint in (
        (Verb.FINISH, True, True),
        (Verb.ASK, True, False),
        (Verb.OPT_OUT, False, True),
    ):
        _, message = await sent(tmp_path, replace(ANSWER, outcomes=(Outcome(verb),)))
        assert message is not None
        for part in parts(message):
            assert ("Udpege deltagere til gruppen" in part) is has_list
            assert "Fra referatet" not in part
            assert ("»fortryd«" in part) is hint
            assert "ikke noget åbent" not in part


@pytest.mark.parametrize("verb", [Verb.ASK, Verb.STATUS])
async def test_an_answer_tells_the_same_task_for_two_municipalities_apart(
    tmp_path: Path, verb: Verb
) -> None:
    twice = tuple(
        replace(FIRST, number=number, behalf=body)
        for number, body in ((1, "Greve Kommune"), (2, "Køge Kommune"))
    )
    _, message = await sent(tmp_path, replace(ANSWER, outcomes=(Outcome(verb),), tasks=twice))
    assert message is not None
    for part in parts(message):
        assert part.lower().count("på vegne af greve kommune") == 1
        assert part.lower().count("på vegne af køge kommune") == 1
    if verb is Verb.ASK:
        listed = [line for line in parts(message)[0].splitlines() if "på vegne af" in line]
        assert [line[:3] for line in listed] == ["1. ", "2. "]


async def test_who_was_not_understood_is_told_how_to_say_it(tmp_path: Path) -> None:
    for verb, tells in ((Verb.ASK, True), (Verb.FINISH, False)):
        _, message = await sent(tmp_path, replace(ANSWER, outcomes=(Outcome(verb),)))
        assert message is not None
        for part in parts(message):
            assert ("»Færdig«, »Udsæt til 1/5«" in part) is tells


async def test_whom_an_owner_named_reaches_the_minute_taker(tmp_path: Path) -> None:
    named = replace(OWNER_SOUGHT, pointed_to="Rigmor Elkjærsen (ikke på medlemslisten)")
    _, message = await sent(tmp_path, named)
    assert message is not None
    for part in parts(message):
        assert "Peger på: Rigmor Elkjærsen (ikke på medlemslisten)." in part


async def test_headers_keep_machines_quiet(tmp_path: Path) -> None:
    _, message = await sent(
        tmp_path, ANSWER, sending=Sending(7, in_reply_to="<her.skrev@faxe.example.org>")
    )
    assert message is not None
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Content-Language"] == "da"
    assert message["In-Reply-To"] == message["References"] == "<her.skrev@faxe.example.org>"
    assert message["Date"].datetime == NOW
    assert message["Reply-To"].addresses[0].username.startswith("bolden+b7.")
    assert message["List-Unsubscribe"] is None


async def test_only_the_digest_is_bulk(tmp_path: Path) -> None:
    _, message = await sent(tmp_path, DIGEST)
    assert message is not None
    assert message["Precedence"] == "bulk"
    assert message["List-Unsubscribe"] == "<mailto:bolden@example.org?subject=afmeld%20overblik>"


@pytest.mark.parametrize("notice", EVERY_NOTICE, ids=lambda notice: type(notice).__name__)
async def test_every_notice_is_a_mail(tmp_path: Path, notice: Notice) -> None:
    receipt, message = await sent(tmp_path, notice)
    assert receipt.state is SendState.SENT
    assert message is not None
    text, html = parts(message)
    assert "Du får" in text
    assert "Skriv »stop«" in text
    assert '<html lang="da"' in html
    layout, data = html.count('role="presentation"'), html.count("<caption")
    assert html.count("<table") == layout + data
    assert not data or html.count('scope="col"') >= 2 * data
    assert all(len(line) <= 998 for line in message.as_bytes().splitlines())


async def test_hostile_words_stay_words(tmp_path: Path) -> None:
    task = replace(
        FIRST,
        task='<script>alert(1)</script>\r\nBcc: alle@example.org\r\n\r\n<b style="x">',
        quote="\N{RIGHT-TO-LEFT OVERRIDE}" + "lang " * 5000,
    )
    title = "Møde\r\nBcc: alle@example.org\r\n" + "x" * 5000
    notice = replace(ASSIGNMENT, tasks=(task,), occasion=replace(ASSIGNMENT.occasion, title=title))
    to = MailAddress('Eva "\r\nBcc: alle@example.org\r\n <Bo>', "eva@example.org")
    _, message = await sent(tmp_path, notice, to)
    assert message is not None
    assert message["Bcc"] is None
    assert [address.addr_spec for address in message["To"].addresses] == ["eva@example.org"]
    assert len(message["Subject"]) < 200
    text, html = parts(message)
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Bcc: alle@example.org" in html
    assert "\nBcc:" not in text
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in text + html
    assert len(text) < 5000


@pytest.mark.parametrize(
    "email",
    ["", "nobody", "a@b", "@example.org", "x@example.org\r\nBcc: y@example.org", "a b@c.dk"],
)
async def test_an_address_that_is_none_is_refused(tmp_path: Path, email: str) -> None:
    receipt, message = await sent(tmp_path, ASSIGNMENT, MailAddress("Eva", email))
    assert receipt == Receipt(SendState.REFUSED, reason="BadMailAddress")
    assert message is None


async def test_the_roster_brings_its_file(tmp_path: Path) -> None:
    _, message = await sent(tmp_path, FRAMED)
    assert message is not None
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("deltagere-5.csv", "text/csv")
    rows = file.get_payload(decode=True).decode("utf-8-sig").splitlines()
    assert rows[0] == "Navn;Kommune;Svar;E-mail"
    assert rows[2] == "Vilma Overgård;Lejre;venteliste;"


def test_the_rosters_file_is_in_the_conveners_language() -> None:
    with speaking(ENGLISH):
        rows = roster_csv(FRAMED.roster).decode("utf-8-sig").splitlines()
        assert roster_name(5) == "members-5.csv"
    assert rows[0] == "Name;Municipality;Answer;Email"
    assert rows[2] == "Vilma Overgård;Lejre;waiting list;"


async def test_a_waiting_list_is_told_with_how_seats_are_given(tmp_path: Path) -> None:
    _, message = await sent(tmp_path / "roster", FRAMED)
    assert message is not None
    text, html = parts(message)
    assert "- Vilma Overgård, Lejre (venteliste)" in text
    for part in (text, html):
        assert "1 plads, ingen ledige · tilmelding senest 10. april 2026." in part
        assert "får hver kommune én først" in part
    _, message = await sent(tmp_path / "waiting", WAITING)
    assert message is not None
    assert "Du er på venteliste" in message["Subject"]
    assert "Du står som nr. 1 på ventelisten" in parts(message)[0]
