"""Many people answer at once while two workers send: in the end every card tells the truth."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.roads import TeamsHome
from bot.delivery.sending import Sender
from bot.domain.delivery import MailAddress, Receipt, Sending, TeamsAddress
from bot.domain.followups import HELD, FollowUp
from bot.domain.notices import Notice, NoticeKind
from bot.domain.people import Person, Road
from bot.domain.verbs import Verb
from bot.errors import BoldenError
from bot.followups import ownership, undoing, volunteers
from bot.followups.composing.composer import Composer
from bot.storage import outbox
from bot.storage.engine import Store
from bot.storage.outbox import OutboxState
from bot.storage.tables import outbox as table
from tests.conftest import Clock
from tests.delivery.roads import RecordingRoad
from tests.factories import (
    CALL,
    EVERYONE,
    SEEKING,
    World,
    actor,
    approved,
    by,
    found,
    make_world,
    stored,
)

COMPOSER = Composer("http://127.0.0.1:3978")
Act = Callable[[AsyncConnection, Person, datetime], Awaitable[object]]


class BusyRoad(RecordingRoad):
    """Takes its time, so that others come in between."""

    async def deliver(
        self, notice: Notice, to: TeamsAddress | MailAddress, sending: Sending
    ) -> Receipt:
        """Note it after a while."""
        for _ in range(random.randrange(5)):  # noqa: S311
            await asyncio.sleep(0)
        return await super().deliver(notice, to, sending)


def acts(items: list[FollowUp], chance: random.Random) -> list[Act]:
    """Give everything that somebody may do, right or wrong."""
    verbs = (Verb.ACCEPT, Verb.FINISH, Verb.BLOCK, Verb.DECLINE)
    found = [
        _answer(own.ownership_id, chance.choice(verbs), chance.choice([None, "Gro", "Lau"]))
        for item in items
        for own in item.owners
    ]
    found += [_take(item.follow_up_id) for item in items]
    found += [_volunteer(verb) for verb in (Verb.VOLUNTEER, Verb.MAYBE, Verb.WITHDRAW)]
    return [*found, lambda c, p, now: undoing.undo(c, actor(p), p, now=now)]


def _answer(own: int, verb: Verb, to: str | None) -> Act:
    return lambda c, p, now: ownership.act(c, actor(p), p, own, verb, now=now, to=to)


def _take(follow_up_id: int) -> Act:
    return lambda c, p, now: ownership.take(c, actor(p), p, follow_up_id, now=now)


def _volunteer(verb: Verb) -> Act:
    return lambda c, p, now: volunteers.answer(c, actor(p), p, 1, verb, now=now)


async def live(store: Store, world: World, clock: Clock, sender: Sender, seed: int) -> None:
    """Let everybody do something at the same moment, again and again."""
    chance = random.Random(seed)  # noqa: S311
    other = replace(sender, name="another")
    everybody = list(world.people.values())

    async def one(act: Act, person: Person) -> None:
        try:
            async with store.transaction() as connection:
                await act(connection, person, clock())
        except BoldenError:
            pass  # refused: that is an answer too

    for _ in range(5):
        async with store.transaction() as connection:
            items = await stored(connection, 1)
        possible = acts(items, chance)
        busy = [one(chance.choice(possible), chance.choice(everybody)) for _ in range(8)]
        busy += [
            one(act, person) for act in possible for person in everybody if chance.random() < 0.1
        ]
        busy += [worker.send_due() for worker in (sender, other) for _ in range(4)]
        chance.shuffle(busy)
        await asyncio.gather(*busy)
        clock.forward(seconds=chance.choice([1, 5, 20]))


@pytest.mark.parametrize("seed", range(2))
async def test_in_the_end_every_card_tells_the_truth(store: Store, clock: Clock, seed: int) -> None:
    world = await make_world(store)
    teams = BusyRoad()
    home = TeamsHome("https://smba.example.org", "tenant")
    sender = Sender(store, COMPOSER, RecordingRoad(), teams, home, clock, "one")
    await approved(
        store,
        world,
        clock(),
        found("Sende", by("Birk Tjørnelund"), by("Frej Østermark"), due=date(2026, 10, 1)),
        found("Tal", EVERYONE),
        found("Skrive"),
        CALL,
        groups=(SEEKING,),
    )
    await live(store, world, clock, sender, seed)
    while await _waiting(store):
        await sender.send_due()
        clock.forward(seconds=3)

    async with store.transaction() as connection:
        rows = await outbox.rows(connection)
        shown = {
            one.sending.replaces or ref: one.notice
            for ref, one in zip(_refs(teams), teams.delivered, strict=True)
        }
        cards = [r for r in rows if r.road is Road.TEAMS and r.replaces_id is None and r.ref]
        assert len(cards) > 5
        for card in cards:
            if card.kind is NoticeKind.REVIEW_REQUEST:
                continue  # a review that is done is not shown anew
            assert shown[card.ref or ""] == await COMPOSER.shown(connection, card, clock())
        # and what was nobody's was taken by one at most
        skrive = (await stored(connection, 1))[2]
        assert len([own for own in skrive.owners if own.status in HELD]) <= 1


async def _waiting(store: Store) -> bool:
    unsettled = (OutboxState.READY, OutboxState.CLAIMED, OutboxState.SENDING)
    async with store.transaction() as connection:
        return bool(await outbox.rows(connection, table.c.state.in_(unsettled)))


def _refs(teams: RecordingRoad) -> list[str]:
    return [f"ref-{number}" for number in range(1, len(teams.delivered) + 1)]
