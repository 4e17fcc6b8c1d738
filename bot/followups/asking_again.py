"""The review once more by mail, for whom the link in the last mail does not open any more."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.notices import NoticeKind
from bot.domain.people import Road
from bot.storage import meetings, outbox
from bot.storage.outbox import OutboxState
from bot.storage.tables import outbox as table

#: whoever has an old mail may press, so its owner is not to be flooded
MOST, WITHIN = 3, timedelta(hours=1)
_ON_ITS_WAY = (OutboxState.READY, OutboxState.CLAIMED, OutboxState.SENDING)


async def by_mail(
    connection: AsyncConnection, minutes_id: int, person_id: int, *, now: datetime
) -> bool:
    """Ask somebody for the review again, by mail; give False where they have had enough of them."""
    await meetings.lock(connection, minutes_id)
    asked = await outbox.rows(
        connection,
        table.c.kind == NoticeKind.REVIEW_REQUEST,
        table.c.minutes_id == minutes_id,
        table.c.person_id == person_id,
        table.c.replaces_id.is_(None),
    )
    recent = [one for one in asked if now - one.created_at < WITHIN and one.road is Road.MAIL]
    if len(recent) >= MOST or any(one.state in _ON_ITS_WAY for one in asked):
        return False
    minutes = await meetings.minutes_of(connection, minutes_id)
    return await outbox.enqueue(
        connection,
        NoticeKind.REVIEW_REQUEST,
        f"review/{minutes_id}/{person_id}/again/{len(asked)}",
        network_id=minutes.network_id,
        person_id=person_id,
        minutes_id=minutes_id,
        about={"asked_for": True},
        road=Road.MAIL,
        now=now,
    )
