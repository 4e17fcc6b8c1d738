"""Who wants nothing gets nothing, and nobody is reminded at night."""

from datetime import UTC, date, datetime

from bot.domain.notices import Answer, NoticeKind
from bot.domain.verbs import Verb
from bot.followups.reminders import remind
from bot.storage import outbox
from bot.storage.outbox import OutboxState
from bot.storage.people import Wishes
from tests.delivery.post import Post, ask


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
