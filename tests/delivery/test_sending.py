"""From the outbox to the world: by which road, how often, and what is written down."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.connector import Answered
from bot.delivery.roads import TeamsHome
from bot.delivery.sending import MAX_TRIES, THROTTLED, Sender
from bot.delivery.teams_receipts import receipt_for
from bot.domain.delivery import MailAddress, Receipt, SendState, TeamsAddress
from bot.domain.followups import FollowUp, Status
from bot.domain.meetings import FoundFollowUp
from bot.domain.notices import Answer, Assignment, Notice, NoticeKind
from bot.domain.people import Road
from bot.domain.verbs import Verb
from bot.followups import ownership
from bot.followups.composing.composer import Composer
from bot.followups.reminders import remind
from bot.storage import conversations, outbox, people, refreshing
from bot.storage.engine import Store
from bot.storage.outbox import LEASE, OutboxRow, OutboxState
from bot.storage.people import Wishes
from bot.storage.tables import outbox as table
from tests.conftest import Clock
from tests.delivery.roads import RecordingRoad
from tests.factories import CHANNEL, EVERYONE, World, actor, approved, by, found, make_world

HOME = TeamsHome("https://smba.example.org", "tenant")
BIRKS = TeamsAddress("https://smba.example.org", "tenant", "a:birk", "29:birk")
THE_CHANNEL = TeamsAddress("https://smba.example.org", "tenant", CHANNEL)

REFUSED = Receipt(SendState.REFUSED, reason="MessageWritesBlocked")
UNCERTAIN = Receipt(SendState.UNCERTAIN, reason="Http502")


@dataclass
class Post:
    """A worker between the outbox and two roads that record."""

    store: Store
    world: World
    clock: Clock
    teams: RecordingRoad = field(default_factory=RecordingRoad)
    mail: RecordingRoad = field(default_factory=RecordingRoad)

    def worker(self, name: str = "worker", **changed: Any) -> Sender:
        """Give one of any number of workers."""
        sender = Sender(
            self.store,
            Composer("http://127.0.0.1:3978"),
            self.mail,
            self.teams,
            HOME,
            self.clock,
            name,
        )
        return replace(sender, **changed)

    async def go(self, **changed: Any) -> int:
        """Send what is due."""
        return await self.worker(**changed).send_due()

    async def rows(self) -> list[OutboxRow]:
        """Give the outbox, without the request to review."""
        async with self.store.transaction() as connection:
            found = await outbox.rows(connection)
        return [row for row in found if row.kind is not NoticeKind.REVIEW_REQUEST]

    async def row(self) -> OutboxRow:
        """Give the only row."""
        (row,) = await self.rows()
        return row

    async def remember(self, address: TeamsAddress, first: str | None = None) -> None:
        """Let the bot know a conversation."""
        entra_id = self.world[first].entra_id if first else None
        async with self.store.transaction() as connection:
            await conversations.remember(
                connection,
                address,
                entra_id=entra_id,
                channel_id=None if first else CHANNEL,
            )

    async def act(self, who: str, item: FollowUp, verb: Verb) -> None:
        """Let an owner answer."""
        person = self.world[who]
        own = next(o for o in item.owners if o.person_id == person.person_id)
        async with self.store.transaction() as connection:
            await ownership.act(
                connection, actor(person), person, own.ownership_id, verb, now=self.clock()
            )

    async def wish(self, first: str, wishes: Wishes) -> None:
        """Let somebody wish to be left alone."""
        async with self.store.transaction() as connection:
            await people.set_wishes(connection, self.world[first].person_id, wishes)


@pytest.fixture
async def post(store: Store, clock: Clock) -> Post:
    """Give a worker; the request to review has been sent."""
    return Post(store, await make_world(store), clock)


async def approve(post: Post, *follow_ups: FoundFollowUp, data: bytes = b"pdf") -> list[FollowUp]:
    """Have somebody told, but the reviewer no more."""
    items = await approved(post.store, post.world, post.clock(), *follow_ups, data=data)
    async with post.store.transaction() as connection:
        review = table.c.kind == NoticeKind.REVIEW_REQUEST
        await refreshing.withdraw(connection, post.clock(), review)
    return items


async def ask(post: Post, *names: str, due: date | None = None) -> FollowUp:
    """Give somebody something to do."""
    owners = [by(post.world[name].name) for name in names]
    (item,) = await approve(post, found("Sende eksempler", *owners, due=due))
    return item


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


async def test_what_teams_refuses_goes_by_mail(post: Post) -> None:
    await ask(post, "Birk")
    post.teams.answers = [REFUSED]
    await post.go()
    assert len(post.mail.delivered) == 1
    row = await post.row()
    assert (row.state, row.road, row.reason) == (OutboxState.SENT, Road.MAIL, None)


async def test_what_both_refuse_has_failed(post: Post) -> None:
    await ask(post, "Birk")
    post.teams.answers = [REFUSED]
    post.mail.answers = [Receipt(SendState.REFUSED, reason="BadMailAddress")]
    await post.go()
    row = await post.row()
    assert (row.state, row.reason) == (OutboxState.FAILED, "BadMailAddress")


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
    assert await post.go() == 0
    post.clock.moment = at
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
    assert pauses == [10, 20, 40]


async def test_it_is_not_tried_for_ever(post: Post) -> None:
    await ask(post, "Lau")
    post.mail.answers = [Receipt(SendState.RETRY, reason="NoConnection")] * 20
    for _ in range(20):
        await post.go()
        post.clock.forward(hours=2)
    assert len(post.mail.delivered) == MAX_TRIES
    assert ((await post.row()).state, (await post.row()).reason) == (
        OutboxState.FAILED,
        "NoConnection",
    )


async def test_where_teams_is_away_for_long_a_mail_goes(post: Post) -> None:
    await ask(post, "Birk")
    post.teams.answers = [Receipt(SendState.RETRY, reason="NoConnection")] * 20
    for _ in range(20):
        await post.go()
        post.clock.forward(hours=2)
    assert (len(post.teams.delivered), len(post.mail.delivered)) == (MAX_TRIES, 1)
    assert (await post.row()).state is OutboxState.SENT


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
    assert await post.go(name="another") == 1
    for _ in range(40):
        post.clock.forward(seconds=60)
        await post.go()
    first = (await post.rows())[0]
    assert (first.state, first.tries) == (OutboxState.SENT, 1)
    assert len(post.teams.delivered) > MAX_TRIES


async def test_who_wants_nothing_gets_nothing(post: Post) -> None:
    await ask(post, "Lau")
    await post.wish("Lau", Wishes(opted_out=True, paused_until=None))
    await post.go()
    row = await post.row()
    assert (row.state, row.reason) == (OutboxState.SKIPPED, "opted-out")
    assert post.mail.delivered == []


async def test_who_wants_nothing_yet_gets_it_on_the_morning_after(post: Post) -> None:
    await ask(post, "Lau")
    await post.wish("Lau", Wishes(opted_out=False, paused_until=date(2026, 9, 12)))  # Saturday
    assert await post.go() == 1
    assert ((await post.row()).reason, (await post.row()).tries) == ("paused", 0)
    post.clock.moment = datetime(2026, 9, 14, 5, 59, tzinfo=UTC)
    assert await post.go() == 0
    post.clock.forward(minutes=1)  # Monday, 8 o'clock
    assert await post.go() == 1
    assert len(post.mail.delivered) == 1


async def test_an_answer_is_always_given_and_by_mail(post: Post) -> None:
    birk = post.world["Birk"]
    await post.wish("Birk", Wishes(opted_out=True, paused_until=None))
    async with post.store.transaction() as connection:
        await outbox.enqueue(
            connection,
            NoticeKind.ANSWER,
            "answer/1",
            network_id=post.world.network.network_id,
            person_id=birk.person_id,
            about={"outcomes": [], "in_reply_to": "<1@example.org>"},
            now=post.clock(),
        )
    await post.go()
    (delivered,) = post.mail.delivered
    assert isinstance(delivered.notice, Answer)
    assert delivered.sending.in_reply_to == "<1@example.org>"


async def test_a_reminder_that_was_held_up_waits_for_the_morning(post: Post) -> None:
    await ask(post, "Lau", due=date(2026, 9, 10))
    await post.go()
    post.clock.moment = datetime(2026, 9, 9, 13, 59, tzinfo=UTC)  # a minute to four
    async with post.store.transaction() as connection:
        assert await remind(connection, post.clock()) == 1
    post.clock.forward(minutes=5)
    await post.go()
    assert len(post.mail.delivered) == 1
    assert (await post.rows())[-1].reason == "office-hours"
    post.clock.moment = datetime(2026, 9, 10, 6, 0, tzinfo=UTC)
    await post.go()
    assert len(post.mail.delivered) == 2


async def test_a_channel_without_the_bot_is_said(post: Post) -> None:
    await ask(post)
    await post.go(home=None)
    row = await post.row()
    assert (row.state, row.reason) == (OutboxState.SKIPPED, "no-address")


async def test_what_is_settled_meanwhile_is_not_sent(post: Post) -> None:
    item = await ask(post, "Birk")
    await post.act("Birk", item, Verb.FINISH)
    await post.go()
    row = await post.row()
    assert (row.state, row.reason) == (OutboxState.SKIPPED, "nothing-to-say")


async def test_an_update_goes_where_the_card_is(post: Post) -> None:
    await post.remember(BIRKS, "Birk")
    await post.remember(THE_CHANNEL)
    item = await ask(post, "Birk")
    await post.go()
    # the bot has been moved to another conversation since
    await post.remember(replace(BIRKS, conversation_id="a:new"), "Birk")
    await post.act("Birk", item, Verb.ACCEPT)
    await post.go()
    first, update = post.teams.delivered
    assert update.sending.replaces == "ref-1"
    assert update.to == first.to == BIRKS
    assert isinstance(update.notice, Assignment)
    assert [one.status for one in update.notice.tasks] == [Status.ACCEPTED]


async def test_the_channels_card_is_updated_in_its_thread(post: Post) -> None:
    await post.remember(THE_CHANNEL)
    (item,) = await approve(post, found("Tal", EVERYONE))
    thread = f"{CHANNEL};messageid=77"

    def in_thread() -> None:
        if post.teams.delivered[-1].to == THE_CHANNEL:
            answer = Receipt(SendState.SENT, ref="77", conversation_id=thread)
            post.teams.answers = [answer]

    post.teams.meanwhile = in_thread
    await post.go()
    post.teams.meanwhile = None
    await post.act("Birk", item, Verb.FINISH)
    post.clock.forward(seconds=10)
    await post.go()
    updated = [one for one in post.teams.delivered if one.sending.replaces == "77"]
    assert [one.to for one in updated] == [replace(THE_CHANNEL, conversation_id=thread)]


async def test_an_update_waits_for_the_card_itself(post: Post) -> None:
    item = await ask(post, "Birk")
    async with post.store.transaction() as connection:
        (claimed,) = await outbox.claim(connection, "slow", post.clock())
        await outbox.begin_sending(connection, claimed.outbox_id, "slow", Road.TEAMS, post.clock())
    await post.act("Birk", item, Verb.ACCEPT)
    assert await post.go() == 1
    update = (await post.rows())[-1]
    assert (update.state, update.reason, update.tries) == (OutboxState.READY, "awaits-card", 0)
    async with post.store.transaction() as connection:
        await outbox.settle(
            connection,
            claimed.outbox_id,
            "slow",
            OutboxState.SENT,
            now=post.clock(),
            ref="1",
            conversation_id="a:1",
        )
    post.clock.forward(seconds=5)
    await post.go()
    assert post.teams.delivered[-1].sending.replaces == "1"


async def test_an_older_update_does_not_overtake_a_newer_one(post: Post) -> None:
    item = await ask(post, "Birk")
    await post.go()
    await post.act("Birk", item, Verb.ACCEPT)
    async with post.store.transaction() as connection:
        await outbox.claim(connection, "slow", post.clock())
    await post.act("Birk", item, Verb.FINISH)
    await post.go()
    assert len(post.teams.delivered) == 1
    post.clock.forward(seconds=LEASE.total_seconds() + 5)
    while await post.go():
        post.clock.forward(seconds=5)
    last = post.teams.delivered[-1].notice
    assert isinstance(last, Assignment)
    assert [one.status for one in last.tasks] == [Status.REPORTED_DONE]
    assert {row.state for row in await post.rows()} == {OutboxState.SENT}


@pytest.mark.parametrize("state", [OutboxState.UNCERTAIN, OutboxState.FAILED])
async def test_where_no_card_stands_nothing_is_updated(post: Post, state: OutboxState) -> None:
    item = await ask(post, "Birk")
    async with post.store.transaction() as connection:
        (claimed,) = await outbox.claim(connection, "slow", post.clock())
    await post.act("Birk", item, Verb.ACCEPT)
    async with post.store.transaction() as connection:
        await outbox.settle(connection, claimed.outbox_id, "slow", state, now=post.clock())
    await post.go()
    update = (await post.rows())[-1]
    assert (update.state, update.reason) == (OutboxState.SKIPPED, "no-card")


async def test_a_lost_lease_is_left_alone(post: Post) -> None:
    await ask(post, "Birk")

    taken: list[asyncio.Task[int]] = []

    class SlowComposer:
        """While it composes, the lease ends and another worker goes for the row."""

        async def compose(
            self, connection: AsyncConnection, row: OutboxRow, now: datetime
        ) -> Notice | None:
            notice = await Composer("http://127.0.0.1:3978").compose(connection, row, now)
            post.clock.forward(seconds=LEASE.total_seconds())
            taken.append(asyncio.create_task(post.go(name="quick")))
            return notice

    await post.go(name="slow", composer=SlowComposer())
    await asyncio.gather(*taken)
    assert len(post.teams.delivered) == 1
    assert (await post.row()).state is OutboxState.SENT


async def test_a_worker_killed_before_sending_loses_nothing(post: Post) -> None:
    await ask(post, "Birk")
    async with post.store.transaction() as connection:
        await outbox.claim(connection, "dead", post.clock())
    assert await post.go() == 0
    post.clock.forward(seconds=LEASE.total_seconds())
    assert await post.go() == 1
    assert len(post.teams.delivered) == 1


async def test_a_worker_killed_while_sending_leaves_a_doubt(post: Post) -> None:
    await ask(post, "Birk")
    async with post.store.transaction() as connection:
        (row,) = await outbox.claim(connection, "dead", post.clock())
        await outbox.begin_sending(connection, row.outbox_id, "dead", Road.TEAMS, post.clock())
    post.clock.forward(seconds=LEASE.total_seconds())
    assert await post.go() == 0
    assert ((await post.row()).state, (await post.row()).reason) == (
        OutboxState.UNCERTAIN,
        "worker-gone",
    )


async def test_a_fault_of_ours_while_sending_is_a_doubt(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    await ask(post, "Birk", "Lau")
    post.teams.fails = RuntimeError("Birk Tjørnelund")
    await post.go()
    birks, laus = await post.rows()
    assert (birks.state, birks.reason) == (OutboxState.UNCERTAIN, "internal-error")
    assert laus.state is OutboxState.SENT  # one bad row does not stop the others
    assert f"outbox row {birks.outbox_id} could not be sent" in caplog.text


async def test_a_fault_of_ours_before_sending_is_tried_again(post: Post) -> None:
    await ask(post, "Lau")

    class BadComposer:
        async def compose(self, *_: object) -> Notice | None:
            raise RuntimeError("the database was away")

    await post.go(composer=BadComposer())
    row = await post.row()
    assert (row.state, row.reason) == (OutboxState.READY, "internal-error")
    post.clock.forward(minutes=1)
    await post.go()
    assert (await post.row()).state is OutboxState.SENT


async def test_who_stops_the_worker_waits_for_what_is_on_its_way(post: Post) -> None:
    await ask(post, "Lau")
    leaving, may_go = asyncio.Event(), asyncio.Event()

    class SlowRoad(RecordingRoad):
        async def deliver(self, *arguments: Any) -> Receipt:
            leaving.set()
            await may_go.wait()
            return await super().deliver(*arguments)

    running = asyncio.create_task(post.go(mail=SlowRoad()))
    await leaving.wait()
    running.cancel()
    await asyncio.sleep(0)
    may_go.set()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert (await post.row()).state is OutboxState.SENT


async def test_the_states_sum_to_the_rows(post: Post) -> None:
    item, *_ = await approve(
        post, found("Tal", EVERYONE), found("Skrive"), found("Sende", by("Signe Morgenrød"))
    )
    await post.wish("Dagny", Wishes(opted_out=True, paused_until=None))
    await post.wish("Elva", Wishes(opted_out=False, paused_until=date(2026, 10, 1)))
    await post.act("Frej", item, Verb.FINISH)
    post.teams.answers = [UNCERTAIN]
    post.mail.answers = [REFUSED]
    await post.go()
    rows = await post.rows()
    assert Counter(row.state for row in rows) == {
        OutboxState.SENT: 3,  # three of Asger, Birk, Tilde and the channel
        OutboxState.UNCERTAIN: 1,  # the fourth
        OutboxState.FAILED: 1,  # Signe
        OutboxState.SKIPPED: 2,  # Dagny, and Frej who has answered
        OutboxState.READY: 1,  # Elva
    }
    assert len(post.teams.delivered) + len(post.mail.delivered) == 5
