"""Which cards show a follow-up or a group, and must show it anew when it has changed."""

from datetime import datetime

from sqlalchemy import literal, or_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import FollowUp
from bot.domain.meetings import PartyKind
from bot.domain.notices import NoticeKind
from bot.followups.announcing import is_shown_in_channel
from bot.storage import followups, refreshing
from bot.storage.tables import outbox


async def show_anew(connection: AsyncConnection, item: FollowUp, now: datetime) -> None:
    """Renew the cards of those for whom it has changed, the channel's, and who sought an owner.

    `item` is the follow-up as it was before. Each municipality sees only its own part of what is
    everybody's; other owners see each other.
    """
    renewed = await followups.follow_up_of(connection, item.follow_up_id)
    before = set(item.owners) if item.audience is PartyKind.EVERYONE else set()
    owners = {one.person_id for one in renewed.owners if one.person_id and one not in before}
    personal = (NoticeKind.ASSIGNMENT, NoticeKind.REMINDER)
    is_common = is_shown_in_channel(item) or is_shown_in_channel(renewed)
    await refreshing.refresh(
        connection,
        now,
        outbox.c.minutes_id == item.minutes_id,
        or_(
            outbox.c.kind.in_(personal) & outbox.c.person_id.in_(owners),
            (outbox.c.kind == NoticeKind.CHANNEL_TASKS) & literal(is_common),
            (outbox.c.kind == NoticeKind.OWNER_SOUGHT)
            & (outbox.c.follow_up_id == item.follow_up_id),
        ),
    )


async def show_group_anew(connection: AsyncConnection, group_id: int, now: datetime) -> None:
    """Renew the call for volunteers, the convener's roster, and what those who moved were told."""
    kinds = (NoticeKind.VOLUNTEER_CALL, NoticeKind.ROSTER, NoticeKind.SEAT)
    await refreshing.refresh(
        connection, now, outbox.c.group_id == group_id, outbox.c.kind.in_(kinds)
    )
