"""Conversations are renewed; an event counts once."""

import asyncio
from datetime import datetime

from bot.domain.delivery import TeamsAddress
from bot.storage import conversations
from bot.storage.engine import Store

CHAT = TeamsAddress("https://old.example.org", "tenant", "a:1", "29:1")


async def test_an_event_counts_once(store: Store, now: datetime) -> None:
    async with store.transaction() as connection:
        assert await conversations.first_time(connection, "activity/1", now) is True
        assert await conversations.first_time(connection, "activity/1", now) is False
        assert await conversations.first_time(connection, "activity/2", now) is True


async def test_of_two_at_the_same_moment_one_is_the_first(store: Store, now: datetime) -> None:
    async def comes() -> bool:
        async with store.transaction() as connection:
            return await conversations.first_time(connection, "activity/1", now)

    assert sorted(await asyncio.gather(*(comes() for _ in range(5)))) == [False] * 4 + [True]


async def test_an_event_whose_work_failed_comes_again(store: Store, now: datetime) -> None:
    try:
        async with store.transaction() as connection:
            await conversations.first_time(connection, "activity/1", now)
            raise RuntimeError("the work failed")
    except RuntimeError:
        pass
    async with store.transaction() as connection:
        assert await conversations.first_time(connection, "activity/1", now) is True


async def test_an_event_may_call_itself_what_it_likes(store: Store, now: datetime) -> None:
    async with store.transaction() as connection:
        for key in ("x" * 100_000, "a\0b", "\ud800"):
            assert await conversations.first_time(connection, key, now) is True


async def test_a_conversation_moves_with_its_service(store: Store) -> None:
    newer = TeamsAddress("https://new.example.org", "tenant", "a:1", "29:1")
    async with store.transaction() as connection:
        for address in (CHAT, newer):
            await conversations.remember(connection, address, entra_id="ABC", channel_id=None)
        assert await conversations.personal(connection, "abc") == newer


async def test_a_channel_is_found_by_its_id(store: Store) -> None:
    address = TeamsAddress("https://old.example.org", "tenant", "19:x@thread.tacv2")
    async with store.transaction() as connection:
        await conversations.remember(
            connection, address, entra_id=None, channel_id="19:x@thread.tacv2"
        )
        assert await conversations.channel(connection, "19:x@thread.tacv2") == address
        assert await conversations.channel(connection, "19:y@thread.tacv2") is None
