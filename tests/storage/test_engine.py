"""Both databases are opened, migrated and written the same way."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import IntegrityError

from bot.storage.engine import Store
from bot.storage.tables import metadata, network


def _differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_migrations_make_the_tables_of_the_metadata(store: Store) -> None:
    async with store.transaction() as connection:
        assert await connection.run_sync(_differences) == []


async def test_upgrading_twice_changes_nothing(store: Store) -> None:
    await store.upgrade()


async def test_nothing_is_half_stored(store: Store) -> None:
    with pytest.raises(RuntimeError):
        async with store.transaction() as connection:
            await connection.execute(insert(network).values(key="unge", name="Unge"))
            raise RuntimeError("power cut")
    async with store.transaction() as connection:
        assert (await connection.execute(select(network))).all() == []


async def test_an_error_does_not_repeat_what_was_to_be_stored(store: Store) -> None:
    values = {"key": "unge", "name": "Hemmelige ord"}
    with pytest.raises(IntegrityError) as refused:
        async with store.transaction() as connection:
            await connection.execute(insert(network), [values, values])
    assert "Hemmelige ord" not in str(refused.value)


async def test_a_database_in_memory_keeps_its_tables() -> None:
    store = Store("sqlite://")
    await store.upgrade()
    async with store.transaction() as connection:
        await connection.execute(insert(network).values(key="unge", name="Unge"))
    async with store.transaction() as connection:
        assert await connection.scalar(select(network.c.name)) == "Unge"
    await store.close()


async def test_sqlite_survives_a_power_cut_and_refuses_dangling_links(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'b.sqlite'}")
    async with store.transaction() as connection:
        assert await connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert await connection.scalar(text("PRAGMA synchronous")) == 2
        assert await connection.scalar(text("PRAGMA foreign_keys")) == 1
    await store.close()


def test_sqlite_goes_by_its_former_name_too(tmp_path: Path) -> None:
    former, now = (
        Store(f"{name}:///{tmp_path}/b.sqlite") for name in ("sqlite+aiosqlite", "sqlite")
    )
    assert former.engine.url == now.engine.url
