"""A notice to one person about a working group."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.notices import NoticeKind
from bot.domain.people import Road
from bot.storage import outbox
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import MinutesRow


async def tell(
    connection: AsyncConnection,
    kind: NoticeKind,
    key: str,
    group: WorkingGroup,
    minutes: MinutesRow,
    person_id: int,
    *,
    now: datetime,
    about: dict[str, Any] | None = None,
    road: Road | None = None,
) -> bool:
    """Write it to the outbox; a key that is there already adds nothing and gives False."""
    return await outbox.enqueue(
        connection,
        kind,
        key,
        network_id=minutes.network_id,
        person_id=person_id,
        minutes_id=minutes.minutes_id,
        group_id=group.group_id,
        about=about,
        road=road,
        now=now,
    )
