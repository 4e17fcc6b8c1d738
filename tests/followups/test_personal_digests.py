"""Each reader's own digest, day by day: never two in a window, nothing twice, nothing lost."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from bot.delivery.quiet import wish
from bot.domain.calendar import is_working_day
from bot.domain.notices import NoticeKind, PersonalDigest
from bot.domain.rhythm import Rhythm
from bot.domain.verbs import Verb
from bot.followups import rhythms
from bot.followups.composing.composer import Composer
from bot.followups.digests import write_digests
from bot.storage import outbox, people
from bot.storage.engine import Store
from bot.storage.outbox import OutboxRow, OutboxState
from bot.storage.people import Wishes
from bot.storage.tables import minutes
from bot.storage.tables import outbox as table
from tests.conftest import Clock
from tests.factories import World, actor, approved, by, found, make_world
from tests.followups.conftest import BOARD, Desk, part
from tests.followups.test_digests import at

BIRK = by("Birk Tjørnelund")
DAGNY = by("Dagny Enghave")
FIRST = date(2026, 12, 1)


class Mails:
    """A worker that sends what is due, and what each got when."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.got: list[tuple[str, date, PersonalDigest]] = []

    async def round(self, moment: str, *, settles: OutboxState = OutboxState.SENT) -> None:
        """Write what is due then, and send it as the sender would."""
        self.desk.clock.moment = at(moment)
        await self.desk.do(write_digests, BOARD, self.desk.clock())
        for row in await self._ready():
            await self._send(row, settles)

    async def day(self, day: date, *, hours: Iterable[int] = (7, 8, 9, 15, 20)) -> None:
        """Let a day pass; the worker looks several times."""
        for hour in hours:
            await self.round(f"{day} {hour:02}:00")

    async def days(self, first: date, count: int) -> None:
        """Let some days pass."""
        for ahead in range(count):
            await self.day(first + timedelta(days=ahead))

    async def _ready(self) -> list[OutboxRow]:
        async with self.desk.store.transaction() as connection:
            return await outbox.rows(
                connection,
                table.c.state == OutboxState.READY,
                table.c.kind == NoticeKind.DIGEST,
                table.c.person_id.is_not(None),
            )

    async def _send(self, row: OutboxRow, settles: OutboxState) -> None:
        now = self.desk.clock()
        async with self.desk.store.transaction() as connection:
            if await wish(connection, row, now) is not None:
                return
            notice = await Composer(BOARD).compose(connection, row, now)
            state = settles if notice else OutboxState.SKIPPED
            await connection.execute(
                table.update()
                .where(table.c.id == row.outbox_id)
                .values(state=state, settled_at=None if state is OutboxState.READY else now)
            )
        if isinstance(notice, PersonalDigest) and state in (
            OutboxState.SENT,
            OutboxState.UNCERTAIN,
        ):
            self.got.append((notice.to_name.split()[0], now.date(), notice))

    def dates(self, who: str) -> list[date]:
        """Give the days on which somebody got one."""
        return [day for name, day, _ in self.got if name == who]

    def told(self, who: str) -> list[list[str]]:
        """Give the tasks under the heads of news in each of somebody's."""
        return [
            [
                line.task
                for one in notice.networks
                for line in (*one.done, *one.new, *one.overdue, *one.unowned)
            ]
            for name, _, notice in self.got
            if name == who
        ]


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


async def choose(desk: Desk, who: str, rhythm: Rhythm) -> None:
    person = desk.world[who]
    await desk.do(rhythms.choose, actor(person), person, rhythm, now=desk.clock())


async def something_happens(desk: Desk, day: date, task: str) -> None:
    """Minutes of their own are approved in the afternoon."""
    desk.clock.moment = at(f"{day} 16:30")
    await approved(desk.store, desk.world, desk.clock(), found(task, BIRK), data=task.encode())


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
