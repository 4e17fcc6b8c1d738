"""The database: SQLite in WAL with one writer, or PostgreSQL; the same tables on both."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Connection, event, inspect, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.errors import BadSettingsError

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=15000",
    "foreign_keys=ON",
)

#: any number, the same in all processes
_MIGRATING = 20260

_MIGRATIONS = Path(__file__).parent / "migrations"

# at DEBUG it would write every value, and so people's words, to the log
logging.getLogger("aiosqlite").setLevel(logging.INFO)

_NOT_OPENED = "The database cannot be opened; check 'database.url' and that it can be reached."


class Store:
    """One database and the transactions on it."""

    def __init__(self, url: str) -> None:
        """Take an SQLAlchemy URL, as `sqlite:///bolden.sqlite`."""
        self.engine = _engine(url)
        self._refusals = _refusals(url)

    @asynccontextmanager
    async def transaction(self, *, keeps: bool = True) -> AsyncIterator[AsyncConnection]:
        """Everything in it is stored together or not at all; it was a rehearsal if not `keeps`."""
        async with self.engine.begin() as connection:
            yield connection
            if not keeps:
                await connection.rollback()

    async def upgrade(self) -> None:
        """Bring the tables up to the newest migration; without a database BadSettingsError."""
        if _is_another_file(self.engine.url.database):
            raise BadSettingsError(_NOT_OPENED)
        try:
            async with self.engine.begin() as connection:
                await connection.run_sync(_upgrade)
        except self._refusals as error:
            raise BadSettingsError(_NOT_OPENED) from error

    async def close(self) -> None:
        """Let go of the connections."""
        await self.engine.dispose()


def _is_another_file(path: str | None) -> bool:
    """Say whether a file stands there that is no database: SQLite would find out too late."""
    if not path or not Path(path).is_file():
        return False
    with Path(path).open("rb") as file:
        return file.read(16) not in (b"", b"SQLite format 3\0")


def _engine(url: str) -> AsyncEngine:
    if not url.startswith("sqlite"):
        return create_async_engine(url, pool_pre_ping=True, hide_parameters=True)
    # SQLite has one writer: in a queue for one connection nobody starves, and five times as much
    # is done as where each waits in the database's own way; one in memory lives only there
    engine = create_async_engine(
        make_url(url).set(drivername="sqlite+aiosqlite"),
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(dbapi: SqliteConnection, _record: object) -> None:
        dbapi.isolation_level = None  # we say BEGIN ourselves
        for pragma in _PRAGMAS:
            dbapi.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        # one writer from the start: no upgrade of a lock in the middle, no deadlock
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _refusals(url: str) -> tuple[type[Exception], ...]:
    """Say how a database that is not there, or not ours, lets us know."""
    if url.startswith("sqlite"):
        return (OSError, SQLAlchemyError)
    from asyncpg.exceptions import PostgresError  # heavy, and not everybody has one

    return (OSError, SQLAlchemyError, PostgresError)


def newest_revision() -> str:
    """Give the number of the last migration there is, from its file's name."""
    names = (path.name for path in (_MIGRATIONS / "versions").glob("m[0-9]*.py"))
    return max(names).removeprefix("m").partition("_")[0]


def _is_up_to_date(connection: Connection) -> bool:
    if not inspect(connection).has_table("alembic_version"):
        return False
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return bool(found == newest_revision())


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        # several processes may start at once; SQLite has one writer anyway
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
    if _is_up_to_date(connection):
        return
    from alembic import command  # heavy, and hardly ever needed
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
