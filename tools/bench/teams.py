"""Teams: a pressed button against an echo bot, a card sent against ready JSON posted."""

import itertools
import json
import statistics
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from bot.app import read_minutes
from bot.delivery.connector import Connector, TrustedUrls
from bot.delivery.credentials import Secret
from bot.delivery.keyring import KeyRing
from bot.delivery.teams import TeamsSender
from bot.delivery.tokens import TokenSource
from bot.delivery.verification import TokenVerifier
from bot.demo import acts
from bot.demo.building import APP_ID, SECRET, stage
from bot.demo.cast import members_from
from bot.demo.clock import DemoClock
from bot.demo.stage import TENANT, Stage
from bot.domain.delivery import Sending, TeamsAddress
from bot.domain.notices import Notice
from bot.domain.people import SYSTEM
from bot.domain.verbs import Verb
from bot.followups import intake
from bot.standin.buttons import Button, buttons
from bot.standin.driver import Driver
from bot.standin.places import User
from handlers.events import Left, Pressed, Reached, Written
from handlers.messages import MessagesEndpoint
from handlers.teams import TeamsBot
from tools.bench import busy
from tools.bench.echo import EchoBot
from tools.bench.measuring import cpu_in_turns, ms, ratio, say

SAMPLE = Path(__file__).parents[2] / "samples" / "netvaerksmoede.docx"
RUNS = 200
GOAL = "<= 1.5"
_NOTICE: Any = object()  # what is rendered does not depend on it

Act = Callable[[], Awaitable[object]]


@dataclass
class _Listener:
    """Answers every button at once with the same card."""

    async def pressed(self, event: Pressed) -> Notice | str | None:
        return _NOTICE  # type: ignore[no-any-return]

    async def written(self, event: Written) -> Notice | str | None:
        return None

    async def reached(self, event: Reached) -> None:
        return None

    async def installed(self, event: Reached) -> str | None:
        return None

    async def spoken_in(self, channel_id: str) -> str | None:
        return None

    async def left(self, event: Left) -> None:
        return None


async def bench() -> None:
    """Measure Teams, both ways."""
    with tempfile.TemporaryDirectory() as folder:
        clock = DemoClock(datetime(2026, 3, 9, 8, 0, tzinfo=UTC))
        async with stage(Path(folder), clock, port=0) as built:
            await _prepare(built)
            user, activity_id = _card(built)
            await _inbound(built, user, activity_id)
            await _outbound(built, user, activity_id)
            await _busy(built, user, activity_id)


async def _prepare(built: Stage) -> None:
    """Let the sample's tasks lie approved with their owners."""
    minutes = await read_minutes(SAMPLE.read_bytes(), SAMPLE.name)
    network = await built.cast("netvaerk", "Netværket", members_from(minutes))
    async with built.parts.store.transaction() as connection:
        done = await intake.take_in(
            connection,
            network,
            minutes,
            SAMPLE.read_bytes(),
            SAMPLE.name,
            actor=SYSTEM,
            now=built.clock(),
        )
    await built.settle()
    if done.minutes_id is None:
        raise RuntimeError("the sample was not taken in")
    await acts.approve(built, done.minutes_id)
    await built.settle()


def _card(built: Stage) -> tuple[User, str]:
    """Somebody in Teams with a card that can be finished."""
    for user in built.users.values():
        for post in built.standin.world.personal(user).posts:
            if any(button.verb == Verb.FINISH for button in buttons(post.card or {})):
                return user, post.activity_id
    raise LookupError("nobody has a card with a task")


def _presser(driver: Driver, user: User, activity_id: str, button: Button, *verbs: Verb) -> Act:
    """Press that button of that card, or in turn those whose verbs these are."""
    place = driver.world.place_of(activity_id)
    turns = itertools.cycle(verbs)

    async def press() -> None:
        action = {"type": "Action.Execute", "verb": next(turns), "data": button.data}
        more = {"value": {"action": action, "trigger": "manual"}, "replyToId": activity_id}
        shown = await driver.send(
            driver.activity("invoke", user, place, name="adaptiveCard/action", **more)
        )
        if shown.status != 200 or (len(verbs) > 1 and shown.card is None):
            raise RuntimeError(f"the button was refused: {shown.body}")

    return press


async def _inbound(built: Stage, user: User, activity_id: str) -> None:
    standin, clock = built.standin, built.clock
    post = standin.world.place_of(activity_id).find(activity_id)
    card = json.loads(json.dumps(post.card if post else {}))
    connector = _connector(built)
    ours = TeamsBot(connector, _Listener(), render=lambda _: card, summary=lambda _: "")
    verifier = TokenVerifier(
        APP_ID, KeyRing(now=clock, metadata_url=standin.metadata_url), now=clock
    )
    app = web.Application()
    app.router.add_post("/nothing", _nothing)
    bots = (
        ("/turn", ours),
        ("/echo", EchoBot(card)),
        ("/seen", EchoBot(card, built.parts.store)),
    )
    for path, bot in bots:
        door = MessagesEndpoint(verifier, bot, tenants=frozenset({TENANT}))
        app.router.add_post(path, door.messages)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
    drivers = {
        name: Driver(
            standin.world,
            standin.identity,
            standin.record,
            service_url=standin.service_url,
            messages_url=f"{origin}/{name}",
        )
        for name in ("nothing", "turn", "echo", "seen")
    }
    button = next(each for each in buttons(card) if each.verb == Verb.FINISH)
    kinds = {
        name: _presser(driver, user, activity_id, button, Verb.FINISH)
        for name, driver in drivers.items()
    }
    both = (Verb.FINISH, Verb.UNDO)
    kinds["whole"] = _presser(built.driver, user, activity_id, button, *both)
    taken = await cpu_in_turns(RUNS, kinds)
    for driver in drivers.values():
        await driver.close()
    await connector.close()
    await runner.cleanup()
    client = statistics.median(taken.pop("nothing"))
    own = {name: [each - client for each in times] for name, times in taken.items()}
    say("the presser's own share of a button, taken off below", ms(client))
    ratio("a button's turn, nothing stored / an echo bot, CPU p50", own["turn"], own["echo"], GOAL)
    floor = "the floor: an echo bot that stores one row / an echo bot"
    ratio(floor, own["seen"], own["echo"], "")
    ratio("a button with all that it stores / an echo bot", own["whole"], own["echo"], GOAL)
    ratio("a button with all that it stores / the floor", own["whole"], own["seen"], "")


async def _nothing(request: web.Request) -> web.Response:
    await request.read()
    return web.json_response({})


def _connector(built: Stage) -> Connector:
    standin = built.standin
    credential = Secret(APP_ID, TENANT, SECRET)
    tokens = TokenSource(credential, now=built.clock, http_client=standin.login)
    return Connector(tokens, trusted=TrustedUrls(frozenset({standin.origin})))


def _sender(built: Stage, card: dict[str, Any]) -> tuple[Connector, TeamsSender]:
    """Give a road of its own, which says the same card whatever is asked of it."""
    connector = _connector(built)
    return connector, TeamsSender(
        connector,
        bot_id=built.standin.world.bot_id,
        render=lambda _: card,
        summary=lambda _: "Opgaver",
        now=built.clock,
    )


def _address(built: Stage, user: User, activity_id: str) -> TeamsAddress:
    place = built.standin.world.place_of(activity_id)
    return TeamsAddress(built.standin.service_url, TENANT, place.conversation_id, user.entra_id)


async def _busy(built: Stage, user: User, activity_id: str) -> None:
    post = built.standin.world.place_of(activity_id).find(activity_id)
    card = json.loads(json.dumps(post.card if post else {}))
    connector, sender = _sender(built, card)
    to = _address(built, user, activity_id)
    button = next(each for each in buttons(card) if each.verb == Verb.FINISH)
    # the presses measured before were odd in number: the task stands as finished
    press = _presser(built.driver, user, activity_id, button, Verb.UNDO, Verb.FINISH)
    await busy.bench(built, lambda: sender.deliver(_NOTICE, to, Sending(1)), press)
    await connector.close()


async def _outbound(built: Stage, user: User, activity_id: str) -> None:
    standin = built.standin
    place = standin.world.place_of(activity_id)
    post = place.find(activity_id)
    card = post.card if post else {}
    connector, sender = _sender(built, card or {})
    to = _address(built, user, activity_id)
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    ready = json.dumps(
        {
            "type": "message",
            "from": {"id": standin.world.bot_id},
            "summary": "Opgaver",
            "attachments": [attachment],
        }
    ).encode()
    token = await TokenSource(
        Secret(APP_ID, TENANT, SECRET), now=built.clock, http_client=standin.login
    ).token()
    url = f"{standin.service_url}v3/conversations/{place.conversation_id}/activities"
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    async with aiohttp.ClientSession() as session:

        async def bare() -> None:
            async with session.post(url, data=ready, headers=headers) as response:
                response.raise_for_status()
                await response.json()

        taken = await cpu_in_turns(
            RUNS,
            {"ours": lambda: sender.deliver(_NOTICE, to, Sending(1)), "bare": bare},
        )
    await connector.close()
    ratio(
        "a card sent / ready JSON on one session, CPU p50", taken["ours"], taken["bare"], "<= 1.5"
    )
