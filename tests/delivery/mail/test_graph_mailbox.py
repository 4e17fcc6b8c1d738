"""A mailbox in Exchange Online: what leaves once, what comes in once, and what is in doubt."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.delivery.mail.graph_mailbox import GraphMailbox
from bot.domain.delivery import Receipt, SendState
from bot.standin.faults import Fault
from bot.standin.graph.mailboxes import MAIL, SEND_MAIL, Box
from tests.graph_world import Pauses, graph_for
from tests.teams_world import Teams, started

BOT, EVA = "bolden@example.org", "eva@example.org"
LOST = Fault(drops=True, after_doing=True)


@dataclass
class Post:
    """The bot's mailbox, from both sides."""

    teams: Teams
    mailbox: GraphMailbox
    box: Box
    pauses: Pauses

    async def send(self, number: int = 1, *, is_repeat: bool = False) -> Receipt:
        return await self.mailbox.send(mail(number), recipient=EVA, is_repeat=is_repeat)

    async def fetch(self) -> list[bytes]:
        """Look again, once it is time to."""
        self.teams.clock.forward(seconds=15)
        return [one.raw for one in await self.mailbox.fetch_new()]

    def asked(self) -> list[str]:
        calls = self.teams.standin.graph.record.calls
        return [f"{call.method} {call.path.rpartition('/')[2]}" for call in calls]

    def fail(self, *faults: Fault) -> None:
        self.teams.standin.graph.faults.extend(faults)


def mail(number: int) -> bytes:
    return (
        f"From: {BOT}\r\nTo: {EVA}\r\nMessage-ID: <b{number}.x@example.org>\r\n"
        "Subject: =?utf-8?q?P=C3=A5mindelse?=\r\n\r\nHej\r\n"
    ).encode()


@pytest.fixture
async def post() -> AsyncIterator[Post]:
    """Give a mailbox that may be used."""
    async with started() as teams:
        graph_side = teams.standin.graph
        graph_side.tenant.granted |= {MAIL, SEND_MAIL}
        pauses = Pauses()
        async with graph_for(teams) as graph:
            mailbox = GraphMailbox(graph, BOT, clock=teams.clock, wait=pauses)
            yield Post(teams, mailbox, graph_side.mail.open(BOT), pauses)


async def test_a_mail_leaves_byte_for_byte(post: Post) -> None:
    receipt = await post.send()
    assert receipt == Receipt(SendState.SENT, ref="<b1.x@example.org>")
    assert [one.raw for one in post.box.sent] == [mail(1)]


async def test_mails_leave_two_seconds_apart(post: Post) -> None:
    for number in range(1, 4):
        await post.send(number)
    assert post.pauses.seconds == [2.0, 4.0]  # the clock of the test stands still
    post.teams.clock.forward(seconds=10)
    await post.send(4)
    assert post.pauses.seconds == [2.0, 4.0]


@pytest.mark.parametrize(
    ("fault", "reason", "seconds"),
    [
        (Fault(429, "ApplicationThrottled", retry_after="20"), "Mail429", 20),
        (Fault(503), "Mail503", 30),
        (Fault(502), "Mail502", 60),
        (LOST, "Disconnected", 60),
    ],
)
async def test_what_passes_is_tried_again(
    post: Post, fault: Fault, reason: str, seconds: int
) -> None:
    post.fail(fault)
    receipt = await post.send()
    assert (receipt.state, receipt.reason) == (SendState.RETRY, reason)
    assert receipt.retry_at == post.teams.clock() + timedelta(seconds=seconds)
    post.teams.clock.forward(seconds=seconds)
    assert (await post.send(is_repeat=True)).state is SendState.SENT
    assert len(post.box.sent) == 1  # also where the answer alone was lost


async def test_four_calls_at_a_time_and_no_more(post: Post) -> None:
    """They are slow to be answered, and the others' turn has come."""
    go_on = asyncio.Event()
    post.fail(*[Fault(holds=go_on, goes_on=True)] * 12)
    sending = asyncio.gather(*(post.send(number) for number in range(12)))
    while len(post.asked()) < 4:  # noqa: ASYNC110 - the stand-in tells nobody
        await asyncio.sleep(0)
    for _ in range(200):
        await asyncio.sleep(0)
    assert len(post.asked()) == 4
    go_on.set()
    assert {receipt.state for receipt in await sending} == {SendState.SENT}


async def test_after_a_429_nothing_leaves_before_its_time(post: Post) -> None:
    post.fail(Fault(429, retry_after="20"))
    await post.send(1)
    await post.send(2)
    assert post.pauses.seconds == [20.0]


async def test_after_a_long_429_nothing_is_held_up(post: Post) -> None:
    post.fail(Fault(429, retry_after="600"))
    await post.send(1)
    receipt = await post.send(2)
    assert (receipt.state, receipt.reason) == (SendState.RETRY, "Mail429")
    assert receipt.retry_at == post.teams.clock() + timedelta(minutes=10)
    assert post.pauses.seconds == []
    assert len(post.asked()) == 1


async def test_a_repeated_mail_is_looked_for_first(post: Post) -> None:
    await post.send()
    assert (await post.send(is_repeat=True)).state is SendState.SENT
    assert post.asked() == ["POST sendMail", "GET messages"]


async def test_where_it_cannot_be_looked_for_it_does_not_leave(post: Post) -> None:
    post.fail(*[Fault(503)] * 3)
    receipt = await post.send(is_repeat=True)
    assert (receipt.state, receipt.reason) == (SendState.RETRY, "Mail503")
    assert post.box.sent == []


@pytest.mark.parametrize(
    ("status", "code", "bad_address"),
    [
        (400, "ErrorInvalidRecipients", "5.1.0"),
        (400, "ErrorInvalidRequest", None),
        (413, "ErrorMessageSizeExceeded", None),
    ],
)
async def test_what_is_refused_is_said(
    post: Post, status: int, code: str, bad_address: str | None
) -> None:
    post.fail(Fault(status, code))
    refused = Receipt(SendState.REFUSED, reason=f"Mail{status}", bad_address=bad_address)
    assert await post.send() == refused


@pytest.mark.parametrize(
    ("status", "code"), [(403, "ErrorAccessDenied"), (404, "ErrorInvalidUser")]
)
async def test_a_mailbox_that_is_closed_is_left_alone_for_a_while(
    post: Post, status: int, code: str
) -> None:
    post.fail(Fault(status, code))
    for number in (1, 2):
        receipt = await post.send(number)
        assert (receipt.state, receipt.reason) == (SendState.RETRY, f"Mail{status}")
        assert receipt.retry_at == post.teams.clock() + timedelta(minutes=10)
    assert len(post.asked()) == 1
    post.teams.clock.forward(minutes=10)
    assert (await post.send()).state is SendState.SENT


async def test_unread_mail_is_given_until_it_is_settled(post: Post) -> None:
    drop = post.teams.standin.graph.mail.drop
    first, second = drop(BOT, b"one"), drop(BOT, b"two")
    assert await post.fetch() == [b"one", b"two"]
    assert await post.fetch() == [b"one", b"two"]
    await post.mailbox.settle(first.item_id)
    assert await post.fetch() == [b"two"]
    assert (first.is_read, second.is_read) == (True, False)
    drop(BOT, b"three")
    assert await post.fetch() == [b"two", b"three"]


async def test_after_a_start_what_is_read_is_left_alone(post: Post) -> None:
    drop = post.teams.standin.graph.mail.drop
    drop(BOT, b"read").is_read = True
    for number in range(25):  # three pages
        drop(BOT, b"%d" % number)
    assert await post.fetch() == [b"%d" % number for number in range(25)]


async def test_a_mailbox_is_asked_for_news_every_quarter_of_a_minute(post: Post) -> None:
    await post.fetch()
    await post.mailbox.fetch_new()
    assert post.asked() == ["GET delta"]


async def test_a_link_that_is_too_old_begins_anew_and_loses_nothing(post: Post) -> None:
    mails = post.teams.standin.graph.mail
    done = mails.drop(BOT, b"one")
    assert await post.fetch() == [b"one"]
    await post.mailbox.settle(done.item_id)
    mails.drop(BOT, b"two")
    post.box.oldest = 2
    assert await post.fetch() == []
    assert await post.fetch() == [b"two"]


async def test_a_mailbox_that_is_away_comes_back(post: Post) -> None:
    post.teams.standin.graph.mail.drop(BOT, b"one")
    post.fail(*[Fault(503)] * 3)
    assert await post.fetch() == []
    post.fail(Fault(200))  # an answer that is none
    assert await post.fetch() == []
    assert await post.fetch() == [b"one"]


async def test_a_mail_that_was_taken_away_is_forgotten(post: Post) -> None:
    post.teams.standin.graph.mail.drop(BOT, b"one")
    post.teams.standin.graph.mail.drop(BOT, b"two")
    await post.fetch()
    del post.box.inbox[0]
    assert await post.fetch() == [b"two"]
    assert await post.fetch() == [b"two"]
    assert post.asked().count("GET $value") == 5


async def test_what_cannot_be_marked_is_not_given_again(post: Post) -> None:
    item = post.teams.standin.graph.mail.drop(BOT, b"one")
    await post.fetch()
    post.fail(LOST)
    await post.mailbox.settle(item.item_id)
    assert await post.fetch() == []
