"""Unique keys, links and times, as both databases keep them."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Table, insert, select
from sqlalchemy.exc import IntegrityError, StatementError

from bot.domain.people import SYSTEM
from bot.domain.verbs import Verb
from bot.storage import history, meetings
from bot.storage.engine import Store
from bot.storage.tables import conversation, membership, network, outbox, person, seen, volunteer
from tests.factories import make_world

_PERSON = {"name": "Ylva Tranekær", "email": "tilde@example.org"}
_ROW = {"network_id": 1, "kind": "digest", "about": {}, "state": "ready", "tries": 0}
_CHAT = {"id": "a:1", "service_url": "x", "tenant_id": "t"}
_LATER = datetime(2026, 9, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (network, {"key": "broer", "name": "En anden"}),
        (person, _PERSON),
        (person, {**_PERSON, "email": "ny@example.org", "entra_id": "entra-tilde"}),
        (membership, {"network_id": 1, "person_id": 1, "roles": []}),
        # links to what is not there
        (membership, {"network_id": 99, "person_id": 1, "roles": []}),
        (
            volunteer,
            {"group_id": 99, "name": "x", "answer": "group.maybe", "answered_at": _LATER},
        ),
    ],
)
async def test_what_must_be_one_is_one(store: Store, table: Table, values: dict[str, Any]) -> None:
    await make_world(store)
    with pytest.raises(IntegrityError):
        async with store.transaction() as connection:
            await connection.execute(insert(table).values(values))


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (outbox, {**_ROW, "key": "k", "due_at": _LATER, "created_at": _LATER}),
        (seen, {"key": "k", "at": _LATER}),
        (conversation, _CHAT),
    ],
)
async def test_a_key_is_taken_once(store: Store, table: Table, values: dict[str, Any]) -> None:
    await make_world(store)
    async with store.transaction() as connection:
        await connection.execute(insert(table).values(values))
    with pytest.raises(IntegrityError):
        async with store.transaction() as connection:
            await connection.execute(insert(table).values(values))


async def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        async with store.transaction() as connection:
            naive = datetime(2026, 9, 8)  # noqa: DTZ001
            await connection.execute(insert(seen).values(key="k", at=naive))


async def test_a_time_comes_back_as_utc(store: Store) -> None:
    summer = datetime(2026, 9, 8, 10, tzinfo=timezone(timedelta(hours=2)))
    async with store.transaction() as connection:
        await connection.execute(insert(seen).values(key="k", at=summer))
        back = await connection.scalar(select(seen.c.at))
        assert back == summer
        assert back.tzinfo is UTC or back.utcoffset() == timedelta(0)


async def test_long_words_of_a_document_are_kept(store: Store, now: datetime) -> None:
    world = await make_world(store)
    values = {
        "network_id": world.network.network_id,
        "sha256": "0" * 64,
        "file_name": "r" * 500,
        "title": "t" * 5000,
        "remarks": [],
        "received_at": now,
    }
    async with store.transaction() as connection:
        minutes_id = await meetings.add_minutes(connection, values)
        assert minutes_id is not None
        assert len((await meetings.minutes_of(connection, minutes_id)).title) == 5000
        assert await meetings.add_minutes(connection, values) is None


async def test_what_no_database_keeps_is_left_out(store: Store) -> None:
    async with store.transaction() as connection:
        await connection.execute(insert(network).values(key="n", name="A\0B \ud800 Ø"))
        assert await connection.scalar(select(network.c.name)) == "AB ? Ø"


async def test_the_history_tells_what_was_before_and_after(store: Store, now: datetime) -> None:
    world = await make_world(store)
    before = history.plain({"due": now.date(), "status": "open"})
    async with store.transaction() as connection:
        line_id = await history.record(
            connection, SYSTEM, Verb.FINISH, "ownership", 7, now=now, before=before
        )
        (line,) = await history.lines_of(connection, "ownership", [7, 8])
        assert line["before"] == {"due": "2026-09-08", "status": "open"}
        assert (line["road"], line["person_id"], line["undone_at"]) == ("system", None, None)
        await history.mark_undone(connection, line_id, now)
        (line,) = await history.lines_of(connection, "ownership", [7])
        assert line["undone_at"] == now
        assert await history.last_undoable(connection, world["Gro"].person_id) is None
