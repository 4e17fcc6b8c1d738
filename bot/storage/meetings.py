"""Minutes that were handed in, and who the minutes list."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.meetings import Attendance, Attendee, MeetingRole
from bot.errors import UnknownError
from bot.storage.conversations import insert_or_skip
from bot.storage.tables import attendee, minutes

# built once: to build a statement costs more than to run it
_MINUTES = select(minutes).where(
    minutes.c.id == bindparam("minutes_id"), minutes.c.replaces_id.is_(None)
)
_LOCK = (
    select(minutes.c.id)
    .where(minutes.c.id == bindparam("minutes_id"))
    .with_for_update(key_share=True)
)


@dataclass(frozen=True)
class MinutesRow:
    """One set of minutes as stored; approved once its review is done."""

    minutes_id: int
    network_id: int
    file_name: str
    title: str
    held_on: date | None
    next_meeting: date | None
    reviewer_id: int | None
    remarks: tuple[str, ...]
    received_at: datetime
    approved_at: datetime | None
    #: noted outside the network's channel: between who noted it and whose task it is
    is_private: bool = False


def _as_minutes(row: RowMapping) -> MinutesRow:
    return MinutesRow(
        minutes_id=row["id"],
        network_id=row["network_id"],
        file_name=row["file_name"],
        title=row["title"],
        held_on=row["held_on"],
        next_meeting=row["next_meeting"],
        reviewer_id=row["reviewer_id"],
        remarks=tuple(row["remarks"]),
        received_at=row["received_at"],
        approved_at=row["approved_at"],
        is_private=row["is_private"],
    )


async def add_minutes(connection: AsyncConnection, values: dict[str, Any]) -> int | None:
    """Add one set of minutes; give its id, or None where the network has the same file already."""
    statement = insert_or_skip(connection, minutes).values(values).returning(minutes.c.id)
    added = (await connection.execute(statement)).scalar_one_or_none()
    return None if added is None else int(added)


async def same_file(connection: AsyncConnection, network_id: int, sha256: str) -> int | None:
    """Give the id of the minutes that the same bytes were read for, if any were."""
    found = await connection.scalar(
        select(func.coalesce(minutes.c.replaces_id, minutes.c.id)).where(
            minutes.c.network_id == network_id, minutes.c.sha256 == sha256
        )
    )
    return None if found is None else int(found)


async def lock(connection: AsyncConnection, minutes_id: int) -> None:
    """Let nobody else change anything about these minutes until the transaction ends.

    One lock for a meeting, taken first: who changes it never waits for whom it holds up.
    """
    await lock_by(connection, _LOCK, minutes_id=minutes_id)


async def lock_by(connection: AsyncConnection, which: Select[Any], **values: Any) -> None:
    """Lock what a statement finds; SQLite's transaction is the only one that writes anyway."""
    if connection.dialect.name != "sqlite":
        await connection.execute(which, values)


async def minutes_of(connection: AsyncConnection, minutes_id: int) -> MinutesRow:
    """Give one set of minutes; of corrected ones what was corrected goes by the first number."""
    rows = await connection.execute(_MINUTES, {"minutes_id": minutes_id})
    row = rows.mappings().first()
    if row is None:
        raise UnknownError(f"There are no minutes number {minutes_id}.")
    return _as_minutes(row)


async def all_minutes(connection: AsyncConnection, network_id: int) -> list[MinutesRow]:
    """Give what the whole network may know of, newest meeting first."""
    return await _minutes(connection, network_id, is_private=False)


async def private_minutes(connection: AsyncConnection, network_id: int) -> list[MinutesRow]:
    """Give what was noted in private, newest first; `followups.private_notes` says for whom."""
    return await _minutes(connection, network_id, is_private=True)


async def _minutes(
    connection: AsyncConnection, network_id: int, *, is_private: bool
) -> list[MinutesRow]:
    rows = await connection.execute(
        select(minutes)
        .where(minutes.c.network_id == network_id, minutes.c.replaces_id.is_(None))
        .where(minutes.c.is_private.is_(is_private))
        .order_by(minutes.c.held_on.desc(), minutes.c.id.desc())
    )
    return [_as_minutes(row) for row in rows.mappings()]


async def change_minutes(connection: AsyncConnection, minutes_id: int, **values: Any) -> None:
    """Change some columns of a set of minutes."""
    await connection.execute(update(minutes).where(minutes.c.id == minutes_id).values(**values))


async def mark_approved(connection: AsyncConnection, minutes_id: int, now: datetime) -> None:
    """Say that the review is done; corrected minutes keep the day of their first approval."""
    await connection.execute(
        update(minutes)
        .where(minutes.c.approved_at.is_(None))
        .where((minutes.c.id == minutes_id) | (minutes.c.replaces_id == minutes_id))
        .values(approved_at=now)
    )


async def add_attendees(
    connection: AsyncConnection, minutes_id: int, people: tuple[Attendee, ...]
) -> None:
    """Store whom the minutes list."""
    if people:
        await connection.execute(
            insert(attendee),
            [
                {
                    "minutes_id": minutes_id,
                    "name": one.name,
                    "organisation": one.organisation,
                    "title": one.title,
                    "attendance": one.attendance,
                    "roles": list(one.roles),
                }
                for one in people
            ],
        )


async def attendees_of(connection: AsyncConnection, minutes_id: int) -> list[Attendee]:
    """Give whom the minutes list, in their order."""
    rows = await connection.execute(
        select(attendee).where(attendee.c.minutes_id == minutes_id).order_by(attendee.c.id)
    )
    return [
        Attendee(
            row["name"],
            row["organisation"],
            row["title"],
            Attendance(row["attendance"]),
            tuple(MeetingRole(role) for role in row["roles"]),
        )
        for row in rows.mappings()
    ]
