"""Who may do what: asked before anything is changed."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people import Actor, Road, Role
from bot.storage import people
from bot.storage.meetings import MinutesRow


async def may_review(connection: AsyncConnection, actor: Actor, minutes: MinutesRow) -> bool:
    """The minutes' reviewer, the network's minute-taker or chair, and the board's keeper may."""
    if actor.road is Road.BOARD and actor.person_id is None:
        return True  # the board answers on loopback only
    if actor.person_id is None:
        return False
    if actor.person_id == minutes.reviewer_id:
        return True
    members = await people.members_of(connection, minutes.network_id)
    leading = {Role.MINUTE_TAKER, Role.CHAIR}
    return any(m.person.person_id == actor.person_id and m.roles & leading for m in members)
