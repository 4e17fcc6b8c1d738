"""Each reader's own digest, day by day: never two in a window, nothing twice, nothing lost."""

from datetime import date, timedelta

import pytest

from bot.domain.calendar import is_working_day
from bot.domain.notices import NoticeKind
from bot.domain.rhythm import Rhythm
from bot.domain.verbs import Verb
from bot.storage import people
from bot.storage.engine import Store
from bot.storage.tables import minutes
from tests.conftest import Clock
from tests.factories import World, approved, by, found, make_world
from tests.followups.conftest import Desk, part
from tests.followups.digest_days import Mails, choose, something_happens
from tests.followups.test_digests import at

BIRK = by("Birk Tjørnelund")
DAGNY = by("Dagny Enghave")
FIRST = date(2026, 12, 1)


@pytest.fixture
async def world(sqlite_store: Store) -> World:
    """Store the network, with a channel."""
    return await make_world(sqlite_store)


@pytest.fixture
def desk(sqlite_store: Store, world: World, clock: Clock) -> Desk:
    """Give the desk; what databases differ in is tried in test_digests."""
    return Desk(sqlite_store, world, clock)


@pytest.fixture
def mails(desk: Desk) -> Mails:
    """Give the worker."""
    return Mails(desk)


async def test_a_month_with_christmas_in_it(desk: Desk, mails: Mails) -> None:
    """Something happens every day: a daily reader gets one each working day, others one a week."""
    await choose(desk, "Dagny", Rhythm.DAILY)
    await choose(desk, "Elva", Rhythm.NONE)
    days = [FIRST + timedelta(days=ahead) for ahead in range(42)]
    for day in days:
        await mails.day(day)
        await something_happens(desk, day, f"Opgave {day}")
    working = [day for day in days if is_working_day(day)]
    assert mails.dates("Dagny") == working[1:]  # nothing had happened before the first
    mondays = [date(2026, 12, 7), date(2026, 12, 14), date(2026, 12, 21), date(2026, 12, 28)]
    assert mails.dates("Lau") == [*mondays, date(2027, 1, 4), date(2027, 1, 11)]
    assert mails.dates("Elva") == mails.dates("Birk") == []
    for who in ("Dagny", "Lau"):
        told = [task for one in mails.told(who) for task in one]
        assert len(told) == len(set(told))
        last = mails.dates(who)[-1]
        assert set(told) == {f"Opgave {day}" for day in days if day < last}


async def test_a_holiday_on_monday_moves_the_week_to_tuesday(desk: Desk, mails: Mails) -> None:
    await something_happens(desk, date(2027, 3, 23), "Før påske")
    await mails.days(date(2027, 3, 24), 9)
    assert mails.dates("Lau") == [date(2027, 3, 30)]
    await something_happens(desk, date(2027, 3, 30), "Efter påske")
    await mails.days(date(2027, 4, 1), 7)
    assert mails.told("Lau") == [["Før påske"], ["Efter påske"]]


async def test_nothing_to_say_nothing_sent_and_nothing_in_the_outbox(
    desk: Desk, mails: Mails
) -> None:
    await choose(desk, "Dagny", Rhythm.DAILY)
    await something_happens(desk, date(2026, 11, 30), "Eneste")
    await mails.days(FIRST, 21)
    assert mails.dates("Dagny") == [FIRST]
    assert mails.dates("Lau") == [date(2026, 12, 7)]
    assert len([r for r in await desk.outbox(NoticeKind.DIGEST) if r.person_id]) == 5 - 1


async def test_what_is_late_is_news_once_and_ones_own_weekly(desk: Desk, mails: Mails) -> None:
    """The daily reader is not told of it every day; the weekly one is, as of nothing else."""
    for who in ("Dagny", "Birk"):
        await choose(desk, who, Rhythm.DAILY)
    await choose(desk, "Gro", Rhythm.WEEKLY)
    desk.clock.moment = at("2026-11-27 10:00")
    gro = found("Sende", by("Gro Havgaard"), due=date(2026, 12, 9))
    await approved(desk.store, desk.world, desk.clock(), gro)
    await mails.days(date(2026, 11, 30), 28)
    assert mails.dates("Dagny") == [date(2026, 11, 30), date(2026, 12, 10)]
    assert mails.dates("Gro") == [
        date(2026, 11, 30),
        date(2026, 12, 14),
        date(2026, 12, 21),
    ]
    *_, last = [notice for who, _, notice in mails.got if who == "Gro"]
    assert [(task.task, task.overdue) for task in last.tasks] == [("Sende", True)]
    assert mails.told("Gro") == [[], [], []]  # it stands under what is hers, and there alone
    assert mails.told("Dagny") == [["Sende"], ["Sende"]]


@pytest.mark.parametrize(
    ("before", "after", "moment", "expected"),
    [
        # the same day's is not sent again in the other rhythm
        (Rhythm.WEEKLY, Rhythm.DAILY, "2026-12-07 10:00", ["12-07", "12-08", "12-09"]),
        (Rhythm.DAILY, Rhythm.WEEKLY, "2026-12-07 10:00", ["12-07", "12-14"]),
        # before the hour the new one counts
        (Rhythm.DAILY, Rhythm.WEEKLY, "2026-12-08 07:30", ["12-07", "12-14"]),
        (Rhythm.WEEKLY, Rhythm.DAILY, "2026-12-09 07:30", ["12-07", "12-09", "12-10"]),
        (Rhythm.DAILY, Rhythm.NONE, "2026-12-08 07:30", ["12-07"]),
        (Rhythm.NONE, Rhythm.WEEKLY, "2026-12-07 10:00", ["12-07", "12-14"]),
        (Rhythm.NONE, Rhythm.WEEKLY, "2026-12-08 10:00", ["12-14"]),
        (Rhythm.NONE, Rhythm.DAILY, "2026-12-07 10:00", ["12-07", "12-08", "12-09"]),
    ],
)
async def test_a_change_makes_no_second_one(
    desk: Desk, mails: Mails, before: Rhythm, after: Rhythm, moment: str, expected: list[str]
) -> None:
    """Dagny has something overdue, so that a weekly one is worth sending on any day."""
    desk.clock.moment = at("2026-11-20 09:00")
    late = found("Sen", DAGNY, due=date(2026, 11, 25))
    await approved(desk.store, desk.world, desk.clock(), late, data=b"sen")
    await choose(desk, "Dagny", before)
    for ahead in range(8, 17):
        day = date(2026, 11, 28) + timedelta(days=ahead)
        if str(day) == moment[:10]:
            hour = int(moment[11:13]) + 1
            await mails.day(day, hours=range(6, hour))
            desk.clock.moment = at(moment)
            await choose(desk, "Dagny", after)
            await mails.day(day, hours=range(hour, 22))
        else:
            await mails.day(day)
        await something_happens(desk, day, f"Opgave {day}")
    got = [f"{day:%m-%d}" for day in mails.dates("Dagny")]
    assert got[: len(expected)] == expected
    assert len(got) == len(set(got))


async def test_to_and_fro_on_one_day_sends_one(desk: Desk, mails: Mails) -> None:
    await something_happens(desk, date(2026, 12, 4), "Nyt")
    for hour, rhythm in enumerate([Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.NONE, Rhythm.DAILY], 8):
        await choose(desk, "Dagny", rhythm)
        await mails.round(f"2026-12-07 {hour:02}:30")
    assert mails.dates("Dagny") == [date(2026, 12, 7)]


async def test_who_has_the_channel_gets_ones_own_only_where_they_chose_it(
    desk: Desk, mails: Mails
) -> None:
    await something_happens(desk, date(2026, 12, 3), "Nyt")
    await choose(desk, "Birk", Rhythm.WEEKLY)
    await mails.day(date(2026, 12, 7))
    assert mails.dates("Birk") == [date(2026, 12, 7)]
    assert mails.dates("Gro") == []


async def test_several_networks_are_told_in_one(desk: Desk, mails: Mails) -> None:
    async with desk.store.transaction() as connection:
        other = await people.add_network(connection, "unge", "Ungenetværket", None)
        values = {"name": "Dagny Enghave", "email": "dagny@example.org"}
        await people.save_member(connection, other.network_id, values, [])
    there = World(other, desk.world.people)
    desk.clock.moment = at("2026-12-03 10:00")
    await approved(desk.store, desk.world, desk.clock(), found("Her", BIRK), found("Min", DAGNY))
    await approved(desk.store, there, desk.clock(), found("Der"), data=b"der")
    await mails.day(date(2026, 12, 7))
    assert mails.dates("Dagny") == [date(2026, 12, 7)]
    (notice,) = [notice for who, _, notice in mails.got if who == "Dagny"]
    assert [one.network for one in notice.networks] == ["Brobygning", "Ungenetværket"]
    assert [task.task for task in notice.tasks] == ["Min"]
    assert mails.told("Dagny") == [["Her", "Der"]]
    assert mails.told("Lau") == [["Her", "Min"]]


async def test_what_is_noted_in_private_is_told_to_nobody_else(desk: Desk, mails: Mails) -> None:
    await something_happens(desk, date(2026, 12, 3), "Hemmelig")
    async with desk.store.transaction() as connection:
        await connection.execute(minutes.update().values(is_private=True))
    await choose(desk, "Birk", Rhythm.WEEKLY)
    await something_happens(desk, date(2026, 12, 4), "Alment")
    await mails.day(date(2026, 12, 7))
    assert mails.told("Lau") == [["Alment"]]
    (birks,) = [notice for who, _, notice in mails.got if who == "Birk"]
    assert [task.task for task in birks.tasks] == ["Hemmelig", "Alment"]


async def test_only_what_changed(desk: Desk, mails: Mails) -> None:
    """Done, given back, and sought: each once, in the digest after it happened."""
    await choose(desk, "Dagny", Rhythm.DAILY)
    desk.clock.moment = at("2026-11-30 10:00")
    done, given, sought = await approved(
        desk.store, desk.world, desk.clock(), found("Gør", BIRK), found("Giv", BIRK), found("Søg")
    )
    await mails.day(date(2026, 12, 1))
    desk.clock.moment = at("2026-12-01 14:00")
    await desk.act("Birk", part(done, desk.world["Birk"]), Verb.FINISH)
    await mails.day(date(2026, 12, 2))
    desk.clock.moment = at("2026-12-02 14:00")
    await desk.act("Birk", part(given, desk.world["Birk"]), Verb.DECLINE)
    await mails.days(date(2026, 12, 3), 5)
    assert mails.told("Dagny") == [["Gør", "Giv", "Søg"], ["Gør"], ["Giv"]]
    assert sought.task == "Søg"
