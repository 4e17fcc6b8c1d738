"""After approval: who is told what. One message an owner and meeting; the rest to the channel."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import HELD, FollowUp, Status
from bot.domain.meetings import Kind, PartyKind
from bot.domain.notices import NoticeKind
from bot.storage import followups, groups, meetings, outbox, people, refreshing
from bot.storage.groups import WorkingGroup
from bot.storage.tables import follow_up, working_group
from bot.storage.tables import outbox as outbox_table

#: that many tasks fit on a card, however long they are
CARD_HOLDS = 6
#: what part of a person's tasks a message is about, as the outbox keeps it
Span = dict[str, int]


async def announce(
    connection: AsyncConnection, minutes_id: int, now: datetime, *, calls: bool = True
) -> None:
    """Write everything that an approval of these minutes has to say to the outbox.

    Who has been told before is not told again; `calls` is whether groups seek members too.
    """
    minutes = await meetings.minutes_of(connection, minutes_id)
    network_id = minutes.network_id
    has_channel = (await people.network_of(connection, network_id)).channel_id is not None
    opened = await followups.follow_ups(
        connection, follow_up.c.minutes_id == minutes_id, follow_up.c.status == Status.OPEN
    )
    before = await told_of(connection, minutes_id)
    told: dict[int, list[int]] = defaultdict(list)
    for one in (own for item in opened for own in item.owners):
        # who took what was nobody's knows of it
        if one.person_id and one.status is Status.OPEN and one.person_id not in before:
            told[one.person_id].append(one.number or 0)
    for person_id, numbers in sorted(told.items()):
        spans = await _spans(connection, person_id, sorted(numbers))
        await assign(connection, network_id, minutes_id, person_id, now=now, spans=spans)
    is_news = has_channel and calls and bool(opened or await _set_up(connection, minutes_id))
    if is_news or any(goes_to_channel(item) for item in opened):
        await outbox.enqueue(
            connection,
            NoticeKind.CHANNEL_TASKS,
            f"channel/{minutes_id}",
            network_id=network_id,
            minutes_id=minutes_id,
            # without a channel somebody must still know what is nobody's
            person_id=None if has_channel else minutes.reviewer_id,
            now=now,
        )
    if not calls:
        return
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
        await _call(connection, network_id, group, asked, now, has_channel=has_channel)


async def _set_up(connection: AsyncConnection, minutes_id: int) -> list[WorkingGroup]:
    return await groups.groups(connection, working_group.c.minutes_id == minutes_id)


async def renew_news(connection: AsyncConnection, minutes_id: int, now: datetime) -> None:
    """Show anew what the channel is told of a meeting."""
    await refreshing.refresh(
        connection,
        now,
        outbox_table.c.kind == NoticeKind.CHANNEL_TASKS,
        outbox_table.c.minutes_id == minutes_id,
    )


async def told_of(connection: AsyncConnection, minutes_id: int) -> set[int]:
    """Give the persons who have been told what is theirs from a meeting."""
    rows = await outbox.rows(
        connection,
        outbox_table.c.kind == NoticeKind.ASSIGNMENT,
        outbox_table.c.minutes_id == minutes_id,
    )
    return {row.person_id for row in rows if row.person_id}


async def announce_more(
    connection: AsyncConnection,
    minutes_id: int,
    opened: list[FollowUp],
    told: set[int],
    now: datetime,
) -> None:
    """Tell those who were told before of what is new to them, and renew the cards that stand."""
    minutes = await meetings.minutes_of(connection, minutes_id)
    for person_id in sorted(told):
        owns = [own for item in opened for own in item.owners if own.person_id == person_id]
        owns.sort(key=lambda own: own.number or 0)
        for about in await _portions(connection, person_id, [own.ownership_id for own in owns]):
            await outbox.enqueue(
                connection,
                NoticeKind.ASSIGNMENT,
                f"assign/{minutes_id}/{person_id}/{about['ownership_ids'][0]}",
                network_id=minutes.network_id,
                minutes_id=minutes_id,
                person_id=person_id,
                about=about,
                now=now,
            )
    await refreshing.refresh(
        connection,
        now,
        outbox_table.c.minutes_id == minutes_id,
        outbox_table.c.kind == NoticeKind.ASSIGNMENT,
        outbox_table.c.person_id.in_(told),
    )


async def assign(
    connection: AsyncConnection,
    network_id: int,
    minutes_id: int,
    person_id: int,
    *,
    now: datetime,
    ownership_id: int | None = None,
    spans: Sequence[Span] = ({},),
) -> None:
    """Tell a person what is theirs from a meeting; `ownership_id` when one came to them later."""
    key = f"assign/{minutes_id}/{person_id}"
    if ownership_id:
        key, spans = f"{key}/{ownership_id}", ({"ownership_id": ownership_id},)
    for part, span in enumerate(spans, start=1):
        await outbox.enqueue(
            connection,
            NoticeKind.ASSIGNMENT,
            key if part == 1 else f"{key}#{part}",
            network_id=network_id,
            minutes_id=minutes_id,
            person_id=person_id,
            about=dict(span),
            now=now,
        )


async def _spans(connection: AsyncConnection, person_id: int, numbers: Sequence[int]) -> list[Span]:
    """Divide what is too much for one card; the last part also takes what comes later."""
    firsts = numbers[:: await _at_once(connection, person_id, len(numbers))]
    if len(firsts) < 2:
        return [{}]
    spans: list[Span] = [
        {"part": part, "parts": len(firsts), "first": first}
        for part, first in enumerate(firsts, start=1)
    ]
    return [span | {"before": after["first"]} for span, after in pairwise(spans)] + spans[-1:]


async def _portions(
    connection: AsyncConnection, person_id: int, ownership_ids: Sequence[int]
) -> list[dict[str, Any]]:
    """Divide what came later in the same way."""
    most = await _at_once(connection, person_id, len(ownership_ids))
    portions = [
        list(ownership_ids[start : start + most]) for start in range(0, len(ownership_ids), most)
    ]
    if len(portions) < 2:
        return [{"ownership_ids": ids} for ids in portions]
    return [
        {"ownership_ids": ids, "part": part, "parts": len(portions)}
        for part, ids in enumerate(portions, start=1)
    ]


async def _at_once(connection: AsyncConnection, person_id: int, count: int) -> int:
    """Say how many of so many tasks one message tells a person of; a mail holds any number."""
    if count <= CARD_HOLDS:
        return CARD_HOLDS
    has_teams = (await people.person_of(connection, person_id)).entra_id is not None
    return CARD_HOLDS if has_teams else count


def spans_over(span: Span, number: int) -> bool:
    """Say whether a message is about the task of this number."""
    return span.get("first", 0) <= number < span.get("before", number + 1)


def goes_to_channel(item: FollowUp) -> bool:
    """Say whether it is everybody's, or nobody's and somebody could take it.

    A call for volunteers has a card of its own, and what comes back at a meeting is the chair's.
    """
    if item.group_id is not None:
        return False
    if item.audience is PartyKind.EVERYONE:
        return True
    held = any(one.person_id and one.status in HELD for one in item.owners)
    return not held and item.kind is not Kind.AGENDA


def is_shown_in_channel(item: FollowUp) -> bool:
    """Say the same of a card that stands: what was nobody's stays, with who took it."""
    was_nobodys = item.audience is PartyKind.UNASSIGNED and item.kind is not Kind.AGENDA
    return goes_to_channel(item) or (was_nobodys and item.group_id is None)


async def _call(
    connection: AsyncConnection,
    network_id: int,
    group: WorkingGroup,
    asked: set[int],
    now: datetime,
    *,
    has_channel: bool,
) -> None:
    """Call for volunteers: in the channel, and singly those who do not see it.

    Who has been asked already, as their municipality's contact, is not asked again; who leads the
    group is in it.
    """
    passed = asked | {group.convener_id, group.contact_id}
    members = await people.members_of(connection, network_id)
    singly = [
        m.person.person_id
        for m in members
        if (m.person.entra_id is None or not has_channel) and m.person.person_id not in passed
    ]
    for person_id in [None, *singly] if has_channel else singly:
        await outbox.enqueue(
            connection,
            NoticeKind.VOLUNTEER_CALL,
            f"call/{group.group_id}/{person_id or 'channel'}",
            network_id=network_id,
            minutes_id=group.minutes_id,
            group_id=group.group_id,
            person_id=person_id,
            now=now,
        )
