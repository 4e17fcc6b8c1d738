"""Cards that have become untrue are replaced, once, and only where they can be."""

from datetime import datetime
from typing import Any

import pytest

from bot.domain.people import Road
from bot.storage import outbox, refreshing
from bot.storage.engine import Store
from bot.storage.outbox import LEASE, OutboxState
from bot.storage.tables import outbox as table
from tests.factories import World
from tests.storage.rows import all_rows, begin, claim, sent, settle, write


async def refresh(store: Store, now: datetime, *conditions: Any) -> None:
    async with store.transaction() as connection:
        await refreshing.refresh(connection, now, *conditions)


async def test_replacing_a_card_may_be_done_twice(
    store: Store, world: World, now: datetime
) -> None:
    card = await sent(store, world, "a", now)
    await refresh(store, now, table.c.id == card.outbox_id)
    (update,) = await claim(store, "dead", now)
    await begin(store, update, "dead", now)
    (again,) = await claim(store, "alive", now + LEASE)
    assert again.outbox_id == update.outbox_id


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


@pytest.mark.parametrize("url", ["postgres"], indirect=True)  # SQLite has one writer anyway
async def test_what_is_about_to_change_does_not_leave_meanwhile(
    store: Store, world: World, now: datetime
) -> None:
    await write(store, world, "a", now)
    async with store.transaction() as connection:
        await refreshing.refresh(connection, now, table.c.key == "a")
        assert await claim(store, "w", now) == []
    assert len(await claim(store, "w", now)) == 1


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
async def test_an_update_does_not_leave_before_the_change_it_is_to_show(
    store: Store, world: World, now: datetime
) -> None:
    await sent(store, world, "a", now)
    await refresh(store, now, table.c.key == "a")
    async with store.transaction() as connection:
        await refreshing.refresh(connection, now, table.c.key == "a")
        assert await claim(store, "w", now) == []
    assert len(await claim(store, "w", now)) == 1
