"""A bot behind the real door, before the stand-in: what the tests of Teams stand on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from aiohttp import web

from bot.delivery.connector import Connector, TrustedUrls
from bot.delivery.credentials import Secret
from bot.delivery.keyring import KeyRing
from bot.delivery.teams import TeamsSender
from bot.delivery.tokens import TokenSource
from bot.delivery.verification import TokenVerifier
from bot.domain.delivery import Sending, TeamsAddress
from bot.domain.notices import Answer, Notice, Occasion, Roster
from bot.standin.driver import Driver
from bot.standin.places import Conversation, User
from bot.standin.serving import StandIn
from handlers.events import Left, Pressed, Reached, Written
from handlers.messages import MessagesEndpoint
from handlers.teams import TeamsBot

_T = TypeVar("_T")

APP_ID = "00000000-0000-4000-8000-00000000b01d"
TENANT = "11111111-1111-4111-8111-111111111111"
FOREIGN_TENANT = "99999999-9999-4999-8999-999999999999"
OCCASION = Occasion(1, "unge", "Unge og skole", "Møde 3", date(2026, 9, 3), "http://b.example/1")
ANSWER = Answer("Ida Blom", (), ())
NOTICE = Roster(OCCASION, 7, "Arbejdsgruppe om fravær", "Ida Blom", (), closed=False)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**by)


class Recorder:
    """A listener that notes what it hears and answers as it is told to."""

    def __init__(self) -> None:
        self.heard: list[Pressed | Written | Reached | Left] = []
        self.answer: Notice | str | None = "Noteret, tak."
        self.fails = False

    async def pressed(self, event: Pressed) -> Notice | str | None:
        return self._hear(event)

    async def written(self, event: Written) -> Notice | str | None:
        return self._hear(event)

    async def reached(self, event: Reached) -> None:
        self._hear(event)

    async def installed(self, event: Reached) -> str | None:
        self._hear(event)
        return "Hej, jeg er Bolden."

    async def spoken_in(self, channel_id: str) -> str | None:
        return None

    async def left(self, event: Left) -> None:
        self._hear(event)

    def _hear(self, event: Pressed | Written | Reached | Left) -> Notice | str | None:
        if self.fails:
            raise RuntimeError("Hemmelige ord fra et menneske")
        self.heard.append(event)
        return self.answer

    def of(self, kind: type[_T]) -> list[_T]:
        """What was heard of one kind."""
        return [event for event in self.heard if isinstance(event, kind)]


def render(notice: Notice) -> dict[str, object]:
    """Stands for `cards`: what a card looks like is not looked at here."""
    return {"type": "AdaptiveCard", "version": "1.5", "shows": type(notice).__name__}


def summary(notice: Notice) -> str:
    """Stands for `cards`."""
    return f"Resume af {type(notice).__name__}"


@dataclass
class Teams:
    """The stand-in, the bot before it, and a person on each side of the border."""

    clock: Clock
    standin: StandIn
    recorder: Recorder
    connector: Connector
    sender: TeamsSender
    driver: Driver
    url: str
    ida: User
    olga: User
    foreigner: User
    guest: User
    channel: Conversation = field(init=False)

    def __post_init__(self) -> None:
        self.channel = self.standin.world.add_channel("Referater", tenant_id=TENANT)

    @property
    def ida_at(self) -> TeamsAddress:
        """Ida's address before anybody has spoken with her."""
        return TeamsAddress(self.standin.service_url, TENANT, None, "e-ida")

    @property
    def channel_at(self) -> TeamsAddress:
        """The channel's address."""
        return TeamsAddress(self.standin.service_url, TENANT, self.channel.conversation_id)

    async def sent(self) -> str:
        """Deliver a card to Ida and give its id."""
        receipt = await self.sender.deliver(NOTICE, self.ida_at, Sending(1))
        assert receipt.ref is not None
        return receipt.ref

    def card(self, activity_id: str) -> object:
        """What a card shows now."""
        post = self.standin.world.place_of(activity_id).find(activity_id)
        return post and post.card

    def texts(self, place: Conversation) -> list[str]:
        """What the bot has said in words in a conversation."""
        posts = self.standin.world.messages(place.conversation_id)
        bot_id = self.standin.world.bot_id
        return [post.text for post in posts if post.text and post.from_id == bot_id]


@asynccontextmanager
async def started() -> AsyncIterator[Teams]:
    """Start stand-in and bot on loopback."""
    clock, recorder = Clock(), Recorder()
    standin = StandIn(app_id=APP_ID, secret="s3cret", tenant_id=TENANT, now=clock)
    await standin.start()
    credential = Secret(APP_ID, TENANT, "s3cret")
    tokens = TokenSource(credential, now=clock, http_client=standin.login)
    connector = Connector(tokens, trusted=TrustedUrls(frozenset({standin.origin})))
    verifier = TokenVerifier(
        APP_ID, KeyRing(now=clock, metadata_url=standin.metadata_url), now=clock
    )
    bot = TeamsBot(connector, recorder, render=render, summary=summary)
    endpoint = MessagesEndpoint(verifier, bot, tenants=frozenset({TENANT}))
    app = web.Application()
    app.router.add_post("/api/messages", endpoint.messages)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
    sender = TeamsSender(
        connector, bot_id=standin.world.bot_id, render=render, summary=summary, now=clock
    )
    world = standin.world
    yield Teams(
        clock,
        standin,
        recorder,
        connector,
        sender,
        standin.drive(url),
        url,
        ida=world.add_user("Ida Blom", entra_id="e-ida", tenant_id=TENANT),
        olga=world.add_user("Olga Toft", entra_id="e-olga", tenant_id=TENANT),
        foreigner=world.add_user("Ole Fremmed", entra_id="e-ole", tenant_id=FOREIGN_TENANT),
        guest=world.add_user("Gæst", entra_id=None, tenant_id=TENANT),
    )
    await connector.close()
    await standin.stop()
    await runner.cleanup()
