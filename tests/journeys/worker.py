"""A worker in a process of its own, to be killed: sends mails into a folder, names each."""

import asyncio
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.delivery.channel import Capabilities
from bot.delivery.mail.binding import Binding
from bot.delivery.mail.folder import MaildirMailbox
from bot.delivery.mail.sender import MailSender
from bot.delivery.sending import Sender
from bot.domain.delivery import MailAddress, Receipt
from bot.followups.composing.composer import Composer
from bot.storage import outbox
from bot.storage.engine import Store
from bot.storage.outbox import OutboxState
from bot.storage.tables import outbox as table
from bot.timetable import Timetable

#: the clock runs so much faster that a lease ends within the test
HASTE = 40
_UNSETTLED = (OutboxState.READY, OutboxState.CLAIMED, OutboxState.SENDING)


@dataclass
class TellingMailbox:
    """Says which mail has arrived, and takes a moment to answer: time to be killed in."""

    inner: MaildirMailbox
    capabilities: Capabilities

    async def send(self, message: bytes, *, recipient: str, is_repeat: bool = False) -> Receipt:
        """Write the mail, say so, answer."""
        receipt = await self.inner.send(message, recipient=recipient, is_repeat=is_repeat)
        print(recipient, flush=True)  # noqa: T201
        await asyncio.sleep(0.02)
        return receipt


def hasty(start: datetime, epoch: float) -> Callable[[], datetime]:
    """Give a clock that all processes share."""
    return lambda: start + timedelta(seconds=(time.time() - epoch) * HASTE)


async def _nothing() -> int:
    return 0


async def main(url: str, folder: str, name: str, start: str, epoch: str) -> None:
    """Work until nothing is left to do."""
    clock = hasty(datetime.fromisoformat(start), float(epoch))
    store = Store(url)
    mailbox = MaildirMailbox(Path(folder), clock=clock)
    mail = MailSender(
        TellingMailbox(mailbox, mailbox.capabilities),
        Binding(b"invented key of the tests, 32 by", "example.org"),
        MailAddress("Bolden", "bolden@example.org"),
        clock,
    )
    board = "http://127.0.0.1:3978"
    sender = Sender(store, Composer(board), mail, None, None, clock, name)
    timetable = Timetable(store, sender, board, clock, _nothing)
    working = asyncio.create_task(timetable.go_on(asyncio.Event(), every=0.05))
    while True:
        async with store.transaction() as connection:
            if not await outbox.rows(connection, table.c.state.in_(_UNSETTLED)):
                break
        await asyncio.sleep(0.2)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
