"""Rows of the outbox, each step in a transaction of its own."""

from datetime import datetime
from typing import Any

from bot.domain.notices import NoticeKind
from bot.domain.people import Road
from bot.storage import outbox
from bot.storage.engine import Store
from bot.storage.outbox import OutboxRow, OutboxState
from bot.storage.tables import outbox as table
from bot.storage.tables import person
from tests.factories import World


async def write(store: Store, world: World, key: str, now: datetime, **more: Any) -> bool:
    values: dict[str, Any] = {"person_id": None, **more}
    async with store.transaction() as connection:
        return await outbox.enqueue(
            connection,
            NoticeKind.ASSIGNMENT,
            key,
            network_id=world.network.network_id,
            now=now,
            **values,
        )


async def claim(store: Store, worker: str, now: datetime, limit: int = 20) -> list[OutboxRow]:
    async with store.transaction() as connection:
        return await outbox.claim(connection, worker, now, limit=limit)


async def begin(store: Store, row: OutboxRow, worker: str, now: datetime) -> bool:
    async with store.transaction() as connection:
        return await outbox.begin_sending(connection, row.outbox_id, worker, Road.TEAMS, now)


async def settle(
    store: Store, row: OutboxRow, worker: str, state: OutboxState, **more: Any
) -> bool:
    async with store.transaction() as connection:
        return await outbox.settle(connection, row.outbox_id, worker, state, **more)


async def row(store: Store, key: str) -> OutboxRow:
    async with store.transaction() as connection:
        (found,) = await outbox.rows(connection, table.c.key == key)
        return found


async def sent(store: Store, world: World, key: str, now: datetime, **more: Any) -> OutboxRow:
    """Write a card and have it sent."""
    await write(store, world, key, now, **more)
    (claimed,) = await claim(store, "w", now)
    await begin(store, claimed, "w", now)
    await settle(store, claimed, "w", OutboxState.SENT, now=now, ref="1", conversation_id="19:a")
    return await row(store, key)


async def all_rows(store: Store) -> list[OutboxRow]:
    async with store.transaction() as connection:
        return await outbox.rows(connection)


async def write_to_many(store: Store, world: World, count: int, now: datetime) -> None:
    """Write to so many networks' channels that no single conversation is the limit."""
    async with store.transaction() as connection:
        person_ids = await _strangers(connection, min(count, 200))
        for number in range(count):
            await outbox.enqueue(
                connection,
                NoticeKind.ASSIGNMENT,
                f"many/{number}",
                network_id=world.network.network_id,
                person_id=person_ids[number % len(person_ids)],
                now=now,
            )


async def _strangers(connection: Any, count: int) -> list[int]:
    rows = [{"name": f"P{n}", "email": f"p{n}@example.org"} for n in range(count)]
    await connection.execute(person.insert(), rows)
    found = await connection.scalars(person.select().with_only_columns(person.c.id))
    return list(found)


async def claim_all(store: Store, now: datetime) -> int:
    count = 0
    while claimed := await claim(store, "w", now):
        count += len(claimed)
    return count
