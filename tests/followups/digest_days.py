"""A worker that goes through days and sends each reader's digest, and what they got when."""

from collections.abc import Iterable
from datetime import date, timedelta

from bot.delivery.quiet import wish
from bot.domain.notices import NoticeKind, PersonalDigest
from bot.domain.rhythm import Rhythm
from bot.followups import rhythms
from bot.followups.composing.composer import Composer
from bot.followups.digests import write_digests
from bot.storage import outbox
from bot.storage.outbox import OutboxRow, OutboxState
from bot.storage.tables import outbox as table
from tests.factories import actor, approved, by, found
from tests.followups.conftest import BOARD, Desk
from tests.followups.test_digests import at

BIRK = by("Birk Tjørnelund")


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


async def choose(desk: Desk, who: str, rhythm: Rhythm) -> None:
    person = desk.world[who]
    await desk.do(rhythms.choose, actor(person), person, rhythm, now=desk.clock())


async def something_happens(desk: Desk, day: date, task: str) -> None:
    """Minutes of their own are approved in the afternoon."""
    desk.clock.moment = at(f"{day} 16:30")
    await approved(desk.store, desk.world, desk.clock(), found(task, BIRK), data=task.encode())
