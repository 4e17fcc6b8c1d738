"""What is done again and again: ask what is due, send it, look for mail."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from bot.delivery.sending import Sender
from bot.errors import place_of
from bot.followups import digests, informing, reminders, substitutes, volunteers
from bot.storage.engine import Store

log = logging.getLogger(__name__)

_T = TypeVar("_T")

#: nobody is reminded to the second
ASK_EVERY = timedelta(minutes=1)
#: in seconds, until the next look where only the pace held something back
_SHORT_PAUSE = 0.2


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
            added = await volunteers.close_due(connection, now)
            added += await substitutes.end(connection, now)
            added += await informing.inform(connection, now)
            added += await reminders.remind(connection, now)
            return added + await digests.write_digests(connection, self.board, now)

    async def send(self) -> int:
        """Send as long as something may go; give how much was tried."""
        done = 0
        while sent := await self.sender.send_due():
            done += sent
        return done

    async def round(self) -> int:
        """Look for mail, write what is due and send; give how much there was to do."""
        return await self.poll_mail() + await self.write_due() + await self.send()

    async def go_on(self, wake: asyncio.Event, *, every: float = 1.0) -> None:
        """Go round until cancelled: at once when woken, else every so many seconds."""
        asked: datetime | None = None
        while True:
            # cleared first: whoever wakes us during the round gets another one
            wake.clear()
            await _guarded(self.poll_mail)
            now = self.clock()
            if asked is None or now - asked >= ASK_EVERY:
                asked = now
                await _guarded(self.write_due)
            is_behind = await _guarded(self.send) and await _guarded(self.sender.is_behind)
            try:
                await asyncio.wait_for(wake.wait(), _SHORT_PAUSE if is_behind else every)
            except TimeoutError:
                continue


async def _guarded(step: Callable[[], Awaitable[_T]]) -> _T | None:
    """Take one step; a mailbox or a database that is away comes back."""
    try:
        return await step()
    except Exception as error:  # noqa: BLE001 - whatever it was, the next round may do better
        log.error("a step of the timetable failed: %s", place_of(error))
        return None
