"""The stand-in as one running thing: its world, its keys, its address on this machine."""

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.standin.accounts import Accounts
from bot.standin.connector import FakeConnector
from bot.standin.driver import Driver
from bot.standin.files import FileShare
from bot.standin.graph.service import ROOT, FakeGraph
from bot.standin.identity import Identity
from bot.standin.login import StandInLogin
from bot.standin.machine import IdentityService
from bot.standin.places import User
from bot.standin.record import Record
from bot.standin.world import World


class StandIn:
    """Everything of Teams that Bolden needs, on loopback."""

    def __init__(
        self,
        *,
        app_id: str,
        secret: str,
        tenant_id: str,
        now: Callable[[], datetime],
        bot_name: str = "Bolden",
    ) -> None:
        self.world = World(now=now, bot_id=f"28:{app_id}", bot_name=bot_name)
        self.identity = Identity(app_id=app_id, secret=secret, tenant_id=tenant_id, now=now)
        self.accounts = Accounts(self.identity)
        #: all that went over the wire, both ways
        self.record = Record()
        self.connector = FakeConnector(self.world, self.identity, self.record)
        self.graph = FakeGraph(self.world, self.identity, self._tell_of_install)
        self.files = FileShare()
        self._runner: web.AppRunner | None = None
        self._origin = ""
        self._driver: Driver | None = None

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; with 0 the system picks the port."""
        app = self.connector.app()
        self.files.add_to(app)
        self.accounts.add_to(app)
        IdentityService(self.identity).add_to(app)
        self.graph.add_to(app)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self._origin = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening."""
        if self._driver is not None:
            await self._driver.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def origin(self) -> str:
        """Where it listens: what the bot's settings must trust."""
        return self._origin

    @property
    def service_url(self) -> str:
        """Where the bot sends to."""
        return f"{self._origin}/teams/"

    @property
    def graph_url(self) -> str:
        """Where Graph is."""
        return f"{self._origin}{ROOT}"

    @property
    def metadata_url(self) -> str:
        """Where the bot finds the keys."""
        return f"{self._origin}/openid"

    @property
    def entra_metadata_url(self) -> str:
        """Where the board finds the keys of those who sign in."""
        return f"{self._origin}/organizations/v2.0/.well-known/openid-configuration"

    @property
    def login(self) -> StandInLogin:
        """The HTTP client for msal."""
        return StandInLogin(self._origin)

    def drive(self, messages_url: str) -> Driver:
        """Give people's hands, once it is known where the bot listens."""
        self._driver = Driver(
            self.world,
            self.identity,
            self.record,
            service_url=self.service_url,
            messages_url=messages_url,
        )
        return self._driver

    async def _tell_of_install(self, user: User) -> None:
        """Whoever got the app by Graph has it like anybody else: the bot hears of it."""
        if self._driver is not None:
            await self._driver.install(user)
