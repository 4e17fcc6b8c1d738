"""One row a tenant and a conversation says when the next message may go, for all workers.

The generic cell rate algorithm: a row holds the time at which it will be free; each message
moves it by 1/rate, and a burst of messages may run ahead of it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.conversations import insert_or_skip
from bot.storage.tables import pace


@dataclass(frozen=True)
class Rate:
    """So many a second in the long run, and so many at once."""

    per_second: float
    burst: int


#: below what Teams allows an app in a tenant (notes of 2022: 50 a second)
TENANT = Rate(30, 10)
#: below what Teams allows in one thread: 7 in a second, 60 in 30, 1800 in an hour
CONVERSATION = Rate(0.5, 6)


async def take(
    connection: AsyncConnection, name: str, rate: Rate, now: datetime
) -> datetime | None:
    """Take one place; give None when it may go now, else when to ask again."""
    await connection.execute(insert_or_skip(connection, pace).values(name=name, free_at=now))
    free_at = await connection.scalar(
        select(pace.c.free_at).where(pace.c.name == name).with_for_update()
    )
    step = timedelta(seconds=1 / rate.per_second)
    free_at = max(free_at or now, now)
    ahead = free_at - now
    if ahead > step * (rate.burst - 1):
        return now + ahead - step * (rate.burst - 1)
    await connection.execute(update(pace).where(pace.c.name == name).values(free_at=free_at + step))
    return None


async def hold(connection: AsyncConnection, name: str, rate: Rate, until: datetime) -> None:
    """Let nobody send before that time: the other side asked us to wait."""
    blocked = until + timedelta(seconds=(rate.burst - 1) / rate.per_second)
    await connection.execute(
        update(pace).where(pace.c.name == name, pace.c.free_at < blocked).values(free_at=blocked)
    )
