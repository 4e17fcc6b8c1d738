"""The history: who did what, when, by which road, and what was before and after."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people import Actor
from bot.domain.verbs import Verb
from bot.storage.tables import history

#: a review is corrected before its approval instead
_UNDOABLE = ("ownership", "volunteer", "working_group", "person")


async def record(
    connection: AsyncConnection,
    actor: Actor,
    verb: Verb,
    subject: str,
    subject_id: int,
    *,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> int:
    """Write one line; give its id."""
    values = {
        "at": now,
        "subject": subject,
        "subject_id": subject_id,
        "verb": verb,
        "road": actor.road,
        "person_id": actor.person_id,
        "before": dict(before or {}),
        "after": dict(after or {}),
    }
    done = await connection.execute(insert(history).values(values).returning(history.c.id))
    return int(done.scalar_one())


async def last_undoable(
    connection: AsyncConnection, person_id: int, *, subject_id: int | None = None
) -> dict[str, Any] | None:
    """Give the newest change of what is told already that the person made and has not undone."""
    query = (
        select(history)
        .where(history.c.person_id == person_id, history.c.undone_at.is_(None))
        .where(history.c.subject.in_(_UNDOABLE), history.c.verb != Verb.UNDO)
        .order_by(history.c.id.desc())
        .limit(1)
    )
    if subject_id is not None:
        query = query.where(history.c.subject == "ownership", history.c.subject_id == subject_id)
    row = (await connection.execute(query)).mappings().first()
    return dict(row) if row else None


async def newest_of_each(
    connection: AsyncConnection, person_id: int, ownership_ids: Collection[int]
) -> dict[int, dict[str, Any]]:
    """Give the newest change to each that the person made and has not undone."""
    rows = await connection.execute(
        select(history)
        .where(history.c.person_id == person_id, history.c.undone_at.is_(None))
        .where(history.c.subject == "ownership", history.c.subject_id.in_(ownership_ids))
        .where(history.c.verb != Verb.UNDO)
        .order_by(history.c.id)
    )
    return {row["subject_id"]: dict(row) for row in rows.mappings()}


def is_as_left(line: Mapping[str, Any], subject: object) -> bool:
    """Say whether nobody has changed since what the line changed."""
    left = {key: line["after"][key] for key in line["before"]}
    return plain({key: getattr(subject, key) for key in left}) == left


async def mark_undone(connection: AsyncConnection, history_id: int, now: datetime) -> None:
    """Say that the change was taken back."""
    await connection.execute(
        update(history).where(history.c.id == history_id).values(undone_at=now)
    )


async def lines_of(
    connection: AsyncConnection, subject: str, subject_ids: list[int]
) -> list[dict[str, Any]]:
    """Give the lines about some subjects, oldest first."""
    rows = await connection.execute(
        select(history)
        .where(history.c.subject == subject, history.c.subject_id.in_(subject_ids))
        .order_by(history.c.id)
    )
    return [dict(row) for row in rows.mappings()]


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give values as JSON can hold them: dates in ISO form."""
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in values.items()
    }
