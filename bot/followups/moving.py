"""One change to one ownership, with its line in the history."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import Ownership, Status
from bot.domain.people import Actor
from bot.domain.verbs import Verb
from bot.storage import followups, history


async def move(
    connection: AsyncConnection,
    actor: Actor,
    verb: Verb,
    own: Ownership,
    now: datetime,
    *,
    status: Status | None = None,
    due: date | None = None,
    also: Mapping[str, Any] | None = None,
) -> int:
    """Change an ownership and write it down; give the id of the line in the history.

    `also` is what the line must say beside, for whoever undoes it.
    """
    changed: dict[str, Status | date] = {}
    if status is not None:
        changed["status"] = status
    if due is not None:
        changed["due"] = due
    before = {key: getattr(own, key) for key in changed}
    await followups.change_ownership(connection, own.ownership_id, **changed)
    return await history.record(
        connection,
        actor,
        verb,
        "ownership",
        own.ownership_id,
        now=now,
        before=history.plain(before),
        after={**history.plain(changed), **(also or {})},
    )
