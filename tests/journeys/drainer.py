"""A worker in a process of its own, to be killed: sends all mails by one road, names each.

Its clock is moved to whatever is due next; nothing waits in real time.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot.delivery.calling import Answered
from bot.delivery.channel import Capabilities, Mailbox
from bot.delivery.credentials import Secret
from bot.delivery.graph import Graph, Query
from bot.delivery.mail.binding import Binding
from bot.delivery.mail.folder import MaildirMailbox
from bot.delivery.mail.graph_mailbox import GraphMailbox
from bot.delivery.mail.internet_mailbox import InternetMailbox
from bot.delivery.mail.sender import MailSender
from bot.delivery.mail.server import Security, Server, trusted_tls
from bot.delivery.mail.smtp import Courier
from bot.delivery.sending import Sender
from bot.delivery.tokens import GRAPH, TokenSource
from bot.domain.delivery import MailAddress, Receipt
from bot.followups.composing.composer import Composer
from bot.standin.login import StandInLogin
from bot.storage.engine import Store
from bot.storage.outbox import OutboxState
from bot.storage.tables import outbox
from tests.journeys.moved import Patience, SharedClock
from tests.mail_servers import PASSWORD, USER

BOT = "bolden@example.org"
BINDING = Binding(b"invented key of the tests, 32 by", "example.org")
#: between two looks where only the pace holds something back
_MOMENT = timedelta(seconds=0.5)


@dataclass
class Announcing:
    """Says which mail is about to leave: time to be killed in. Each takes so many seconds."""

    inner: Mailbox
    capabilities: Capabilities
    clock: SharedClock
    seconds: float

    async def send(self, message: bytes, *, recipient: str, is_repeat: bool = False) -> Receipt:
        """Say so, and let it leave."""
        print(recipient, flush=True)  # noqa: T201
        self.clock.forward(seconds=self.seconds)
        return await self.inner.send(message, recipient=recipient, is_repeat=is_repeat)


class UnhurriedGraph(Graph):
    """No time passes while it is asked."""

    patience: Patience

    async def get(self, path: str, query: Query | None = None) -> Answered:
        """Look something up."""
        async with self.patience.calling():
            return await super().get(path, query)

    async def post_text(self, path: str, text: str) -> Answered:
        """Send a mail."""
        async with self.patience.calling():
            return await super().post_text(path, text)


@asynccontextmanager
async def _folder(clock: SharedClock, root: str) -> AsyncIterator[Mailbox]:
    yield MaildirMailbox(Path(root), clock=clock)


@asynccontextmanager
async def _smtp(clock: SharedClock, port: str) -> AsyncIterator[Mailbox]:
    server = Server("127.0.0.1", int(port), Security.NONE, USER, PASSWORD)
    tls = trusted_tls()
    courier = Courier(server, BOT, clock=clock, tls=tls)
    yield InternetMailbox(courier, server, clock=clock, tls=tls, wake=lambda: None)
    await courier.close()


@asynccontextmanager
async def _graph(
    clock: SharedClock, origin: str, base: str, *credential: str
) -> AsyncIterator[Mailbox]:
    login = StandInLogin(origin)
    tokens = TokenSource(Secret(*credential), now=clock, service=GRAPH, http_client=login)
    patience = Patience(clock)
    graph = UnhurriedGraph(tokens, now=clock, base=base, wait=patience.wait_between)
    graph.patience = patience
    yield GraphMailbox(graph, BOT, clock=clock, wait=patience.wait)
    await graph.close()


@asynccontextmanager
async def _ews(clock: SharedClock, url: str, user: str, password: str) -> AsyncIterator[Mailbox]:
    from bot.delivery.mail.ews_mailbox import EwsMailbox
    from bot.delivery.mail.exchange_line import Login

    mailbox = EwsMailbox(Login(url, "basic", user, password), BOT, clock=clock)
    yield mailbox
    await mailbox.close()


_ROADS: dict[str, Callable[..., AbstractAsyncContextManager[Mailbox]]] = {
    "folder": _folder,
    "smtp": _smtp,
    "graph": _graph,
    "ews": _ews,
}


async def _next(store: Store) -> datetime | None:
    """Give when something is due again; None where nothing is left to do."""
    on_its_way = outbox.c.state.in_((OutboxState.CLAIMED, OutboxState.SENDING))
    due = select(func.min(outbox.c.due_at)).where(outbox.c.state == OutboxState.READY)
    late = select(func.min(outbox.c.lease_until)).where(on_its_way)
    async with store.transaction() as connection:
        moments = [await connection.scalar(one) for one in (due, late)]
    return min((one for one in moments if one is not None), default=None)


async def main(url: str, clock_file: str, name: str, road: str, *where: str) -> None:
    """Work until nothing is left to do."""
    clock, store = SharedClock(Path(clock_file)), Store(url)
    async with _ROADS[road](clock, *where) as mailbox:
        seconds = 0.0 if road == "graph" else 1.0  # a mailbox that keeps a pace waits by itself
        announcing = Announcing(mailbox, mailbox.capabilities, clock, seconds)
        mail = MailSender(announcing, BINDING, MailAddress("Bolden", BOT), clock)
        sender = Sender(store, Composer("http://127.0.0.1:3978"), mail, None, None, clock, name)
        while (moment := await _next(store)) is not None:
            if not await sender.send_due():
                clock.move(max(moment, clock() + _MOMENT))
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
