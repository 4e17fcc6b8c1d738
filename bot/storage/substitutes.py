"""Who stands in for whom: one substitute a person, from a day until the first day back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, delete, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import membership, person, substitution


@dataclass(frozen=True)
class Substitution:
    """One person acts for another on the days from `starts_on` to the one before `until`."""

    person_id: int
    substitute_id: int
    starts_on: date
    until: date

    def meets(self, other: "Substitution") -> bool:
        """Say whether the two have a day in common."""
        return self.starts_on < other.until and other.starts_on < self.until


async def substitution_of(connection: AsyncConnection, person_id: int) -> Substitution | None:
    """Give who stands in for a person, also where that is over or still to come."""
    return next(iter(await _where(connection, substitution.c.person_id == person_id)), None)


async def ahead(connection: AsyncConnection, today: date) -> list[Substitution]:
    """Give who stands in for anybody today, or will."""
    return await _where(connection, substitution.c.until > today)


async def over(connection: AsyncConnection, today: date) -> list[Substitution]:
    """Give what is still written and has ended."""
    return await _where(connection, substitution.c.until <= today)


async def running_among(
    connection: AsyncConnection, person_ids: Iterable[int], today: date
) -> dict[int, Substitution]:
    """Give who stands in today for those of some people who have somebody, by whose it is."""
    found = await _where(
        connection, substitution.c.person_id.in_(list(person_ids)), *_running(today)
    )
    return {one.person_id: one for one in found}


async def running_by(
    connection: AsyncConnection, substitute_id: int, today: date
) -> list[Substitution]:
    """Give for whom a person stands in today."""
    return await _where(connection, substitution.c.substitute_id == substitute_id, *_running(today))


async def ahead_by(
    connection: AsyncConnection, substitute_id: int, today: date
) -> list[Substitution]:
    """Give for whom a person stands in today or will."""
    is_theirs = substitution.c.substitute_id == substitute_id
    return await _where(connection, is_theirs, substitution.c.until > today)


async def write(
    connection: AsyncConnection, person_id: int, standing_in: Substitution | None
) -> None:
    """Write who stands in for a person from now on; None for nobody."""
    await connection.execute(delete(substitution).where(substitution.c.person_id == person_id))
    if standing_in is not None:
        await connection.execute(insert(substitution).values(vars(standing_in)))


async def shared_networks(connection: AsyncConnection, one: int, other: int) -> set[int]:
    """Give the networks that both persons are members of."""
    theirs = select(membership.c.network_id).where(membership.c.person_id == other)
    found = await connection.scalars(
        select(membership.c.network_id).where(
            membership.c.person_id == one, membership.c.network_id.in_(theirs)
        )
    )
    return set(found)


async def hearing(
    connection: AsyncConnection, person_ids: Iterable[int], today: date
) -> dict[int, int]:
    """Give who is told instead of some people today: their substitutes who want to be told."""
    running = await running_among(connection, person_ids, today)
    silent = await connection.scalars(
        select(person.c.id)
        .where(person.c.id.in_([one.substitute_id for one in running.values()]))
        .where(or_(person.c.opted_out.is_(True), person.c.paused_until > today))
    )
    deaf = set(silent)
    return {
        one.person_id: one.substitute_id
        for one in running.values()
        if one.substitute_id not in deaf
    }


def _running(today: date) -> tuple[ColumnElement[bool], ...]:
    return (substitution.c.starts_on <= today, substitution.c.until > today)


async def _where(
    connection: AsyncConnection, *conditions: ColumnElement[bool]
) -> list[Substitution]:
    rows = await connection.execute(
        select(substitution).where(*conditions).order_by(substitution.c.person_id)
    )
    return [Substitution(**row) for row in rows.mappings()]
