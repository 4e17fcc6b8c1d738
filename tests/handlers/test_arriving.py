"""Let in, taken out, let in again: what is remembered and who is welcomed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.notices import NoticeKind, Welcome
from bot.domain.people import Road
from bot.domain.verbs import Verb
from bot.domain.welcoming import STRANGER
from bot.followups.composing.composer import Composer
from bot.storage import conversations, outbox
from bot.storage.engine import Store
from bot.storage.outbox import OutboxRow
from handlers.dispatch import Dispatcher
from handlers.events import Left, Pressed, Reached, Written
from tests.conftest import Clock
from tests.factories import CHANNEL, World, approved, by, found, make_world

CHAT = Reached("a:birk", "https://old.example.org", "tenant", "29:birk", "entra-birk")
MOVED = replace(CHAT, service_url="https://new.example.org")


@pytest.fixture
async def world(store: Store) -> World:
    """Give a network with members."""
    return await make_world(store)


@pytest.fixture
async def bolden(store: Store, clock: Clock, world: World) -> Dispatcher:
    """Give the listener of both roads."""
    return Dispatcher(store, Composer("http://127.0.0.1:3978"), clock, lambda: None)


async def welcomes(bolden: Dispatcher) -> list[OutboxRow]:
    async with bolden.store.transaction() as connection:
        rows = await outbox.rows(connection)
    return [row for row in rows if row.kind is NoticeKind.WELCOME]


async def service_url(bolden: Dispatcher) -> str | None:
    async with bolden.store.transaction() as connection:
        chat = await conversations.personal(connection, "entra-birk")
    return chat.service_url if chat else None


async def test_a_member_is_welcomed_once_for_ever(bolden: Dispatcher) -> None:
    for _ in range(2):  # told by two activities, and again after a removal
        assert await bolden.installed(CHAT) is None
        assert await bolden.installed(CHAT) is None
        await bolden.left(Left(CHAT.conversation_id))
    await bolden.installed(replace(CHAT, conversation_id="a:another"))
    assert len(await welcomes(bolden)) == 1


async def test_a_stranger_is_told_once_whom_to_ask(bolden: Dispatcher) -> None:
    stranger = replace(CHAT, conversation_id="a:x", entra_id="entra-nobody")
    assert await bolden.installed(stranger) == STRANGER
    assert await bolden.installed(stranger) is None
    assert await welcomes(bolden) == []


async def test_a_guest_of_whom_teams_tells_nothing_is_a_stranger(bolden: Dispatcher) -> None:
    assert await bolden.installed(replace(CHAT, entra_id=None)) == STRANGER


async def test_a_channel_is_remembered_and_not_welcomed(bolden: Dispatcher) -> None:
    place = Reached(CHANNEL, "https://old.example.org", "tenant", channel_id=CHANNEL)
    assert await bolden.installed(place) is None
    async with bolden.store.transaction() as connection:
        assert await conversations.channel(connection, CHANNEL) is not None
    assert await welcomes(bolden) == []


async def test_after_a_removal_nothing_is_open(bolden: Dispatcher) -> None:
    await bolden.installed(CHAT)
    await bolden.left(Left(CHAT.conversation_id))
    async with bolden.store.transaction() as connection:
        assert await conversations.personal(connection, "entra-birk") is None
        assert await conversations.closed_chats(connection, ["entra-birk"]) == {
            "entra-birk": "uninstalled"
        }


async def test_a_word_and_a_press_let_us_in_again(
    bolden: Dispatcher, world: World, clock: Clock
) -> None:
    task = found("Sende eksempler", by("Birk Tjørnelund"))
    (item,) = await approved(bolden.store, world, clock(), task)
    await bolden.installed(CHAT)
    written = Written("k1", Road.TEAMS, "status", entra_id="entra-birk", place=MOVED)
    data = {"ownership_id": str(item.owners[0].ownership_id)}
    pressed = Pressed("k2", "entra-birk", Verb.ACCEPT, data, place=CHAT)
    await bolden.left(Left(CHAT.conversation_id))
    await bolden.written(written)
    assert await service_url(bolden) == "https://new.example.org"
    await bolden.left(Left(CHAT.conversation_id))
    await bolden.pressed(pressed)
    assert await service_url(bolden) == "https://old.example.org"


async def test_a_word_in_a_channel_renews_its_service_url_alone(
    bolden: Dispatcher, clock: Clock
) -> None:
    place = Reached(CHANNEL, "https://old.example.org", "tenant", channel_id=CHANNEL)
    other = replace(place, conversation_id="19:other", channel_id="19:other")
    await bolden.installed(place)
    clock.moment += timedelta(days=1)
    moved = replace(place, service_url="https://new.example.org")
    for key, spoken in (("k1", moved), ("k2", other)):
        event = Written(key, Road.TEAMS, "hej", entra_id="entra-birk", others_read=True)
        await bolden.written(replace(event, place=spoken))
    async with bolden.store.transaction() as connection:
        known = await conversations.channel(connection, CHANNEL)
        assert known is not None
        assert known.service_url == "https://new.example.org"
        assert await conversations.channel(connection, "19:other") is None


async def test_the_welcome_says_who_asked(bolden: Dispatcher, clock: Clock) -> None:
    await bolden.installed(CHAT)
    (row,) = await welcomes(bolden)
    async with bolden.store.transaction() as connection:
        notice = await bolden.composer.compose(connection, row, clock())
    assert notice == Welcome("Birk Tjørnelund", ("Brobygning",), "Tilde Rosenhave")
