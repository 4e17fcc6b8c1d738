"""From the outbox to the world: by which road, how often, and what is written down."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.delivery.connector import Answered
from bot.delivery.sending import MAX_TRIES, THROTTLED
from bot.delivery.teams_receipts import receipt_for
from bot.domain.delivery import Detour, MailAddress, Receipt, SendState, TeamsAddress
from bot.domain.notices import Assignment
from bot.domain.people import Road
from bot.domain.verbs import Verb
from bot.storage import conversations
from bot.storage.outbox import OutboxState
from tests.delivery.post import BIRKS, HOME, REFUSED, UNCERTAIN, Post, approve, ask
from tests.factories import by, found


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
