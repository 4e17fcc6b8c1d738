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


def leads(actor: Actor, roles: frozenset[Role]) -> bool:
    """Say whether these roles of theirs in a network make them lead it; the keeper leads all."""
    if actor.person_id is None:
        return actor.road is Road.BOARD  # without sign-in it answers on loopback only
    return bool(roles & LEADING)


def reviews(actor: Actor, roles: frozenset[Role], minutes: MinutesRow) -> bool:
    """Say whether somebody with these roles in the network may review minutes of it.

    A private note is nobody's business but of who made it.
    """
    is_reviewer = actor.person_id is not None and actor.person_id == minutes.reviewer_id
    return is_reviewer or (not minutes.is_private and leads(actor, roles))


async def may_review(connection: AsyncConnection, actor: Actor, minutes: MinutesRow) -> bool:
    """The minutes' reviewer may; else who leads the network, and the board's keeper."""
    held: dict[int, frozenset[Role]] = {}
    if actor.person_id is not None:
        held = await people.roles_of(connection, actor.person_id)
    return reviews(actor, held.get(minutes.network_id, frozenset()), minutes)


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
    return await people.is_member(connection, actor.person_id, minutes.network_id)
