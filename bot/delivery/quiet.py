"""Who wants nothing, who wants nothing yet, and what may only be said in office hours."""

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar import DENMARK, is_office_hours, local_day, next_opening
from bot.domain.notices import NoticeKind
from bot.domain.rhythm import Rhythm
from bot.storage import digests, people
from bot.storage.outbox import OutboxRow

#: what nobody waits for
_UNASKED = frozenset({NoticeKind.REMINDER, NoticeKind.DIGEST})


@dataclass(frozen=True)
class Never:
    """It is not to be sent."""

    reason: str


@dataclass(frozen=True)
class Later:
    """It is not to be sent before then."""

    reason: str
    at: datetime


async def wish(connection: AsyncConnection, row: OutboxRow, now: datetime) -> Later | Never | None:
    """Give why a notice must not leave now; an answer, and what was asked for, is always given."""
    if row.kind is NoticeKind.ANSWER or row.about.get("asked_for"):
        return None
    if row.person_id is not None:
        wishes = await people.wishes_of(connection, row.person_id)
        if wishes.opted_out:
            return Never("opted-out")
        chosen = await digests.chosen(connection, row.person_id)
        if row.kind is NoticeKind.DIGEST and chosen is Rhythm.NONE:
            return Never("no-digest")
        is_asked_for = row.kind is NoticeKind.WELCOME  # they have just installed us
        if wishes.paused_until and local_day(now) < wishes.paused_until and not is_asked_for:
            back = datetime.combine(wishes.paused_until, time(8), DENMARK)
            return Later("paused", next_opening(back))
    if row.kind in _UNASKED and not is_office_hours(now):
        return Later("office-hours", next_opening(now))
    return None
