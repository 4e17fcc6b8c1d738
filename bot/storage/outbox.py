"""The outbox: what is to be said, written with the state that says so; each row once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import Detour
from bot.domain.notices import NoticeKind
from bot.domain.people import Road
from bot.storage import pace
from bot.storage.conversations import insert_or_skip
from bot.storage.tables import outbox

#: longer than any one delivery may take (the sender's own limit is 30 seconds)
LEASE = timedelta(seconds=90)
#: until a mailbox has surely filed what left by it, so that it can be looked up
FILED = timedelta(minutes=1)
#: the pace that all rows share
TENANT = "tenant"

_ONE = select(outbox).where(outbox.c.id == bindparam("outbox_id"))


class OutboxState(StrEnum):
    """Where is it on its way? Every row ends in exactly one of the last five."""

    READY = "ready"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    SKIPPED = "skipped"
    VOID = "void"


@dataclass(frozen=True)
class OutboxRow:
    """One notice to one recipient; `person_id` None is the network's channel."""

    outbox_id: int
    key: str
    kind: NoticeKind
    network_id: int
    person_id: int | None
    minutes_id: int | None
    follow_up_id: int | None
    group_id: int | None
    about: dict[str, Any]
    replaces_id: int | None
    state: OutboxState
    tries: int
    road: Road | None
    ref: str | None
    conversation_id: str | None
    reason: str | None
    detour: Detour | None
    created_at: datetime
    settled_at: datetime | None


def as_row(row: RowMapping) -> OutboxRow:
    """Give the outbox row of a row of the table."""
    return OutboxRow(
        outbox_id=row["id"],
        key=row["key"],
        kind=NoticeKind(row["kind"]),
        network_id=row["network_id"],
        person_id=row["person_id"],
        minutes_id=row["minutes_id"],
        follow_up_id=row["follow_up_id"],
        group_id=row["group_id"],
        about=dict(row["about"]),
        replaces_id=row["replaces_id"],
        state=OutboxState(row["state"]),
        tries=row["tries"],
        road=Road(row["road"]) if row["road"] else None,
        ref=row["ref"],
        conversation_id=row["conversation_id"],
        reason=row["reason"],
        detour=_as_detour(row["detour"]),
        created_at=row["created_at"],
        settled_at=row["settled_at"],
    )


def _as_detour(stored: dict[str, str] | None) -> Detour | None:
    return Detour(Road(stored["road"]), stored["reason"]) if stored else None


async def enqueue(
    connection: AsyncConnection,
    kind: NoticeKind,
    key: str,
    *,
    network_id: int,
    now: datetime,
    person_id: int | None = None,
    minutes_id: int | None = None,
    follow_up_id: int | None = None,
    group_id: int | None = None,
    about: dict[str, Any] | None = None,
    replaces_id: int | None = None,
    road: Road | None = None,
) -> bool:
    """Write a notice to be sent; a key that is there already adds nothing and gives False."""
    values = {
        "key": key,
        "kind": kind,
        "network_id": network_id,
        "person_id": person_id,
        "minutes_id": minutes_id,
        "follow_up_id": follow_up_id,
        "group_id": group_id,
        "about": about or {},
        "replaces_id": replaces_id,
        "road": road,
        "state": OutboxState.READY,
        "due_at": now,
        "tries": 0,
        "created_at": now,
    }
    done = await connection.execute(insert_or_skip(connection, outbox), values)
    return bool(done.rowcount)


async def claim(
    connection: AsyncConnection,
    worker: str,
    now: datetime,
    *,
    limit: int = 20,
    surely: Collection[Road] = (),
) -> list[OutboxRow]:
    """Take what is due, as far as the pace allows; the lease tells others to leave it alone.

    By the roads `surely` nothing is in doubt that a worker had sent who is gone: they look it up.
    """
    if not await _is_anything_to_do(connection, now):
        return []
    # asked before all else: whoever claims holds it, so that two never wait for each other
    room = await pace.room(connection, TENANT, pace.TENANT, now)
    await _take_over(connection, now, surely)
    found = await connection.execute(
        select(outbox)
        .where(_is_due(now))
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(min(limit, room))
        .with_for_update(skip_locked=True)
    )
    due = found.mappings().all()
    waits = await pace.take_each(connection, [_thread(row) for row in due], pace.CONVERSATION, now)
    claimed = [row for row, wait in zip(due, waits, strict=True) if wait is None]
    for row, wait in zip(due, waits, strict=True):
        if wait is not None:
            later = update(outbox).where(outbox.c.id == row["id"]).values(due_at=wait)
            await connection.execute(later)
    await pace.take_each(connection, [TENANT] * len(claimed), pace.TENANT, now)
    lease = {"state": OutboxState.CLAIMED, "lease_owner": worker, "lease_until": now + LEASE}
    renewed = await connection.execute(
        update(outbox)
        .where(outbox.c.id.in_([row["id"] for row in claimed]))
        .values(tries=outbox.c.tries + 1, **lease)
        .returning(outbox)
    )
    return sorted(map(as_row, renewed.mappings()), key=lambda row: row.outbox_id)


def _thread(row: RowMapping) -> str:
    return f"person/{row['person_id']}" if row["person_id"] else f"channel/{row['network_id']}"


async def is_anything_due(connection: AsyncConnection, now: datetime) -> bool:
    """Say whether anything waits that could go but for the pace."""
    query = select(outbox.c.id).where(_is_due(now))
    return await connection.scalar(query.limit(1)) is not None


async def _is_anything_to_do(connection: AsyncConnection, now: datetime) -> bool:
    on_its_way = outbox.c.state.in_((OutboxState.CLAIMED, OutboxState.SENDING))
    late = and_(on_its_way, outbox.c.lease_until <= now)
    query = select(outbox.c.id).where(or_(_is_due(now), late))
    return await connection.scalar(query.limit(1)) is not None


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(outbox.c.state == OutboxState.READY, outbox.c.due_at <= now)


async def _take_over(connection: AsyncConnection, now: datetime, surely: Collection[Road]) -> None:
    """Deal with rows whose worker is gone: unsent ones go on, those being sent are in doubt."""
    late = outbox.c.lease_until <= now
    claimed = and_(outbox.c.state == OutboxState.CLAIMED, late)
    sending = and_(outbox.c.state == OutboxState.SENDING, late)
    # replacing a card twice does no harm
    replacing = and_(sending, outbox.c.replaces_id.is_not(None))
    known = and_(sending, outbox.c.road.in_(surely))
    free = {"lease_owner": None, "lease_until": None}
    for again, at in ((or_(claimed, replacing), now), (known, now + FILED)):
        free_again = {"state": OutboxState.READY, "due_at": at, **free}
        await connection.execute(update(outbox).where(_unlocked(again)).values(free_again))
    await connection.execute(
        update(outbox)
        .where(_unlocked(sending))
        .values(state=OutboxState.UNCERTAIN, reason="worker-gone", settled_at=now, **free)
    )


def _unlocked(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Leave rows alone that somebody is about to settle or renew: the next claim comes soon."""
    return outbox.c.id.in_(select(outbox.c.id).where(condition).with_for_update(skip_locked=True))


async def is_older_update_on_its_way(connection: AsyncConnection, row: OutboxRow) -> bool:
    """Say whether an older update of the same card could still arrive after this one."""
    query = select(outbox.c.id).where(
        outbox.c.replaces_id == row.replaces_id,
        outbox.c.id < row.outbox_id,
        outbox.c.state.in_((OutboxState.CLAIMED, OutboxState.SENDING)),
    )
    return await connection.scalar(query.limit(1)) is not None


async def begin_sending(
    connection: AsyncConnection, outbox_id: int, worker: str, road: Road, now: datetime
) -> bool:
    """Say that the request is about to leave; False when the lease is not ours any more.

    From now on the lease lasts anew: the others waited in line behind it.
    """
    done = await connection.execute(
        update(outbox)
        .where(outbox.c.id == outbox_id, outbox.c.lease_owner == worker)
        .where(outbox.c.state.in_((OutboxState.CLAIMED, OutboxState.SENDING)))
        .values(state=OutboxState.SENDING, road=road, lease_until=now + LEASE)
    )
    return bool(done.rowcount)


async def settle(
    connection: AsyncConnection,
    outbox_id: int,
    worker: str,
    state: OutboxState,
    *,
    now: datetime,
    ref: str | None = None,
    conversation_id: str | None = None,
    reason: str | None = None,
    detour: Detour | None = None,
    due_at: datetime | None = None,
    is_try: bool = True,
) -> bool:
    """Write what came of it; only the lease's owner may. What was no try does not count as one."""
    values: dict[str, Any] = {
        "state": state,
        "reason": reason,
        "lease_owner": None,
        "lease_until": None,
    }
    if state is OutboxState.READY:
        values["due_at"] = due_at or now
        if not is_try:
            values["tries"] = outbox.c.tries - 1
    else:
        values |= {"ref": ref, "conversation_id": conversation_id, "settled_at": now}
        values["detour"] = {"road": detour.road, "reason": detour.reason} if detour else None
    done = await connection.execute(
        update(outbox)
        .where(outbox.c.id == outbox_id, outbox.c.lease_owner == worker)
        .values(values)
    )
    return bool(done.rowcount)


async def row_of(connection: AsyncConnection, outbox_id: int) -> OutboxRow | None:
    """Give one row."""
    rows = await found(connection, _ONE, outbox_id=outbox_id)
    return rows[0] if rows else None


async def rows(connection: AsyncConnection, *conditions: Any) -> list[OutboxRow]:
    """Give the rows that meet all conditions, oldest first."""
    return await found(connection, asked(*conditions))


def asked(*conditions: Any) -> Select[Any]:
    """Ask for the rows that meet all conditions, oldest first; to be built once where it is hot."""
    return select(outbox).where(*conditions).order_by(outbox.c.id)


async def found(connection: AsyncConnection, which: Select[Any], **values: Any) -> list[OutboxRow]:
    """Give the rows that were asked for, with these values for what the statement names."""
    return [as_row(row) for row in (await connection.execute(which, values)).mappings()]
