"""Copies of a database in which both networks stand."""

import itertools
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.followups.composing.composer import Composer
from bot.storage.engine import Store
from handlers.dispatch import Dispatcher
from tests.conftest import TUESDAY
from tests.rights.stage import Stage, built

__all__ = ["built"]

BOARD = "http://127.0.0.1:3978"


@dataclass(frozen=True)
class Copy:
    """One copy that may be changed."""

    stage: Stage
    file: Path
    dispatcher: Dispatcher


Copies = Callable[[], AbstractAsyncContextManager[Copy]]


@pytest.fixture
def copies(built: tuple[Path, Stage], tmp_path: Path) -> Copies:
    """Give as many copies as are asked for."""
    template, stage = built
    numbers = itertools.count()

    @asynccontextmanager
    async def copy() -> AsyncIterator[Copy]:
        file = tmp_path / f"{next(numbers)}.sqlite"
        shutil.copy(template, file)
        store = Store(f"sqlite+aiosqlite:///{file}")
        dispatcher = Dispatcher(store, Composer(BOARD), lambda: TUESDAY, lambda: None)
        try:
            yield Copy(stage, file, dispatcher)
        finally:
            await store.close()

    return copy
