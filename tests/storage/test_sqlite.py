"""SQLite under asyncio: who waits for another process, and what a loop over rows may change."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from bot.storage.engine import Store
from bot.storage.tables import network
from tests.factories import make_world


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Name a database of the test's own."""
    return tmp_path / "own.sqlite"


@pytest.fixture
async def own(file: Path) -> AsyncIterator[Store]:
    """Make its tables."""
    store = Store(f"sqlite:///{file}")
    await store.upgrade()
    yield store
    await store.close()


@pytest.fixture
def other(own: Store, file: Path) -> Iterator[sqlite3.Connection]:
    """Open the same database as another process would, in the middle of a write."""
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


async def _count(store: Store) -> int:
    async with store.transaction() as connection:
        return len((await connection.execute(select(network.c.id))).all())


async def test_the_loop_goes_on_while_another_process_writes(
    own: Store, other: sqlite3.Connection
) -> None:
    waiting = asyncio.create_task(_count(own))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asyncio.shield(waiting), 0.05)
    other.execute("INSERT INTO network (key, name) VALUES ('unge', 'Unge')")
    other.execute("COMMIT")
    assert await asyncio.wait_for(waiting, 180) == 1


async def test_who_gives_up_waiting_holds_nobody_up(own: Store, other: sqlite3.Connection) -> None:
    waiting = asyncio.create_task(_count(own))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting.cancel()
    threading.Timer(0.1, other.execute, ["COMMIT"]).start()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await asyncio.wait_for(_count(own), 180) == 0
    other.execute("BEGIN IMMEDIATE")  # the lock is not left behind


async def test_rows_that_are_looked_at_do_not_change_on_the_way(own: Store) -> None:
    await make_world(own)
    async with own.transaction() as connection:
        rows = await connection.execute(text("SELECT id, name FROM person ORDER BY name"))
        seen = []
        for row in rows:
            seen.append(row.name)
            await connection.execute(text("UPDATE person SET name = 'z' || name"))
        assert len(seen) > 1
        assert not any(name.startswith("z") for name in seen)


async def test_others_get_their_turn_during_a_long_transaction(own: Store) -> None:
    turns = 0

    async def other_task() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    going = asyncio.create_task(other_task())
    async with own.transaction() as connection:
        for _ in range(100):
            await connection.execute(update(network).values(name="x"))
    going.cancel()
    assert turns >= 5
