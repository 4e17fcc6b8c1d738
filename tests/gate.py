"""A gate that holds answers of the stand-ins until it is set."""

import asyncio
from typing import Literal


class Gate(asyncio.Event):
    """Holds whoever comes, and tells when one more has come."""

    def __init__(self) -> None:
        super().__init__()
        self.held = 0
        self._came = asyncio.Event()

    async def wait(self) -> Literal[True]:
        self.held += 1
        self._came.set()
        return await super().wait()

    async def more_than(self, held: int) -> None:
        """Wait until more than so many are held."""
        while self.held <= held:
            self._came.clear()
            await self._came.wait()
