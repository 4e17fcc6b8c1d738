"""Corrected files of minutes: what was read, what they changed, and which is the newest."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import Status
from bot.domain.versions import Change, Reading, Sort
from bot.errors import UnknownError
from bot.storage.tables import attendee, follow_up, minutes, ownership


def reading_from(kept: dict[str, Any] | None) -> Reading | None:
    """Take a reading out of the database."""
    if kept is None:
        return None
    due = date.fromisoformat(kept["due"]) if kept["due"] else None
    return Reading(kept["task"], due, kept["due_words"], tuple(kept["owners"]))


def reading_to(reading: Reading) -> dict[str, Any]:
    """Give a reading as the database keeps it."""
    due = reading.due.isoformat() if reading.due else None
    owners = list(reading.owners)
    return {"task": reading.task, "due": due, "due_words": reading.due_words, "owners": owners}


def change_from(kept: dict[str, Any] | None) -> Change | None:
    """Take a mark out of the database."""
    return Change(Sort(kept["sort"]), reading_from(kept["before"])) if kept else None


def change_to(sort: Sort, before: Reading | None = None) -> dict[str, Any]:
    """Give a mark as the database keeps it."""
    return {"sort": sort, "before": reading_to(before) if before else None}


async def remove_drafts(connection: AsyncConnection, follow_up_ids: Sequence[int]) -> None:
    """Take away drafts that nobody has seen."""
    held = ownership.c.follow_up_id.in_(follow_up_ids)
    await connection.execute(ownership.delete().where(held))
    await connection.execute(follow_up.delete().where(follow_up.c.id.in_(follow_up_ids)))


async def clear_marks(connection: AsyncConnection, minutes_id: int) -> None:
    """Forget what a corrected file changed in what is open: it has been approved."""
    theirs = (follow_up.c.minutes_id == minutes_id) & (follow_up.c.status == Status.OPEN)
    await connection.execute(update(follow_up).where(theirs).values(changed=None))


async def is_approved(connection: AsyncConnection, minutes_id: int) -> bool:
    """Say whether minutes have been approved, and every corrected file of them."""
    waiting = select(minutes.c.id).where(_one_of(minutes_id), minutes.c.approved_at.is_(None))
    return await connection.scalar(waiting.limit(1)) is None


async def newest_file(connection: AsyncConnection, minutes_id: int) -> tuple[int, datetime]:
    """Give the number of the newest file of a meeting's minutes, and when it came."""
    rows = await connection.execute(
        select(minutes.c.id, minutes.c.received_at)
        .where(_one_of(minutes_id))
        .order_by(minutes.c.id.desc())
    )
    newest = rows.first()
    if newest is None:
        raise UnknownError(f"There are no minutes number {minutes_id}.")
    return newest.id, newest.received_at


async def move_attendees(connection: AsyncConnection, from_id: int, to_id: int) -> None:
    """Let some minutes list whom others list, and nobody else."""
    await connection.execute(attendee.delete().where(attendee.c.minutes_id == to_id))
    await connection.execute(
        update(attendee).where(attendee.c.minutes_id == from_id).values(minutes_id=to_id)
    )


async def hand_follow_ups(connection: AsyncConnection, from_id: int, to_id: int) -> None:
    """Let what asks for one group's members ask for another's."""
    await connection.execute(
        update(follow_up).where(follow_up.c.group_id == from_id).values(group_id=to_id)
    )


async def corrected_at(connection: AsyncConnection, minutes_id: int) -> datetime | None:
    """Give when the newest approved corrected file came; None where none changed anything."""
    found: datetime | None = await connection.scalar(
        select(minutes.c.received_at)
        .where(minutes.c.replaces_id == minutes_id)
        # what changed nothing counts as approved from the moment it came
        .where(minutes.c.approved_at > minutes.c.received_at)
        .order_by(minutes.c.id.desc())
        .limit(1)
    )
    return found


def _one_of(minutes_id: int) -> ColumnElement[bool]:
    return (minutes.c.id == minutes_id) | (minutes.c.replaces_id == minutes_id)
