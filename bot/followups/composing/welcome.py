"""The welcome: who asked the bot to write to somebody."""

from bot.domain.notices import Welcome
from bot.domain.people import Person, Role
from bot.followups.composing.context import Context
from bot.storage import people
from bot.storage.outbox import OutboxRow

#: who can tell more, the first of them that there is
_KNOWS_MORE = (Role.MINUTE_TAKER, Role.SECRETARIAT, Role.CHAIR)


async def welcome(context: Context, row: OutboxRow) -> Welcome | None:
    """Compose it from where the person is a member now."""
    return await welcome_to(context, await context.person(row.person_id))


async def welcome_to(context: Context, person: Person) -> Welcome | None:
    """Compose it for somebody; None where they are a member of no network."""
    ids = await people.networks_of(context.connection, person.person_id)
    if not ids:
        return None
    networks = [await people.network_of(context.connection, network_id) for network_id in ids]
    others = [
        member
        for member in await people.members_of(context.connection, ids[0])
        if member.person.person_id != person.person_id
    ]
    knowing = (m.person.name for role in _KNOWS_MORE for m in others if role in m.roles)
    return Welcome(person.name, tuple(one.name for one in networks), next(knowing, None))
