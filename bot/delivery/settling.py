"""What came of a delivery, written down: by the lease's owner, each time in one transaction."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.pauses import jittered
from bot.delivery.roads import Address
from bot.domain.delivery import Detour, MailAddress, Receipt, SendState, TeamsAddress
from bot.storage import conversations, outbox, pace, people
from bot.storage.engine import Store
from bot.storage.outbox import OutboxRow, OutboxState

#: surely not sent: how often a road is tried before the next one is, where there is one
MAX_TRIES = 8
#: how often the last road is: with the pauses below at least three days, then somebody has to look
MAX_LAST_TRIES = 82
#: what a receipt gives as its reason where the other side asked us to slow down
THROTTLED = "Http429"
#: where a mailbox has so many mails to send that this one was not tried
PACED = "MailPace"
GAVE_UP = "gave-up"
_LONGEST_PAUSE = timedelta(hours=1)

#: takes note that there is no such mail address as a row went to, with the server's code
Refused = Callable[[AsyncConnection, OutboxRow, str, Collection[str], datetime], Awaitable[None]]


@dataclass(frozen=True)
class Settling:
    """One worker's pen."""

    store: Store
    clock: Callable[[], datetime]
    name: str
    refused: Refused

    async def close(self, row: OutboxRow, receipt: Receipt, address: TeamsAddress) -> None:
        """Nobody knocks there again until somebody writes or installs; a thread is no place."""
        if row.person_id is None and row.replaces_id is not None:
            return
        place = address.conversation_id or receipt.conversation_id
        async with self.store.transaction() as connection:
            entra_id = None
            if row.person_id is not None:
                entra_id = (await people.person_of(connection, row.person_id)).entra_id
            await conversations.close(
                connection,
                replace(address, conversation_id=place),
                receipt.reason or GAVE_UP,
                entra_id=entra_id,
                channel_id=place if row.person_id is None else None,
                now=self.clock(),
            )

    async def write(
        self, row: OutboxRow, receipt: Receipt, address: Address, detour: Detour | None
    ) -> datetime | None:
        """Write what the last road tried has given; give when it is tried again, if it is."""
        if receipt.state is SendState.SENT:
            await self._write_sent(row, receipt, address, detour)
        elif receipt.state is SendState.UNCERTAIN:
            await self.settle(row, OutboxState.UNCERTAIN, reason=receipt.reason, detour=detour)
        elif is_over(row, receipt, MAX_LAST_TRIES):
            await self._write_failed(row, receipt, address, detour)
        else:
            return await self._write_retry(row, receipt)
        return None

    async def _write_failed(
        self, row: OutboxRow, receipt: Receipt, address: Address, detour: Detour | None
    ) -> None:
        """Write it; where there is no such mail address, somebody is told in the same breath."""
        async with self.store.transaction() as connection:
            is_ours = await outbox.settle(
                connection,
                row.outbox_id,
                self.name,
                OutboxState.FAILED,
                now=self.clock(),
                reason=receipt.reason or GAVE_UP,
                detour=detour,
            )
            if is_ours and receipt.bad_address and isinstance(address, MailAddress):
                now = self.clock()
                await self.refused(connection, row, receipt.bad_address, [address.email], now)

    async def _write_sent(
        self, row: OutboxRow, receipt: Receipt, address: Address, detour: Detour | None
    ) -> None:
        async with self.store.transaction() as connection:
            if opened := _opened(address, receipt):
                await conversations.remember(
                    connection,
                    opened,
                    entra_id=opened.user_id,
                    channel_id=None,
                    now=self.clock(),
                )
            await outbox.settle(
                connection,
                row.outbox_id,
                self.name,
                OutboxState.SENT,
                now=self.clock(),
                ref=receipt.ref,
                conversation_id=receipt.conversation_id,
                detour=detour,
            )

    async def _write_retry(self, row: OutboxRow, receipt: Receipt) -> datetime:
        told, is_throttled = receipt.retry_at, receipt.reason == THROTTLED
        is_try = receipt.reason not in (THROTTLED, PACED)
        due_at = self._after(told, row) if told else self.backoff(row)
        if is_try:  # whoever is away for long is asked ever more rarely
            due_at = max(due_at, self.backoff(row))
        async with self.store.transaction() as connection:
            if is_throttled:
                # the other side asked us to wait: that holds for all workers
                await pace.hold(connection, outbox.TENANT, pace.TENANT, told or due_at)
            await outbox.settle(
                connection,
                row.outbox_id,
                self.name,
                OutboxState.READY,
                now=self.clock(),
                reason=receipt.reason,
                due_at=due_at,
                is_try=is_try,
            )
        return due_at

    def _after(self, told: datetime, row: OutboxRow) -> datetime:
        """Give a time never before the one told, and not the same for all who were told it.

        What goes to one place keeps its order: it waits equally long.
        """
        now = self.clock()
        return now + jittered(max(told - now, timedelta()), thread_of(row))

    def backoff(self, row: OutboxRow) -> datetime:
        """Give when to try again: later each time, and not all rows at the same moment."""
        doubled = min(row.tries, 10)  # by then it is the longest; a bigger one is no number of days
        pause = min(timedelta(seconds=5 * 2**doubled), _LONGEST_PAUSE)
        return self.clock() + jittered(pause, f"{row.outbox_id}/{row.tries}")

    async def settle(
        self,
        row: OutboxRow,
        state: OutboxState,
        *,
        reason: str | None,
        detour: Detour | None = None,
        due_at: datetime | None = None,
        is_try: bool = True,
    ) -> None:
        """Write where the row stands now."""
        async with self.store.transaction() as connection:
            await outbox.settle(
                connection,
                row.outbox_id,
                self.name,
                state,
                now=self.clock(),
                reason=reason,
                detour=detour,
                due_at=due_at,
                is_try=is_try,
            )


def thread_of(row: OutboxRow) -> str:
    """Name the one person or channel that a row goes to: there it keeps its place in line."""
    return f"person/{row.person_id}" if row.person_id else f"channel/{row.network_id}"


def _opened(address: Address, receipt: Receipt) -> TeamsAddress | None:
    """Give the conversation that was opened with somebody just now."""
    if not isinstance(address, TeamsAddress) or address.conversation_id or address.user_id is None:
        return None
    if receipt.conversation_id is None:
        return None
    return replace(address, conversation_id=receipt.conversation_id)


def is_over(row: OutboxRow, receipt: Receipt, most: int) -> bool:
    """Say whether this road will not do: refused for good, or tried often enough."""
    if receipt.state is SendState.RETRY:
        return row.tries >= most and receipt.reason not in (THROTTLED, PACED)
    return receipt.state in (SendState.REFUSED, SendState.GONE)
