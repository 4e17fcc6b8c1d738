"""Which addresses a notice is tried at, in order: Teams where somebody has it, then mail."""

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import MailAddress, TeamsAddress
from bot.domain.notices import NoticeKind
from bot.domain.people import Road
from bot.storage import conversations, people
from bot.storage.outbox import OutboxRow

Address = TeamsAddress | MailAddress


@dataclass(frozen=True)
class TeamsHome:
    """Where conversations with people of the bot's own tenant are opened."""

    service_url: str
    tenant_id: str


def road_of(address: Address) -> Road:
    """Give the road that leads to an address."""
    return Road.TEAMS if isinstance(address, TeamsAddress) else Road.MAIL


async def roads(
    connection: AsyncConnection, row: OutboxRow, home: TeamsHome | None, *, has_teams: bool
) -> list[Address]:
    """Give the addresses of whom a row is for; without a person it is the network's channel."""
    if row.person_id is None:
        channel = await _channel(connection, row.network_id, home) if has_teams else None
        return [channel] if channel else []
    person = await people.person_of(connection, row.person_id)
    mail = MailAddress(person.name, person.email)
    # an answer goes where the question came from
    if not has_teams or person.entra_id is None or row.kind is NoticeKind.ANSWER:
        return [mail]
    teams = await _personal(connection, person.entra_id, home)
    return [teams, mail] if teams else [mail]


async def same_place(
    connection: AsyncConnection, row: OutboxRow, earlier: OutboxRow, home: TeamsHome | None
) -> list[Address]:
    """Give where the card stands that a row replaces."""
    found: TeamsAddress | None = None
    if row.person_id is None:
        found = await _channel(connection, row.network_id, home)
    else:
        person = await people.person_of(connection, row.person_id)
        if person.entra_id is not None:
            found = await _personal(connection, person.entra_id, home)
    return [replace(found, conversation_id=earlier.conversation_id)] if found else []


async def _channel(
    connection: AsyncConnection, network_id: int, home: TeamsHome | None
) -> TeamsAddress | None:
    """Teams does not always tell that the bot was added to a channel; its id is enough."""
    channel = (await people.network_of(connection, network_id)).channel_id
    if channel is None:
        return None
    known = await conversations.channel(connection, channel)
    if known is not None or home is None:
        return known
    return TeamsAddress(home.service_url, home.tenant_id, channel)


async def _personal(
    connection: AsyncConnection, entra_id: str, home: TeamsHome | None
) -> TeamsAddress | None:
    known = await conversations.personal(connection, entra_id)
    if known is not None or home is None:
        return known
    return TeamsAddress(home.service_url, home.tenant_id, None, entra_id)
