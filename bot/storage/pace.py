"""One row a tenant and a conversation says when the next message may go, for all workers.

The generic cell rate algorithm: a row holds the time at which it will be free; each message
moves it by 1/rate, and a burst of messages may run ahead of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.conversations import insert_or_skip
from bot.storage.tables import pace


@dataclass(frozen=True)
class Rate:
    """So many a second in the long run, and so many at once."""

    per_second: float
    burst: int

    @property
    def step(self) -> timedelta:
        """What one message costs."""
        return timedelta(seconds=1 / self.per_second)

    @property
    def reach(self) -> timedelta:
        """How far a burst may run ahead."""
        return self.step * (self.burst - 1)


#: below what Teams allows an app in a tenant (notes of 2022: 50 a second)
TENANT = Rate(30, 10)
#: below what Teams allows in one thread: 7 in a second, 60 in 30, 1800 in an hour
CONVERSATION = Rate(0.5, 6)


async def room(connection: AsyncConnection, name: str, rate: Rate, now: datetime) -> int:
    """Say how many may go now, and keep others from asking until the transaction ends."""
    await connection.execute(insert_or_skip(connection, pace), {"name": name, "free_at": now})
    free_at = await connection.scalar(
        select(pace.c.free_at).where(pace.c.name == name).with_for_update()
    )
    left = rate.reach - (max(free_at or now, now) - now)
    return max(left // rate.step + 1, 0)


async def take_each(
    connection: AsyncConnection, names: Sequence[str], rate: Rate, now: datetime
) -> list[datetime | None]:
    """Use one place for each name in turn; give None where it may go now, else when to ask again.

    For whoever has asked for `room` of what all of them share: that keeps the others away.
    """
    rows = await connection.execute(select(pace).where(pace.c.name.in_(set(names))))
    free = {row.name: row.free_at for row in rows}
    answers: list[datetime | None] = []
    for name in names:
        free_at = max(free.get(name, now), now)
        if free_at - now > rate.reach:
            answers.append(free_at - rate.reach)
        else:
            free[name] = free_at + rate.step
            answers.append(None)
    if free:
        await _write(connection, free)
    return answers


async def hold(connection: AsyncConnection, name: str, rate: Rate, until: datetime) -> None:
    """Let nobody send before that time: the other side asked us to wait."""
    blocked = until + rate.reach
    await connection.execute(insert_or_skip(connection, pace), {"name": name, "free_at": blocked})
    await connection.execute(
        update(pace).where(pace.c.name == name, pace.c.free_at < blocked).values(free_at=blocked)
    )


async def _write(connection: AsyncConnection, free: dict[str, datetime]) -> None:
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(pace)
    newer = statement.on_conflict_do_update(
        index_elements=["name"], set_={"free_at": statement.excluded.free_at}
    )
    rows = [{"name": name, "free_at": free_at} for name, free_at in sorted(free.items())]
    await connection.execute(newer, rows)
