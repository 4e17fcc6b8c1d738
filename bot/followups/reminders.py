"""Who is to be reminded now: a question asked of the state, as often as one likes."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import RowMapping, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar import DENMARK, is_office_hours, local_day, working_days_before
from bot.domain.followups import PENDING, Status
from bot.domain.notices import NoticeKind
from bot.followups import informing
from bot.storage import outbox, people, reaching, substitutes
from bot.storage.tables import follow_up, minutes, ownership
from bot.storage.tables import outbox as outbox_table

#: working days before the due date at which the owner is reminded
AHEAD = 3


class Step(StrEnum):
    """The two reminders that an owner gets for a due date."""

    AHEAD = "ahead"
    OVERDUE = "overdue"


class _Due(NamedTuple):
    """What one reminder is about."""

    network_id: int
    minutes_id: int
    person_id: int
    day: date
    step: Step

    @property
    def key(self) -> str:
        return f"remind/{self.minutes_id}/{self.person_id}/{self.day}/{self.step}"


def step_of(due: date, today: date) -> Step | None:
    """Say which reminder the day calls for.

    Two weeks overdue is no longer the owner's to be reminded of: the digest shows it.
    """
    if due < today:
        return Step.OVERDUE if (today - due).days <= 14 else None
    return Step.AHEAD if working_days_before(due, AHEAD) <= today else None


async def remind(connection: AsyncConnection, now: datetime) -> int:
    """Write the reminders that are due to the outbox; give how many are new.

    The key names person, meeting, due date and step: asking again adds nothing, and a new due
    date is reminded of anew.
    """
    if not is_office_hours(now):
        return 0
    today = local_day(now)
    told = await _told_on(connection, today)
    grouped: dict[_Due, list[int]] = defaultdict(list)
    for row in await _pending(connection):
        step = step_of(row["due"], today)
        # whoever was told today needs no reminder today
        if step and (row["minutes"], row["person_id"]) not in told:
            due = _Due(row["network_id"], row["minutes"], row["person_id"], row["due"], step)
            grouped[due].append(row["id"])
    owners = {due.person_id for due in grouped}
    away = await substitutes.hearing(connection, owners, today)
    # by their automatic answer; asked again every day, so that it ends by itself
    out_of_office = await reaching.away_among(connection, owners, today)
    added = 0
    for due, ids in grouped.items():
        substitute_id = away.get(due.person_id)
        if substitute_id and await people.is_member(connection, substitute_id, due.network_id):
            added += await _remind_instead(connection, due, ids, substitute_id, now)
        elif due.person_id not in out_of_office:
            added += await _remind_owner(connection, due, ids, now)
    return added


async def _remind_owner(
    connection: AsyncConnection, due: _Due, ids: list[int], now: datetime
) -> bool:
    return await outbox.enqueue(
        connection,
        NoticeKind.REMINDER,
        due.key,
        network_id=due.network_id,
        minutes_id=due.minutes_id,
        person_id=due.person_id,
        about={"ownership_ids": ids},
        now=now,
    )


async def _remind_instead(
    connection: AsyncConnection, due: _Due, ids: list[int], substitute_id: int, now: datetime
) -> bool:
    """Remind whoever stands in; once back, the owner is reminded of what is left."""
    midnight = datetime.combine(local_day(now), time(), DENMARK)
    if (substitute_id, due.person_id) in await informing.told_on(connection, midnight):
        return False
    return await outbox.enqueue(
        connection,
        NoticeKind.SUBSTITUTE,
        f"{due.key}/{substitute_id}",
        network_id=due.network_id,
        person_id=substitute_id,
        about={"for": due.person_id, "ownership_ids": ids, "reminds": True},
        now=now,
    )


async def _pending(connection: AsyncConnection) -> Sequence[RowMapping]:
    """Give what somebody still has to do by a day."""
    due = func.coalesce(ownership.c.due, follow_up.c.due)
    rows = await connection.execute(
        select(
            ownership.c.id,
            ownership.c.person_id,
            due.label("due"),
            minutes.c.id.label("minutes"),
            minutes.c.network_id,
        )
        .join(follow_up, follow_up.c.id == ownership.c.follow_up_id)
        .join(minutes, minutes.c.id == follow_up.c.minutes_id)
        .where(follow_up.c.status == Status.OPEN, ownership.c.status.in_(PENDING))
        .where(ownership.c.person_id.is_not(None), due.is_not(None))
        .order_by(ownership.c.id)
    )
    return rows.mappings().all()


async def _told_on(connection: AsyncConnection, day: date) -> set[tuple[int, int]]:
    """Give the meetings and persons with an assignment written that day."""
    midnight = datetime.combine(day, time(), DENMARK)
    rows = await connection.execute(
        select(outbox_table.c.minutes_id, outbox_table.c.person_id)
        .where(outbox_table.c.kind == NoticeKind.ASSIGNMENT, outbox_table.c.replaces_id.is_(None))
        .where(outbox_table.c.created_at >= midnight)
    )
    return {(row.minutes_id, row.person_id) for row in rows}
