"""A bot with one card, on the real door and the real sender: for what the playground must show."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.delivery.connector import Connector, TrustedUrls
from bot.delivery.teams import TeamsSender
from bot.delivery.verification import LoopbackOnly
from bot.domain.delivery import Sending, TeamsAddress
from bot.domain.notices import Notice, Roster
from bot.domain.verbs import Verb
from bot.domain.welcoming import STRANGER
from handlers.events import Left, Pressed, Reached, Written
from handlers.messages import MessagesEndpoint
from handlers.teams import TeamsBot
from tests.teams_world import OCCASION

TENANT = "3f1c7a52-0b64-4f0e-9a51-6f2d7c1e8b90"
SIGNE = "5b1e0c11-7d39-4b0f-8a55-000000000001"


def card_saying(words: str) -> Notice:
    """A notice whose card says these words."""
    return Roster(OCCASION, 1, words, "Signe Rønhave", (), closed=False)


def render(notice: Notice) -> dict[str, Any]:
    """A card with a field and both sorts of button."""
    assert isinstance(notice, Roster)
    data = {"verb": Verb.FINISH.value, "id": "1"}
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [
            {"type": "TextBlock", "text": notice.name, "wrap": True},
            {"type": "Input.Text", "id": "note", "label": "Bemærkning"},
        ],
        "actions": [
            {"type": "Action.Execute", "title": "Færdig", "verb": Verb.FINISH, "data": data},
            {"type": "Action.Submit", "title": "Færdig fra telefon", "data": data},
        ],
    }


@dataclass
class SmallBot:
    """Answers a press with what was filled in, and words with a card."""

    sender: TeamsSender
    #: where it can speak: by Entra id or channel id
    places: dict[str, asyncio.Future[Reached]] = field(default_factory=dict)
    url: str = ""

    async def pressed(self, event: Pressed) -> Notice | str | None:
        assert event.entra_id == SIGNE
        return card_saying(f"Modtaget: {event.data.get('note')} ({event.data['id']})")

    async def written(self, event: Written) -> Notice | str | None:
        assert event.entra_id == SIGNE
        return card_saying(f"Du skrev: {event.text}")

    async def reached(self, event: Reached) -> None:
        place = self._place(event.channel_id or event.entra_id or "")
        if not place.done():
            place.set_result(event)

    async def installed(self, event: Reached) -> str | None:
        await self.reached(event)
        return STRANGER if event.channel_id is None else None

    async def spoken_in(self, channel_id: str) -> str | None:
        return None

    async def left(self, event: Left) -> None:
        self.places.clear()

    async def tell(self, place: str, words: str, replaces: str | None = None) -> str:
        """Say something unasked, or replace what was said; give its id."""
        async with asyncio.timeout(120):
            there = await self._place(place)
        to = TeamsAddress(there.service_url, there.tenant_id, there.conversation_id, there.user_id)
        receipt = await self.sender.deliver(card_saying(words), to, Sending(1, replaces=replaces))
        assert receipt.ref is not None, receipt
        return receipt.ref

    def _place(self, key: str) -> asyncio.Future[Reached]:
        return self.places.setdefault(key, asyncio.get_running_loop().create_future())


@asynccontextmanager
async def running(playground_port: int) -> AsyncIterator[SmallBot]:
    """Listen on loopback, with sign-in off."""
    trusted = TrustedUrls(frozenset({f"http://127.0.0.1:{playground_port}"}))
    connector = Connector(None, trusted=trusted)
    sender = TeamsSender(
        connector,
        bot_id="28:bolden",
        render=render,
        summary=lambda _: "Et kort",
        now=lambda: datetime.now(UTC),
    )
    bot = SmallBot(sender)
    teams = TeamsBot(connector, bot, render=render, summary=lambda _: "Et kort")
    endpoint = MessagesEndpoint(LoopbackOnly(), teams, tenants=frozenset({TENANT}))
    app = web.Application()
    app.router.add_post("/api/messages", endpoint.messages)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bot.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
    try:
        yield bot
    finally:
        await connector.close()
        await runner.cleanup()
