"""Two hundred sends hang: how long a pressed button waits for its answer meanwhile."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Literal

from bot.demo.stage import Stage
from bot.standin.faults import Fault
from tools.bench.measuring import say

SENDS = 200
PRESSES = 10

Act = Callable[[], Awaitable[object]]


class _Gate(asyncio.Event):
    """Holds the sends, and tells when all are held."""

    def __init__(self) -> None:
        super().__init__()
        self._missing = SENDS
        self.all_held = asyncio.Event()

    async def wait(self) -> Literal[True]:
        self._missing -= 1
        if not self._missing:
            self.all_held.set()
        return await super().wait()


async def bench(built: Stage, send: Act, press: Act) -> None:
    """Let that many sends hang and press the button again and again."""
    gate = _Gate()
    built.standin.connector.faults.extend([Fault(holds=gate, goes_on=True)] * SENDS)
    sends = [asyncio.ensure_future(send()) for _ in range(SENDS)]
    await gate.all_held.wait()
    waited = [await _seconds(press) for _ in range(PRESSES)]
    hanging = sum(not one.done() for one in sends)
    gate.set()
    await asyncio.gather(*sends)
    say(
        f"the slowest of {PRESSES} answers while {hanging} sends hang",
        f"{max(waited):.2f} s",
        "<= 3 s",
    )


async def _seconds(act: Act) -> float:
    begun = time.perf_counter()
    await act()
    return time.perf_counter() - begun
