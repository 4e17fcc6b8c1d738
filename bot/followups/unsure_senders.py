"""A reply that cannot be surely somebody's own: nothing is changed, and they alone are told."""

import logging
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar import local_day
from bot.domain.notices import NoticeKind
from bot.domain.people import Road
from bot.storage import outbox
from bot.storage.outbox import OutboxState

_log = logging.getLogger(__name__)

#: as long as the links in it are good; nobody is surprised by an answer to what is older
_REMEMBERED = timedelta(days=90)


async def note(connection: AsyncConnection, outbox_id: int, now: datetime) -> bool:
    """Tell whom the mail of ours was to, at their own address; at most once a day.

    Nothing goes to whoever wrote. An answer to such a note is met with silence.
    """
    row = await outbox.row_of(connection, outbox_id)
    if row is None or row.person_id is None or row.kind is NoticeKind.UNSURE_SENDER:
        return False
    has_left = row.state in (OutboxState.SENT, OutboxState.UNCERTAIN) and row.road is Road.MAIL
    if not has_left or now - row.created_at > _REMEMBERED:
        return False
    _log.warning("a reply to outbox row %s may not be of person %s", outbox_id, row.person_id)
    return await outbox.enqueue(
        connection,
        NoticeKind.UNSURE_SENDER,
        f"unsure/{row.person_id}/{local_day(now)}",
        network_id=row.network_id,
        person_id=row.person_id,
        minutes_id=row.minutes_id,
        road=Road.MAIL,
        now=now,
    )
