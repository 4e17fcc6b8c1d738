"""What `bolden check` says of the outbox: what is tried again, what is in doubt, what failed."""

from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.outbox import OutboxState
from bot.storage.tables import outbox


async def standing(connection: AsyncConnection) -> str:
    """Give one sentence; a code of the other side's stays as it is."""
    query = (
        select(outbox.c.state, outbox.c.reason, func.count())
        .where(outbox.c.state.in_((OutboxState.READY, OutboxState.UNCERTAIN, OutboxState.FAILED)))
        .where((outbox.c.state != OutboxState.READY) | (outbox.c.tries > 0))
        .group_by(outbox.c.state, outbox.c.reason)
    )
    counts: dict[str, Counter[str]] = {}
    for state, reason, count in await connection.execute(query):
        counts.setdefault(state, Counter())[reason or "no reason"] += count
    parts = [
        f"{found.total()} {said} ({', '.join(f'{why}: {n}' for why, n in sorted(found.items()))})"
        for state, said in (
            (OutboxState.READY, "could not leave yet and are tried again"),
            (OutboxState.UNCERTAIN, "in doubt"),
            (OutboxState.FAILED, "failed"),
        )
        if (found := counts.get(state))
    ]
    return "; ".join(parts) or "nothing stands still"
