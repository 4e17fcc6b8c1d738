"""Conversations are renewed; an event counts once."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

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


async def test_a_conversation_moves_with_its_service(store: Store, now: datetime) -> None:
    newer = TeamsAddress("https://new.example.org", "tenant", "a:1", "29:1")
    async with store.transaction() as connection:
        for address in (CHAT, newer):
            await conversations.remember(
                connection, address, entra_id="ABC", channel_id=None, now=now
            )
        assert await conversations.personal(connection, "abc") == newer


async def test_a_channel_is_found_by_its_id(store: Store, now: datetime) -> None:
    address = TeamsAddress("https://old.example.org", "tenant", "19:x@thread.tacv2")
    async with store.transaction() as connection:
        await conversations.remember(
            connection, address, entra_id=None, channel_id="19:x@thread.tacv2", now=now
        )
        assert await conversations.channel(connection, "19:x@thread.tacv2") == address
        assert await conversations.channel(connection, "19:y@thread.tacv2") is None


async def test_of_several_chats_the_newest_that_is_open_counts(store: Store, now: datetime) -> None:
    older, newest = (replace(CHAT, conversation_id=one) for one in ("a:9", "a:0"))
    async with store.transaction() as connection:
        for minutes, address in enumerate((CHAT, older, newest)):
            at = now + timedelta(minutes=minutes)
            await conversations.remember(
                connection, address, entra_id="abc", channel_id=None, now=at
            )
        assert await conversations.personal(connection, "abc") == newest
        await conversations.leave(connection, "a:0", "uninstalled", now)
        assert await conversations.personal(connection, "abc") == older
        assert await conversations.closed_chats(connection, ["ABC"]) == {}


async def test_what_is_closed_is_opened_again_by_a_word(store: Store, now: datetime) -> None:
    moved = replace(CHAT, service_url="https://new.example.org")
    async with store.transaction() as connection:
        await conversations.heard(connection, CHAT, now)
        assert await conversations.personal(connection, "abc") is None
        await conversations.close(
            connection, CHAT, "MessageWritesBlocked", entra_id="Abc", channel_id=None, now=now
        )
        assert await conversations.why_closed(connection, "a:1") == "MessageWritesBlocked"
        assert await conversations.closed_chats(connection, ["ABC"]) == {
            "abc": "MessageWritesBlocked"
        }
        await conversations.heard(connection, moved, now)
        assert await conversations.why_closed(connection, "a:1") is None
        assert await conversations.personal(connection, "abc") == moved


async def test_one_is_greeted_once(store: Store, now: datetime) -> None:
    async with store.transaction() as connection:
        assert await conversations.greet(connection, "a:1", now) is False
        for _ in range(2):  # taken out and put in again
            await conversations.remember(connection, CHAT, entra_id="abc", channel_id=None, now=now)
        assert await conversations.greet(connection, "a:1", now) is True
        assert await conversations.greet(connection, "a:1", now) is False
