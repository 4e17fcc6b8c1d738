"""SQLite under asyncio: statements run at once in the loop, only what may wait goes to a thread.

A statement takes some microseconds; to hand it to a thread and its rows back costs many times
that. What waits is the writer's lock where another process holds it, and the disk at a commit
that has changed something. Both are done in one thread, in order.
"""

import asyncio
import itertools
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import Any, Self, TypeVar

from sqlalchemy import URL
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import AsyncAdaptedQueuePool, Pool
from sqlalchemy.util.concurrency import await_

_T = TypeVar("_T")

DRIVER = "sqlite+inloop"
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
#: how long another process's write is waited for
_PATIENCE = 15_000
#: so many statements on end, whosever they are
_TURN = 20


_done = itertools.count(1)


def _let_others() -> None:
    """Let other tasks go on now and then; SQLAlchemy insists on being asked each time."""
    await_(asyncio.sleep(0) if next(_done) % _TURN == 0 else _nothing())


async def _nothing() -> None: ...


class _Cursor(sqlite3.Cursor):
    """Takes all rows at once: what is changed while they are looked at cannot change them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._rows: deque[Any] = deque()

    def execute(self, sql: str, parameters: Any = (), /) -> Self:
        super().execute(sql, parameters)
        self._rows = deque(super().fetchall()) if self.description else deque()
        _let_others()
        return self

    def executemany(self, sql: str, parameters: Any, /) -> Self:
        super().executemany(sql, parameters)
        _let_others()
        return self

    def fetchone(self) -> Any:
        return self._rows.popleft() if self._rows else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        count = min(size or self.arraysize, len(self._rows))
        return [self._rows.popleft() for _ in range(count)]

    def fetchall(self) -> list[Any]:
        rows = list(self._rows)
        self._rows.clear()
        return rows

    async def _async_soft_close(self) -> None:
        """Nothing is open any more; SQLAlchemy asks."""

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        while self._rows:
            yield self._rows.popleft()


class _Connection:
    """One connection, as SQLAlchemy wants it; called from its greenlets."""

    def __init__(self, arguments: Any, options: dict[str, Any]) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        # we say BEGIN ourselves, and wait by ourselves
        options |= {"check_same_thread": False, "isolation_level": None, "timeout": 0}
        self._driver: sqlite3.Connection = self._wait(lambda: _opened(arguments, options))
        self._changes = 0

    def cursor(self) -> sqlite3.Cursor:
        return self._driver.cursor(_Cursor)

    def begin(self) -> None:
        """Begin as the only writer: at once where the lock is free."""
        try:
            self._driver.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            self._wait(self._begin_in_line)
        self._changes = self._driver.total_changes

    def _begin_in_line(self) -> None:
        self._driver.execute(f"PRAGMA busy_timeout={_PATIENCE}")
        try:
            self._driver.execute("BEGIN IMMEDIATE")
        finally:
            self._driver.execute("PRAGMA busy_timeout=0")

    def commit(self) -> None:
        if self._driver.total_changes == self._changes:
            self._driver.commit()  # nothing to write: the disk is not asked
        else:
            self._wait(self._driver.commit)

    def rollback(self) -> None:
        if self._under_way.done():
            self._driver.rollback()
        else:  # somebody has given up waiting, and the thread has not: it gets to hear of it
            self._wait(self._driver.rollback)

    def close(self) -> None:
        self._wait(self._driver.close)
        self._thread.shutdown(wait=False)

    def terminate(self) -> None:
        """Close it after what is still under way, without waiting."""
        self._thread.submit(self._driver.close)
        self._thread.shutdown(wait=False)

    def _wait(self, call: Callable[[], _T]) -> _T:
        self._under_way = self._thread.submit(call)
        return await_(asyncio.wrap_future(self._under_way))


def _opened(arguments: Any, options: dict[str, Any]) -> sqlite3.Connection:
    driver: sqlite3.Connection = sqlite3.connect(*arguments, **options)
    driver.execute(f"PRAGMA busy_timeout={_PATIENCE}")
    for pragma in _PRAGMAS:
        driver.execute(f"PRAGMA {pragma}")
    driver.execute("PRAGMA busy_timeout=0")
    return driver


class Dialect(SQLiteDialect_pysqlite):
    """SQLAlchemy's SQLite on such connections."""

    driver = "inloop"
    is_async = True
    has_terminate = True
    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> ModuleType:
        return sqlite3

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        return AsyncAdaptedQueuePool

    def connect(self, *arguments: Any, **options: Any) -> Any:
        return _Connection(arguments, options)

    def on_connect(self) -> Any:
        """Add nothing: regular expressions in SQL are not used."""
        return None

    def do_begin(self, dbapi_connection: Any) -> None:
        # one writer from the start: no upgrade of a lock in the middle, no deadlock
        dbapi_connection.begin()

    def do_terminate(self, dbapi_connection: Any) -> None:
        dbapi_connection.terminate()

    def get_driver_connection(self, connection: Any) -> Any:
        return connection


registry.register("sqlite.inloop", __name__, "Dialect")
