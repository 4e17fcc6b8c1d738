"""Workers are killed while they send: nothing is lost, nothing said twice, each doubt is seen."""

import asyncio
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter
from datetime import datetime
from pathlib import Path

from bot.domain.notices import NoticeKind
from bot.followups import members
from bot.storage import outbox, people
from bot.storage.engine import Store
from bot.storage.outbox import OutboxState
from bot.storage.tables import outbox as table
from tests.factories import SEEKING, World, approved

MEMBERS = 100
#: what one worker has in hand at once
IN_FLIGHT = 20


async def call_many(store: Store, now: datetime) -> None:
    """Have a call for volunteers to many people in the outbox."""
    lines = [f"Medlem Nummer{n};m{n}@example.org" for n in range(MEMBERS)]
    async with store.transaction() as connection:
        network = await people.add_network(connection, "broer", "Brobygning")
        data = "\n".join(["name;email", *lines]).encode()
        await members.import_members(connection, network, data)
    await approved(store, World(network), now, groups=(SEEKING,))


async def hear(worker: Process, count: int) -> None:
    """Wait until the worker has said so many times that a mail has arrived."""
    assert worker.stdout is not None
    for _ in range(count):
        assert await asyncio.wait_for(worker.stdout.readline(), 180), "the worker ended early"


async def test_workers_are_killed(store: Store, url: str, now: datetime, tmp_path: Path) -> None:
    await call_many(store, now)
    epoch = str(time.time())

    async def start(name: str) -> Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.journeys.worker"),
            *(url, str(tmp_path), name, now.isoformat(), epoch),
            stdout=PIPE,
            cwd=Path(__file__).parents[2],
        )

    first = await start("first")
    await hear(first, 20)
    first.kill()
    second = await start("second")
    await hear(second, 1)  # it has work of its own now, however quick the third is
    third = await start("third")
    await hear(second, 14)
    second.kill()
    await asyncio.wait_for(third.communicate(), 180)
    await asyncio.gather(first.communicate(), second.communicate())
    assert third.returncode == 0

    async with store.transaction() as connection:
        rows = await outbox.rows(connection, table.c.kind == NoticeKind.VOLUNTEER_CALL)
    arrived = Counter(
        int(path.stem.partition("-")[0]) for path in (tmp_path / "outbox").glob("*.eml")
    )
    states = Counter(row.state for row in rows)
    assert len(rows) == MEMBERS
    assert states[OutboxState.SENT] + states[OutboxState.UNCERTAIN] == MEMBERS
    # nothing is lost: what is not surely there is listed as a doubt
    sent = {row.outbox_id for row in rows if row.state is OutboxState.SENT}
    assert sent <= set(arrived)
    doubts = {row.outbox_id for row in rows if row.state is OutboxState.UNCERTAIN}
    assert set(arrived) - sent <= doubts
    # nothing is said twice, and only what was in flight at the two kills is in doubt
    assert set(arrived.values()) == {1}
    assert len(doubts) <= 2 * IN_FLIGHT
    assert all(row.reason == "worker-gone" for row in rows if row.outbox_id in doubts)
