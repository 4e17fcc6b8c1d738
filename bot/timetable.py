"""What is done again and again: ask what is due, send it, look for mail."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.delivery.sending import Sender
from bot.followups import digests, reminders
from bot.storage.engine import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Timetable:
    """One worker's round; any number of them may go round at once."""

    store: Store
    sender: Sender
    board: str
    clock: Callable[[], datetime]
    #: look for mail and act on it; gives how many were dealt with
    poll_mail: Callable[[], Awaitable[int]]

    async def write_due(self) -> int:
        """Write what the state says is due to the outbox; give how much is new."""
        now = self.clock()
        async with self.store.transaction() as connection:
            added = await reminders.remind(connection, now)
            return added + await digests.write_digests(connection, self.board, now)

    async def round(self) -> int:
        """Look for mail, write what is due and send; give how much there was to do."""
        done = await self.poll_mail() + await self.write_due()
        while sent := await self.sender.send_due():
            done += sent
        return done

    async def go_on(self, wake: asyncio.Event, *, every: float = 1.0) -> None:
        """Go round until cancelled: at once when woken, else every so many seconds."""
        while True:
            try:
                await self.round()
            except Exception:  # a database that is away comes back
                log.exception("a round of the timetable failed")
            wake.clear()
            try:
                await asyncio.wait_for(wake.wait(), every)
            except TimeoutError:
                continue
