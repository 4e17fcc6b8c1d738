"""A road that takes nothing for now: how long it is tried, how often, and what becomes of it."""

from datetime import timedelta

from bot.delivery.settling import MAX_LAST_TRIES, MAX_TRIES, PACED
from bot.domain.delivery import Receipt, SendState
from bot.storage.outbox import OutboxState
from tests.delivery.post import Post, ask


async def test_an_outage_of_three_days_loses_nothing(post: Post) -> None:
    await ask(post, "Lau")
    away = Receipt(SendState.RETRY, reason="NotConnected")
    post.mail.answers = [away] * 200
    end = post.clock() + timedelta(days=3)
    while post.clock() < end:
        await post.go()
        post.clock.forward(minutes=1)
    row = await post.row()
    assert (row.state, row.reason) == (OutboxState.READY, "NotConnected")
    assert len(post.mail.delivered) < 90  # nor is the server hammered
    post.mail.answers = []
    post.clock.forward(hours=1, minutes=15)
    await post.go()
    assert (await post.row()).state is OutboxState.SENT


async def test_it_is_not_tried_for_ever(post: Post) -> None:
    await ask(post, "Lau")
    post.mail.answers = [Receipt(SendState.RETRY, reason="NoConnection")] * 200
    for _ in range(100):
        await post.go()
        post.clock.forward(hours=2)
    assert len(post.mail.delivered) == MAX_LAST_TRIES
    assert ((await post.row()).state, (await post.row()).reason) == (
        OutboxState.FAILED,
        "NoConnection",
    )


async def test_the_pause_that_a_road_names_is_a_floor(post: Post) -> None:
    """It says half a minute each time: after some tries it is left alone for longer."""
    await ask(post, "Lau")
    for _ in range(12):
        at = post.clock() + timedelta(seconds=30)
        post.mail.answers = [Receipt(SendState.RETRY, reason="NotConnected", retry_at=at)]
        assert await post.go() == 1
        begun = post.clock()
        while not await post.worker().is_behind():
            post.clock.forward(minutes=1)
    assert post.clock() - begun >= timedelta(hours=1)


async def test_what_waits_for_the_pace_was_not_tried(post: Post) -> None:
    await ask(post, "Lau")
    paced = Receipt(SendState.RETRY, reason=PACED)
    post.mail.answers = [paced] * 5
    for _ in range(5):
        await post.go()
        post.clock.forward(hours=1)
    assert (await post.row()).tries == 0


async def test_where_teams_is_away_for_long_a_mail_goes(post: Post) -> None:
    await ask(post, "Birk")
    post.teams.answers = [Receipt(SendState.RETRY, reason="NoConnection")] * 20
    for _ in range(20):
        await post.go()
        post.clock.forward(hours=2)
    assert (len(post.teams.delivered), len(post.mail.delivered)) == (MAX_TRIES, 1)
    assert (await post.row()).state is OutboxState.SENT
