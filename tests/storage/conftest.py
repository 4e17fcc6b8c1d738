"""The network that rows of the outbox belong to."""

import pytest

from bot.storage.engine import Store
from tests.factories import World, make_world


@pytest.fixture
async def world(store: Store) -> World:
    """Store the network."""
    return await make_world(store)
