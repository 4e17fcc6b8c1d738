"""What an owner did last with each of theirs, as long as they may take it back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.domain.followups import FollowUp, Ownership, Status
from bot.domain.language import t
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
    held: Sequence[tuple[FollowUp, Ownership]],
    since: datetime,
    *,
    by: int,
) -> dict[int, Outcome]:
    """Give what was done last since then, by ownership: by that person, or for the owner."""
    ids = [own.ownership_id for _, own in held]
    lines = await history.newest_of_each(context.connection, ids)
    return {
        own.ownership_id: await _outcome(context, item, line, by)
        for item, own in held
        if (line := lines.get(own.ownership_id))
        and by in (line["person_id"], own.person_id)
        and line["at"] >= since
        and history.is_as_left(line, own)
    }


async def _outcome(context: Context, item: FollowUp, line: Line, viewer_id: int) -> Outcome:
    after = line["after"]
    due, did = after.get("due"), line["person_id"]
    return Outcome(
        Verb(line["verb"]),
        due=date.fromisoformat(due) if due else None,
        to=await _receiver(context, item, after),
        by=None if did == viewer_id else (await context.person(did)).name,
    )


async def _receiver(context: Context, item: FollowUp, after: Line) -> str | None:
    """Name who has it now, where the owner gave it away."""
    if after.get("status") != Status.HANDED_OVER:
        return None
    for one in item.owners:
        if one.ownership_id == after.get("given_to"):
            return (await context.person(one.person_id)).name
    return t("en anden")  # who had a part of it already
