"""Build the stage: Bolden as it is, with a stand-in for Teams, a folder and a movable clock."""

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from aiohttp import web

from bot.app import BoardExtras, running
from bot.delivery.connector import Connector, TrustedUrls
from bot.delivery.credentials import Secret
from bot.delivery.graph import Graph
from bot.delivery.installing import Installer
from bot.delivery.keyring import KeyRing
from bot.delivery.roads import TeamsHome
from bot.delivery.tokens import GRAPH, TokenSource
from bot.delivery.verification import TokenVerifier
from bot.demo.clock import DemoClock
from bot.demo.pages import add_pages
from bot.demo.stage import TENANT, Stage
from bot.domain.language import DANISH
from bot.errors import BadInputError
from bot.linking import TeamsLink
from bot.settings import Board, Database, Mail, Settings
from bot.standin.serving import StandIn

APP_ID, SECRET = "demo-app", "demo-secret"


@asynccontextmanager
async def stage(
    folder: Path, clock: DemoClock, *, port: int, notices: tuple[str, ...] = ()
) -> AsyncIterator[Stage]:
    """Build the stage in an empty folder and serve the board on a port (0: any)."""
    listening = _listen(port)
    port = listening.getsockname()[1]
    settings = Settings(
        database=Database(url=f"sqlite:///{folder / 'bolden.sqlite'}"),
        board=Board(port=port),
        mail=Mail(folder=str(folder / "mail")),
    )
    standin = StandIn(app_id=APP_ID, secret=SECRET, tenant_id=TENANT, now=clock)
    await standin.start()
    links = (("Teams", "/proeve/teams"), ("Mail", "/proeve/mail"), ("Kald", "/proeve/kald"))
    extras = BoardExtras(DANISH, notices, links, ("bot.demo",), open_to=settings.board.url)
    try:
        async with running(
            settings, clock=clock, link=link_to(standin, clock), extras=extras
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


def link_to(standin: StandIn, clock: Callable[[], datetime]) -> TeamsLink:
    """Link the bot to a stand-in instead of Microsoft."""
    secret = Secret(APP_ID, TENANT, SECRET)
    graph = Graph(
        TokenSource(secret, now=clock, service=GRAPH, http_client=standin.login),
        now=clock,
        base=standin.graph_url,
    )
    return TeamsLink(
        Connector(
            TokenSource(secret, now=clock, http_client=standin.login),
            trusted=TrustedUrls(frozenset({standin.origin})),
        ),
        TokenVerifier(APP_ID, KeyRing(now=clock, metadata_url=standin.metadata_url), now=clock),
        f"28:{APP_ID}",
        frozenset({TENANT}),
        TeamsHome(standin.service_url, TENANT, installs=True),
        graph,
        Installer(graph, APP_ID, now=clock),
    )
