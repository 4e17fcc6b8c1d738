"""Who may do what: asked before anything is changed."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import FollowUp, Ownership
from bot.domain.people import Actor, Road, Role
from bot.storage import groups, meetings, people, substitutes
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import MinutesRow

#: who may review the minutes of their network, and all that comes of them
LEADING = frozenset({Role.MINUTE_TAKER, Role.CHAIR, Role.SECRETARIAT})


async def may_review(connection: AsyncConnection, actor: Actor, minutes: MinutesRow) -> bool:
    """The minutes' reviewer, who leads the network, and the board's keeper may."""
    if actor.road is Road.BOARD and actor.person_id is None:
        return True  # the board answers on loopback only
    if actor.person_id is None:
        return False
    if actor.person_id == minutes.reviewer_id:
        return True
    roles = await people.roles_of(connection, actor.person_id)
    return bool(roles.get(minutes.network_id, frozenset()) & LEADING)


async def may_lead(
    connection: AsyncConnection, actor: Actor, group: WorkingGroup, minutes: MinutesRow
) -> bool:
    """The group's convener, whom the minutes name as its contact, and who may review them may."""
    is_convener = actor.person_id in (group.convener_id, group.contact_id)
    if actor.person_id is not None and is_convener:
        return True
    return await may_review(connection, actor, minutes)


async def may_answer(
    connection: AsyncConnection, actor: Actor, item: FollowUp, own: Ownership, today: date
) -> bool:
    """The owner may, and their substitute today, the convener of its group, and the reviewer."""
    if actor.person_id is not None and actor.person_id == own.person_id:
        return True
    minutes = await meetings.minutes_of(connection, item.minutes_id)
    if await _stands_in(connection, actor, own, minutes, today):
        return True
    if item.group_id is None:
        return await may_review(connection, actor, minutes)
    group = await groups.group_of(connection, item.group_id)
    return await may_lead(connection, actor, group, minutes)


async def _stands_in(
    connection: AsyncConnection, actor: Actor, own: Ownership, minutes: MinutesRow, today: date
) -> bool:
    """A substitute acts for the owner alone, and nowhere that they are not a member themselves."""
    if actor.person_id is None or own.person_id is None:
        return False
    running = await substitutes.running_among(connection, [own.person_id], today)
    if own.person_id not in running:
        return False
    if running[own.person_id].substitute_id != actor.person_id:
        return False
    return minutes.network_id in await people.networks_of(connection, actor.person_id)
