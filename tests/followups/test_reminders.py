"""Reminders are a question to the state: asked as often as one likes, said once."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.followups import FollowUp
from bot.domain.notices import NoticeKind, Reminder
from bot.domain.verbs import Verb
from bot.followups.reminders import Step, remind, step_of
from tests.factories import EVERYONE, MUNICIPALITIES, approved, by, found, minutes, take_in
from tests.followups.conftest import Desk, part

DUE = date(2026, 10, 1)  # a Thursday


def at(text: str) -> datetime:
    """Give a moment from how a Danish clock shows it."""
    local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Copenhagen"))
    return local.astimezone(UTC)


async def ask(desk: Desk, moment: str) -> int:
    desk.clock.moment = at(moment)
    added: int = await desk.do(remind, desk.clock())
    return added


@pytest.fixture
async def item(desk: Desk) -> FollowUp:
    """Give Birk and Gro something to do together."""
    owners = (by("Birk Tjørnelund"), by("Gro Havgaard"))
    (item,) = await approved(
        desk.store, desk.world, desk.clock(), found("Sende eksempler", *owners, due=DUE)
    )
    return item


@pytest.mark.parametrize(
    ("today", "step"),
    [
        ("2026-09-27", None),
        ("2026-09-28", Step.AHEAD),  # three working days before
        ("2026-10-01", Step.AHEAD),
        ("2026-10-02", Step.OVERDUE),
        ("2026-10-15", Step.OVERDUE),
        ("2026-10-16", None),
    ],
)
def test_which_reminder_a_day_calls_for(today: str, step: Step | None) -> None:
    assert step_of(DUE, date.fromisoformat(today)) is step


async def test_asking_twice_adds_nothing(desk: Desk, item: FollowUp) -> None:
    assert await ask(desk, "2026-09-25 10:00") == 0
    assert await ask(desk, "2026-09-28 08:00") == 2
    assert await ask(desk, "2026-09-28 08:01") == 0
    assert await ask(desk, "2026-10-01 10:00") == 0
    assert await ask(desk, "2026-10-02 10:00") == 2
    assert await ask(desk, "2026-10-08 10:00") == 0
    assert sorted(await desk.told(NoticeKind.REMINDER)) == ["Birk", "Birk", "Gro", "Gro"]  # type: ignore[type-var]


@pytest.mark.parametrize(
    "moment",
    [
        "2026-09-29 07:59",
        "2026-09-29 16:00",
        "2026-09-29 23:00",
        "2026-10-03 10:00",  # a Saturday, and it is overdue
        "2026-10-04 10:00",
    ],
)
async def test_nights_and_weekends_are_silent(desk: Desk, item: FollowUp, moment: str) -> None:
    assert await ask(desk, moment) == 0


@pytest.mark.parametrize(
    ("due", "too_early", "on_time"),
    [
        # the clock goes forward on the night to the 29th of March, back on that to 25 October
        (date(2027, 3, 31), "2027-03-30 07:59", "2027-03-30 08:00"),
        (date(2026, 10, 28), "2026-10-26 07:59", "2026-10-26 08:00"),
    ],
)
async def test_the_nights_when_the_clock_changes(
    desk: Desk, due: date, too_early: str, on_time: str
) -> None:
    await approved(
        desk.store, desk.world, desk.clock(), found("Sende", by("Birk Tjørnelund"), due=due)
    )
    assert await ask(desk, too_early) == 0
    assert await ask(desk, on_time) == 1


async def test_a_moved_date_is_reminded_of_anew(desk: Desk, item: FollowUp) -> None:
    await ask(desk, "2026-09-28 10:00")
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.POSTPONE, due=date(2026, 11, 2))
    assert await ask(desk, "2026-10-02 10:00") == 1  # Gro's is overdue
    assert await ask(desk, "2026-10-28 10:00") == 1  # Birk's is near again
    rows = await desk.outbox(NoticeKind.REMINDER)
    seen = await desk.seen(rows[-1])
    assert isinstance(seen, Reminder)
    assert (seen.to_name, [one.due for one in seen.tasks]) == (
        "Birk Tjørnelund",
        [date(2026, 11, 2)],
    )


@pytest.mark.parametrize("verb", [Verb.FINISH, Verb.DECLINE])
async def test_who_has_answered_is_not_reminded(desk: Desk, item: FollowUp, verb: Verb) -> None:
    await desk.act("Birk", part(item, desk.world["Birk"]), verb)
    await ask(desk, "2026-09-28 10:00")
    assert await desk.told(NoticeKind.REMINDER) == ["Gro"]


@pytest.mark.parametrize("verb", [Verb.ACCEPT, Verb.BLOCK])
async def test_who_is_at_it_is_reminded(desk: Desk, item: FollowUp, verb: Verb) -> None:
    await desk.act("Birk", part(item, desk.world["Birk"]), verb)
    assert await ask(desk, "2026-09-28 10:00") == 2


async def test_what_is_answered_before_it_leaves_is_not_said(desk: Desk, item: FollowUp) -> None:
    await ask(desk, "2026-09-28 10:00")
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.FINISH)
    gros = part(item, desk.world["Gro"])
    await desk.act("Gro", gros, Verb.POSTPONE, due=date(2026, 12, 1))
    for row in await desk.outbox(NoticeKind.REMINDER):
        assert await desk.seen(row) is None


async def test_one_reminder_for_all_of_the_same_day(desk: Desk) -> None:
    birk = by("Birk Tjørnelund")
    await approved(
        desk.store,
        desk.world,
        desk.clock(),
        found("A", birk, due=DUE),
        found("B", birk, due=DUE),
        found("C", birk, due=date(2026, 10, 2)),
        found("Uden frist", birk),
    )
    assert await ask(desk, "2026-09-29 10:00") == 2
    first, second = [await desk.seen(row) for row in await desk.outbox(NoticeKind.REMINDER)]
    assert isinstance(first, Reminder)
    assert isinstance(second, Reminder)
    assert [one.task for one in (*first.tasks, *second.tasks)] == ["A", "B", "C"]


async def test_who_was_told_today_needs_no_reminder_today(desk: Desk) -> None:
    desk.clock.moment = at("2026-09-30 09:00")
    (item,) = await approved(
        desk.store, desk.world, desk.clock(), found("Sende", by("Birk Tjørnelund"), due=DUE)
    )
    assert await ask(desk, "2026-09-30 10:00") == 0
    assert await ask(desk, "2026-10-01 10:00") == 1
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.DECLINE, to="Gro")
    assert await ask(desk, "2026-10-01 11:00") == 0
    assert await ask(desk, "2026-10-02 10:00") == 1
    assert await desk.told(NoticeKind.REMINDER) == ["Birk", "Gro"]


async def test_each_municipality_is_reminded_by_its_contact(desk: Desk) -> None:
    await approved(desk.store, desk.world, desk.clock(), found("Tal", EVERYONE, due=DUE))
    assert await ask(desk, "2026-09-29 10:00") == MUNICIPALITIES


async def test_nothing_is_reminded_of_before_approval(desk: Desk) -> None:
    read = minutes(found("Sende", by("Birk Tjørnelund"), due=DUE))
    await desk.do(take_in, desk.world, read, desk.clock())
    assert await ask(desk, "2026-09-29 10:00") == 0
