"""What `bolden outbox` and `bolden check` say: each row, and what stands still."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.outbox import OutboxRow, OutboxState
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


def listed(rows: Sequence[OutboxRow], state: str | None) -> Iterator[str]:
    """Give a line for each row of a state (None: all), then how many of all are in which."""
    for row in rows:
        if state in (None, row.state):
            yield _line(row)
    counts = Counter(row.state for row in rows)
    yield ", ".join(f"{one}: {counts[one]}" for one in sorted(counts)) or "The outbox is empty."


def _line(row: OutboxRow) -> str:
    to = f"person {row.person_id}" if row.person_id else f"channel of {row.network_id}"
    why = row.reason or (f"not {row.detour.road}: {row.detour.reason}" if row.detour else "")
    fields = (row.outbox_id, row.state, row.kind, to, row.road or "-", why)
    return "\t".join(str(one) for one in fields).rstrip()
