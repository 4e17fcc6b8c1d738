"""Who may do what: asked before anything is changed."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import FollowUp
from bot.domain.people import Actor, Road, Role
from bot.storage import groups, meetings, people
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


async def may_answer_for(connection: AsyncConnection, actor: Actor, item: FollowUp) -> bool:
    """The convener of the group it is about may, and who may review its minutes."""
    if item.group_id is not None and actor.person_id is not None:
        group = await groups.group_of(connection, item.group_id)
        if actor.person_id in (group.convener_id, group.contact_id):
            return True
    minutes = await meetings.minutes_of(connection, item.minutes_id)
    return await may_review(connection, actor, minutes)
