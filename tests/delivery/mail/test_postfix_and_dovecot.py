"""The mailbox on Postfix and Dovecot: told of new mail, refused recipients, forged vouching."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtplib import SMTPException

from bot.delivery.mail.internet_mailbox import InternetMailbox
from bot.delivery.mail.server import Security, Server, trusted_tls
from bot.delivery.mail.smtp import Courier
from bot.domain.delivery import Receipt, SendState
from handlers.mailbox import parse
from tests.certificates import certificate_pem, key_pem, rsa_key
from tests.conftest import TUESDAY, Clock
from tests.handlers.test_mailbox import BINDING
from tests.real_mail import BOT, RealMail, real_mail
from tests.real_mail_files import HOST

IDA = "ida@example.org"


@dataclass
class Box:
    """The bot's mailbox on both servers, and the clock it goes by."""

    mail: RealMail
    clock: Clock = field(default_factory=lambda: Clock(TUESDAY))
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def open(
        self, security: Security = Security.NONE, tls: ssl.SSLContext | None = None
    ) -> InternetMailbox:
        """Start Bolden."""
        given, tls = self.mail.settings(), tls or trusted_tls()
        out, back = (_by_name(one, security) for one in (given.smtp, given.imap))
        courier = Courier(out, BOT, clock=self.clock, tls=tls)
        return InternetMailbox(courier, back, clock=self.clock, tls=tls, wake=self.woken.set)


def _by_name(server: Server, security: Security) -> Server:
    return replace(server, host="localhost", security=security)


@pytest.fixture
async def box() -> AsyncIterator[Box]:
    """Give the servers with one more person."""
    async with AsyncExitStack() as stack:
        yield Box(stack.enter_context(real_mail([IDA])))


def letter(sender: str, *headers: str) -> bytes:
    given = (*headers, f"From: {sender}", f"To: {BOT}", "Message-ID: <1@example.org>")
    return "\r\n".join([*given, "Subject: hej", "", "Den er færdig.", ""]).encode()


async def test_new_mail_wakes_and_is_given_at_once(box: Box) -> None:
    mailbox = box.open()
    assert await mailbox.fetch_new() == []
    await asyncio.wait_for(box.woken.wait(), 120)  # it listens
    assert await mailbox.fetch_new() == []
    box.woken.clear()
    await box.mail.post(letter(IDA), IDA)
    await asyncio.wait_for(box.woken.wait(), 120)
    (came,) = await mailbox.fetch_new()  # the clock has not moved
    await mailbox.settle(came.uid)
    await mailbox.close()
    assert [one.name[-2:] for one in box.mail.files(BOT)] == [",S"]


async def test_a_plus_address_reaches_us(box: Box) -> None:
    mailbox = box.open()
    await box.mail.post(letter(IDA), IDA, to=BINDING.reply_address(BOT, 7))
    (came,) = await mailbox.fetch_new()
    await mailbox.close()
    assert parse(came.raw, binding=BINDING, own_addresses=frozenset()).outbox_id == 7


async def test_our_server_vouches_for_who_signs_in_and_for_nobody_else(box: Box) -> None:
    results = "Authentication-Results"
    await box.mail.post(letter(IDA), IDA)
    for forged in (f"{results}: {HOST}", f"{results}:\r\n (x) {HOST}", f"{results} : {HOST}"):
        raw = letter(IDA, f"{forged}; dmarc=pass header.from=example.org")
        await box.mail.post_from_outside(raw, IDA)
    vouched = [
        parse(
            raw, binding=BINDING, own_addresses=frozenset(), trusted_servers=frozenset({HOST})
        ).sender_verified
        for raw in box.mail.got(BOT)
    ]
    assert vouched == [True, None, None, None]


async def test_nobody_sends_under_another_address(box: Box) -> None:
    with pytest.raises(SMTPException, match="not owned by user"):
        await box.mail.post(letter(BOT), BOT, user=IDA)
    given, tls = box.mail.settings(), trusted_tls()
    courier = Courier(given.smtp, IDA, clock=box.clock, tls=tls)
    receipt = await courier.send(letter(BOT), IDA)
    assert receipt == Receipt(SendState.REFUSED, reason="Mail553 5.7.1")
    await courier.close()


async def test_both_lines_begin_in_the_clear_and_are_encrypted(tmp_path: Path) -> None:
    key, file = rsa_key(), tmp_path / "server.pem"
    certificate = certificate_pem(key, datetime.now(UTC) - timedelta(days=1), host="localhost")
    file.write_text(key_pem(key) + certificate)
    knowing = ssl.create_default_context(cadata=certificate)
    with real_mail([IDA], file) as mail:
        for tls, state in ((trusted_tls(), SendState.RETRY), (knowing, SendState.SENT)):
            box = Box(mail)
            mailbox = box.open(Security.STARTTLS, tls)
            receipt = await mailbox.send(letter(BOT), recipient=BOT)
            assert receipt.state is state
            await mail.settled()
            found = await mailbox.fetch_new()
            assert len(found) == (1 if state is SendState.SENT else 0)
            await mailbox.close()
        (raw,) = mail.got(BOT)
    assert b"with ESMTPSA" in raw
