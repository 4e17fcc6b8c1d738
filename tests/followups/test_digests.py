"""The week in a network: what is told, to whom, and when there is nothing to say."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.followups import Status
from bot.domain.notices import Digest, NoticeKind
from bot.domain.verbs import Verb
from bot.followups import ownership, review
from bot.followups.digests import write_digests
from bot.storage.engine import Store
from tests.conftest import Clock
from tests.factories import (
    CALL,
    EVERYONE,
    KEEPER,
    SEEKING,
    actor,
    approved,
    by,
    found,
    make_world,
    minutes,
    take_in,
)
from tests.followups.conftest import BOARD, Desk, part

BIRK = by("Birk Tjørnelund")
#: the first Monday after the clock of the tests
MONDAY = "2026-09-14 08:00"


def at(text: str) -> datetime:
    """Give a moment from how a Danish clock shows it."""
    local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Copenhagen"))
    return local.astimezone(UTC)


async def ask(desk: Desk, moment: str = MONDAY) -> int:
    desk.clock.moment = at(moment)
    added: int = await desk.do(write_digests, BOARD, desk.clock())
    return added


async def digest(desk: Desk) -> Digest:
    row = next(r for r in await desk.outbox(NoticeKind.DIGEST) if r.person_id is None)
    seen = await desk.seen(row)
    assert isinstance(seen, Digest)
    return seen


async def test_it_goes_to_the_channel_and_to_those_outside_teams(desk: Desk) -> None:
    await approved(desk.store, desk.world, desk.clock(), found("Sende", BIRK))
    assert await ask(desk) == 5
    told = await desk.told(NoticeKind.DIGEST)
    assert told == [None, "Dagny", "Elva", "Lau", "Signe"]
    assert await ask(desk, "2026-09-14 08:01") == 0
    _, dagnys, *_ = await desk.outbox(NoticeKind.DIGEST)
    assert (await desk.seen(dagnys)).to_name == "Dagny Enghave"  # type: ignore[union-attr]


async def test_without_a_channel_it_goes_to_everybody(store: Store, clock: Clock) -> None:
    desk = Desk(store, await make_world(store, channel=None), clock)
    await approved(store, desk.world, clock(), found("Sende", BIRK))
    assert await ask(desk) == len(desk.world.people)


async def test_nothing_to_say_nothing_sent(desk: Desk) -> None:
    assert await ask(desk) == 0
    (item,) = await approved(desk.store, desk.world, at("2026-09-08 10:00"), found("Sende", BIRK))
    await ask(desk)
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.ACCEPT)
    # in hand, not new, not late: only the date of the next meeting is left
    assert await ask(desk, "2026-09-21 08:00") == 0


async def test_nothing_falls_between_weeks_when_the_clock_is_moved(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Sende", BIRK))
    desk.clock.moment = at("2026-10-19 08:30")  # that week is an hour longer than others
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.FINISH)
    await ask(desk, "2026-10-26 08:00")
    assert [line.task for line in (await digest(desk)).done] == ["Sende"]


async def test_what_is_not_approved_is_not_told(desk: Desk) -> None:
    await desk.do(take_in, desk.world, minutes(found("Sende", BIRK)), desk.clock())
    assert await ask(desk) == 0


async def test_what_it_tells(desk: Desk) -> None:
    birk = desk.world["Birk"]
    done, late, moved, fresh, unowned, tasks, call = await approved(
        desk.store,
        desk.world,
        desk.clock(),
        found("Færdig", BIRK, by("Gro Havgaard")),
        found("For sent", BIRK, due=date(2026, 9, 11)),
        found("Udsat", BIRK, due=date(2026, 9, 11)),
        found("Ny", BIRK, due=date(2026, 10, 1)),
        found("Ingens"),
        found("Alles", EVERYONE, due=date(2026, 10, 1)),
        CALL,
        groups=(SEEKING,),
    )
    for who in ("Birk", "Gro"):
        await desk.act(who, part(done, desk.world[who]), Verb.FINISH)
    await desk.act("Birk", part(moved, birk), Verb.POSTPONE, due=date(2026, 10, 9))
    await ask(desk)
    told = await digest(desk)
    assert [one.task for one in told.done] == ["Færdig"]
    assert [(one.task, one.due) for one in told.overdue] == [("For sent", date(2026, 9, 11))]
    assert [(one.task, one.owners, one.due) for one in told.new] == [
        ("Udsat", ("Birk Tjørnelund",), date(2026, 10, 9)),
        ("Ny", ("Birk Tjørnelund",), date(2026, 10, 1)),
        ("Alles", ("Alle kommuner",), date(2026, 10, 1)),
        (call.task, ("Alle kommuner",), None),
    ]
    assert [one.task for one in told.unowned] == ["Ingens"]
    assert told.groups == (("Arbejdsgruppe om overgange", "Køge", 0, 1),)
    assert told.next_meeting == date(2026, 12, 3)
    assert (told.year, told.week, told.network) == (2026, 38, "Brobygning")
    assert (late.task, fresh.task, unowned.task, tasks.task) == (
        "For sent",
        "Ny",
        "Ingens",
        "Alles",
    )


async def test_half_done_is_not_done(desk: Desk) -> None:
    (item,) = await approved(
        desk.store, desk.world, desk.clock(), found("Sende", BIRK, by("Gro Havgaard"))
    )
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.FINISH)
    await ask(desk)
    assert (await digest(desk)).done == ()
    desk.clock.moment = at("2026-09-16 10:00")
    await desk.act("Gro", part(item, desk.world["Gro"]), Verb.FINISH)
    await ask(desk, "2026-09-21 08:00")
    *_, row = [r for r in await desk.outbox(NoticeKind.DIGEST) if r.person_id is None]
    seen = await desk.seen(row)
    assert isinstance(seen, Digest)
    assert [one.task for one in seen.done] == ["Sende"]


async def test_what_was_done_earlier_is_told_once(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Sende", BIRK))
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.FINISH)
    assert await ask(desk) > 0
    assert await ask(desk, "2026-09-21 08:00") == 0


async def test_who_handed_it_on_is_no_longer_named(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Sende", BIRK))
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.DECLINE, to="Gro")
    await ask(desk)
    (line,) = (await digest(desk)).new
    assert line.owners == ("Gro Havgaard",)


async def test_what_somebody_took_is_done_when_they_are(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Sende", BIRK))
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.DECLINE)
    gro = desk.world["Gro"]
    await desk.do(ownership.take, actor(gro), gro, item.follow_up_id, now=desk.clock())
    fresh = await desk.item(item.follow_up_id)
    await desk.act("Gro", part(fresh, gro), Verb.FINISH)
    await ask(desk)
    told = await digest(desk)
    assert [one.task for one in told.done] == ["Sende"]
    assert told.unowned == ()


@pytest.mark.parametrize(
    ("moment", "is_due"),
    [
        ("2026-09-14 07:59", False),
        ("2026-09-14 15:59", True),
        ("2026-09-14 16:00", False),
        ("2026-09-15 10:00", False),
        ("2026-10-26 07:59", False),  # the clock went back the day before
        ("2026-10-26 08:00", True),
        ("2027-03-30 08:00", True),  # after Easter and the clock's going forward
    ],
)
async def test_it_is_due_on_the_weeks_first_working_morning(
    desk: Desk, moment: str, is_due: bool
) -> None:
    await approved(desk.store, desk.world, desk.clock(), found("Ingens"))
    assert (await ask(desk, moment) > 0) is is_due


async def test_what_is_approved_on_the_day_waits_for_the_next(desk: Desk) -> None:
    desk.clock.moment = at("2026-09-14 09:00")
    await approved(desk.store, desk.world, desk.clock(), found("Ingens"), groups=(SEEKING,))
    assert await ask(desk, "2026-09-14 09:01") == 0
    assert await ask(desk, "2026-09-21 08:00") > 0


async def test_one_municipalitys_no_leaves_everyones_task_with_the_others(desk: Desk) -> None:
    (item,) = await approved(
        desk.store, desk.world, desk.clock(), found("Alles", EVERYONE, due=date(2026, 10, 1))
    )
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.DECLINE)
    await ask(desk)
    told = await digest(desk)
    assert [(one.task, one.status) for one in told.new] == [("Alles", Status.OPEN)]
    assert told.unowned == ()


async def test_what_is_approved_of_minutes_in_review_is_told_and_the_rest_in_its_own_week(
    desk: Desk,
) -> None:
    read = minutes(found("Sikker", BIRK, confidence=0.95), found("Resten", BIRK, confidence=0.8))
    minutes_id = await desk.do(take_in, desk.world, read, desk.clock())
    await desk.do(review.approve_sure, minutes_id, actor=KEEPER, now=desk.clock())
    await ask(desk)
    assert [one.task for one in (await digest(desk)).new] == ["Sikker"]
    desk.clock.moment = at("2026-09-16 10:00")
    await desk.do(review.approve, minutes_id, actor=KEEPER, now=desk.clock())
    await ask(desk, "2026-09-21 08:00")
    *_, row = [r for r in await desk.outbox(NoticeKind.DIGEST) if r.person_id is None]
    seen = await desk.seen(row)
    assert isinstance(seen, Digest)
    assert [one.task for one in seen.new] == ["Resten"]
