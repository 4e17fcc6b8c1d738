"""Follow-ups and their owners."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, insert, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import FollowUp, Ownership, Status
from bot.domain.meetings import Kind, PartyKind
from bot.errors import UnknownError
from bot.storage import meetings, numbering, versions
from bot.storage.tables import follow_up, minutes, ownership


@dataclass(frozen=True)
class Asked:
    """What gives some follow-ups and what gives their owners.

    To build a statement costs more than to run it, so those of a pressed button are built once,
    with names for what changes.
    """

    items: Select[Any]
    owners: Select[Any]


def asked(*conditions: Any, only_of: Any = None) -> Asked:
    """Ask for the follow-ups that meet all conditions, in the minutes' order.

    With `only_of`, of what is everybody's only the parts that this person has, or has given away.
    """
    theirs = select(follow_up.c.id).where(*conditions)
    owners = select(ownership).where(ownership.c.follow_up_id.in_(theirs))
    if only_of is not None:
        shared = theirs.where(follow_up.c.audience == PartyKind.EVERYONE)
        owners = owners.where(
            (ownership.c.person_id == only_of)
            | (ownership.c.handed_over_by == only_of)
            | ownership.c.follow_up_id.not_in(shared)
        )
    return Asked(
        select(follow_up).where(*conditions).order_by(follow_up.c.id),
        owners.order_by(ownership.c.id),
    )


_BY_ID = follow_up.c.id == bindparam("follow_up_id")
_OWNED = ownership.c.id == bindparam("ownership_id")
_BY_OWNERSHIP = follow_up.c.id.in_(select(ownership.c.follow_up_id).where(_OWNED))
_ONE = asked(_BY_ID)
_ONE_OWNED = asked(_BY_OWNERSHIP)
_MEETING = select(minutes.c.id).join(follow_up).with_for_update(of=minutes, key_share=True)
_LOCK_ONE = _MEETING.where(_BY_ID)
_LOCK_OWNED = _MEETING.where(_BY_OWNERSHIP)
_OWNERSHIP = select(ownership, follow_up.c.minutes_id).join(follow_up).where(_OWNED)
_CHANGE = update(follow_up).where(follow_up.c.id == bindparam("which"))
_CHANGE_OWNERSHIP = update(ownership).where(ownership.c.id == bindparam("which"))


def _as_ownership(row: Row[Any]) -> Ownership:
    return Ownership(
        ownership_id=row.id,
        follow_up_id=row.follow_up_id,
        kind=PartyKind(row.kind),
        name=row.name,
        person_id=row.person_id,
        status=Status(row.status),
        due=row.due,
        doubt=row.doubt,
        handed_over_by=row.handed_over_by,
        number=row.number,
    )


def _as_follow_up(row: Row[Any], owners: tuple[Ownership, ...]) -> FollowUp:
    return FollowUp(
        follow_up_id=row.id,
        minutes_id=row.minutes_id,
        task=row.task,
        kind=Kind(row.kind),
        audience=PartyKind(row.audience),
        status=Status(row.status),
        quote=row.quote,
        lines=tuple((first, last) for first, last in row.lines),
        item=row.item,
        due=row.due,
        due_words=row.due_words,
        confidence=row.confidence,
        reasons=tuple(row.reasons),
        owners=owners,
        group_id=row.group_id,
        read=versions.reading_from(row.read),
        change=versions.change_from(row.changed),
        renews_id=row.renews_id,
    )


async def add_follow_up(connection: AsyncConnection, values: dict[str, Any]) -> int:
    """Add a follow-up; give its id."""
    done = await connection.execute(insert(follow_up).values(values).returning(follow_up.c.id))
    return int(done.scalar_one())


async def change_follow_up(connection: AsyncConnection, follow_up_id: int, **values: Any) -> None:
    """Change some columns of a follow-up."""
    await connection.execute(_CHANGE, {"which": follow_up_id, **values})


async def add_ownership(
    connection: AsyncConnection,
    follow_up_id: int,
    kind: PartyKind,
    name: str | None,
    person_id: int | None,
    *,
    status: Status,
    due: date | None = None,
    doubt: str | None = None,
    handed_over_by: int | None = None,
) -> int:
    """Add an owner to a follow-up; give the ownership's id."""
    values = {
        "follow_up_id": follow_up_id,
        "kind": kind,
        "name": name,
        "person_id": person_id,
        "status": status,
        "due": due,
        "doubt": doubt,
        "handed_over_by": handed_over_by,
    }
    done = await connection.execute(insert(ownership).values(values).returning(ownership.c.id))
    ownership_id = int(done.scalar_one())
    await numbering.number_new(connection, [follow_up_id])
    return ownership_id


async def add_ownerships(
    connection: AsyncConnection, follow_up_id: int, rows: list[dict[str, Any]], status: Status
) -> None:
    """Add many owners to a follow-up."""
    values = [{"follow_up_id": follow_up_id, "status": status, **row} for row in rows]
    if values:
        await connection.execute(insert(ownership), values)


async def open_drafts(
    connection: AsyncConnection, minutes_id: int, follow_up_ids: Sequence[int]
) -> None:
    """Open these drafts of some minutes, and number them for their owners."""
    await _settle_drafts(connection, minutes_id, Status.OPEN, follow_up.c.id.in_(follow_up_ids))
    await numbering.number_new(connection, list(follow_up_ids))


async def drop_drafts(connection: AsyncConnection, minutes_id: int) -> None:
    """Drop the drafts that are left."""
    await _settle_drafts(connection, minutes_id, Status.DROPPED, true())


async def _settle_drafts(
    connection: AsyncConnection, minutes_id: int, status: Status, which: ColumnElement[bool]
) -> None:
    drafts = (follow_up.c.minutes_id == minutes_id) & (follow_up.c.status == Status.DRAFT)
    theirs = select(follow_up.c.id).where(drafts, which)
    due = select(follow_up.c.due).where(follow_up.c.id == ownership.c.follow_up_id)
    await connection.execute(
        update(ownership)
        .where(ownership.c.status == Status.DRAFT, ownership.c.follow_up_id.in_(theirs))
        .values(status=status, due=due.scalar_subquery())
    )
    await connection.execute(update(follow_up).where(drafts, which).values(status=status))


async def change_ownership(connection: AsyncConnection, ownership_id: int, **values: Any) -> None:
    """Change some columns of an ownership."""
    await connection.execute(_CHANGE_OWNERSHIP, {"which": ownership_id, **values})


async def remove_owners(
    connection: AsyncConnection, follow_up_id: int, *, unknown_only: bool = False
) -> None:
    """Take the owners off a draft, or only those who nobody knows: the reviewer names others."""
    statement = ownership.delete().where(ownership.c.follow_up_id == follow_up_id)
    if unknown_only:
        statement = statement.where(ownership.c.person_id.is_(None))
    await connection.execute(statement)


async def move_owners(connection: AsyncConnection, follow_up_id: int, into_id: int) -> None:
    """Give one draft's owners to another."""
    await connection.execute(
        update(ownership)
        .where(ownership.c.follow_up_id == follow_up_id)
        .values(follow_up_id=into_id)
    )


async def follow_ups(connection: AsyncConnection, *conditions: Any) -> list[FollowUp]:
    """Give the follow-ups that meet all conditions with their owners, in the minutes' order."""
    return await found(connection, asked(*conditions))


async def found(connection: AsyncConnection, which: Asked, **values: Any) -> list[FollowUp]:
    """Give what was asked for, with these values for what the statements name."""
    rows = (await connection.execute(which.items, values)).all()
    owners: dict[int, list[Ownership]] = defaultdict(list)
    for row in await connection.execute(which.owners, values) if rows else ():
        owners[row.follow_up_id].append(_as_ownership(row))
    return [_as_follow_up(row, tuple(owners[row.id])) for row in rows]


async def follow_up_of(connection: AsyncConnection, follow_up_id: int) -> FollowUp:
    """Give one follow-up with its owners."""
    one = await found(connection, _ONE, follow_up_id=follow_up_id)
    if not one:
        raise UnknownError(f"There is no follow-up number {follow_up_id}.")
    return one[0]


async def follow_up_by_ownership(
    connection: AsyncConnection, ownership_id: int
) -> tuple[FollowUp, Ownership]:
    """Give an ownership and the follow-up it is a part of."""
    whole = await found(connection, _ONE_OWNED, ownership_id=ownership_id)
    if not whole:
        raise UnknownError(f"There is no owner number {ownership_id}.")
    return whole[0], next(one for one in whole[0].owners if one.ownership_id == ownership_id)


async def ownership_of(connection: AsyncConnection, ownership_id: int) -> tuple[Ownership, int]:
    """Give an ownership by itself, and the id of the minutes that its follow-up stands in."""
    row = (await connection.execute(_OWNERSHIP, {"ownership_id": ownership_id})).first()
    if row is None:
        raise UnknownError(f"There is no owner number {ownership_id}.")
    return _as_ownership(row), int(row.minutes_id)


# One lock for a meeting, taken first (see meetings.lock); only then is read what may be changed.


async def locked(connection: AsyncConnection, follow_up_id: int) -> FollowUp:
    """Give one follow-up and keep others from changing it until the transaction ends."""
    await meetings.lock_by(connection, _LOCK_ONE, follow_up_id=follow_up_id)
    return await follow_up_of(connection, follow_up_id)


async def locked_by_ownership(
    connection: AsyncConnection, ownership_id: int
) -> tuple[FollowUp, Ownership]:
    """Give an ownership and its follow-up, and keep others from changing them."""
    await meetings.lock_by(connection, _LOCK_OWNED, ownership_id=ownership_id)
    return await follow_up_by_ownership(connection, ownership_id)
