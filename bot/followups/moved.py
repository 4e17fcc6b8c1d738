"""Who has got a seat in a working group, or lost it to another municipality, is told."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.notices import NoticeKind
from bot.followups.seating import seated
from bot.followups.telling import tell
from bot.storage import groups, meetings, refreshing
from bot.storage.groups import WorkingGroup
from bot.storage.tables import outbox as outbox_table


async def tell_moved(
    connection: AsyncConnection,
    before: WorkingGroup,
    now: datetime,
    *,
    besides: int | None = None,
) -> None:
    """Tell everybody who stands elsewhere than `before`; `besides` sees it in the answer."""
    after = await groups.group_of(connection, before.group_id)
    minutes = await meetings.minutes_of(connection, before.minutes_id)
    was, seating = seated(before.volunteers, before.seats), seated(after.volunteers, after.seats)
    known = {one.person_id for one in (*was.seated, *was.waiting)}
    for one in (*seating.seated, *seating.waiting):
        person_id = one.person_id
        if person_id is None or person_id == besides or person_id not in known:
            continue
        if was.has_seat(person_id) == seating.has_seat(person_id):
            continue
        about = (outbox_table.c.group_id == after.group_id, outbox_table.c.person_id == person_id)
        # what has not left yet would say the same, or what is not so any more
        await refreshing.withdraw(connection, now, outbox_table.c.kind == NoticeKind.SEAT, *about)
        key = f"seat/{after.group_id}/{person_id}/{now.timestamp()}"
        await tell(connection, NoticeKind.SEAT, key, after, minutes, person_id, now=now)
