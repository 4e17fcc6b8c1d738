"""The stage: Bolden as it is, with a stand-in for Teams, a folder for mail and a movable clock."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from aiohttp import web

from bot.app import BoardExtras, Running, TeamsLink, running
from bot.delivery.connector import Connector, TrustedUrls
from bot.delivery.keyring import KeyRing
from bot.delivery.roads import TeamsHome
from bot.delivery.tokens import TokenSource
from bot.delivery.verification import TokenVerifier
from bot.demo.clock import DemoClock
from bot.demo.pages import add_pages
from bot.domain.people import Network
from bot.errors import BadInputError
from bot.followups.members import MemberLine
from bot.settings import Board, Database, Mail, Settings
from bot.standin.driver import Driver
from bot.standin.serving import StandIn
from bot.standin.world import Conversation, User
from bot.storage import outbox, people
from bot.storage.outbox import OutboxState
from bot.storage.tables import outbox as outbox_table

APP_ID, SECRET, TENANT = "demo-app", "demo-secret", "11111111-1111-4111-8111-111111111111"


@dataclass
class Stage:
    """Everything that the play acts on."""

    parts: Running
    standin: StandIn
    driver: Driver
    clock: DemoClock
    mail: Path
    url: str
    network: Network | None = None
    users: dict[str, User] = field(default_factory=dict)
    channel: Conversation | None = None

    async def cast(self, key: str, name: str, members: Sequence[MemberLine]) -> Network:
        """Set up the network, its members, their Teams and its channel."""
        self.channel = self.standin.world.add_channel(name, tenant_id=TENANT)
        channel_id = self.channel.conversation_id
        async with self.parts.store.transaction() as connection:
            network = await people.add_network(connection, key, name, channel_id)
            for one in members:
                values = {
                    "name": one.name,
                    "email": one.email,
                    "title": one.title,
                    "municipality": one.municipality,
                    "entra_id": one.entra_id,
                }
                roles = list(one.roles)
                await people.save_member(connection, network.network_id, values, roles)
        for one in members:
            if one.entra_id:
                user = self.standin.world.add_user(
                    one.name, entra_id=one.entra_id, tenant_id=TENANT
                )
                self.users[one.entra_id] = user
        for user in self.users.values():
            await self.driver.install(user)
            if self.channel and user is next(iter(self.users.values())):
                await self.driver.install_in(self.channel, user)
        self.network = network
        return network

    async def settle(self) -> None:
        """Go round until nothing that is due is left."""
        store = self.parts.store
        for _ in range(400):
            await self.parts.timetable.round()
            soon = self.clock() + timedelta(minutes=1)
            async with store.transaction() as connection:
                waiting = await outbox.rows(
                    connection,
                    outbox_table.c.state == OutboxState.READY,
                    outbox_table.c.due_at <= soon,
                )
            if not waiting:
                return
            await asyncio.sleep(0.05)  # the pace lets the next ones go in a moment


@asynccontextmanager
async def stage(
    folder: Path, clock: DemoClock, *, port: int, notices: tuple[str, ...] = ()
) -> AsyncIterator[Stage]:
    """Build the stage in an empty folder and serve the board on a port (0: any)."""
    listening = _listen(port)
    port = listening.getsockname()[1]
    settings = Settings(
        database=Database(url=f"sqlite+aiosqlite:///{folder / 'bolden.sqlite'}"),
        board=Board(port=port),
        mail=Mail(folder=str(folder / "mail")),
    )
    standin = StandIn(app_id=APP_ID, secret=SECRET, tenant_id=TENANT, now=clock)
    await standin.start()
    links = (("Teams", "/proeve/teams"), ("Mail", "/proeve/mail"))
    extras = BoardExtras(notices, links, ("bot.demo",))
    try:
        async with running(
            settings, clock=clock, link=_link(standin, clock), extras=extras
        ) as parts:
            driver = standin.drive(f"{settings.board.url}/api/messages")
            built = Stage(parts, standin, driver, clock, folder / "mail", settings.board.url)
            add_pages(parts.app, built)
            runner = web.AppRunner(parts.app, access_log=None)
            await runner.setup()
            await web.SockSite(runner, listening).start()
            try:
                yield built
            finally:
                await runner.cleanup()
    finally:
        await standin.stop()


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise BadInputError(
            f"Port {port} is taken on this machine; choose another with --port."
        ) from error


def _link(standin: StandIn, clock: DemoClock) -> TeamsLink:
    return TeamsLink(
        Connector(
            TokenSource(APP_ID, SECRET, TENANT, now=clock, http_client=standin.login),
            trusted=TrustedUrls(frozenset({standin.origin})),
        ),
        TokenVerifier(APP_ID, KeyRing(now=clock, metadata_url=standin.metadata_url), now=clock),
        f"28:{APP_ID}",
        frozenset({TENANT}),
        TeamsHome(standin.service_url, TENANT),
    )
