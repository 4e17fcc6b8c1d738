"""Many mails by each road on a bad day, the worker killed among them: what became of each.

200 by each road in the suite; BOLDEN_MAILS=1000 for a thousand (`make fuzz`).

Nothing is lost and nothing doubled where the road can look up what it sent. By SMTP nobody can
know of a mail whose answer was lost: it is listed, and is not sent again.
"""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser
from itertools import chain, repeat
from pathlib import Path
from typing import TypeVar

import pytest

from bot.domain.notices import NoticeKind
from bot.followups.members import MemberLine, save_members
from bot.standin.ews import faults as exchange
from bot.standin.ews.faults import EwsFault
from bot.standin.ews.serving import FakeExchange
from bot.standin.faults import Fault
from bot.standin.graph.mailboxes import MAIL, SEND_MAIL
from bot.standin.serving import StandIn
from bot.storage import outbox, people
from bot.storage.engine import Store
from bot.storage.outbox import OutboxRow, OutboxState
from bot.storage.tables import outbox as table
from tests.factories import SEEKING, World, approved
from tests.journeys.drainer import BINDING, BOT
from tests.journeys.moved import SharedClock
from tests.journeys.test_crash import hear
from tests.mail_servers import mail_servers

MEMBERS = 100
MANY = int(os.environ.get("BOLDEN_MAILS", "200"))
GROUPS = MANY // MEMBERS
#: so many mails have begun to leave when the worker is killed
KILLED_AT = MANY * 2 // 5
#: of so many calls one goes wrong
ONE_IN = 25

BAD_DAY_OF_SMTP = (
    "RCPT 450 4.2.0 greylisted",
    "cut at RCPT",
    "DATA 451 4.3.0 later",
    "cut in DATA",
    "cut at DATA",
    "RCPT 421 4.3.2 closing",
)
BAD_DAY_OF_GRAPH = (
    Fault(429, retry_after="5"),
    Fault(drops=True, after_doing=True),
    Fault(503),
    Fault(502, after_doing=True),
    Fault(drops=True),
    Fault(502),
)
BAD_DAY_OF_EXCHANGE = (
    exchange.BUSY,
    exchange.LOST_ANSWER,
    exchange.UNAVAILABLE,
    exchange.LOST_REQUEST,
    exchange.BUSY_MESSAGE,
)

_T = TypeVar("_T")


def spread(troubles: Sequence[_T], nothing: _T) -> list[_T]:
    """Give what happens to each call: now and then something, else nothing."""
    part = (chain(repeat(nothing, ONE_IN - 1), [one]) for one in troubles)
    round_of_all = list(chain.from_iterable(part))
    return round_of_all * (2 * MANY // len(round_of_all))


@dataclass
class Road:
    """One road from outside."""

    #: what the worker must know to find it
    where: list[str]
    #: the mails that arrived
    arrived: Callable[[], Sequence[bytes]]
    #: how many mails at least and at most nobody can know of, the worker's death apart
    unanswered: Callable[[], tuple[int, int]] = lambda: (0, 0)
    looks_up: bool = True
    #: when each mail was asked to be sent
    asked_at: Callable[[], list[datetime]] = list
    #: something that goes wrong after so many mails, and is well again after as many more
    breaks: Callable[[], None] = field(default=lambda: None)
    heals: Callable[[], None] = field(default=lambda: None)


@asynccontextmanager
async def _folder(folder: Path, _clock: SharedClock) -> AsyncIterator[Road]:
    sent, away = folder / "mail" / "outbox", folder / "mail" / "away"

    def arrived() -> list[bytes]:
        return [path.read_bytes() for path in sent.glob("*.eml")]

    yield Road(
        [str(folder / "mail")],
        arrived,
        breaks=lambda: [sent.rename(away)].clear(),
        heals=lambda: [away.rename(sent)].clear(),
    )


@asynccontextmanager
async def _smtp(_folder: Path, _clock: SharedClock) -> AsyncIterator[Road]:
    async with mail_servers() as servers:
        out = servers.outgoing
        out.faults = spread(BAD_DAY_OF_SMTP, "RCPT 250 OK")
        planned = list(out.faults)

        def unanswered() -> tuple[int, int]:
            shown = Counter(planned) - Counter(out.faults)
            # a line cut after 354 is cut before the mail, or after it, as the client is quick
            return shown["cut at DATA"], shown["cut at DATA"] + shown["cut in DATA"]

        yield Road(
            [str(servers.smtp_port)],
            lambda: [one.original_content or b"" for one in out.sent],
            unanswered,
            looks_up=False,
        )


@asynccontextmanager
async def _graph(_folder: Path, clock: SharedClock) -> AsyncIterator[Road]:
    who = ("app", "tenant", "s3cret")
    standin = StandIn(app_id=who[0], tenant_id=who[1], secret=who[2], now=clock)
    box = standin.graph.mail.open(BOT)
    standin.graph.tenant.granted |= {MAIL, SEND_MAIL}
    standin.graph.faults.extend(spread(BAD_DAY_OF_GRAPH, Fault(goes_on=True)))
    await standin.start()
    yield Road(
        [standin.origin, standin.graph_url, *who],
        lambda: [one.raw for one in box.sent],
        asked_at=lambda: [
            call.at for call in standin.graph.record.calls if call.path.endswith("/sendMail")
        ],
    )
    await standin.stop()


@asynccontextmanager
async def _ews(_folder: Path, clock: SharedClock) -> AsyncIterator[Road]:
    standin = FakeExchange(clock)
    standin.exchange.open(BOT, "s3cret", name="Bolden")
    standin.faults.extend(
        spread(BAD_DAY_OF_EXCHANGE, EwsFault(operation="CreateItem", goes_on=True))
    )
    await standin.start()
    yield Road([standin.url, BOT, "s3cret"], lambda: standin.exchange.sent)
    await standin.stop()


ROADS = {"folder": _folder, "smtp": _smtp, "graph": _graph, "ews": _ews}


async def _tell(store: Store, now: datetime) -> None:
    """Have calls for volunteers to a hundred people in the outbox."""
    names = [f"Ida{chr(97 + n // 26)}{chr(97 + n % 26)} Blom" for n in range(MEMBERS)]
    lines = [
        MemberLine(name, f"{name[:5].lower()}@example.org", None, None, None, ()) for name in names
    ]
    async with store.transaction() as connection:
        network = await people.add_network(connection, "broer", "Brobygning")
        await save_members(connection, network, lines)
    groups = (
        replace(SEEKING, name=f"Gruppe {n}", quote=f"Gruppe {n} søger.", lines=((n, n),))
        for n in range(GROUPS)
    )
    await approved(store, World(network), now, groups=tuple(groups))


@pytest.mark.parametrize("name", ROADS)
async def test_many_mails_on_a_bad_day(
    name: str, sqlite_store: Store, now: datetime, tmp_path: Path
) -> None:
    await _tell(sqlite_store, now)
    clock = SharedClock(tmp_path / "clock", now)

    async def start(worker: str, road: Road) -> Process:
        url = sqlite_store.engine.url.render_as_string().replace("+aiosqlite", "")
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.journeys.drainer"),
            *(url, str(tmp_path / "clock"), worker, name, *road.where),
            stdout=PIPE,
            cwd=Path(__file__).parents[2],
        )

    async with ROADS[name](tmp_path, clock) as road:
        first = await start("first", road)
        await hear(first, KILLED_AT // 2)
        road.breaks()
        await hear(first, KILLED_AT // 4)
        road.heals()
        await hear(first, KILLED_AT // 4)
        first.kill()
        await first.communicate()
        asked_before = len(road.asked_at())
        second = await start("second", road)
        await second.communicate()
        assert second.returncode == 0
        arrived = Counter(map(_outbox_id, road.arrived()))
    async with sqlite_store.transaction() as connection:
        rows = await outbox.rows(connection, table.c.kind == NoticeKind.VOLUNTEER_CALL)
    assert len(rows) == MANY
    sent = {row.outbox_id for row in rows if row.state is OutboxState.SENT}
    doubts = [row for row in rows if row.state is OutboxState.UNCERTAIN]
    assert len(sent) + len(doubts) == MANY
    assert set(arrived.values()) == {1}
    assert sent <= set(arrived) <= sent | {row.outbox_id for row in doubts}
    _check_doubts(road, doubts)
    assert max(row.tries for row in rows) > 1  # it was a bad day
    _check_pace(road.asked_at()[:asked_before])
    _check_pace(road.asked_at()[asked_before:])


def _check_doubts(road: Road, doubts: Sequence[OutboxRow]) -> None:
    """Each is one whose answer was lost, or the one that was on its way at the kill."""
    reasons = Counter(row.reason for row in doubts)
    if road.looks_up:
        assert reasons == {}
        return
    by_the_kill = reasons.pop("worker-gone", 0)
    assert by_the_kill <= 1
    assert reasons == {"Disconnected": reasons.total()}
    least, most = road.unanswered()
    assert least - by_the_kill <= reasons.total() <= most


def _check_pace(asked_at: Sequence[datetime]) -> None:
    """Thirty in a minute and no more."""
    for first, last in zip(asked_at, asked_at[30:], strict=False):
        assert last - first >= timedelta(minutes=1)


def _outbox_id(raw: bytes) -> int:
    found = BINDING.outbox_id(str(BytesHeaderParser().parsebytes(raw)["Message-ID"]))
    assert found is not None
    return found
