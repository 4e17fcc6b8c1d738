"""Mail by SMTP: what leaves once, what is tried again, what is refused, what is in doubt."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.delivery.mail.server import Security, Server, trusted_tls
from bot.delivery.mail.smtp import Courier, Limits
from bot.domain.delivery import Receipt, SendState
from tests.conftest import Clock
from tests.mail_servers import PASSWORD, USER, Outgoing, mail_servers

BOT, EVA = "bolden@example.org", "eva@example.org"


@dataclass
class Post:
    """A courier, and the server behind it."""

    courier: Courier
    server: Server
    outgoing: Outgoing
    clock: Clock

    async def send(self, number: int = 1, to: str = EVA) -> Receipt:
        return await self.courier.send(mail(number), to)

    async def again(self, *, minutes: float = 5) -> Receipt:
        self.clock.forward(minutes=minutes)
        return await self.send()


def mail(number: int) -> bytes:
    return (
        f"From: {BOT}\r\nTo: {EVA}\r\nMessage-ID: <b{number}.x@example.org>\r\n"
        "Subject: Hej\r\n\r\n.begynder med punktum\r\n.\r\nslut\r\n"
    ).encode()


@pytest.fixture
async def post(clock: Clock) -> AsyncIterator[Post]:
    """Give a courier who may sign in."""
    async with mail_servers() as servers:
        port = servers.smtp_port
        server = Server("127.0.0.1", port, Security.NONE, USER, PASSWORD)
        courier = Courier(server, BOT, clock=clock, tls=trusted_tls())
        yield Post(courier, server, servers.outgoing, clock)
        await courier.close()


async def test_a_mail_leaves_byte_for_byte(post: Post) -> None:
    assert await post.send() == Receipt(SendState.SENT, ref="<b1.x@example.org>")
    (came,) = post.outgoing.sent
    assert (came.mail_from, came.rcpt_tos) == (BOT, [EVA])
    assert came.original_content == mail(1)


async def test_lines_end_as_smtp_wants_it(post: Post) -> None:
    await post.courier.send(b"Subject: x\n\nen\r.\nto", EVA)
    assert post.outgoing.sent[0].original_content == b"Subject: x\r\n\r\nen\r\n.\r\nto\r\n"


async def test_one_line_serves_many_and_is_opened_anew_when_it_is_old(post: Post) -> None:
    for number in range(3):
        await post.send(number)
    assert post.outgoing.lines == 1
    post.clock.forward(minutes=2)
    await post.send(4)
    assert (post.outgoing.lines, len(post.outgoing.sent)) == (2, 4)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("RCPT 450 4.2.0 greylisted", "Mail450 4.2.0"),
        ("RCPT 452 full", "Mail452"),
        ("DATA 451 4.3.0 later", "Mail451 4.3.0"),
    ],
)
async def test_what_passes_is_tried_again_and_stops_nobody(
    post: Post, fault: str, reason: str
) -> None:
    post.outgoing.faults.append(fault)
    receipt = await post.send()
    assert (receipt.state, receipt.reason) == (SendState.RETRY, reason)
    assert receipt.retry_at == post.clock() + timedelta(minutes=5)
    assert (await post.send(2)).state is SendState.SENT
    assert (await post.again()).state is SendState.SENT
    assert len(post.outgoing.sent) == 2


@pytest.mark.parametrize(
    ("fault", "reason", "bad_address"),
    [
        ("RCPT 550 5.1.1 no eva@example.org here", "Mail550 5.1.1", "5.1.1"),
        ("RCPT 550 5.4.1 Recipient address rejected: Access denied", "Mail550 5.4.1", "5.4.1"),
        ("DATA 550 5.1.10 RESOLVER.ADR.RecipientNotFound", "Mail550 5.1.10", "5.1.10"),
        ("RCPT 550 5.7.1 not from you", "Mail550 5.7.1", None),
        ("RCPT 552 5.2.2 full", "Mail552 5.2.2", None),
        ("RCPT 553 no", "Mail553", None),
        ("DATA 554 5.7.1 not from you", "Mail554 5.7.1", None),
    ],
)
async def test_what_is_refused_is_said_in_codes_alone(
    post: Post, fault: str, reason: str, bad_address: str | None
) -> None:
    post.outgoing.faults.append(fault)
    refused = Receipt(SendState.REFUSED, reason=reason, bad_address=bad_address)
    assert await post.send() == refused
    assert (await post.send(2)).state is SendState.SENT


async def test_who_may_not_send_leaves_all_mail_for_later(post: Post) -> None:
    post.outgoing.faults.append("MAIL 550 5.7.60 not as bolden@example.org")
    receipt = await post.send()
    assert (receipt.state, receipt.reason) == (SendState.RETRY, "Mail550 5.7.60")
    assert await post.send(2) == receipt  # not even tried
    assert (await post.again()).state is SendState.SENT


@pytest.mark.parametrize("fault", ["cut at RCPT", "cut in DATA"])
async def test_where_the_line_is_cut_before_the_words_they_go_again(post: Post, fault: str) -> None:
    post.outgoing.faults.append(fault)
    receipt = await post.send()
    assert (receipt.state, receipt.reason) == (SendState.RETRY, "NotConnected")
    assert post.outgoing.sent == []
    assert (await post.again()).state is SendState.SENT


async def test_a_line_cut_after_the_mail_leaves_it_in_doubt(post: Post) -> None:
    post.outgoing.faults.append("cut at DATA")
    assert await post.send() == Receipt(SendState.UNCERTAIN, reason="Disconnected")
    assert len(post.outgoing.sent) == 1
    assert (await post.send(2)).state is SendState.SENT  # on a new line


async def test_a_server_that_says_nothing_after_the_mail_leaves_it_in_doubt(
    post: Post, clock: Clock
) -> None:
    quick = Courier(
        post.server, BOT, clock=clock, tls=trusted_tls(), limits=Limits(answer=0.000001)
    )
    assert await quick.send(mail(1), EVA) == Receipt(SendState.UNCERTAIN, reason="TimedOut")
    await quick.close()


async def test_a_server_that_is_away_is_left_alone_for_longer_each_time(clock: Clock) -> None:
    async with mail_servers() as servers:
        nobody = Server("127.0.0.1", servers.smtp_port, Security.NONE)
    courier = Courier(nobody, BOT, clock=clock, tls=trusted_tls())
    pauses = []
    for _ in range(8):
        receipt = await courier.send(mail(1), EVA)
        assert (receipt.state, receipt.reason) == (SendState.RETRY, "NotConnected")
        assert receipt.retry_at
        pauses.append((receipt.retry_at - clock()).total_seconds() / 60)
        assert await courier.send(mail(2), EVA) == receipt  # nothing is tried before
        clock.moment = receipt.retry_at
    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30]


async def test_a_server_that_says_nothing_holds_up_nobody_for_long(clock: Clock) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with await asyncio.start_server(silent, "127.0.0.1", 0) as listening:
        server = Server("127.0.0.1", listening.sockets[0].getsockname()[1], Security.NONE)
        short = Limits(wait=0.01, offer=0.05)
        courier = Courier(server, BOT, clock=clock, tls=trusted_tls(), limits=short)
        for _ in range(2):
            first, second = await asyncio.gather(*(courier.send(mail(n), EVA) for n in (1, 2)))
            assert (first.state, first.reason) == (SendState.RETRY, "NotConnected")
            assert (second.state, second.reason) == (SendState.RETRY, "MailPace")
            clock.forward(hours=1)
        await courier.close()


async def test_a_wrong_password_is_not_tried_again_and_again(
    post: Post, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = replace(post.server, password="forkert")
    courier = Courier(wrong, BOT, clock=clock, tls=trusted_tls())
    for _ in range(3):
        receipt = await courier.send(mail(1), EVA)
        assert (receipt.state, receipt.reason) == (SendState.RETRY, "MailLogin535")
        assert receipt.retry_at == clock() + timedelta(minutes=10)
    assert post.outgoing.logins == [b"forkert"]
    assert "forkert" not in caplog.text + repr(wrong) + repr(receipt)


@pytest.mark.parametrize("address", ["eva@example.org\r\nRCPT TO:<x@example.org>", "ø@example.org"])
async def test_what_is_no_address_is_refused(post: Post, address: str) -> None:
    assert await post.send(1, address) == Receipt(SendState.REFUSED, reason="BadMailAddress")
    assert post.outgoing.sent == []
