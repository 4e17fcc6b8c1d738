"""Networks, persons and who is a member of what."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people import Member, Network, Person, Role
from bot.errors import BadInputError, UnknownError
from bot.storage.tables import membership, network, person, person_alias

# built once: to build a statement costs more than to run it
_NETWORK = select(network).where(network.c.id == bindparam("network_id"))
_PERSON = select(person).where(person.c.id == bindparam("person_id"))
_BY_ENTRA_ID = select(person).where(person.c.entra_id == bindparam("entra_id"))
_IS_ALIAS = person.c.id.in_(
    select(person_alias.c.person_id).where(person_alias.c.email == bindparam("email"))
)
#: at most one: an alias is never anybody's main address
_BY_EMAIL = select(person).where((person.c.email == bindparam("email")) | _IS_ALIAS)


def as_person(row: RowMapping) -> Person:
    """Give the person of a row of the table."""
    return Person(
        person_id=row["id"],
        name=row["name"],
        email=row["email"],
        title=row["title"],
        municipality=row["municipality"],
        entra_id=row["entra_id"],
        language=row["language"],
        tenant_id=row["tenant_id"],
        bounce_code=row["bounce_code"],
        away_until=row["away_until"],
    )


def _as_network(row: RowMapping) -> Network:
    return Network(row["id"], row["key"], row["name"], row["channel_id"], row["language"])


async def add_network(
    connection: AsyncConnection, key: str, name: str, channel_id: str | None = None
) -> Network:
    """Add a network; a key that is taken, or that no link can hold, is refused."""
    if not re.fullmatch(r"[\w-]{1,60}", key):
        raise BadInputError(f"'{key}' is no key: use letters, digits and hyphens, at most 60.")
    taken = await connection.scalar(select(network.c.id).where(network.c.key == key))
    if taken is not None:
        raise BadInputError(f"There is a network '{key}' already.")
    values = {"key": key, "name": name, "channel_id": channel_id}
    done = await connection.execute(insert(network).values(values).returning(network))
    return _as_network(done.mappings().one())


async def all_networks(connection: AsyncConnection) -> list[Network]:
    """Give all networks by key."""
    rows = await connection.execute(select(network).order_by(network.c.key))
    return [_as_network(row) for row in rows.mappings()]


async def network_by_key(connection: AsyncConnection, key: str) -> Network:
    """Give the network of that key."""
    rows = await connection.execute(select(network).where(network.c.key == key))
    row = rows.mappings().first()
    if row is None:
        raise UnknownError(f"There is no network '{key}'; 'bolden network list' shows all.")
    return _as_network(row)


async def network_of(connection: AsyncConnection, network_id: int) -> Network:
    """Give the network of that id."""
    rows = await connection.execute(_NETWORK, {"network_id": network_id})
    return _as_network(rows.mappings().one())


async def save_member(
    connection: AsyncConnection,
    network_id: int,
    values: Mapping[str, Any],
    roles: list[Role] | None,
) -> Person:
    """Add or renew a person (known by mail address) and their place in the network.

    What is not given stays as it is.
    """
    values = {**values, "email": values["email"].casefold()}
    if "entra_id" in values:
        values["entra_id"] = values["entra_id"].casefold() if values["entra_id"] else None
    if "tenant_id" in values:
        values["tenant_id"] = values["tenant_id"].casefold() if values["tenant_id"] else None
    rows = await connection.execute(select(person).where(person.c.email == values["email"]))
    known = rows.mappings().first()
    if known is None:
        done = await connection.execute(insert(person).values(values).returning(person))
    else:
        done = await connection.execute(
            update(person).where(person.c.id == known["id"]).values(values).returning(person)
        )
    saved = as_person(done.mappings().one())
    place = (membership.c.network_id == network_id) & (membership.c.person_id == saved.person_id)
    is_member = await connection.scalar(select(membership.c.person_id).where(place))
    if is_member is None:
        values = {"network_id": network_id, "person_id": saved.person_id, "roles": roles or []}
        await connection.execute(insert(membership).values(values))
    elif roles is not None:
        await connection.execute(update(membership).where(place).values(roles=roles))
    return saved


async def set_email(connection: AsyncConnection, person_id: int, email: str) -> None:
    """Give somebody another mail address; what is known of the old one does not hold for it."""
    values = {"email": email.casefold(), "bounce_code": None}
    await connection.execute(delete(person_alias).where(person_alias.c.email == values["email"]))
    await connection.execute(update(person).where(person.c.id == person_id).values(values))


async def members_of(connection: AsyncConnection, network_id: int) -> list[Member]:
    """Give the network's members by name."""
    rows = await connection.execute(
        select(person, membership.c.roles)
        .join(membership, membership.c.person_id == person.c.id)
        .where(membership.c.network_id == network_id)
        .order_by(person.c.name, person.c.id)
    )
    return [
        Member(as_person(row), frozenset(Role(role) for role in row["roles"]))
        for row in rows.mappings()
    ]


async def person_of(connection: AsyncConnection, person_id: int) -> Person:
    """Give the person of that id."""
    rows = await connection.execute(_PERSON, {"person_id": person_id})
    return as_person(rows.mappings().one())


async def find_person(
    connection: AsyncConnection, *, entra_id: str | None = None, email: str | None = None
) -> Person | None:
    """Give who has this Teams identity, or writes from this mail address in any case of letters.

    The address may be their main one or an alias.
    """
    if entra_id is not None:
        found = await connection.execute(_BY_ENTRA_ID, {"entra_id": entra_id.casefold()})
    elif email is not None:
        found = await connection.execute(_BY_EMAIL, {"email": email.casefold()})
    else:
        return None
    row = found.mappings().first()
    return as_person(row) if row else None


async def networks_of(connection: AsyncConnection, person_id: int) -> list[int]:
    """Give the ids of the networks that the person is a member of."""
    rows = await connection.scalars(
        select(membership.c.network_id).where(membership.c.person_id == person_id)
    )
    return list(rows)


async def is_member(connection: AsyncConnection, person_id: int, network_id: int) -> bool:
    """Say whether the person is a member of that network."""
    return network_id in await networks_of(connection, person_id)


async def roles_of(connection: AsyncConnection, person_id: int) -> dict[int, frozenset[Role]]:
    """Give what the person is in each network that they are a member of, by its id."""
    rows = await connection.execute(
        select(membership.c.network_id, membership.c.roles).where(
            membership.c.person_id == person_id
        )
    )
    return {row.network_id: frozenset(Role(role) for role in row.roles) for row in rows}


@dataclass(frozen=True)
class Wishes:
    """How a person wants to be left alone."""

    opted_out: bool
    paused_until: date | None


async def wishes_of(connection: AsyncConnection, person_id: int) -> Wishes:
    """Give a person's wishes."""
    query = select(person.c.opted_out, person.c.paused_until).where(person.c.id == person_id)
    row = (await connection.execute(query)).one()
    return Wishes(row.opted_out, row.paused_until)


async def wishes_among(connection: AsyncConnection, person_ids: Iterable[int]) -> dict[int, Wishes]:
    """Give the wishes of those among some people who want to be left alone, or have wanted it."""
    query = select(person.c.id, person.c.opted_out, person.c.paused_until).where(
        person.c.id.in_(list(person_ids)),
        person.c.opted_out.is_(True) | person.c.paused_until.is_not(None),
    )
    rows = await connection.execute(query)
    return {row.id: Wishes(row.opted_out, row.paused_until) for row in rows}


async def set_wishes(connection: AsyncConnection, person_id: int, wishes: Wishes) -> None:
    """Write a person's wishes."""
    values = {"opted_out": wishes.opted_out, "paused_until": wishes.paused_until}
    await connection.execute(update(person).where(person.c.id == person_id).values(values))


async def language_of(connection: AsyncConnection, person_id: int) -> str | None:
    """Give the language to speak to a person; None where they have not chosen."""
    chosen: str | None = await connection.scalar(
        select(person.c.language).where(person.c.id == person_id)
    )
    return chosen


async def language_in(connection: AsyncConnection, channel_id: str) -> str | None:
    """Give the language to speak in a network's channel; None where nobody chose, or it is none."""
    chosen: str | None = await connection.scalar(
        select(network.c.language).where(network.c.channel_id == channel_id)
    )
    return chosen


async def set_channel_language(connection: AsyncConnection, key: str, language: str) -> None:
    """Write what is spoken in a network's channel from now on."""
    chosen = await network_by_key(connection, key)
    await connection.execute(
        update(network).where(network.c.id == chosen.network_id).values(language=language)
    )


async def set_language(connection: AsyncConnection, person_id: int, language: str | None) -> None:
    """Write in which language a person wants to be spoken to; None for nobody's choice."""
    await connection.execute(
        update(person).where(person.c.id == person_id).values(language=language)
    )
