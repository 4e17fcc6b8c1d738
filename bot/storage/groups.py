"""Working groups and who has volunteered for them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.verbs import Verb
from bot.errors import UnknownError
from bot.storage import meetings
from bot.storage.tables import follow_up, volunteer, working_group


@dataclass(frozen=True)
class VolunteerRow:
    """One line of a roster; `person_id` is None for a name the network does not know."""

    volunteer_id: int
    person_id: int | None
    name: str
    municipality: str | None
    answer: Verb


@dataclass(frozen=True)
class WorkingGroup:
    """A group with those who have answered, in the order they did."""

    group_id: int
    minutes_id: int
    name: str
    convener: str | None
    convener_id: int | None
    contact: str | None
    contact_id: int | None
    open: bool
    quote: str
    #: how many may join, and until which day; None where nobody has said so
    seats: int | None = None
    closes_on: date | None = None
    volunteers: tuple[VolunteerRow, ...] = ()


def _as_volunteer(row: RowMapping) -> VolunteerRow:
    return VolunteerRow(
        row["id"], row["person_id"], row["name"], row["municipality"], Verb(row["answer"])
    )


def _as_group(row: RowMapping, volunteers: tuple[VolunteerRow, ...]) -> WorkingGroup:
    values = {key: row[key] for key in row if key != "id"}
    return WorkingGroup(group_id=row["id"], volunteers=volunteers, **values)


async def add_group(connection: AsyncConnection, values: dict[str, Any]) -> int:
    """Add a working group; give its id."""
    done = await connection.execute(
        insert(working_group).values(values).returning(working_group.c.id)
    )
    return int(done.scalar_one())


async def groups(connection: AsyncConnection, *conditions: Any) -> list[WorkingGroup]:
    """Give the groups that meet all conditions."""
    found = await connection.execute(
        select(working_group).where(*conditions).order_by(working_group.c.id)
    )
    rows = found.mappings().all()
    answered = await connection.execute(
        select(volunteer)
        .where(volunteer.c.group_id.in_([row["id"] for row in rows]))
        .order_by(volunteer.c.answered_at, volunteer.c.id)
    )
    volunteers: dict[int, list[VolunteerRow]] = defaultdict(list)
    for one in answered.mappings():
        volunteers[one["group_id"]].append(_as_volunteer(one))
    return [_as_group(row, tuple(volunteers[row["id"]])) for row in rows]


async def group_of(connection: AsyncConnection, group_id: int) -> WorkingGroup:
    """Give one group."""
    found = await groups(connection, working_group.c.id == group_id)
    if not found:
        raise UnknownError(f"There is no working group number {group_id}.")
    return found[0]


async def locked(connection: AsyncConnection, group_id: int) -> WorkingGroup:
    """Give one group and keep others from changing it until the transaction ends."""
    before = await group_of(connection, group_id)
    await meetings.lock(connection, before.minutes_id)
    return await group_of(connection, group_id)


async def change_group(connection: AsyncConnection, group_id: int, **values: Any) -> None:
    """Change some columns of a group."""
    await connection.execute(
        update(working_group).where(working_group.c.id == group_id).values(**values)
    )


async def remove_group(connection: AsyncConnection, group_id: int) -> None:
    """Take away a group that nobody has been called to; its follow-ups stay without it."""
    await connection.execute(
        update(follow_up).where(follow_up.c.group_id == group_id).values(group_id=None)
    )
    await connection.execute(delete(volunteer).where(volunteer.c.group_id == group_id))
    await connection.execute(delete(working_group).where(working_group.c.id == group_id))


async def release_closed(connection: AsyncConnection, minutes_id: int) -> None:
    """Let the follow-ups of a meeting's closed groups stand by themselves."""
    closed = select(working_group.c.id).where(
        working_group.c.minutes_id == minutes_id, working_group.c.open.is_(False)
    )
    await connection.execute(
        update(follow_up).where(follow_up.c.group_id.in_(closed)).values(group_id=None)
    )


async def set_open(connection: AsyncConnection, group_id: int, is_open: bool) -> None:
    """Take volunteers, or no more of them."""
    await connection.execute(
        update(working_group).where(working_group.c.id == group_id).values(open=is_open)
    )


async def set_volunteer(
    connection: AsyncConnection,
    group_id: int,
    *,
    person_id: int | None,
    name: str,
    municipality: str | None,
    answer: Verb,
    now: datetime,
) -> None:
    """Write one answer; a person's newer answer takes the older one's place."""
    values = {"name": name, "municipality": municipality, "answer": answer, "answered_at": now}
    if person_id is not None:
        done = await connection.execute(
            update(volunteer)
            .where(volunteer.c.group_id == group_id, volunteer.c.person_id == person_id)
            .values(values)
        )
        if done.rowcount:
            return
    await connection.execute(
        insert(volunteer).values(group_id=group_id, person_id=person_id, **values)
    )


async def answered_in(connection: AsyncConnection, since: datetime, until: datetime) -> set[int]:
    """Give the groups that somebody answered in the period."""
    rows = await connection.scalars(
        select(volunteer.c.group_id)
        .where(volunteer.c.answered_at >= since, volunteer.c.answered_at < until)
        .distinct()
    )
    return set(rows)


async def remove_volunteer(connection: AsyncConnection, group_id: int, person_id: int) -> None:
    """Take a person off the roster."""
    await connection.execute(
        delete(volunteer).where(
            volunteer.c.group_id == group_id, volunteer.c.person_id == person_id
        )
    )
