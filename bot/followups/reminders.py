"""Who is to be reminded now: a question asked of the state, as often as one likes."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import RowMapping, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar import DENMARK, is_office_hours, local_day, working_days_before
from bot.domain.followups import PENDING, Status
from bot.domain.notices import NoticeKind
from bot.storage import outbox
from bot.storage.tables import follow_up, minutes, ownership
from bot.storage.tables import outbox as outbox_table

#: working days before the due date at which the owner is reminded
AHEAD = 3


class Step(StrEnum):
    """The two reminders that an owner gets for a due date."""

    AHEAD = "ahead"
    OVERDUE = "overdue"


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
    grouped: dict[tuple[int, int, int, date, Step], list[int]] = defaultdict(list)
    for row in await _pending(connection):
        step = step_of(row["due"], today)
        # whoever was told today needs no reminder today
        if step and (row["minutes"], row["person_id"]) not in told:
            key = (row["network_id"], row["minutes"], row["person_id"], row["due"], step)
            grouped[key].append(row["id"])
    added = 0
    for (network_id, minutes_id, person_id, day, step), ids in grouped.items():
        added += await outbox.enqueue(
            connection,
            NoticeKind.REMINDER,
            f"remind/{minutes_id}/{person_id}/{day}/{step}",
            network_id=network_id,
            minutes_id=minutes_id,
            person_id=person_id,
            about={"ownership_ids": ids},
            now=now,
        )
    return added


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
