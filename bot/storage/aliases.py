"""Further addresses that a person writes from; mail to them goes to their main one all the same."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import person_alias


async def aliases_of(
    connection: AsyncConnection, person_ids: Collection[int]
) -> dict[int, tuple[str, ...]]:
    """Give the further addresses of some people, of those who have any."""
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    rows = await connection.execute(
        select(person_alias)
        .where(person_alias.c.person_id.in_(person_ids))
        .order_by(person_alias.c.email)
    )
    for row in rows:
        found[row.person_id] += (row.email,)
    return dict(found)


async def add(connection: AsyncConnection, person_id: int, email: str) -> None:
    """Write an address that is nobody's yet, in small letters."""
    values = {"email": email.casefold(), "person_id": person_id}
    await connection.execute(insert(person_alias).values(values))


async def remove(connection: AsyncConnection, emails: Iterable[str]) -> None:
    """Take addresses away from whose they are."""
    given = [email.casefold() for email in emails]
    await connection.execute(delete(person_alias).where(person_alias.c.email.in_(given)))


async def remove_all(connection: AsyncConnection, person_ids: Collection[int]) -> None:
    """Take all further addresses away from some people."""
    await connection.execute(delete(person_alias).where(person_alias.c.person_id.in_(person_ids)))
