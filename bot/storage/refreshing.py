"""Cards that stand in Teams already and have become untrue: a newer one is to replace each."""

from datetime import datetime
from typing import Any

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people import Road
from bot.storage.outbox import OutboxState, as_row, enqueue
from bot.storage.tables import outbox


async def refresh(connection: AsyncConnection, now: datetime, *conditions: Any) -> None:
    """Have every card that meets the conditions shown anew.

    What has not left yet is composed when it leaves, so it needs nothing. One waiting update a
    card is enough: it too is composed when it leaves.
    """
    newer = outbox.alias("newer")
    waiting = exists().where(newer.c.replaces_id == outbox.c.id, newer.c.state == OutboxState.READY)
    in_teams = (OutboxState.SENDING, OutboxState.SENT)
    found = await connection.execute(
        select(outbox).where(
            *conditions,
            outbox.c.replaces_id.is_(None),
            outbox.c.road == Road.TEAMS,
            outbox.c.state.in_(in_teams),
            ~waiting,
        )
    )
    for mapping in found.mappings().all():
        row = as_row(mapping)
        before = await connection.execute(
            select(outbox.c.id).where(outbox.c.replaces_id == row.outbox_id)
        )
        await enqueue(
            connection,
            row.kind,
            f"update/{row.outbox_id}/{len(before.all())}",
            network_id=row.network_id,
            now=now,
            person_id=row.person_id,
            minutes_id=row.minutes_id,
            follow_up_id=row.follow_up_id,
            group_id=row.group_id,
            about=row.about,
            replaces_id=row.outbox_id,
            road=Road.TEAMS,
        )


async def withdraw(connection: AsyncConnection, now: datetime, *conditions: Any) -> None:
    """Take back what has not left yet."""
    await connection.execute(
        update(outbox)
        .where(*conditions, outbox.c.state == OutboxState.READY)
        .values(state=OutboxState.VOID, settled_at=now)
    )
