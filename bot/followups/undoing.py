"""Every change a person made can be taken back by them, as long as nobody has built on it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.followups import Status
from bot.domain.notices import Outcome
from bot.domain.people import Actor, Person
from bot.domain.verbs import Verb
from bot.errors import OutdatedError
from bot.followups import volunteers
from bot.followups.showing import show_anew, show_group_anew
from bot.storage import followups, groups, history, refreshing
from bot.storage.tables import outbox


async def undo(
    connection: AsyncConnection,
    actor: Actor,
    person: Person,
    *,
    now: datetime,
    ownership_id: int | None = None,
) -> Outcome:
    """Take back the person's last change, or the last one to one of their follow-ups."""
    line = await history.last_undoable(connection, person.person_id, subject_id=ownership_id)
    if line is None:
        raise OutdatedError(doubts.NOTHING_TO_UNDO)
    if line["subject"] == "volunteer":
        about = await _undo_answer(connection, line, person, now)
    else:
        about = await _undo_change(connection, line, person, now)
    await history.mark_undone(connection, line["id"], now)
    await history.record(
        connection,
        actor,
        Verb.UNDO,
        line["subject"],
        line["subject_id"],
        now=now,
        before=line["after"],
        after=line["before"],
    )
    return Outcome(Verb.UNDO, about=about)


async def _undo_answer(
    connection: AsyncConnection, line: dict[str, Any], person: Person, now: datetime
) -> str:
    before = line["before"]["answer"]
    group_id = line["subject_id"]
    await volunteers.write(connection, group_id, person, Verb(before) if before else None, now)
    await show_group_anew(connection, group_id, now)
    return (await groups.group_of(connection, group_id)).name


async def _undo_change(
    connection: AsyncConnection, line: dict[str, Any], person: Person, now: datetime
) -> str:
    item, own = await followups.follow_up_by_ownership(connection, line["subject_id"])
    current = history.plain({key: getattr(own, key) for key in line["after"]})
    if current != line["after"]:
        raise OutdatedError(doubts.TOO_LATE_TO_UNDO)
    if own.status is Status.HANDED_OVER:
        for other in item.owners:
            if other.handed_over_by != person.person_id or other.status is Status.DROPPED:
                continue
            if other.status is not Status.OPEN:
                raise OutdatedError(doubts.TOO_LATE_TO_UNDO)
            await followups.change_ownership(connection, other.ownership_id, status=Status.DROPPED)
            key = outbox.c.key.endswith(f"/{other.person_id}/{other.ownership_id}")
            await refreshing.withdraw(connection, now, outbox.c.key.startswith("assign/"), key)
    # a question to the reviewer that has not left yet need not
    await refreshing.withdraw(
        connection, now, outbox.c.key.startswith(f"sought/{own.ownership_id}/")
    )
    values = dict(line["before"])
    if values.get("due"):
        values["due"] = date.fromisoformat(values["due"])
    await followups.change_ownership(connection, own.ownership_id, **values)
    await show_anew(connection, item, now)
    return item.task
