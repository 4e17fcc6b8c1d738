"""After approval: who is told what. One message an owner and meeting; the rest to the channel."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import PENDING, FollowUp, Status
from bot.domain.meetings import Kind, PartyKind
from bot.domain.notices import NoticeKind
from bot.storage import followups, groups, meetings, outbox, people
from bot.storage.tables import follow_up, working_group


async def announce(connection: AsyncConnection, minutes_id: int, now: datetime) -> None:
    """Write everything that the approval of these minutes has to say to the outbox."""
    network_id = (await meetings.minutes_of(connection, minutes_id)).network_id
    opened = await followups.follow_ups(
        connection, follow_up.c.minutes_id == minutes_id, follow_up.c.status == Status.OPEN
    )
    told = {one.person_id for item in opened for one in item.owners if one.person_id}
    for person_id in sorted(told):
        await assign(connection, network_id, minutes_id, person_id, now=now)
    if any(goes_to_channel(item) for item in opened):
        await outbox.enqueue(
            connection,
            NoticeKind.CHANNEL_TASKS,
            f"channel/{minutes_id}",
            network_id=network_id,
            minutes_id=minutes_id,
            now=now,
        )
    seeking = await groups.groups(
        connection, working_group.c.minutes_id == minutes_id, working_group.c.open.is_(True)
    )
    asked = {
        one.person_id
        for item in opened
        if item.group_id is not None
        for one in item.owners
        if one.person_id
    }
    for group in seeking:
        await _call(connection, network_id, minutes_id, group.group_id, asked, now)


async def assign(
    connection: AsyncConnection,
    network_id: int,
    minutes_id: int,
    person_id: int,
    *,
    now: datetime,
    ownership_id: int | None = None,
) -> None:
    """Tell a person what is theirs from a meeting; `ownership_id` when one came to them later."""
    key = f"assign/{minutes_id}/{person_id}"
    await outbox.enqueue(
        connection,
        NoticeKind.ASSIGNMENT,
        f"{key}/{ownership_id}" if ownership_id else key,
        network_id=network_id,
        minutes_id=minutes_id,
        person_id=person_id,
        about={"ownership_id": ownership_id} if ownership_id else {},
        now=now,
    )


def goes_to_channel(item: FollowUp) -> bool:
    """Say whether it is everybody's, or nobody's and somebody could take it.

    A call for volunteers has a card of its own, and what comes back at a meeting is the chair's.
    """
    if item.group_id is not None:
        return False
    if item.audience is PartyKind.EVERYONE:
        return True
    nobody = not any(one.person_id and one.status in PENDING for one in item.owners)
    return nobody and item.kind is not Kind.AGENDA


async def _call(
    connection: AsyncConnection,
    network_id: int,
    minutes_id: int,
    group_id: int,
    asked: set[int],
    now: datetime,
) -> None:
    """Call for volunteers: in the channel, and by mail to those outside Teams not asked yet."""
    members = await people.members_of(connection, network_id)
    outside = [
        m.person.person_id
        for m in members
        if m.person.entra_id is None and m.person.person_id not in asked
    ]
    for person_id in (None, *outside):
        await outbox.enqueue(
            connection,
            NoticeKind.VOLUNTEER_CALL,
            f"call/{group_id}/{person_id or 'channel'}",
            network_id=network_id,
            minutes_id=minutes_id,
            group_id=group_id,
            person_id=person_id,
            now=now,
        )
