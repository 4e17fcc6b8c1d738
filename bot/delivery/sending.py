"""From the outbox to the world: compose, choose the road, deliver, write down what came of it."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.channel import MailRoad, TeamsRoad
from bot.domain.calendar import DENMARK, local_day
from bot.domain.delivery import (
    MailAddress,
    Receipt,
    Sending,
    SendState,
    TeamsAddress,
)
from bot.domain.notices import Notice, NoticeKind
from bot.domain.people import Road
from bot.storage import conversations, outbox, pace, people
from bot.storage.engine import Store
from bot.storage.outbox import OutboxRow, OutboxState

log = logging.getLogger(__name__)

#: surely not sent: how often it is tried before somebody has to look
MAX_TRIES = 8

Address = TeamsAddress | MailAddress


class Composer(Protocol):
    """Whoever knows what a row of the outbox says now."""

    async def compose(
        self, connection: AsyncConnection, row: OutboxRow, now: datetime
    ) -> Notice | None:
        """Give the notice, or None where there is nothing left to say."""


@dataclass(frozen=True)
class TeamsHome:
    """Where conversations with people of the bot's own tenant are opened."""

    service_url: str
    tenant_id: str


@dataclass(frozen=True)
class Sender:
    """One worker. `teams` is None where the bot has no Teams registration."""

    store: Store
    composer: Composer
    mail: MailRoad
    teams: TeamsRoad | None
    home: TeamsHome | None
    clock: Callable[[], datetime]
    name: str

    async def send_due(self, *, limit: int = 20) -> int:
        """Send what is due now, several at once; give how many rows were claimed."""
        async with self.store.transaction() as connection:
            claimed = await outbox.claim(connection, self.name, self.clock(), limit=limit)
        await asyncio.gather(*(self._send(row) for row in claimed))
        return len(claimed)

    async def _send(self, row: OutboxRow) -> None:
        try:
            await self._prepare_and_deliver(row)
        except Exception:  # one bad row must not stop the others
            log.exception("outbox row %s could not be sent", row.outbox_id)
            async with self.store.transaction() as connection:
                left = await outbox.row_of(connection, row.outbox_id)
            doubtful = left is not None and left.state is OutboxState.SENDING
            state = OutboxState.UNCERTAIN if doubtful else OutboxState.FAILED
            await self._settle(row, state, reason="internal-error")

    async def _prepare_and_deliver(self, row: OutboxRow) -> None:
        async with self.store.transaction() as connection:
            now = self.clock()
            silent = await self._silence(connection, row, now)
            notice = None if silent else await self.composer.compose(connection, row, now)
            earlier = await outbox.row_of(connection, row.replaces_id) if row.replaces_id else None
            roads = await self._roads(connection, row, earlier) if notice else []
        if silent:
            await self._settle(row, silent[0], reason=silent[1], due_at=silent[2])
            return
        if notice is None or (earlier and earlier.ref is None):
            await self._settle(row, OutboxState.SKIPPED, reason="nothing-to-say")
            return
        if not roads:
            await self._settle(row, OutboxState.SKIPPED, reason="no-address")
            return
        sending = Sending(
            row.outbox_id,
            replaces=earlier.ref if earlier else None,
            in_reply_to=row.about.get("in_reply_to"),
        )
        for last, address in ((address is roads[-1], address) for address in roads):
            receipt = await self._deliver(row, notice, address, sending)
            if receipt is None:
                return  # the lease went to another worker
            if receipt.state is SendState.REFUSED and not last:
                continue  # surely not sent: the next road may do
            await self._write(row, receipt, address)
            return

    async def _deliver(
        self, row: OutboxRow, notice: Notice, address: Address, sending: Sending
    ) -> Receipt | None:
        road = Road.TEAMS if isinstance(address, TeamsAddress) else Road.MAIL
        async with self.store.transaction() as connection:
            if not await outbox.begin_sending(connection, row.outbox_id, self.name, road):
                return None
        if isinstance(address, MailAddress):
            return await self.mail.deliver(notice, address, sending)
        if self.teams is None:
            return Receipt(SendState.REFUSED, reason="no-teams")
        return await self.teams.deliver(notice, address, sending)

    async def _write(self, row: OutboxRow, receipt: Receipt, address: Address) -> None:
        match receipt.state:
            case SendState.SENT:
                await self._remember(row, receipt, address)
                await self._settle(
                    row,
                    OutboxState.SENT,
                    ref=receipt.ref,
                    conversation_id=receipt.conversation_id,
                )
            case SendState.UNCERTAIN:
                await self._settle(row, OutboxState.UNCERTAIN, reason=receipt.reason)
            case SendState.RETRY if row.tries < MAX_TRIES:
                await self._retry(row, receipt, address)
            case _:
                await self._settle(row, OutboxState.FAILED, reason=receipt.reason or "gave-up")

    async def _remember(self, row: OutboxRow, receipt: Receipt, address: Address) -> None:
        """Keep the conversation that was opened with somebody."""
        if not isinstance(address, TeamsAddress) or address.conversation_id is not None:
            return
        if receipt.conversation_id is None:
            return
        async with self.store.transaction() as connection:
            opened = replace(address, conversation_id=receipt.conversation_id)
            await conversations.remember(
                connection, opened, entra_id=address.user_id, channel_id=None
            )

    async def _retry(self, row: OutboxRow, receipt: Receipt, address: Address) -> None:
        now = self.clock()
        due_at = receipt.retry_at or now
        async with self.store.transaction() as connection:
            if isinstance(address, TeamsAddress) and receipt.reason == "Throttled":
                # the other side asked us to wait: that holds for all workers
                await pace.hold(connection, "tenant", pace.TENANT, due_at)
            await outbox.settle(
                connection,
                row.outbox_id,
                self.name,
                OutboxState.READY,
                now=now,
                reason=receipt.reason,
                due_at=due_at,
            )

    async def _settle(
        self,
        row: OutboxRow,
        state: OutboxState,
        *,
        ref: str | None = None,
        conversation_id: str | None = None,
        reason: str | None = None,
        due_at: datetime | None = None,
    ) -> None:
        async with self.store.transaction() as connection:
            await outbox.settle(
                connection,
                row.outbox_id,
                self.name,
                state,
                now=self.clock(),
                ref=ref,
                conversation_id=conversation_id,
                reason=reason,
                due_at=due_at,
            )

    async def _silence(
        self, connection: AsyncConnection, row: OutboxRow, now: datetime
    ) -> tuple[OutboxState, str, datetime | None] | None:
        """Respect who wants nothing, and who wants nothing yet; an answer is always given."""
        if row.person_id is None or row.kind is NoticeKind.ANSWER or row.replaces_id:
            return None
        wishes = await people.wishes_of(connection, row.person_id)
        if wishes.opted_out:
            return OutboxState.SKIPPED, "opted-out", None
        if wishes.paused_until and local_day(now) < wishes.paused_until:
            back = datetime.combine(wishes.paused_until, time(8), DENMARK)
            return OutboxState.READY, "paused", back
        return None

    async def _roads(
        self, connection: AsyncConnection, row: OutboxRow, earlier: OutboxRow | None
    ) -> list[Address]:
        """Give the addresses to try in order: Teams where somebody has it, then mail."""
        teams = await self._in_teams(connection, row)
        if row.replaces_id is not None:
            if teams is None or earlier is None:
                return []
            return [replace(teams, conversation_id=earlier.conversation_id)]
        if row.person_id is None:
            return [teams] if teams else []
        person = await people.person_of(connection, row.person_id)
        mail = MailAddress(person.name, person.email)
        # an answer goes where the question came from
        return [mail] if teams is None or row.kind is NoticeKind.ANSWER else [teams, mail]

    async def _in_teams(self, connection: AsyncConnection, row: OutboxRow) -> TeamsAddress | None:
        if self.teams is None:
            return None
        if row.person_id is None:
            channel = (await people.network_of(connection, row.network_id)).channel_id
            return await conversations.channel(connection, channel) if channel else None
        entra_id = (await people.person_of(connection, row.person_id)).entra_id
        if entra_id is None:
            return None
        known = await conversations.personal(connection, entra_id)
        if known is not None or self.home is None:
            return known
        return TeamsAddress(self.home.service_url, self.home.tenant_id, None, entra_id)
