"""One worker's round: what fails does not stop the rest, and a call is not slept through."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.delivery.sending import Sender
from bot.followups.composing.composer import Composer
from bot.storage import outbox
from bot.storage.engine import Store
from bot.storage.outbox import OutboxState
from bot.timetable import Timetable
from tests.conftest import Clock
from tests.delivery.roads import RecordingRoad
from tests.factories import approved, by, found, make_world

BOARD = "http://127.0.0.1:3978"


async def _no_mail() -> int:
    return 0


def timetable(store: Store, clock: Clock, road: RecordingRoad) -> Timetable:
    """Give the round of a worker that only has mail."""
    sender = Sender(store, Composer(BOARD), road, None, None, clock, "worker")
    return Timetable(store, sender, BOARD, clock, _no_mail)


async def test_a_round_reminds_digests_and_sends(sqlite_store: Store, clock: Clock) -> None:
    world = await make_world(sqlite_store, channel=None)
    road = RecordingRoad()
    turn = timetable(sqlite_store, clock, road)
    sende = found("Sende", by("Birk Tjørnelund"), due=date(2026, 9, 17))
    await approved(sqlite_store, world, clock(), sende)
    await turn.round()
    assert [type(one.notice).__name__ for one in road.delivered] == ["ReviewRequest", "Assignment"]
    clock.moment += timedelta(days=6)  # Monday, three working days before
    await turn.round()
    kinds = [type(one.notice).__name__ for one in road.delivered[2:]]
    assert kinds.count("Reminder") == 1
    assert kinds.count("PersonalDigest") == len(world.people)
    assert await turn.round() == 0


@pytest.mark.parametrize("asked", [True, False])
async def test_what_fails_does_not_stop_the_rest(
    sqlite_store: Store, clock: Clock, caplog: pytest.LogCaptureFixture, asked: bool
) -> None:
    world = await make_world(sqlite_store, channel=None)
    await approved(sqlite_store, world, clock(), found("Sende", by("Lau Tangmose")))
    arrived = asyncio.Event()
    road = RecordingRoad(meanwhile=arrived.set)

    async def broken() -> int:
        raise OSError("the mailbox is away")

    turn = replace(timetable(sqlite_store, clock, road), poll_mail=broken)
    wake = asyncio.Event()
    if asked:
        wake.set()
    going = asyncio.create_task(turn.go_on(wake, every=0.01))
    await asyncio.wait_for(arrived.wait(), 180)
    going.cancel()
    await asyncio.gather(going, return_exceptions=True)
    assert "a step of the timetable failed: OSError" in caplog.text
    assert "the mailbox is away" not in caplog.text  # an error's own text may hold people's words


async def test_who_wakes_it_during_a_round_gets_another(sqlite_store: Store, clock: Clock) -> None:
    wake, rounds = asyncio.Event(), 0
    twice = asyncio.Event()

    async def poll() -> int:
        nonlocal rounds
        rounds += 1
        if rounds == 1:
            wake.set()
        else:
            twice.set()
        return 0

    turn = replace(timetable(sqlite_store, clock, RecordingRoad()), poll_mail=poll)
    going = asyncio.create_task(turn.go_on(wake, every=3600))
    await asyncio.wait_for(twice.wait(), 180)
    going.cancel()
    await asyncio.gather(going, return_exceptions=True)


async def test_stopping_leaves_no_doubt(sqlite_store: Store, clock: Clock) -> None:
    world = await make_world(sqlite_store, channel=None)
    await approved(sqlite_store, world, clock(), *(found(n, by("Lau Tangmose")) for n in "ab"))
    leaving = asyncio.Event()
    turn = timetable(sqlite_store, clock, RecordingRoad(meanwhile=leaving.set))
    going = asyncio.create_task(turn.go_on(asyncio.Event()))
    await asyncio.wait_for(leaving.wait(), 180)
    going.cancel()
    await asyncio.gather(going, return_exceptions=True)
    async with sqlite_store.transaction() as connection:
        states = {row.state for row in await outbox.rows(connection)}
    assert states == {OutboxState.SENT}
