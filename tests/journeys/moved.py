"""A clock that processes share and that is only ever moved, and a wait that moves it."""

import asyncio
import mmap
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from pathlib import Path

_MOMENT = struct.Struct("<d")


class SharedClock:
    """A clock in a file; whoever starts it says the time."""

    def __init__(self, file: Path, start: datetime | None = None) -> None:
        if start is not None:
            file.write_bytes(_MOMENT.pack(start.timestamp()))
        with file.open("r+b") as opened:
            self._place = mmap.mmap(opened.fileno(), _MOMENT.size)

    def __call__(self) -> datetime:
        """Give the time."""
        return datetime.fromtimestamp(_MOMENT.unpack_from(self._place)[0], UTC)

    def move(self, moment: datetime) -> None:
        """Let time pass until then; it never goes back."""
        _MOMENT.pack_into(self._place, 0, max(moment, self()).timestamp())

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.move(self() + timedelta(**by))


class Patience:
    """Waits that move the clock, to the earliest first and only while no call is on its way.

    So a server that notes when it is asked notes when the call left.
    """

    def __init__(self, clock: SharedClock) -> None:
        self._clock = clock
        self._waiting: list[datetime] = []
        self._calls = 0
        self._changed = asyncio.Condition()

    async def wait(self, seconds: float) -> None:
        """Wait as long."""
        until = self._clock() + timedelta(seconds=seconds)
        heappush(self._waiting, until)
        async with self._changed:
            await self._changed.wait_for(lambda: not self._calls and self._waiting[0] == until)
            heappop(self._waiting)
            self._clock.move(until)
            self._changed.notify_all()

    async def wait_between(self, seconds: float) -> None:
        """Wait as long within a call that asks several times."""
        async with self._changed:
            self._calls -= 1
            self._changed.notify_all()
        await self.wait(seconds)
        self._calls += 1

    @asynccontextmanager
    async def calling(self) -> AsyncIterator[None]:
        """Let no time pass meanwhile."""
        self._calls += 1
        try:
            yield
        finally:
            self._calls -= 1
            async with self._changed:
                self._changed.notify_all()
