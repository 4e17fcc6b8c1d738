"""Sending again what failed: that alone, and what it says by then."""

from bot.domain.verbs import Verb
from bot.storage import refreshing
from bot.storage.outbox import OutboxState
from tests.delivery.post import REFUSED, UNCERTAIN, Post, approve, ask
from tests.factories import by, found


async def again(post: Post) -> int:
    async with post.store.transaction() as connection:
        return await refreshing.send_failed_again(connection, post.clock())


async def test_what_failed_is_sent_again_and_what_is_in_doubt_is_not(post: Post) -> None:
    await approve(post, found("Ringe", by("Lau Tangmose")), found("Sende", by("Signe Morgenrød")))
    post.mail.answers = [REFUSED, UNCERTAIN]
    await post.go()
    assert {row.state for row in await post.rows()} == {OutboxState.FAILED, OutboxState.UNCERTAIN}
    assert await again(post) == 1
    await post.go()
    assert {row.state for row in await post.rows()} == {OutboxState.SENT, OutboxState.UNCERTAIN}
    assert len(post.mail.delivered) == 3
    assert await again(post) == 0


async def test_what_is_settled_by_then_is_not_said(post: Post) -> None:
    item = await ask(post, "Lau")
    post.mail.answers = [REFUSED]
    await post.go()
    await post.act("Lau", item, Verb.FINISH)
    await again(post)
    await post.go()
    row = await post.row()
    assert (row.state, row.reason) == (OutboxState.SKIPPED, "nothing-to-say")
    assert len(post.mail.delivered) == 1
