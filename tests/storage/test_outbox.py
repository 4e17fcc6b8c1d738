"""The outbox: each thing once, claimed by one worker, doubts seen."""

import asyncio
from datetime import datetime, timedelta

from bot.domain.notices import NoticeKind
from bot.storage import outbox
from bot.storage.engine import Store
from bot.storage.outbox import LEASE, OutboxState
from tests.conftest import Clock
from tests.factories import World, make_world
from tests.storage.rows import (
    all_rows,
    begin,
    claim,
    row,
    settle,
    write,
    write_to_many,
)


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


async def test_ten_thousand_rows_are_written_in_one_transaction(
    sqlite_store: Store, now: datetime
) -> None:
    world = await make_world(sqlite_store)
    await write_to_many(sqlite_store, world, 10_000, now)
    assert len(await all_rows(sqlite_store)) == 10_000
