"""Which cards show a follow-up or a group, and must show it anew when it has changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Boolean, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import FollowUp
from bot.domain.meetings import PartyKind
from bot.domain.notices import NoticeKind
from bot.followups.announcing import is_shown_in_channel
from bot.storage import followups, refreshing
from bot.storage.tables import outbox, substitution

# built once: to build a statement costs more than to run it
_OWNERS: BindParameter[Any] = bindparam("owners", expanding=True)
_PERSONAL = (NoticeKind.ASSIGNMENT, NoticeKind.REMINDER)
_OF_THE_MEETING = or_(
    outbox.c.kind.in_(_PERSONAL) & outbox.c.person_id.in_(_OWNERS),
    (outbox.c.kind == NoticeKind.CHANNEL_TASKS) & bindparam("is_common", type_=Boolean),
    (outbox.c.kind == NoticeKind.OWNER_SOUGHT)
    & (outbox.c.follow_up_id == bindparam("follow_up_id")),
)
_SUBSTITUTES = select(substitution.c.substitute_id).where(substitution.c.person_id.in_(_OWNERS))
_CARDS = refreshing.cards(
    or_(
        (outbox.c.minutes_id == bindparam("minutes_id")) & _OF_THE_MEETING,
        (outbox.c.kind == NoticeKind.SUBSTITUTE) & outbox.c.person_id.in_(_SUBSTITUTES),
    )
)


async def show_anew(
    connection: AsyncConnection, item: FollowUp, now: datetime, renewed: FollowUp | None = None
) -> None:
    """Renew the cards of those for whom it has changed, the channel's, and who sought an owner.

    `item` is the follow-up as it was before; `renewed` as it is now, where the caller knows. Each
    municipality sees only its own part of what is everybody's; other owners see each other.
    """
    renewed = renewed or await followups.follow_up_of(connection, item.follow_up_id)
    before = set(item.owners) if item.audience is PartyKind.EVERYONE else set()
    owners = {one.person_id for one in renewed.owners if one.person_id and one not in before}
    await refreshing.refresh_cards(
        connection,
        now,
        _CARDS,
        minutes_id=item.minutes_id,
        follow_up_id=item.follow_up_id,
        owners=list(owners),
        is_common=is_shown_in_channel(item) or is_shown_in_channel(renewed),
    )


async def show_group_anew(connection: AsyncConnection, group_id: int, now: datetime) -> None:
    """Renew the call for volunteers, the convener's roster, and what those who moved were told."""
    kinds = (NoticeKind.VOLUNTEER_CALL, NoticeKind.ROSTER, NoticeKind.SEAT)
    await refreshing.refresh(
        connection, now, outbox.c.group_id == group_id, outbox.c.kind.in_(kinds)
    )
