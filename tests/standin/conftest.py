"""Teams, before and behind the bot."""

from collections.abc import AsyncIterator

import pytest

from tests.teams_world import Teams, started


@pytest.fixture
async def teams() -> AsyncIterator[Teams]:
    """Stand-in and bot, running on loopback."""
    async with started() as world:
        yield world
