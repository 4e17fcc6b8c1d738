"""Who sees what was noted in a private chat: who noted it, its owners and their substitutes."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import FollowUp, Ownership, Status
from bot.domain.people import Actor
from bot.storage import substitutes
from bot.storage.meetings import MinutesRow

_LET_GO = (Status.HANDED_OVER, Status.DROPPED)


async def seen(
    connection: AsyncConnection,
    actor: Actor,
    held: Sequence[MinutesRow],
    items: Sequence[FollowUp],
    today: date,
) -> list[FollowUp]:
    """Give those of the follow-ups of some minutes that the actor may see; `held` has them all."""
    reviewers = {one.minutes_id: one.reviewer_id for one in held if one.is_private}
    if not reviewers:
        return list(items)
    theirs = await _acts_for(connection, actor, today)

    def has_it(own: Ownership) -> bool:
        return own.person_id in theirs and own.status not in _LET_GO

    return [
        item
        for item in items
        if item.minutes_id not in reviewers
        or (actor.person_id is not None and reviewers[item.minutes_id] == actor.person_id)
        or any(map(has_it, item.owners))
    ]


async def _acts_for(connection: AsyncConnection, actor: Actor, today: date) -> set[int]:
    """Give whose tasks are the actor's to do today: nobody's but a person's."""
    if actor.person_id is None:
        return set()
    standing_in = await substitutes.running_by(connection, actor.person_id, today)
    return {actor.person_id, *(one.person_id for one in standing_in)}
