"""Who leads a working group: its convener, whom the minutes name as contact, or a reviewer."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.people import Actor
from bot.errors import NotAllowedError, OutdatedError
from bot.followups.rights import may_lead
from bot.storage import groups, meetings
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import MinutesRow


async def called(connection: AsyncConnection, group_id: int) -> tuple[WorkingGroup, MinutesRow]:
    """Give a group that members are called to, and keep others from changing it."""
    group = await groups.locked(connection, group_id)
    minutes = await meetings.minutes_of(connection, group.minutes_id)
    if minutes.approved_at is None:
        raise OutdatedError(doubts.NOT_APPROVED)
    return group, minutes


async def led(
    connection: AsyncConnection, actor: Actor, group_id: int
) -> tuple[WorkingGroup, MinutesRow]:
    """Give such a group to one of those who lead it."""
    group, minutes = await called(connection, group_id)
    if not await may_lead(connection, actor, group, minutes):
        raise NotAllowedError(doubts.NOT_CONVENER)
    return group, minutes
