"""An Exchange, and exchangelib's account with it."""

from collections.abc import AsyncIterator

import pytest

from tests.conftest import Clock
from tests.ews_world import Ews, ews_started


@pytest.fixture
async def ews(clock: Clock) -> AsyncIterator[Ews]:
    """Run an Exchange with the bot's mailbox."""
    async with ews_started(clock) as running:
        yield running
