"""Who would be told if these minutes were approved now: it is tried out, and taken back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar import local_day
from bot.domain.followups import FollowUp, Status
from bot.domain.meetings import PartyKind
from bot.domain.notices import ReviewRequest
from bot.followups import review
from bot.followups.announcing import goes_to_channel
from bot.storage import followups, outbox, people, tables
from bot.storage.outbox import OutboxRow
from bot.web.visiting import KEEPER


def fingerprint(review: ReviewRequest) -> str:
    """Give a mark that changes with anything that the reviewer sees of the drafts."""
    return sha256(repr((review.drafts, review.groups)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Told:
    """What approving would do."""

    follow_ups: int
    people: tuple[str, ...]
    #: who would be called to a group but has asked not to get messages
    uncalled: tuple[str, ...]
    municipalities: int
    channel: bool
    #: follow-ups with nobody to ask: those that the channel is asked about, and the others
    nobodys: int
    unasked: int


async def rehearse(
    connection: AsyncConnection,
    minutes_id: int,
    now: datetime,
    approving: Callable[..., Awaitable[int]] = review.approve,
) -> Told:
    """Approve, look, and roll back: so the button's figure is what the approval will do."""
    before = await _rows(connection, minutes_id), await _opened(connection, minutes_id)
    trial = await connection.begin_nested()
    try:
        opened = await approving(connection, minutes_id, actor=KEEPER, now=now)
        known = {row.outbox_id for row in before[0]}
        rows = [row for row in await _rows(connection, minutes_id) if row.outbox_id not in known]
        sent = {item.follow_up_id for item in before[1]}
        items = [i for i in await _opened(connection, minutes_id) if i.follow_up_id not in sent]
        return await _told(connection, rows, items, opened, now)
    finally:
        await trial.rollback()


async def _rows(connection: AsyncConnection, minutes_id: int) -> list[OutboxRow]:
    return await outbox.rows(
        connection,
        tables.outbox.c.minutes_id == minutes_id,
        tables.outbox.c.replaces_id.is_(None),
        tables.outbox.c.kind != "review_request",
    )


async def _opened(connection: AsyncConnection, minutes_id: int) -> list[FollowUp]:
    return await followups.follow_ups(
        connection,
        tables.follow_up.c.minutes_id == minutes_id,
        tables.follow_up.c.status == Status.OPEN,
    )


async def _told(
    connection: AsyncConnection,
    rows: list[OutboxRow],
    items: list[FollowUp],
    opened: int,
    now: datetime,
) -> Told:
    recipients = dict.fromkeys(row.person_id for row in rows if row.person_id)
    wishes = await people.wishes_among(connection, recipients)
    silent = [one for one, wish in wishes.items() if wish.opted_out or _pauses(wish, now)]
    names = [
        (await people.person_of(connection, one)).name for one in recipients if one not in silent
    ]
    owners = {own.person_id for item in items for own in item.owners}
    uncalled = [
        (await people.person_of(connection, one)).name for one in silent if one not in owners
    ]
    ownerless = [item for item in items if not any(own.person_id for own in item.owners)]
    bodies = {
        own.name
        for item in items
        for own in item.owners
        if own.kind is PartyKind.ORGANISATION
        and own.person_id
        and own.person_id not in silent
        and _is_municipality(own.name)
    }
    return Told(
        follow_ups=opened,
        people=tuple(sorted(names)),
        uncalled=tuple(sorted(uncalled)),
        municipalities=len(bodies),
        channel=any(row.person_id is None for row in rows),
        nobodys=sum(goes_to_channel(item) for item in ownerless),
        unasked=sum(not goes_to_channel(item) for item in ownerless),
    )


def _pauses(wish: people.Wishes, now: datetime) -> bool:
    return wish.paused_until is not None and local_day(now) < wish.paused_until


def _is_municipality(name: str | None) -> bool:
    return (name or "").casefold().endswith(" kommune")
