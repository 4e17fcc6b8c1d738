"""The history: who did what, when, by which road, and what was before and after."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people import Actor
from bot.domain.verbs import Verb
from bot.storage.tables import history, ownership

#: a note or a roster: it cannot be taken back, so it is no change of the group
SENT_TO_GROUP = "group_note"
#: a review is corrected before its approval instead; a renewal is what it did to what was open
_UNDOABLE = ("ownership", "volunteer", "working_group", "person", "renewal")
#: what a substitute, a convener or a reviewer may do in an owner's stead
_FOR_OWNERS = (Verb.ACCEPT, Verb.FINISH, Verb.POSTPONE, Verb.DECLINE, Verb.BLOCK)

# built once: to build a statement costs more than to run it
_RECORD = insert(history).returning(history.c.id)
_UNDONE = update(history).where(history.c.id == bindparam("which"))
_IS_BY_THEM = history.c.person_id == bindparam("person_id")
_NEWEST_LINE = (
    select(history)
    .where(history.c.undone_at.is_(None), history.c.verb != Verb.UNDO)
    .order_by(history.c.id.desc())
    .limit(1)
)
_UNDOABLE_LINES = _NEWEST_LINE.where(history.c.subject.in_(_UNDOABLE))
_LAST = _NEWEST_LINE.where(_IS_BY_THEM, history.c.subject.in_((*_UNDOABLE, SENT_TO_GROUP)))
_THEIRS = select(ownership.c.id).where(ownership.c.person_id == bindparam("person_id"))
_IS_FOR_THEM = history.c.subject_id.in_(_THEIRS) & history.c.verb.in_(_FOR_OWNERS)
_LAST_OF_ONE = _UNDOABLE_LINES.where(
    history.c.subject == "ownership",
    history.c.subject_id == bindparam("ownership_id"),
    _IS_BY_THEM | (_IS_FOR_THEM & history.c.person_id.is_not(None)),
)
_OF_GROUP = _UNDOABLE_LINES.where(history.c.subject_id == bindparam("group_id"), _IS_BY_THEM)
_LAST_OF_GROUP = _OF_GROUP.where(history.c.subject == "working_group")
_LAST_OF_SEAT = _OF_GROUP.where(history.c.subject == "volunteer")
_IS_BY_OWNER = history.c.person_id == ownership.c.person_id
_NEWEST = (
    select(history)
    .join(ownership, ownership.c.id == history.c.subject_id)
    .where(history.c.person_id.is_not(None), history.c.undone_at.is_(None))
    .where(history.c.subject == "ownership")
    .where(history.c.subject_id.in_(bindparam("ownership_ids", expanding=True)))
    .where(history.c.verb.in_(_FOR_OWNERS) | (_IS_BY_OWNER & (history.c.verb != Verb.UNDO)))
    .order_by(history.c.id)
)


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
    done = await connection.execute(_RECORD, values)
    return int(done.scalar_one())


async def last_undoable(
    connection: AsyncConnection,
    person_id: int,
    *,
    ownership_id: int | None = None,
    group_id: int | None = None,
    seat_in: int | None = None,
) -> dict[str, Any] | None:
    """Give the newest change of what is told already that the person made and has not undone.

    Of a group it is how they led it (`group_id`), or their own answer to its call (`seat_in`).
    Of one ownership it is also what somebody did for its owner, where they are that. Of all that
    they did it may be SENT_TO_GROUP: whoever wants the last thing back means no older one.
    """
    query, values = _LAST, {"person_id": person_id}
    if ownership_id is not None:
        query, values = _LAST_OF_ONE, values | {"ownership_id": ownership_id}
    elif group_id is not None:
        query, values = _LAST_OF_GROUP, values | {"group_id": group_id}
    elif seat_in is not None:
        query, values = _LAST_OF_SEAT, values | {"group_id": seat_in}
    row = (await connection.execute(query, values)).mappings().first()
    return dict(row) if row else None


async def newest_of_each(
    connection: AsyncConnection, ownership_ids: Collection[int]
) -> dict[int, dict[str, Any]]:
    """Give the newest change to each that stands: by its owner, or by somebody for them."""
    rows = await connection.execute(_NEWEST, {"ownership_ids": list(ownership_ids)})
    return {row["subject_id"]: dict(row) for row in rows.mappings()}


def is_as_left(line: Mapping[str, Any], subject: object) -> bool:
    """Say whether nobody has changed since what the line changed."""
    left = {key: line["after"][key] for key in line["before"]}
    return plain({key: getattr(subject, key) for key in left}) == left


async def mark_undone(connection: AsyncConnection, history_id: int, now: datetime) -> None:
    """Say that the change was taken back."""
    await connection.execute(_UNDONE, {"which": history_id, "undone_at": now})


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


async def lines_by_id(
    connection: AsyncConnection, history_ids: Collection[int]
) -> list[dict[str, Any]]:
    """Give some lines, oldest first."""
    rows = await connection.execute(
        select(history).where(history.c.id.in_(history_ids)).order_by(history.c.id)
    )
    return [dict(row) for row in rows.mappings()]


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give values as JSON can hold them: dates in ISO form."""
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in values.items()
    }
