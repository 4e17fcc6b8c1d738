"""What an owner did last with each of theirs, as long as they may take it back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.domain.followups import FollowUp, Ownership, Status
from bot.domain.notices import Outcome
from bot.domain.verbs import Verb
from bot.followups.composing.context import Context
from bot.storage import history, outbox
from bot.storage.outbox import OutboxRow

Line = dict[str, Any]


async def written_at(context: Context, row: OutboxRow) -> datetime:
    """Say when the message was written that this row is, or that it replaces."""
    if row.replaces_id in (None, row.outbox_id):
        return row.created_at
    first = await outbox.row_of(context.connection, row.replaces_id)
    return first.created_at if first else row.created_at


async def noted(
    context: Context,
    person_id: int,
    held: Sequence[tuple[FollowUp, Ownership]],
    since: datetime,
) -> dict[int, Outcome]:
    """Give what the person did since then, by ownership; what others have changed is left out."""
    ids = [own.ownership_id for _, own in held]
    lines = await history.newest_of_each(context.connection, person_id, ids)
    return {
        own.ownership_id: await _outcome(context, item, line)
        for item, own in held
        if (line := lines.get(own.ownership_id))
        and line["at"] >= since
        and history.is_as_left(line, own)
    }


async def _outcome(context: Context, item: FollowUp, line: Line) -> Outcome:
    after = line["after"]
    due = after.get("due")
    return Outcome(
        Verb(line["verb"]),
        due=date.fromisoformat(due) if due else None,
        to=await _receiver(context, item, after),
    )


async def _receiver(context: Context, item: FollowUp, after: Line) -> str | None:
    """Name who has it now, where the owner gave it away."""
    if after.get("status") != Status.HANDED_OVER:
        return None
    for one in item.owners:
        if one.ownership_id == after.get("given_to"):
            return (await context.person(one.person_id)).name
    return "en anden"  # who had a part of it already
