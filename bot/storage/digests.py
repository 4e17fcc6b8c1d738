"""Who gets a digest of their own how often, and when they last got one."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import PENDING, Status
from bot.domain.notices import NoticeKind
from bot.domain.rhythm import Rhythm
from bot.storage.outbox import OutboxState
from bot.storage.tables import follow_up, membership, minutes, network, outbox, ownership, person

#: they have it, or may have it
_GOT = (OutboxState.SENDING, OutboxState.SENT, OutboxState.UNCERTAIN)
_MISSED = (OutboxState.FAILED, OutboxState.SKIPPED)
_ON_ITS_WAY = (OutboxState.READY, OutboxState.CLAIMED, OutboxState.SENDING)


@dataclass
class Reader:
    """Somebody who gets a digest of their own, and of which networks."""

    person_id: int
    rhythm: Rhythm
    network_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Last:
    """Somebody's latest digest of their own."""

    #: when the newest one that they got was written: it told what was new until that day
    told_at: datetime | None
    #: when they last got one, or were to get it
    came_at: datetime | None
    is_on_its_way: bool
    #: when the first one was written that did not come, or was overtaken by the next
    missed_at: datetime | None = None


NEVER = Last(None, None, is_on_its_way=False)


async def chosen(connection: AsyncConnection, person_id: int) -> Rhythm | None:
    """Give how often a person wants the digest; None where they have not said."""
    kept = await connection.scalar(select(person.c.digest).where(person.c.id == person_id))
    return Rhythm(kept) if kept else None


async def choose(connection: AsyncConnection, person_id: int, rhythm: Rhythm | None) -> None:
    """Write how often a person wants the digest."""
    await connection.execute(update(person).where(person.c.id == person_id).values(digest=rhythm))


async def readers(
    connection: AsyncConnection, rhythms: Collection[Rhythm], today: date
) -> list[Reader]:
    """Give those who get a digest of their own that often, by id; who wants quiet is left out.

    Who has not chosen gets it weekly of the networks whose channel they cannot read.
    """
    by_default = person.c.entra_id.is_(None) | network.c.channel_id.is_(None)
    wanted: list[ColumnElement[bool]] = [person.c.digest.in_(rhythms)]
    if Rhythm.WEEKLY in rhythms:
        wanted.append(person.c.digest.is_(None) & by_default)
    rows = await connection.execute(
        select(person.c.id, person.c.digest, network.c.id.label("network_id"))
        .join(membership, membership.c.person_id == person.c.id)
        .join(network, network.c.id == membership.c.network_id)
        .where(person.c.opted_out.is_(False), or_(*wanted))
        .where(person.c.paused_until.is_(None) | (person.c.paused_until <= today))
        .order_by(person.c.id, network.c.name, network.c.id)
    )
    found: dict[int, Reader] = {}
    for row in rows:
        rhythm = Rhythm(row.digest) if row.digest else Rhythm.WEEKLY
        found.setdefault(row.id, Reader(row.id, rhythm)).network_ids.append(row.network_id)
    return list(found.values())


async def last_of(
    connection: AsyncConnection, person_ids: Collection[int], before: int | None = None
) -> dict[int, Last]:
    """Give the latest digests of some people, of those with one; `before` an outbox row alone."""
    state, written = outbox.c.state, outbox.c.created_at
    settled = func.coalesce(outbox.c.settled_at, written)
    query = (
        select(
            outbox.c.person_id,
            func.max(case((state.in_(_GOT), written))).label("told_at"),
            func.max(case((state.in_({*_GOT, *_ON_ITS_WAY}), settled))).label("came_at"),
            func.max(case((state.in_(_ON_ITS_WAY), 1), else_=0)).label("waiting"),
            func.min(case((state.in_(_MISSED), written))).label("missed_at"),
        )
        .where(outbox.c.kind == NoticeKind.DIGEST, outbox.c.person_id.in_(person_ids))
        .where(outbox.c.replaces_id.is_(None))
        .group_by(outbox.c.person_id)
    )
    if before is not None:
        query = query.where(outbox.c.id < before)
    rows = await connection.execute(query)
    return {
        row.person_id: Last(row.told_at, row.came_at, bool(row.waiting), row.missed_at)
        for row in rows
    }


async def late_owners(connection: AsyncConnection, today: date) -> set[int]:
    """Give who has something open whose due date is past."""
    due = func.coalesce(ownership.c.due, follow_up.c.due)
    rows = await connection.scalars(
        select(ownership.c.person_id)
        .join(follow_up, follow_up.c.id == ownership.c.follow_up_id)
        .join(minutes, minutes.c.id == follow_up.c.minutes_id)
        .where(follow_up.c.status == Status.OPEN, ownership.c.status.in_(PENDING))
        .where(ownership.c.person_id.is_not(None), due < today)
        .distinct()
    )
    return set(rows)
