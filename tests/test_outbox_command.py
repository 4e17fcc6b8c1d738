"""What `bolden check` says of the outbox."""

from datetime import datetime

from bot.domain.notices import NoticeKind
from bot.outbox_command import standing
from bot.storage import outbox
from bot.storage.engine import Store
from bot.storage.outbox import OutboxState
from tests.factories import make_world


async def test_what_stands_still_is_counted_with_its_reasons(store: Store, now: datetime) -> None:
    world = await make_world(store)
    ends = [
        (OutboxState.READY, "NotConnected"),
        (OutboxState.READY, "NotConnected"),
        (OutboxState.UNCERTAIN, "worker-gone"),
        (OutboxState.FAILED, "Mail550 5.1.1"),
        (OutboxState.FAILED, "bounced"),
        (OutboxState.SENT, None),
    ]
    async with store.transaction() as connection:
        assert await standing(connection) == "nothing stands still"
        for number in range(len(ends) + 1):
            await outbox.enqueue(
                connection,
                NoticeKind.WELCOME,
                f"welcome/{number}",
                network_id=world.network.network_id,
                person_id=list(world.people.values())[number].person_id,
                now=now,
            )
        assert await standing(connection) == "nothing stands still"  # it is only to be sent
        rows = await outbox.claim(connection, "worker", now, limit=len(ends))
        for row, (state, reason) in zip(rows, ends, strict=True):
            await outbox.settle(connection, row.outbox_id, "worker", state, now=now, reason=reason)
        assert await standing(connection) == (
            "2 could not leave yet and are tried again (NotConnected: 2); "
            "1 in doubt (worker-gone: 1); 2 failed (Mail550 5.1.1: 1, bounced: 1)"
        )
