"""A newer card replaces the one that stands in Teams, in the right order."""

from dataclasses import replace

import pytest

from bot.domain.delivery import Receipt, SendState
from bot.domain.followups import Status
from bot.domain.notices import Assignment
from bot.domain.people import Road
from bot.domain.verbs import Verb
from bot.storage import outbox
from bot.storage.outbox import LEASE, OutboxState
from tests.delivery.post import BIRKS, THE_CHANNEL, Post, approve, ask
from tests.factories import CHANNEL, EVERYONE, found


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
