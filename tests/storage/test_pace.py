"""The pace: a burst, then so many a second, and a wait that holds for everybody."""

from datetime import datetime, timedelta

import pytest

from bot.storage import outbox, pace
from bot.storage.engine import Store
from tests.conftest import Clock
from tests.factories import World
from tests.storage.rows import claim, claim_all, write, write_to_many


async def test_a_burst_may_go_then_so_many_a_second(
    store: Store, world: World, clock: Clock
) -> None:
    await write_to_many(store, world, 400, clock())
    first = await claim_all(store, clock())
    assert first == pace.TENANT.burst
    in_ten_seconds = 0
    for _ in range(100):
        clock.forward(seconds=0.1)
        in_ten_seconds += await claim_all(store, clock())
    assert in_ten_seconds == pytest.approx(10 * pace.TENANT.per_second, abs=1)


async def test_what_the_pace_holds_back_keeps_its_place(
    store: Store, world: World, clock: Clock
) -> None:
    await write_to_many(store, world, 40, clock())
    order = []
    for _ in range(20):
        order += [one.outbox_id for one in await claim(store, "w", clock())]
        clock.forward(seconds=0.2)
    assert order == sorted(order)
    assert len(order) == 40


async def test_one_conversation_is_not_flooded(store: Store, world: World, clock: Clock) -> None:
    for number in range(12):
        await write(store, world, f"a/{number}", clock())
    assert await claim_all(store, clock()) == pace.CONVERSATION.burst
    clock.forward(seconds=2)
    assert await claim_all(store, clock()) == 1
    clock.forward(seconds=4)
    assert await claim_all(store, clock()) == 2


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
