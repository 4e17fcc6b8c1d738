"""What an owner is told of corrected minutes: composed from the lines of the history."""

from typing import Any

from bot.domain.followups import PENDING, Status
from bot.domain.notices import Corrected, Correction
from bot.domain.versions import Reading
from bot.errors import UnknownError
from bot.followups.composing.context import Context
from bot.storage import followups, history
from bot.storage.outbox import OutboxRow
from bot.storage.versions import reading_from


async def correction(context: Context, row: OutboxRow) -> Correction | None:
    """Compose what was changed; what was undone before it left is not told."""
    if row.minutes_id is None or row.person_id is None:
        return None
    taken_back = bool(row.about.get("taken_back"))
    lines = await history.lines_by_id(context.connection, row.about["lines"])
    if not taken_back and row.replaces_id is None:
        lines = [line for line in lines if line["undone_at"] is None]
    tasks = [await _corrected(context, row.person_id, line, taken_back) for line in lines]
    if not tasks:
        return None
    return Correction(
        occasion=await context.occasion(row.minutes_id),
        to_name=(await context.person(row.person_id)).name,
        tasks=tuple(sorted(tasks, key=lambda task: task.number or 0)),
        taken_back=taken_back,
    )


async def _corrected(
    context: Context, person_id: int, line: dict[str, Any], taken_back: bool
) -> Corrected:
    item = await followups.follow_up_of(context.connection, line["subject_id"])
    before, after = _reading(line["before"]), _reading(line["after"])
    if taken_back:
        before, after = after, before
    mine = [own for own in item.owners if own.person_id == person_id and own.number is not None]
    is_closed = line["after"]["status"] == Status.DROPPED and not taken_back
    holds = any(own.status in PENDING for own in mine)
    return Corrected(
        before=before,
        after=None if is_closed else after,
        number=min((own.number or 0 for own in mine), default=None),
        is_released=not is_closed and not holds,
    )


def _reading(side: dict[str, Any]) -> Reading:
    found = reading_from(side["reading"])
    if found is None:
        raise UnknownError("a correction of nothing")
    return found
