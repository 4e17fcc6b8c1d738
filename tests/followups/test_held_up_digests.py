"""Digests held up, lost or caught by a pause: none comes twice, and what they told is not lost."""

from datetime import date

import pytest

from bot.domain.notices import NoticeKind
from bot.domain.rhythm import Rhythm
from bot.followups.digests import write_digests
from bot.storage import people
from bot.storage.outbox import OutboxState
from bot.storage.people import Wishes
from tests.followups.conftest import BOARD, Desk
from tests.followups.digest_days import Mails, choose, something_happens
from tests.followups.test_digests import at
from tests.followups.test_personal_digests import desk, mails, world

__all__ = ["desk", "mails", "world"]


@pytest.mark.parametrize("left", [OutboxState.READY, OutboxState.SENDING, OutboxState.UNCERTAIN])
async def test_a_kill_in_between_doubles_nothing(
    desk: Desk, mails: Mails, left: OutboxState
) -> None:
    """Between writing and sending, while it left, and where nobody knows."""
    await choose(desk, "Dagny", Rhythm.DAILY)
    await something_happens(desk, date(2026, 12, 1), "Nyt")
    await mails.round("2026-12-02 08:00", settles=left)
    await mails.day(date(2026, 12, 2), hours=(9, 10))
    assert mails.dates("Dagny") == [date(2026, 12, 2)] * (left is not OutboxState.SENDING)
    rows = [r for r in await desk.outbox(NoticeKind.DIGEST) if r.person_id]
    assert len(rows) == 1


async def test_what_could_not_be_delivered_is_told_the_next_day(desk: Desk, mails: Mails) -> None:
    await choose(desk, "Dagny", Rhythm.DAILY)
    await something_happens(desk, date(2026, 12, 1), "Først")
    await mails.round("2026-12-02 08:00", settles=OutboxState.FAILED)
    await mails.day(date(2026, 12, 2))
    await something_happens(desk, date(2026, 12, 2), "Så")
    await mails.day(date(2026, 12, 3))
    assert [sorted(one) for one in mails.told("Dagny")] == [["Først", "Så"]]


async def test_one_that_was_held_up_is_not_sent_beside_the_next(desk: Desk, mails: Mails) -> None:
    """The mail server was away for a day."""
    await choose(desk, "Dagny", Rhythm.DAILY)
    await something_happens(desk, date(2026, 12, 1), "Først")
    await mails.round("2026-12-02 08:00", settles=OutboxState.READY)
    await something_happens(desk, date(2026, 12, 2), "Så")
    await mails.day(date(2026, 12, 3))
    assert mails.dates("Dagny") == [date(2026, 12, 3)]
    assert [sorted(one) for one in mails.told("Dagny")] == [["Først", "Så"]]


async def test_after_a_pause_one_comes_with_all_of_it(desk: Desk, mails: Mails) -> None:
    dagny = desk.world["Dagny"]
    await choose(desk, "Dagny", Rhythm.DAILY)
    away = Wishes(opted_out=False, paused_until=date(2026, 12, 14))
    await something_happens(desk, date(2026, 12, 1), "Før")
    await desk.do(write_digests, BOARD, at("2026-12-02 08:00"))  # and before it leaves:
    await desk.do(people.set_wishes, dagny.person_id, away)
    for day in (date(2026, 12, 2), date(2026, 12, 9)):
        await mails.day(day)
        await something_happens(desk, day, f"Opgave {day}")
    await mails.days(date(2026, 12, 10), 6)
    assert mails.dates("Dagny") == [date(2026, 12, 14)]
    (told,) = mails.told("Dagny")
    assert sorted(told) == ["Før", "Opgave 2026-12-02", "Opgave 2026-12-09"]


async def test_whoever_wants_no_messages_gets_no_digest_either(desk: Desk, mails: Mails) -> None:
    await choose(desk, "Dagny", Rhythm.DAILY)
    await desk.do(people.set_wishes, desk.world["Dagny"].person_id, Wishes(True, None))
    await something_happens(desk, date(2026, 12, 1), "Nyt")
    await mails.days(date(2026, 12, 2), 7)
    assert mails.dates("Dagny") == []
