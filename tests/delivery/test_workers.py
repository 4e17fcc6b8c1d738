"""Workers that are slow, stopped, killed or at fault."""

import asyncio
from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.channel import Capabilities
from bot.domain.delivery import Receipt
from bot.domain.notices import Notice
from bot.domain.people import Road
from bot.domain.verbs import Verb
from bot.followups.composing.composer import Composer
from bot.storage import outbox
from bot.storage.outbox import LEASE, OutboxRow, OutboxState
from bot.storage.people import Wishes
from tests.delivery.post import REFUSED, UNCERTAIN, Post, approve, ask
from tests.delivery.roads import RecordingRoad
from tests.factories import EVERYONE, by, found

BOARD = "http://127.0.0.1:3978"


async def test_a_lost_lease_is_left_alone(post: Post) -> None:
    await ask(post, "Birk")

    taken: list[asyncio.Task[int]] = []

    class SlowComposer(Composer):
        """While it composes, the lease ends and another worker goes for the row."""

        async def compose(
            self, connection: AsyncConnection, row: OutboxRow, now: datetime
        ) -> Notice | None:
            notice = await super().compose(connection, row, now)
            post.clock.forward(seconds=LEASE.total_seconds())
            taken.append(asyncio.create_task(post.go(name="quick")))
            return notice

    await post.go(name="slow", composer=SlowComposer(BOARD))
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


async def test_where_a_road_looks_up_what_it_sent_a_killed_worker_leaves_no_doubt(
    post: Post,
) -> None:
    post.mail.capabilities = Capabilities(looks_up=True)
    await ask(post, "Lau")
    async with post.store.transaction() as connection:
        (row,) = await outbox.claim(connection, "dead", post.clock())
        await outbox.begin_sending(connection, row.outbox_id, "dead", Road.MAIL, post.clock())
    post.clock.forward(seconds=LEASE.total_seconds())
    assert await post.go() == 0  # what left a moment ago may not be filed yet
    post.clock.forward(seconds=outbox.FILED.total_seconds())
    assert await post.go() == 1
    assert [one.sending.is_repeat for one in post.mail.delivered] == [True]
    assert (await post.row()).state is OutboxState.SENT


async def test_what_waits_for_the_line_of_a_mailbox_is_not_in_doubt(post: Post) -> None:
    """One mail is on its way when the worker stops; the others were only to follow."""
    leaving, may_go = asyncio.Event(), asyncio.Event()

    class StuckRoad(RecordingRoad):
        async def deliver(self, *arguments: Any) -> Receipt:
            leaving.set()
            await may_go.wait()
            return await super().deliver(*arguments)

    await ask(post, "Lau", "Dagny", "Elva")
    road = StuckRoad(capabilities=Capabilities(at_once=1))
    stuck = asyncio.create_task(post.go(mail=road))
    await leaving.wait()
    post.clock.forward(seconds=LEASE.total_seconds())
    for _ in range(2):
        await post.go(name="another")
        states = Counter(row.state for row in await post.rows())
        assert states == {OutboxState.UNCERTAIN: 1, OutboxState.SENT: 2}
        may_go.set()  # should it come to again, it does nothing more than it had begun
        await stuck
    assert len(road.delivered) == 1


async def test_a_fault_of_ours_while_sending_is_a_doubt(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    await ask(post, "Birk", "Lau")
    post.teams.fails = RuntimeError("Birk Tjørnelund")
    await post.go()
    birks, laus = await post.rows()
    assert (birks.state, birks.reason) == (OutboxState.UNCERTAIN, "internal-error")
    assert laus.state is OutboxState.SENT  # one bad row does not stop the others
    assert f"outbox row {birks.outbox_id} could not be sent: " in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_fault_of_ours_before_sending_is_tried_again(post: Post) -> None:
    await ask(post, "Lau")

    class BadComposer(Composer):
        async def compose(self, *_: object) -> Notice | None:
            raise RuntimeError("the database was away")

    await post.go(composer=BadComposer(BOARD))
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
