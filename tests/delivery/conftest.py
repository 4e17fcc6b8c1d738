"""Teams, before and behind the bot."""

from collections.abc import AsyncIterator

import pytest

from bot.storage.engine import Store
from tests.conftest import Clock
from tests.delivery.post import Post
from tests.factories import make_world
from tests.teams_world import Teams, started


@pytest.fixture
async def teams() -> AsyncIterator[Teams]:
    """Stand-in and bot, running on loopback."""
    async with started() as world:
        yield world


@pytest.fixture
async def post(store: Store, clock: Clock) -> Post:
    """Give a worker; the request to review has been sent."""
    return Post(store, await make_world(store), clock)
