"""From the outbox to the world: compose, choose the road, deliver, write down what came of it."""

import asyncio
import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.channel import MailRoad, TeamsRoad
from bot.delivery.quiet import Later, Never, wish
from bot.delivery.roads import Address, Route, TeamsHome, road_of, route, same_place
from bot.delivery.settling import GAVE_UP, MAX_TRIES, Settling, is_over, thread_of
from bot.domain.delivery import (
    Detour,
    MailAddress,
    Receipt,
    Sending,
    SendState,
    TeamsAddress,
)
from bot.domain.language import speaking, spoken
from bot.domain.notices import Notice
from bot.domain.people import Road
from bot.errors import place_of
from bot.storage import outbox, people
from bot.storage.engine import Store
from bot.storage.outbox import OutboxRow, OutboxState

log = logging.getLogger(__name__)

#: until an update is looked at again that has to wait for the card itself
_SOON = timedelta(seconds=2)


class Composer(Protocol):
    """Whoever knows what a row of the outbox says now, and what follows where it cannot arrive."""

    async def compose(
        self, connection: AsyncConnection, row: OutboxRow, now: datetime
    ) -> Notice | None:
        """Give the notice, or None where there is nothing left to say."""

    async def refused(
        self,
        connection: AsyncConnection,
        row: OutboxRow,
        code: str,
        addresses: Collection[str],
        now: datetime,
    ) -> None:
        """Take note that there is no such mail address as the row went to."""


@dataclass(frozen=True)
class _Ready:
    """A notice that may leave."""

    notice: Notice
    route: Route
    sending: Sending


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
    #: what waits here is not marked as being sent
    _lines: asyncio.Semaphore = field(init=False, repr=False)

    def __post_init__(self) -> None:
        lines = asyncio.Semaphore(self.mail.capabilities.at_once)
        object.__setattr__(self, "_lines", lines)

    async def send_due(self, *, limit: int = 20) -> int:
        """Send what is due now, several at once; give how many rows were claimed."""
        async with self.store.transaction() as connection:
            claimed = await outbox.claim(
                connection, self.name, self.clock(), limit=limit, surely=self._surely
            )
        threads = _by_thread(claimed)
        sendings = asyncio.gather(*map(self._send_in_turn, threads), return_exceptions=True)
        try:
            results = await asyncio.shield(sendings)
        except asyncio.CancelledError:
            # what is on its way is awaited: whoever stops the worker must not make doubts
            await sendings
            raise
        for thread, result in zip(threads, results, strict=True):
            if isinstance(result, BaseException):  # the lease will end, and another will look
                ids = ", ".join(str(row.outbox_id) for row in thread)
                log.error("one of the outbox rows %s is not settled: %s", ids, place_of(result))
        return len(claimed)

    @property
    def _surely(self) -> frozenset[Road]:
        """Give the roads that can tell whether something has left: nothing there is in doubt."""
        return frozenset({Road.MAIL}) if self.mail.capabilities.looks_up else frozenset()

    @property
    def _pen(self) -> Settling:
        return Settling(self.store, self.clock, self.name, self.composer.refused)

    async def _send_in_turn(self, rows: list[OutboxRow]) -> None:
        """Two notices to one person arrive in the order in which they were written."""
        for number, row in enumerate(rows, start=1):
            again_at = await self._send(row)
            if again_at is not None:
                await self._put_back(rows[number:], again_at)
                return

    async def _put_back(self, rows: list[OutboxRow], at: datetime) -> None:
        """Let what was to follow wait for what could not leave yet."""
        for row in rows:
            await self._pen.settle(
                row, OutboxState.READY, reason="awaits-card", due_at=at, is_try=False
            )

    async def is_behind(self) -> bool:
        """Say whether something waits for the pace alone."""
        async with self.store.transaction() as connection:
            return await outbox.is_anything_due(connection, self.clock())

    async def _send(self, row: OutboxRow) -> datetime | None:
        """Send it if it may leave; give when it is tried again where no road took it now."""
        try:
            async with self.store.transaction() as connection:
                ready = await self._prepare(connection, row)
            match ready:
                case Never(reason):
                    await self._pen.settle(row, OutboxState.SKIPPED, reason=reason)
                case Later(reason, at):
                    await self._pen.settle(
                        row, OutboxState.READY, reason=reason, due_at=at, is_try=False
                    )
                case _Ready():
                    return await self._deliver(row, ready)
        except Exception as error:  # noqa: BLE001 - one bad row must not stop the others
            log.error("outbox row %s could not be sent: %s", row.outbox_id, place_of(error))
            await self._give_up(row)
        return None

    async def _give_up(self, row: OutboxRow) -> None:
        """Try again what surely has not left: the database may have been away."""
        async with self.store.transaction() as connection:
            left = await outbox.row_of(connection, row.outbox_id)
        if left and left.state is OutboxState.SENDING and row.replaces_id is None:
            await self._pen.settle(row, OutboxState.UNCERTAIN, reason="internal-error")
        elif row.tries < MAX_TRIES:
            await self._pen.settle(
                row, OutboxState.READY, reason="internal-error", due_at=self._pen.backoff(row)
            )
        else:
            await self._pen.settle(row, OutboxState.FAILED, reason="internal-error")

    async def _prepare(self, connection: AsyncConnection, row: OutboxRow) -> _Ready | Later | Never:
        with speaking(await _language(connection, row)):
            return await self._prepare_in_words(connection, row)

    async def _prepare_in_words(
        self, connection: AsyncConnection, row: OutboxRow
    ) -> _Ready | Later | Never:
        now = self.clock()
        if row.replaces_id is not None:
            return await self._prepare_update(connection, row, row.replaces_id, now)
        if hushed := await wish(connection, row, now):
            return hushed
        notice = await self.composer.compose(connection, row, now)
        if notice is None:
            return Never("nothing-to-say")
        way = await route(connection, row, self.home, now, has_teams=self.teams is not None)
        if not way.addresses:
            return Never(way.detour.reason if way.detour else "no-address")
        answered = row.about.get("in_reply_to")
        sending = Sending(
            row.outbox_id,
            row.person_id,
            in_reply_to=answered,
            language=spoken(),
            is_repeat=row.tries > 1,
        )
        return _Ready(notice, way, sending)

    async def _prepare_update(
        self, connection: AsyncConnection, row: OutboxRow, replaces_id: int, now: datetime
    ) -> _Ready | Later | Never:
        """Replace a card where it stands, after the card itself and the updates before."""
        earlier = await outbox.row_of(connection, replaces_id)
        if earlier and earlier.state in (OutboxState.CLAIMED, OutboxState.SENDING):
            return Later("awaits-card", now + _SOON)
        if await outbox.is_older_update_on_its_way(connection, row):
            return Later("awaits-card", now + _SOON)
        if earlier is None or earlier.road is not Road.TEAMS or not earlier.ref:
            return Never("no-card")
        if earlier.conversation_id is None or self.teams is None:
            return Never("no-card")
        way = await same_place(connection, row, earlier, self.home, now)
        if not way.addresses:
            return Never(way.detour.reason if way.detour else "no-card")
        notice = await self.composer.compose(connection, row, now)
        if notice is None:
            return Never("nothing-to-say")
        return _Ready(notice, way, Sending(row.outbox_id, replaces=earlier.ref, language=spoken()))

    async def _deliver(self, row: OutboxRow, ready: _Ready) -> datetime | None:
        """Try the roads in order: the next one where it was surely not sent by this one.

        Give when it is tried again where it could not leave now.
        """
        detour = ready.route.detour
        for address in ready.route.addresses:
            receipt = await self._try(row, ready, address)
            if receipt is None:
                return None  # the lease went to another worker
            if receipt.state is SendState.GONE and isinstance(address, TeamsAddress):
                await self._pen.close(row, receipt, address)
            is_last = address is ready.route.addresses[-1]
            if is_last or not is_over(row, receipt, MAX_TRIES):
                return await self._pen.write(row, receipt, address, detour)
            detour = Detour(road_of(address), receipt.reason or GAVE_UP)
        return None

    async def _try(self, row: OutboxRow, ready: _Ready, address: Address) -> Receipt | None:
        if isinstance(address, MailAddress):
            async with self._lines:
                return await self._try_now(row, ready, address)
        return await self._try_now(row, ready, address)

    async def _try_now(self, row: OutboxRow, ready: _Ready, address: Address) -> Receipt | None:
        road = road_of(address)
        async with self.store.transaction() as connection:
            is_ours = await outbox.begin_sending(
                connection, row.outbox_id, self.name, road, self.clock()
            )
        if not is_ours:
            return None
        if isinstance(address, MailAddress):
            return await self.mail.deliver(ready.notice, address, ready.sending)
        if self.teams is None:
            return Receipt(SendState.REFUSED, reason="no-teams")
        return await self.teams.deliver(ready.notice, address, ready.sending)


async def _language(connection: AsyncConnection, row: OutboxRow) -> str | None:
    """Give what is spoken to whom a row is for: a person, or a network's channel."""
    if row.person_id is not None:
        return await people.language_of(connection, row.person_id)
    return (await people.network_of(connection, row.network_id)).language


def _by_thread(claimed: list[OutboxRow]) -> list[list[OutboxRow]]:
    """Put together what goes to one person or one channel, oldest first."""
    threads: dict[str, list[OutboxRow]] = {}
    for row in claimed:
        threads.setdefault(thread_of(row), []).append(row)
    return list(threads.values())
