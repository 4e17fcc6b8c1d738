"""What a substitute is told: that they are one, what is open, and what comes meanwhile."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar import local_day
from bot.domain.followups import PENDING, Status
from bot.domain.notices import NoticeKind
from bot.storage import outbox, substitutes
from bot.storage.substitutes import Substitution
from bot.storage.tables import follow_up, minutes, ownership
from bot.storage.tables import outbox as outbox_table


async def inform(connection: AsyncConnection, now: datetime) -> int:
    """Tell each substitute what they have not been told of; give how many notices are new."""
    ahead = await substitutes.ahead(connection, local_day(now))
    return sum([await inform_of(connection, one, now) for one in ahead])


async def inform_of(connection: AsyncConnection, one: Substitution, now: datetime) -> bool:
    """Tell one of them; before the first day only that they will be one."""
    networks = await substitutes.shared_networks(connection, one.person_id, one.substitute_id)
    if not networks:
        return False
    occasion = f"substitute/{one.person_id}/{one.substitute_id}/{one.starts_on}"
    if one.starts_on > local_day(now):
        return await _tell(connection, one, f"{occasion}/ahead", (), min(networks), now)
    told = await outbox.rows(connection, outbox_table.c.key.startswith(f"{occasion}/now/"))
    known = {number for row in told for number in row.about["ownership_ids"]}
    new = [number for number in await _open_parts(connection, one, networks) if number not in known]
    if told and not new:
        return False
    key = f"{occasion}/now/{max(new, default=0)}"
    return await _tell(connection, one, key, new, min(networks), now)


async def told_on(connection: AsyncConnection, midnight: datetime) -> set[tuple[int, int]]:
    """Give the pairs of substitute and person away with such a notice written since then."""
    rows = await outbox.rows(
        connection,
        outbox_table.c.kind == NoticeKind.SUBSTITUTE,
        outbox_table.c.replaces_id.is_(None),
        outbox_table.c.created_at >= midnight,
    )
    told = [row for row in rows if "reminds" not in row.about]
    return {(row.person_id, row.about["for"]) for row in told if row.person_id}


async def _tell(
    connection: AsyncConnection,
    one: Substitution,
    key: str,
    parts: Iterable[int],
    network_id: int,
    now: datetime,
) -> bool:
    return await outbox.enqueue(
        connection,
        NoticeKind.SUBSTITUTE,
        key,
        network_id=network_id,
        person_id=one.substitute_id,
        about={"for": one.person_id, "ownership_ids": list(parts)},
        now=now,
    )


async def _open_parts(
    connection: AsyncConnection, one: Substitution, networks: set[int]
) -> list[int]:
    """Give what the person away has open and has been told of, in the networks of both."""
    found = await connection.scalars(
        select(ownership.c.id)
        .join(follow_up, follow_up.c.id == ownership.c.follow_up_id)
        .join(minutes, minutes.c.id == follow_up.c.minutes_id)
        .where(ownership.c.person_id == one.person_id, ownership.c.status.in_(PENDING))
        .where(ownership.c.number.is_not(None), follow_up.c.status == Status.OPEN)
        .where(minutes.c.network_id.in_(networks))
        .order_by(ownership.c.id)
    )
    return list(found)
