"""From the outbox to the world: by which road, how often, and what is written down."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.delivery.calling import Answered
from bot.delivery.pauses import jittered
from bot.delivery.settling import MAX_TRIES, THROTTLED
from bot.delivery.teams_receipts import receipt_for
from bot.domain.delivery import (
    Detour,
    MailAddress,
    Receipt,
    Sending,
    SendState,
    TeamsAddress,
)
from bot.domain.notices import Assignment, Notice, NoticeKind, Welcome
from bot.domain.people import Road
from bot.domain.verbs import Verb
from bot.storage import conversations, outbox
from bot.storage.outbox import OutboxState
from bot.storage.tables import person
from tests.delivery.post import BIRKS, HOME, REFUSED, UNCERTAIN, Post, approve, ask
from tests.factories import by, found


@dataclass
class SlowRoad:
    """Teams that is not done with Birk before Gro's turn has come."""

    order: list[str] = field(default_factory=list)
    gros_turn: asyncio.Event = field(default_factory=asyncio.Event)

    async def deliver(self, notice: Notice, to: TeamsAddress, sending: Sending) -> Receipt:
        """Note when it begins and ends."""
        assert isinstance(notice, Welcome)
        name = notice.to_name.split()[0]
        self.order.append(f"{name} begun")
        if name == "Gro":
            self.gros_turn.set()
        await self.gros_turn.wait()
        self.order.append(f"{name} done")
        return Receipt(SendState.SENT, ref=str(sending.outbox_id), conversation_id="a:1")


async def welcome(post: Post, *names: str) -> None:
    """Have something to say to each, in this order."""
    async with post.store.transaction() as connection:
        for number, name in enumerate(names):
            await outbox.enqueue(
                connection,
                NoticeKind.WELCOME,
                f"welcome/{number}",
                network_id=post.world.network.network_id,
                person_id=post.world[name].person_id,
                now=post.clock(),
            )


async def test_who_has_teams_gets_it_there(post: Post) -> None:
    await post.remember(BIRKS, "Birk")
    await ask(post, "Birk")
    assert await post.go() == 1
    (delivered,) = post.teams.delivered
    assert delivered.to == BIRKS
    assert isinstance(delivered.notice, Assignment)
    assert delivered.notice.to_name == "Birk Tjørnelund"
    row = await post.row()
    assert (row.state, row.road, row.ref, row.conversation_id) == (
        OutboxState.SENT,
        Road.TEAMS,
        "ref-1",
        "a:birk",
    )
    assert row.settled_at == post.clock()
    assert await post.go() == 0


async def test_who_has_not_gets_a_mail(post: Post) -> None:
    await ask(post, "Lau")
    await post.go()
    (delivered,) = post.mail.delivered
    assert delivered.to == MailAddress("Lau Tangmose", "lau@example.org")
    assert post.teams.delivered == []
    assert (await post.row()).road is Road.MAIL


async def test_without_a_registration_everybody_gets_a_mail(post: Post) -> None:
    await ask(post, "Birk")
    await post.go(teams=None, home=None)
    assert [one.to for one in post.mail.delivered] == [
        MailAddress("Birk Tjørnelund", "birk@example.org")
    ]


async def test_a_conversation_is_opened_once(post: Post) -> None:
    item = await ask(post, "Birk")
    await post.go()
    (opened,) = post.teams.delivered
    assert opened.to == TeamsAddress(HOME.service_url, HOME.tenant_id, None, "entra-birk")
    async with post.store.transaction() as connection:
        known = await conversations.personal(connection, "entra-birk")
    assert known is not None
    assert known.conversation_id == (await post.row()).conversation_id
    await post.act("Birk", item, Verb.ACCEPT)
    post.clock.forward(seconds=1)
    await post.go()
    assert post.teams.delivered[-1].to == known


async def test_in_a_foreign_tenant_nothing_can_be_opened(post: Post) -> None:
    await ask(post, "Birk")
    await post.go(home=None)
    assert post.teams.delivered == []
    assert len(post.mail.delivered) == 1
    assert (await post.row()).detour == Detour(Road.TEAMS, "no-chat")


@pytest.mark.parametrize(
    ("tenants", "reason"), [(("tenant", "Nabo"), "no-chat"), (("tenant",), "foreign-tenant")]
)
async def test_with_somebody_of_another_tenant_no_chat_is_tried(
    post: Post, tenants: tuple[str, ...], reason: str
) -> None:
    await ask(post, "Birk")
    async with post.store.transaction() as connection:
        await connection.execute(
            update(person).where(person.c.entra_id == "entra-birk").values(tenant_id="nabo")
        )
    await post.go(home=replace(HOME, tenants=frozenset(tenants)))
    assert (post.teams.delivered, len(post.mail.delivered)) == ([], 1)
    assert (await post.row()).detour == Detour(Road.TEAMS, reason)
    # once they have let the bot in, their chat is written to where their tenant is served
    await post.remember(replace(BIRKS, tenant_id="nabo"), "Birk")
    await approve(post, found("Mere", by("Birk Tjørnelund")), data=b"other")
    post.clock.forward(minutes=1)
    await post.go(home=replace(HOME, tenants=frozenset(tenants)))
    assert len(post.teams.delivered) == (1 if reason == "no-chat" else 0)


async def test_what_teams_refuses_goes_by_mail(post: Post) -> None:
    await ask(post, "Birk")
    post.teams.answers = [REFUSED]
    await post.go()
    assert len(post.mail.delivered) == 1
    row = await post.row()
    assert (row.state, row.road, row.reason) == (OutboxState.SENT, Road.MAIL, None)
    assert row.detour == Detour(Road.TEAMS, "MessageSizeTooBig")


async def test_what_both_refuse_has_failed(post: Post) -> None:
    await ask(post, "Birk")
    post.teams.answers = [REFUSED]
    post.mail.answers = [Receipt(SendState.REFUSED, reason="BadMailAddress")]
    await post.go()
    row = await post.row()
    assert (row.state, row.reason) == (OutboxState.FAILED, "BadMailAddress")
    assert row.detour == Detour(Road.TEAMS, "MessageSizeTooBig")


@pytest.mark.parametrize("road", ["teams", "mail"])
async def test_a_doubt_is_shown_and_never_repeated(post: Post, road: str) -> None:
    await ask(post, "Birk" if road == "teams" else "Lau")
    getattr(post, road).answers = [UNCERTAIN]
    await post.go()
    row = await post.row()
    assert (row.state, row.reason) == (OutboxState.UNCERTAIN, "Http502")
    post.clock.forward(days=2)
    assert await post.go() == 0
    assert len(post.teams.delivered) + len(post.mail.delivered) == 1


async def test_what_surely_was_not_sent_is_sent_later(post: Post) -> None:
    await ask(post, "Lau")
    at = post.clock() + timedelta(minutes=5)
    post.mail.answers = [Receipt(SendState.RETRY, reason="NoConnection", retry_at=at)]
    await post.go()
    row = await post.row()
    assert (row.state, row.reason, row.tries) == (OutboxState.READY, "NoConnection", 1)
    post.clock.moment = at - timedelta(seconds=1)
    assert await post.go() == 0  # never earlier than told
    post.clock.moment = at + timedelta(minutes=5) / 4
    assert await post.go() == 1
    assert (await post.row()).state is OutboxState.SENT


async def test_without_a_time_the_pauses_grow(post: Post) -> None:
    await ask(post, "Lau")
    post.mail.answers = [Receipt(SendState.RETRY)] * 3
    pauses = []
    for _ in range(3):
        assert await post.go() == 1
        waited = 0
        while not await post.worker().is_behind():
            post.clock.forward(seconds=5)
            waited += 5
        pauses.append(waited)
    # each up to a quarter longer than the one before doubled, looked at every five seconds
    for pause, least in zip(pauses, (10, 20, 40), strict=True):
        assert least <= pause <= least * 1.25 + 5


def test_what_failed_together_does_not_come_back_together() -> None:
    pauses = [jittered(timedelta(minutes=4), f"{row}/1") for row in range(200)]
    assert len(set(pauses)) > 190
    assert timedelta(minutes=4) <= min(pauses) < timedelta(minutes=4, seconds=3)
    assert timedelta(minutes=4, seconds=57) < max(pauses) <= timedelta(minutes=5)
    assert jittered(timedelta(minutes=4), "7/1") == pauses[7]


async def test_one_after_the_other_to_one_person(post: Post) -> None:
    """The first takes long: the second does not overtake it, and others do not wait."""
    await post.remember(BIRKS, "Birk")
    await welcome(post, "Birk", "Birk", "Gro")
    slow = SlowRoad()
    await post.go(teams=slow)
    birks = [one for one in slow.order if one.startswith("Birk")]
    assert birks == ["Birk begun", "Birk done"] * 2


async def test_what_could_not_leave_holds_back_what_was_to_follow(post: Post) -> None:
    await post.remember(BIRKS, "Birk")
    await welcome(post, "Birk", "Birk", "Birk")
    post.teams.answers = [throttled(post.clock())]
    assert await post.go() == 3
    assert len(post.teams.delivered) == 1  # the others were not even tried
    assert {row.tries for row in await post.rows()} == {0}
    while not await post.worker().is_behind():
        post.clock.forward(seconds=1)
    await post.go()
    told = [one.sending.outbox_id for one in post.teams.delivered[1:]]
    assert told == [row.outbox_id for row in await post.rows()]


async def test_who_was_told_to_wait_does_not_come_back_all_at_once(post: Post) -> None:
    people = [person for person in post.world.people.values() if person.entra_id]
    assert len(people) > 3
    await approve(post, *(found(f"Til {one.name}", by(one.name)) for one in people))
    begun = post.clock()
    post.teams.answers = [throttled(begun) for _ in people]
    await post.go()
    back: list[float] = []
    for _ in range(38):
        post.clock.forward(seconds=1)
        sent = await post.go()
        back += [(post.clock() - begun).total_seconds()] * sent
    assert min(back) >= 30
    assert len(set(back)) > 2
    assert len(back) == len(people)


def throttled(now: datetime, body: dict[str, Any] | None = None) -> Receipt:
    """Give what a 429 of the connector becomes."""
    answered = Answered(429, body or {}, "30")
    return receipt_for(answered, conversation_id="a:1", is_repeatable=False, now=now)


@pytest.mark.parametrize(
    "body", [{}, {"error": {"code": "Throttled"}}, {"error": {"code": "TooManyRequests"}}]
)
def test_a_429_is_known_by_its_reason(body: dict[str, Any]) -> None:
    now = datetime(2026, 9, 8, tzinfo=UTC)
    assert throttled(now, body).reason == THROTTLED


async def test_a_429_holds_all_workers_and_is_no_try(post: Post) -> None:
    await ask(post, "Birk")
    post.teams.answers = [throttled(post.clock())] * 20
    await post.go()
    await approve(post, found("Mere", by("Lau Tangmose")), data=b"other")
    assert await post.go(name="another") == 0
    post.clock.forward(seconds=29)
    assert await post.go(name="another") == 0
    post.clock.forward(seconds=1)
    assert await post.go(name="another") == 1  # what was not told to wait longer
    for _ in range(40):
        post.clock.forward(seconds=60)
        await post.go()
    first = (await post.rows())[0]
    assert (first.state, first.tries) == (OutboxState.SENT, 1)
    assert len(post.teams.delivered) > MAX_TRIES
