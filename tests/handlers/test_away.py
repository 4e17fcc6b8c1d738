"""Automatic answers that say when somebody is back: what is read, and what it does."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.domain.followups import Status
from bot.domain.notices import NoticeKind
from bot.followups.reminders import remind
from bot.storage import followups
from bot.storage.engine import Store
from handlers.away import first_day_back
from tests.conftest import Clock
from tests.delivery.post import Post, ask
from tests.factories import make_world
from tests.handlers.test_bounces import LAU, Desk
from tests.handlers.test_mailbox import BINDING, mail

TODAY = date(2026, 7, 13)


@pytest.mark.parametrize(
    "said",
    [
        "Jeg er tilbage d. 3/8",
        "Jeg er på ferie til og med 2. august.",
        "I am out of office. I will be back on 3 August.",
        "I am on annual leave until August 3rd.",
        "I'll be back at work on Monday, 3 August 2026",
        "Jeg holder ferie fra den 13. juli til og med den 2. august og er tilbage den 3. august.",
        "Jeg er på kontoret igen mandag d. 3. august",
        "Ferie t.o.m. 2/8",
        "Jeg er ikke på kontoret før 3/8.",
    ],
)
def test_the_first_day_back_is_read(said: str) -> None:
    assert first_day_back(said, TODAY) == date(2026, 8, 3)


@pytest.mark.parametrize(
    "said",
    [
        "Jeg er på ferie.",
        "Jeg er på ferie i uge 29 og 30.",
        "Vi holder møde den 3. august.",
        "Jeg er tilbage den 1. juli",
        "Lars er tilbage den 3. august, og jeg er tilbage den 10. august.",
        # our own mark of a date, written by somebody else
        "Jeg er tilbage ⟦d9⟧",
    ],
)
def test_nothing_is_guessed(said: str) -> None:
    assert first_day_back(said, TODAY) is None


async def _desk(store: Store, clock: Clock, root: Path) -> Desk:
    """Tell Lau of a task that is due on 10 September; it is 3 September."""
    post = Post(store, await make_world(store), clock)
    await ask(post, "Lau", due=date(2026, 9, 10))
    await post.go()
    return Desk(post, root)


async def _away(desk: Desk, words: str, **headers: str) -> None:
    about = BINDING.message_id((await desk.told()).outbox_id)
    given = {"From": f"Lau Tangmose <{LAU}>", "Auto_Submitted": "auto-replied"} | headers
    given |= {"In_Reply_To": about, "Message_ID": f"<{abs(hash(words))}@example.org>"}
    await desk.receive(mail(words, **given))


async def _reminders(desk: Desk, moment: datetime) -> int:
    desk.post.clock.moment = moment
    async with desk.post.store.transaction() as connection:
        await remind(connection, desk.post.clock())
    return sum(row.kind is NoticeKind.REMINDER for row in await desk.post.rows())


async def test_reminders_wait_and_nothing_else_changes(
    sqlite_store: Store, clock: Clock, tmp_path: Path
) -> None:
    desk = await _desk(sqlite_store, clock, tmp_path)
    before = len(await desk.post.rows())
    await _away(desk, "1 er færdig. Jeg er på ferie til og med 13. september.")
    assert (await desk.lau()).away_until == date(2026, 9, 14)
    assert len(await desk.post.rows()) == before, "an automatic mail is never answered"
    async with desk.post.store.transaction() as connection:
        (item,) = await followups.follow_ups(connection)
    assert [own.status for own in item.owners] == [Status.OPEN]
    assert await _reminders(desk, datetime(2026, 9, 9, 8, tzinfo=UTC)) == 0
    assert await _reminders(desk, datetime(2026, 9, 14, 8, tzinfo=UTC)) == 1


async def test_any_word_of_theirs_ends_it(
    sqlite_store: Store, clock: Clock, tmp_path: Path
) -> None:
    desk = await _desk(sqlite_store, clock, tmp_path)
    await _away(desk, "Jeg er på ferie til og med 13. september.")
    await desk.receive(mail("status", From=f"Lau Tangmose <{LAU}>"))
    assert (await desk.lau()).away_until is None
    assert await _reminders(desk, datetime(2026, 9, 9, 8, tzinfo=UTC)) == 1


async def test_what_is_too_far_ahead_or_not_theirs_holds_nothing(
    sqlite_store: Store, clock: Clock, tmp_path: Path
) -> None:
    desk = await _desk(sqlite_store, clock, tmp_path)
    await _away(desk, "Jeg er på orlov indtil 1. februar 2027.")
    await _away(desk, "Tilbage den 14. september", From="Dagny Enghave <dagny@example.org>")
    await _away(desk, "Er tilbage den 14. september", From="Fremmed <fremmed@example.org>")
    assert (await desk.lau()).away_until is None
