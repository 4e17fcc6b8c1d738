"""The outbox: each thing once, claimed by one worker, doubts seen, the pace kept."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.notices import NoticeKind
from bot.domain.people import Road
from bot.storage import outbox, pace, refreshing
from bot.storage.engine import Store
from bot.storage.outbox import LEASE, OutboxRow, OutboxState
from bot.storage.tables import outbox as table
from tests.conftest import Clock
from tests.factories import World, make_world


@pytest.fixture
async def world(store: Store) -> World:
    """Store the network."""
    return await make_world(store)


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


async def refresh(store: Store, now: datetime, *conditions: Any) -> None:
    async with store.transaction() as connection:
        await refreshing.refresh(connection, now, *conditions)


async def all_rows(store: Store) -> list[OutboxRow]:
    async with store.transaction() as connection:
        return await outbox.rows(connection)


async def test_the_same_thing_is_written_once(store: Store, world: World, now: datetime) -> None:
    assert await write(store, world, "assign/1/1", now) is True
    assert await write(store, world, "assign/1/1", now) is False
    assert len(await all_rows(store)) == 1


async def test_two_workers_never_get_the_same_row(store: Store, world: World, clock: Clock) -> None:
    people = [person.person_id for person in world.people.values()]
    async with store.transaction() as connection:
        for number in range(60):
            await outbox.enqueue(
                connection,
                NoticeKind.ASSIGNMENT,
                f"assign/{number}",
                network_id=world.network.network_id,
                person_id=people[number % len(people)],
                now=clock(),
            )
    claimed: list[int] = []
    for _ in range(40):
        # many at a time, their persons in different orders: nobody may wait in a ring
        batches = await asyncio.gather(
            *(claim(store, f"worker-{number}", clock(), limit=7) for number in range(4))
        )
        claimed += [one.outbox_id for batch in batches for one in batch]
        clock.forward(seconds=1)
    assert sorted(claimed) == list(range(1, 61))


async def test_a_row_is_not_claimed_before_it_is_due(
    store: Store, world: World, now: datetime
) -> None:
    await write(store, world, "a", now + timedelta(hours=1))
    assert await claim(store, "w", now) == []
    assert len(await claim(store, "w", now + timedelta(hours=1))) == 1


async def test_what_a_dead_worker_had_only_claimed_is_taken_over(
    store: Store, world: World, now: datetime
) -> None:
    await write(store, world, "a", now)
    (first,) = await claim(store, "dead", now)
    assert await claim(store, "alive", now + LEASE - timedelta(seconds=1)) == []
    (second,) = await claim(store, "alive", now + LEASE)
    assert second.outbox_id == first.outbox_id
    assert second.tries == 2
    assert await begin(store, first, "dead", now + LEASE) is False


async def test_what_a_dead_worker_was_sending_is_in_doubt(
    store: Store, world: World, now: datetime
) -> None:
    await write(store, world, "a", now)
    (first,) = await claim(store, "dead", now)
    assert await begin(store, first, "dead", now) is True
    assert await claim(store, "alive", now + LEASE) == []
    doubted = await row(store, "a")
    assert (doubted.state, doubted.reason) == (OutboxState.UNCERTAIN, "worker-gone")
    assert await settle(store, first, "dead", OutboxState.SENT, now=now) is False


async def test_replacing_a_card_may_be_done_twice(
    store: Store, world: World, now: datetime
) -> None:
    card = await sent(store, world, "a", now)
    await refresh(store, now, table.c.id == card.outbox_id)
    (update,) = await claim(store, "dead", now)
    await begin(store, update, "dead", now)
    (again,) = await claim(store, "alive", now + LEASE)
    assert again.outbox_id == update.outbox_id


async def test_the_lease_lasts_from_the_moment_of_sending(
    store: Store, world: World, now: datetime
) -> None:
    await write(store, world, "a", now)
    (first,) = await claim(store, "slow", now)
    later = now + LEASE - timedelta(seconds=1)
    assert await begin(store, first, "slow", later)
    await claim(store, "other", now + LEASE)
    assert await settle(store, first, "slow", OutboxState.SENT, now=later) is True


async def test_only_the_owner_of_the_lease_settles(
    store: Store, world: World, now: datetime
) -> None:
    await write(store, world, "a", now)
    (claimed,) = await claim(store, "mine", now)
    assert await settle(store, claimed, "other", OutboxState.SENT, now=now) is False
    assert await settle(store, claimed, "mine", OutboxState.SENT, now=now) is True
    assert await settle(store, claimed, "mine", OutboxState.FAILED, now=now) is False
    assert (await row(store, "a")).state is OutboxState.SENT


async def test_what_was_no_try_is_not_counted(store: Store, world: World, now: datetime) -> None:
    await write(store, world, "a", now)
    (claimed,) = await claim(store, "w", now)
    await settle(store, claimed, "w", OutboxState.READY, now=now, due_at=now, is_try=False)
    assert (await row(store, "a")).tries == 0


async def test_a_burst_may_go_then_so_many_a_second(
    store: Store, world: World, clock: Clock
) -> None:
    await _write_to_many(store, world, 400, clock())
    first = await _claim_all(store, clock())
    assert first == pace.TENANT.burst
    in_ten_seconds = 0
    for _ in range(100):
        clock.forward(seconds=0.1)
        in_ten_seconds += await _claim_all(store, clock())
    assert in_ten_seconds == pytest.approx(10 * pace.TENANT.per_second, abs=1)


async def test_what_the_pace_holds_back_keeps_its_place(
    store: Store, world: World, clock: Clock
) -> None:
    await _write_to_many(store, world, 40, clock())
    order = []
    for _ in range(20):
        order += [one.outbox_id for one in await claim(store, "w", clock())]
        clock.forward(seconds=0.2)
    assert order == sorted(order)
    assert len(order) == 40


async def test_one_conversation_is_not_flooded(store: Store, world: World, clock: Clock) -> None:
    for number in range(12):
        await write(store, world, f"a/{number}", clock())
    assert await _claim_all(store, clock()) == pace.CONVERSATION.burst
    clock.forward(seconds=2)
    assert await _claim_all(store, clock()) == 1
    clock.forward(seconds=4)
    assert await _claim_all(store, clock()) == 2


async def test_who_is_asked_to_wait_holds_everybody(
    store: Store, world: World, now: datetime
) -> None:
    async with store.transaction() as connection:
        until = now + timedelta(seconds=30)
        await pace.hold(connection, outbox.TENANT, pace.TENANT, until)
    await write(store, world, "a", now)
    assert await claim(store, "w", now + timedelta(seconds=29)) == []
    assert len(await claim(store, "w", now + timedelta(seconds=30))) == 1


async def test_a_shorter_wait_does_not_shorten_a_longer_one(
    store: Store, world: World, now: datetime
) -> None:
    async with store.transaction() as connection:
        for seconds in (60, 5):
            until = now + timedelta(seconds=seconds)
            await pace.hold(connection, outbox.TENANT, pace.TENANT, until)
    await write(store, world, "a", now)
    assert await claim(store, "w", now + timedelta(seconds=59)) == []


async def test_one_waiting_update_a_card_is_enough(
    store: Store, world: World, now: datetime
) -> None:
    card = await sent(store, world, "a", now)
    for _ in range(3):
        await refresh(store, now, table.c.key == "a")
    updates = [one for one in await all_rows(store) if one.replaces_id]
    assert [one.replaces_id for one in updates] == [card.outbox_id]
    assert updates[0].road is Road.TEAMS


async def test_an_update_on_its_way_may_be_old_already(
    store: Store, world: World, now: datetime
) -> None:
    await sent(store, world, "a", now)
    await refresh(store, now, table.c.key == "a")
    await claim(store, "w", now)
    await refresh(store, now, table.c.key == "a")
    assert len([one for one in await all_rows(store) if one.replaces_id]) == 2


async def test_what_has_not_left_needs_no_update(store: Store, world: World, now: datetime) -> None:
    await write(store, world, "a", now)
    await refresh(store, now, table.c.key == "a")
    assert len(await all_rows(store)) == 1


async def test_what_is_being_composed_needs_one(store: Store, world: World, now: datetime) -> None:
    await write(store, world, "a", now)
    await claim(store, "w", now)
    await refresh(store, now, table.c.key == "a")
    assert len(await all_rows(store)) == 2


async def test_a_mail_cannot_be_replaced(store: Store, world: World, now: datetime) -> None:
    await write(store, world, "a", now)
    (claimed,) = await claim(store, "w", now)
    async with store.transaction() as connection:
        await outbox.begin_sending(connection, claimed.outbox_id, "w", Road.MAIL, now)
    await settle(store, claimed, "w", OutboxState.SENT, now=now, ref="<1@example.org>")
    await refresh(store, now, table.c.key == "a")
    assert len(await all_rows(store)) == 1


async def test_only_what_has_not_left_is_withdrawn(
    store: Store, world: World, now: datetime
) -> None:
    await sent(store, world, "a", now)
    await write(store, world, "b", now)
    async with store.transaction() as connection:
        await refreshing.withdraw(connection, now, table.c.key.in_(("a", "b")))
    assert [one.state for one in await all_rows(store)] == [OutboxState.SENT, OutboxState.VOID]
    assert await claim(store, "w", now) == []


async def test_ten_thousand_rows_are_written_in_one_transaction(
    sqlite_store: Store, now: datetime
) -> None:
    world = await make_world(sqlite_store)
    await _write_to_many(sqlite_store, world, 10_000, now)
    assert len(await all_rows(sqlite_store)) == 10_000


async def _write_to_many(store: Store, world: World, count: int, now: datetime) -> None:
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
    from bot.storage.tables import person

    rows = [{"name": f"P{n}", "email": f"p{n}@example.org"} for n in range(count)]
    await connection.execute(person.insert(), rows)
    found = await connection.scalars(person.select().with_only_columns(person.c.id))
    return list(found)


async def _claim_all(store: Store, now: datetime) -> int:
    count = 0
    while claimed := await claim(store, "w", now):
        count += len(claimed)
    return count
