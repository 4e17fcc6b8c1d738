"""What every mailbox does alike: a folder, Graph, Exchange, miniature and real mail servers."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from inspect import isawaitable
from pathlib import Path

import pytest

from bot.delivery.channel import Incoming, Mailbox
from bot.delivery.mail.ews_mailbox import EwsMailbox
from bot.delivery.mail.exchange_line import Login
from bot.delivery.mail.folder import MaildirMailbox
from bot.delivery.mail.graph_mailbox import GraphMailbox
from bot.delivery.mail.internet_mailbox import InternetMailbox
from bot.delivery.mail.server import Security, Server, trusted_tls
from bot.delivery.mail.smtp import Courier
from bot.domain.delivery import Receipt, SendState
from bot.standin.graph.mailboxes import MAIL, SEND_MAIL
from tests.conftest import TUESDAY, Clock
from tests.ews_world import ews_started
from tests.graph_world import Pauses, graph_for
from tests.mail_servers import PASSWORD, USER, mail_servers
from tests.real_mail import real_mail, without_trace
from tests.teams_world import started

BOT, EVA = "bolden@example.org", "eva@example.org"
LETTER = (
    f"From: {BOT}\r\nTo: {EVA}\r\nMessage-ID: <b7.x@example.org>\r\n"
    "Subject: =?utf-8?q?P=C3=A5mindelse?=\r\n\r\n.Hej =C3=A6\r\n\r\n"
).encode()


@dataclass
class Road:
    """A mailbox from both sides; `open` is a start of Bolden."""

    open: Callable[[], Mailbox]
    put: Callable[[bytes], object]
    left: Callable[[], list[bytes]]
    clock: Clock
    #: until what was sent has arrived
    arrived: Callable[[], Awaitable[None]] | None = None
    #: a mail as its sender wrote it, without what servers on its way put on top
    written: Callable[[bytes], bytes] = bytes

    async def drop(self, raw: bytes) -> None:
        """Let a mail come in."""
        coming = self.put(raw)
        if isawaitable(coming):
            await coming

    async def sent(self) -> list[bytes]:
        """Give what others got from Bolden."""
        if self.arrived is not None:
            await self.arrived()
        return [self.written(raw) for raw in self.left()]

    async def fetch(self, mailbox: Mailbox) -> list[Incoming]:
        """Look once it is time to."""
        self.clock.forward(minutes=1)
        found = await mailbox.fetch_new()
        return [Incoming(one.uid, self.written(one.raw)) for one in found]


def folder(root: Path) -> Road:
    clock = Clock(TUESDAY)

    def drop(raw: bytes) -> None:
        new = root / "inbox" / "new"
        (new / f"{len(list(new.iterdir()))}.example").write_bytes(raw)

    def sent() -> list[bytes]:
        return [path.read_bytes() for path in (root / "outbox").iterdir()]

    return Road(lambda: MaildirMailbox(root, clock=clock), drop, sent, clock)


async def graph(stack: AsyncExitStack) -> Road:
    teams = await stack.enter_async_context(started())
    side = teams.standin.graph
    side.tenant.granted |= {MAIL, SEND_MAIL}
    client = await stack.enter_async_context(graph_for(teams))
    box = side.mail.open(BOT)
    return Road(
        lambda: GraphMailbox(client, BOT, clock=teams.clock, wait=Pauses()),
        lambda raw: side.mail.drop(BOT, raw),
        lambda: [one.raw for one in box.sent],
        teams.clock,
    )


async def ews(stack: AsyncExitStack) -> Road:
    clock = Clock(TUESDAY)
    server = await stack.enter_async_context(ews_started(clock))
    login = Login(server.url, "basic", server.user, server.password)

    def start() -> Mailbox:
        mailbox = EwsMailbox(login, server.address, clock=clock)
        stack.push_async_callback(mailbox.close)
        return mailbox

    return Road(start, server.drop, lambda: server.sent, clock)


async def smtp(stack: AsyncExitStack) -> Road:
    servers = await stack.enter_async_context(mail_servers())

    def server(port: int) -> Server:
        return Server("127.0.0.1", port, Security.NONE, USER, PASSWORD)

    clock, sent = Clock(TUESDAY), servers.outgoing.sent
    return Road(
        _internet(stack, server(servers.smtp_port), server(servers.imap_port), clock),
        servers.incoming.drop,
        lambda: [one.original_content or b"" for one in sent],
        clock,
    )


async def postfix(stack: AsyncExitStack) -> Road:
    mail, clock = stack.enter_context(real_mail([EVA])), Clock(TUESDAY)
    given = mail.settings()
    return Road(
        _internet(stack, given.smtp, given.imap, clock),
        lambda raw: mail.post_from_outside(raw, "lis@elsewhere.example.org"),
        lambda: mail.got(EVA),
        clock,
        mail.settled,
        without_trace,
    )


def _internet(
    stack: AsyncExitStack, out: Server, back: Server, clock: Clock
) -> Callable[[], Mailbox]:
    tls = trusted_tls()

    def start() -> Mailbox:
        courier = Courier(out, BOT, clock=clock, tls=tls)
        mailbox = InternetMailbox(courier, back, clock=clock, tls=tls, wake=lambda: None)
        stack.push_async_callback(mailbox.close)
        return mailbox

    return start


SERVERS = {"graph": graph, "ews": ews, "smtp": smtp, "postfix": postfix}


@pytest.fixture(params=["folder", *SERVERS])
async def road(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Road]:
    """Give each road in turn."""
    async with AsyncExitStack() as stack:
        if request.param == "folder":
            yield folder(tmp_path)
        else:
            yield await SERVERS[request.param](stack)


async def test_a_mail_leaves_once_and_byte_for_byte(road: Road) -> None:
    receipt = await road.open().send(LETTER, recipient=EVA)
    assert receipt == Receipt(SendState.SENT, ref="<b7.x@example.org>")
    assert await road.sent() == [LETTER]


async def test_what_comes_is_given_oldest_first_until_it_is_settled(road: Road) -> None:
    mailbox = road.open()
    assert await road.fetch(mailbox) == []
    await road.drop(b"Subject: en\r\n\r\n\xc3\xa6\r\n")
    await road.drop(b"Subject: to\r\n\r\n")
    first, second = await road.fetch(mailbox)
    assert (first.raw, second.raw) == (b"Subject: en\r\n\r\n\xc3\xa6\r\n", b"Subject: to\r\n\r\n")
    await mailbox.settle(first.uid)
    assert await road.fetch(mailbox) == [second]
    await mailbox.settle(second.uid)
    await mailbox.settle(second.uid)  # a second time is no fault
    assert await road.fetch(mailbox) == []


async def test_after_a_start_only_what_was_not_settled_is_given(road: Road) -> None:
    before = road.open()
    await road.drop(b"Subject: en\r\n\r\n")
    await road.drop(b"Subject: to\r\n\r\n")
    first, _ = await road.fetch(before)
    await before.settle(first.uid)
    assert [one.raw for one in await road.fetch(road.open())] == [b"Subject: to\r\n\r\n"]
