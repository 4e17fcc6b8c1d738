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


@pytest.fixture
async def lenient(clock: Clock) -> AsyncIterator[Ews]:
    """Run an Exchange that may be asked for what the schemas do not allow."""
    async with ews_started(clock, judged=False) as running:
        yield running
