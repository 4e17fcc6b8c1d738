"""Who it is that acts in Teams: by Entra id, and a visitor only where a network has invited them.

A visitor is of a tenant that the administrator has not named, and speaks in a channel of one that
is named: a shared channel. They are known there, and nowhere else, if the members list of the
network whose channel it is has their Entra id with that very tenant.
"""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people import Person
from bot.storage import people, visitors


async def known(
    connection: AsyncConnection,
    entra_id: str | None,
    *,
    visitor_tenant: str | None,
    channel_id: str | None,
) -> Person | None:
    """Give who has this Teams identity, None for strangers and visitors that nobody invited."""
    person = await people.find_person(connection, entra_id=entra_id)
    if person is None or visitor_tenant is None:
        return person
    is_theirs = (person.tenant_id or "").casefold() == visitor_tenant.casefold()
    if not is_theirs or channel_id is None:
        return None
    is_listed = await visitors.is_listed_at(connection, person.person_id, channel_id)
    return person if is_listed else None
