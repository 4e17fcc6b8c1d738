"""The stand-in's Graph over HTTP: tokens, permissions, faults and a record like the connector's."""

from collections import deque

from aiohttp import web

from bot.standin.faults import Fault
from bot.standin.graph.channels import Channels
from bot.standin.graph.installing import Installations, OnInstall
from bot.standin.graph.listing import Lists
from bot.standin.graph.mailboxes import Mailboxes
from bot.standin.graph.tenant import Tenant
from bot.standin.identity import GRAPH, Identity
from bot.standin.record import Record
from bot.standin.wire import Wire
from bot.standin.world import World

ROOT = "/v1.0"


class FakeGraph:
    """Answers as Graph does for one tenant whose people are in the stand-in's world."""

    def __init__(self, world: World, identity: Identity, on_install: OnInstall) -> None:
        self.tenant = Tenant()
        self.mail = Mailboxes(self.tenant, world.now)
        #: what the bot asked of Graph
        self.record = Record()
        self._wire = Wire(
            ROOT,
            self.record,
            now=world.now,
            accepts=lambda authorization: identity.accepts(authorization, GRAPH),
            unknown="InvalidAuthenticationToken",
        )
        self._channels = Channels(self.tenant, world)
        self._installations = Installations(self.tenant, world, on_install)

    @property
    def faults(self) -> deque[Fault]:
        """What is shown instead of an answer, one a call, in this order."""
        return self._wire.faults

    def add_to(self, app: web.Application) -> None:
        """Serve it below its version, as the real one is."""
        own = self._wire.app()
        Lists(self.tenant).add_to(own)
        self._channels.add_to(own)
        self._installations.add_to(own)
        self.mail.add_to(own)
        app.add_subapp(ROOT, own)
