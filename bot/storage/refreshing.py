"""Cards that stand in Teams already and have become untrue: a newer one is to replace each."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people import Road
from bot.storage.outbox import OutboxRow, OutboxState, as_row, enqueue
from bot.storage.tables import outbox

#: composed, or about to be: what it says may be old
_ON_ITS_WAY = (OutboxState.CLAIMED, OutboxState.SENDING, OutboxState.SENT)

_UPDATES = (
    select(outbox.c.replaces_id, outbox.c.state)
    .where(outbox.c.replaces_id.in_(bindparam("cards", expanding=True)))
    .order_by(outbox.c.id)
    .with_for_update()
)


def cards(*conditions: Any) -> Select[Any]:
    """Ask for the cards that meet the conditions, and lock them; build it once where it is hot."""
    return (
        select(outbox)
        .where(*conditions, outbox.c.replaces_id.is_(None))
        .where(or_(outbox.c.road.is_(None), outbox.c.road == Road.TEAMS))
        .where(outbox.c.state.in_((OutboxState.READY, *_ON_ITS_WAY)))
        .order_by(outbox.c.id)
        .with_for_update()
    )


async def refresh(connection: AsyncConnection, now: datetime, *conditions: Any) -> None:
    """Have every card that meets the conditions shown anew."""
    await refresh_cards(connection, now, cards(*conditions))


async def refresh_cards(
    connection: AsyncConnection,
    now: datetime,
    which: Select[Any],
    **values: Any,
) -> None:
    """Have every card that is asked for shown anew, with values for what the statement names.

    What has not left yet is composed when it leaves, so it needs nothing; it is locked, so that
    it cannot leave before this transaction ends. One waiting update a card is enough.
    """
    found = await connection.execute(which, values)
    stand = [as_row(row) for row in found.mappings() if row["state"] in _ON_ITS_WAY]
    updates = await _updates(connection, [card.outbox_id for card in stand])
    for card in stand:
        earlier = updates[card.outbox_id]
        if OutboxState.READY not in earlier:
            await _replace(connection, card, len(earlier), now)


async def _updates(
    connection: AsyncConnection, outbox_ids: list[int]
) -> dict[int, list[OutboxState]]:
    """Give the states of all updates of each card, and keep them from leaving."""
    states: dict[int, list[OutboxState]] = defaultdict(list)
    for row in await connection.execute(_UPDATES, {"cards": outbox_ids}) if outbox_ids else ():
        states[row.replaces_id].append(OutboxState(row.state))
    return states


async def _replace(connection: AsyncConnection, card: OutboxRow, count: int, now: datetime) -> None:
    await enqueue(
        connection,
        card.kind,
        f"update/{card.outbox_id}/{count}",
        network_id=card.network_id,
        now=now,
        person_id=card.person_id,
        minutes_id=card.minutes_id,
        follow_up_id=card.follow_up_id,
        group_id=card.group_id,
        about=card.about,
        replaces_id=card.outbox_id,
        road=Road.TEAMS,
    )


async def send_failed_again(connection: AsyncConnection, now: datetime) -> int:
    """Let what surely was not sent be tried anew; give how many. What is in doubt stays so."""
    done = await connection.execute(
        update(outbox)
        .where(outbox.c.state == OutboxState.FAILED)
        .values(state=OutboxState.READY, due_at=now, tries=0, reason=None, settled_at=None)
    )
    return int(done.rowcount)


async def withdraw(connection: AsyncConnection, now: datetime, *conditions: Any) -> None:
    """Take back what has not left yet."""
    await connection.execute(
        update(outbox)
        .where(*conditions, outbox.c.state == OutboxState.READY)
        .values(state=OutboxState.VOID, settled_at=now)
    )
