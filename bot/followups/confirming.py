"""What an approval did, told to whoever gave it by the link in a mail."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.notices import NoticeKind
from bot.domain.people import Actor
from bot.storage import meetings, outbox
from bot.storage.tables import outbox as table


@dataclass(frozen=True)
class Figures:
    """What was approved, and how many get word."""

    follow_ups: int
    people: int
    channel: bool
    #: how many still wait for the review
    left: int


async def approved(
    connection: AsyncConnection, minutes_id: int, actor: Actor, figures: Figures, now: datetime
) -> None:
    """Have them told, once for each approval."""
    told = await outbox.rows(
        connection, table.c.kind == NoticeKind.APPROVED, table.c.minutes_id == minutes_id
    )
    minutes = await meetings.minutes_of(connection, minutes_id)
    await outbox.enqueue(
        connection,
        NoticeKind.APPROVED,
        f"approved/{minutes_id}/{len(told)}",
        network_id=minutes.network_id,
        person_id=actor.person_id,
        minutes_id=minutes_id,
        about=vars(figures),
        now=now,
    )
