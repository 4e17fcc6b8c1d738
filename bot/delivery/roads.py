"""Which addresses a notice is tried at, in order: Teams where somebody has it, then mail."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.installing import may_try
from bot.domain.delivery import Detour, MailAddress, TeamsAddress
from bot.domain.notices import NoticeKind
from bot.domain.people import Person, Road
from bot.storage import conversations, people
from bot.storage.outbox import OutboxRow
from bot.storage.reaching import BOUNCED

Address = TeamsAddress | MailAddress

#: nobody has let us in, and there is nowhere to open a chat
NO_CHAT = "no-chat"
#: their organisation is not, or no longer, among those whose people may answer
FOREIGN = "foreign-tenant"


@dataclass(frozen=True)
class TeamsHome:
    """Where conversations with people of the bot's own tenant are opened."""

    service_url: str
    tenant_id: str
    #: others whose people are written to where they have let us in; None for all
    tenants: frozenset[str] | None = None
    #: whether people there are given the app where they never had it
    installs: bool = False

    def serves(self, tenant_id: str) -> bool:
        """Say whether people of that tenant are written to."""
        if self.tenants is None:
            return True
        allowed = {self.tenant_id, *self.tenants}
        return tenant_id.casefold() in {one.casefold() for one in allowed}


@dataclass(frozen=True)
class Route:
    """The addresses in order, and why Teams is not the first of them where it would have been."""

    addresses: tuple[Address, ...]
    detour: Detour | None = None


def road_of(address: Address) -> Road:
    """Give the road that leads to an address."""
    return Road.TEAMS if isinstance(address, TeamsAddress) else Road.MAIL


async def route(
    connection: AsyncConnection,
    row: OutboxRow,
    home: TeamsHome | None,
    now: datetime,
    *,
    has_teams: bool,
) -> Route:
    """Give the way to whom a row is for; without a person it is the network's channel."""
    if row.person_id is None:
        return await _channel(connection, row.network_id, home) if has_teams else Route(())
    person = await people.person_of(connection, row.person_id)
    # what comes back is sent no more
    mail = () if person.bounce_code else (MailAddress(person.name, person.email),)
    no_mail = None if mail else Detour(Road.MAIL, BOUNCED)
    # an answer goes where the question came from, and what comes as a file by mail
    by_mail = row.kind is NoticeKind.ANSWER or row.road is Road.MAIL
    if not has_teams or person.entra_id is None or by_mail:
        return Route(mail, no_mail)
    there = await _personal(connection, person, home, now)
    return Route((*there.addresses, *mail), there.detour or no_mail)


async def same_place(
    connection: AsyncConnection,
    row: OutboxRow,
    earlier: OutboxRow,
    home: TeamsHome | None,
    now: datetime,
) -> Route:
    """Give where the card stands that a row replaces."""
    place = earlier.conversation_id or ""
    if reason := await conversations.why_closed(connection, place):
        return _no_way(reason)
    if row.person_id is None:
        there = await _channel(connection, row.network_id, home)
    else:
        person = await people.person_of(connection, row.person_id)
        if person.entra_id is None:
            return Route(())
        there = await _personal(connection, person, home, now)
    found = [one for one in there.addresses if isinstance(one, TeamsAddress)]
    return Route(tuple(replace(one, conversation_id=place) for one in found), there.detour)


async def _channel(connection: AsyncConnection, network_id: int, home: TeamsHome | None) -> Route:
    """Teams does not always tell that the bot was added to a channel; its id is enough."""
    channel = (await people.network_of(connection, network_id)).channel_id
    if channel is None:
        return Route(())
    if known := await conversations.channel(connection, channel):
        return Route((known,))
    if reason := await conversations.why_closed(connection, channel):
        return _no_way(reason)
    return Route((TeamsAddress(home.service_url, home.tenant_id, channel),)) if home else Route(())


async def _personal(
    connection: AsyncConnection, person: Person, home: TeamsHome | None, now: datetime
) -> Route:
    entra_id = person.entra_id or ""
    known = await conversations.personal(connection, entra_id)
    if known is not None:
        is_served = home is None or home.serves(known.tenant_id)
        return Route((known,)) if is_served else _no_way(FOREIGN)
    closed = await conversations.closed_chats(connection, [entra_id])
    if closed and not await _may_install(connection, entra_id, home, now):
        return _no_way(next(iter(closed.values())))
    if home is None:
        return _no_way(NO_CHAT)
    if person.tenant_id not in (None, home.tenant_id.casefold()):
        # we can open no chat there: they have to let us in
        return _no_way(NO_CHAT if home.serves(person.tenant_id) else FOREIGN)
    return Route((TeamsAddress(home.service_url, home.tenant_id, None, entra_id),))


async def _may_install(
    connection: AsyncConnection, entra_id: str, home: TeamsHome | None, now: datetime
) -> bool:
    """Never for those who have had the app: who took it away shall not get it back from us."""
    if home is None or not home.installs:
        return False
    refused = await conversations.never_opened(connection, entra_id)
    return refused is not None and may_try(*refused, now)


def _no_way(reason: str) -> Route:
    return Route((), Detour(Road.TEAMS, reason))
