"""The stage: Bolden as it is, with a stand-in for Teams, a folder for mail and a movable clock."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.app import Running
from bot.demo.clock import DemoClock
from bot.domain.people import Network
from bot.followups.members import MemberLine, save_members
from bot.standin.driver import Driver
from bot.standin.places import Conversation, User
from bot.standin.serving import StandIn
from bot.storage import outbox, people
from bot.storage.outbox import OutboxState
from bot.storage.tables import outbox as outbox_table

#: everybody of the play is in this tenant
TENANT = "11111111-1111-4111-8111-111111111111"


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
            await save_members(connection, network, members)
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
