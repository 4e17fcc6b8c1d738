"""What an owner is shown: their follow-ups from a meeting, reminders, answers to their words."""

from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, bindparam, select

from bot.domain.followups import PENDING, FollowUp, Ownership, Status
from bot.domain.meetings import PartyKind
from bot.domain.notices import Answer, Assignment, Outcome, Reminder, Task
from bot.domain.verbs import Verb
from bot.followups.announcing import spans_over
from bot.followups.composing.context import Context
from bot.followups.composing.noted import noted, written_at
from bot.followups.reminders import step_of
from bot.storage import followups
from bot.storage.outbox import OutboxRow
from bot.storage.tables import follow_up, minutes, ownership

#: who had it and has it no longer, or not yet
_NOT_IN_IT = frozenset({Status.DRAFT, Status.DROPPED, Status.DECLINED, Status.HANDED_OVER})
_HIDDEN = frozenset({Status.DRAFT, Status.DROPPED})


async def tasks_of(
    context: Context,
    person_id: int,
    *,
    minutes_id: int | None = None,
    ownerships: set[int] | None = None,
    pending_only: bool = False,
    networks: set[int] | None = None,
    noted_since: datetime | None = None,
    noted_by: int | None = None,
) -> tuple[Task, ...]:
    """Give a person's tasks in the order of their numbers, which stay.

    With `noted_since` each also tells what was done with it after that, for the person or, where
    they see it, by their substitute `noted_by`.
    """
    items = await followups.found(
        context.connection,
        _asked(minutes_id is not None, networks is not None),
        person_id=person_id,
        minutes_id=minutes_id,
        networks=list(networks or ()),
    )
    parts = [
        (one.number, item, one)
        for item in items
        for one in item.owners
        if one.person_id == person_id
        and one.number is not None
        and (ownerships is None or one.ownership_id in ownerships)
        # what was taken back is shown on its own card only
        and (one.status not in _HIDDEN or (one.status is Status.DROPPED and ownerships))
        and (not pending_only or one.status in PENDING)
    ]
    parts.sort(key=lambda part: part[0])
    done: dict[int, Outcome] = {}
    if noted_since is not None and parts:
        theirs = [(item, one) for _, item, one in parts]
        done = await noted(context, theirs, noted_since, by=noted_by or person_id)
    return tuple(
        _task(context, item, one, number, done.get(one.ownership_id)) for number, item, one in parts
    )


@cache
def _asked(of_meeting: bool, in_networks: bool) -> followups.Asked:
    """Ask for what a person has a part of; built once, as each pressed button asks for it."""
    person: BindParameter[Any] = bindparam("person_id")
    theirs = select(ownership.c.follow_up_id).where(ownership.c.person_id == person)
    conditions = [follow_up.c.id.in_(theirs), follow_up.c.status == Status.OPEN]
    if of_meeting:
        conditions.append(follow_up.c.minutes_id == bindparam("minutes_id"))
    if in_networks:
        visible = minutes.c.network_id.in_(bindparam("networks", expanding=True))
        conditions.append(follow_up.c.minutes_id.in_(select(minutes.c.id).where(visible)))
    return followups.asked(*conditions, only_of=person)


def _task(
    context: Context, item: FollowUp, own: Ownership, number: int, done: Outcome | None
) -> Task:
    due = own.due or item.due
    shared = item.audience is PartyKind.EVERYONE
    others = [
        one.name
        for one in item.owners
        if one.name and one.person_id != own.person_id and one.status not in _NOT_IN_IT
    ]
    return Task(
        ownership_id=own.ownership_id,
        number=number,
        task=item.task,
        due=due,
        due_words=None if own.due else item.due_words,
        quote=item.quote,
        item=item.item,
        status=own.status,
        behalf=own.name if own.kind is not PartyKind.PERSON else None,
        together_with=() if shared else tuple(dict.fromkeys(others)),
        overdue=due is not None and due < context.today and own.status in PENDING,
        noted=done,
    )


async def assignment(context: Context, row: OutboxRow) -> Assignment | None:
    """Compose all that an owner has from a meeting, or what came to them later."""
    if row.minutes_id is None or row.person_id is None:
        return None
    single = row.about.get("ownership_id")
    later = {single} if single else set(row.about.get("ownership_ids", ()))
    tasks = await tasks_of(
        context,
        row.person_id,
        minutes_id=row.minutes_id,
        ownerships=later or None,
        noted_since=await written_at(context, row),
    )
    tasks = tuple(task for task in tasks if spans_over(row.about, task.number))
    if row.replaces_id is None and not any(task.status in PENDING for task in tasks):
        return None  # settled by others meanwhile
    return Assignment(
        occasion=await context.occasion(row.minutes_id),
        to_name=(await context.person(row.person_id)).name,
        tasks=tasks,
        handed_over_by=await _handed_over_by(context, single) if single else None,
        part=(row.about["part"], row.about["parts"]) if "part" in row.about else None,
    )


async def _handed_over_by(context: Context, ownership_id: int) -> str | None:
    _, own = await followups.follow_up_by_ownership(context.connection, ownership_id)
    if own.handed_over_by is None:
        return None
    return (await context.person(own.handed_over_by)).name


async def reminder(context: Context, row: OutboxRow) -> Reminder | None:
    """Compose a reminder of what is still open; nothing open, nothing said."""
    if row.minutes_id is None or row.person_id is None:
        return None
    tasks = await tasks_of(
        context,
        row.person_id,
        minutes_id=row.minutes_id,
        ownerships=set(row.about["ownership_ids"]),
        pending_only=row.replaces_id is None,
        noted_since=await written_at(context, row),
    )
    if row.replaces_id is None:  # the date may have been moved since
        tasks = tuple(task for task in tasks if task.due and step_of(task.due, context.today))
    if not tasks:
        return None
    return Reminder(
        occasion=await context.occasion(row.minutes_id),
        to_name=(await context.person(row.person_id)).name,
        tasks=tasks,
    )


async def answer(context: Context, row: OutboxRow) -> Answer | None:
    """Compose the answer to somebody's mail from what was done with it."""
    if row.person_id is None:
        return None
    person = await context.person(row.person_id)
    tasks = await tasks_of(context, person.person_id, minutes_id=row.minutes_id, pending_only=True)
    return Answer(
        to_name=person.name,
        outcomes=tuple(outcome_from(one) for one in row.about["outcomes"]),
        tasks=tasks,
        occasion=await context.occasion(row.minutes_id) if row.minutes_id else None,
    )


def outcome_to(outcome: Outcome) -> dict[str, Any]:
    """Give an outcome as the outbox keeps it."""
    due = outcome.due.isoformat() if outcome.due else None
    return {
        "verb": outcome.verb,
        "about": outcome.about,
        "due": due,
        "to": outcome.to,
        "proposed": outcome.proposed,
        "refusal": outcome.refusal,
        "waiting": outcome.waiting,
        "seats": outcome.seats,
        "undone": outcome.undone,
        "starts_on": outcome.starts_on.isoformat() if outcome.starts_on else None,
    }


def outcome_from(kept: dict[str, Any]) -> Outcome:
    """Take an outcome out of the outbox."""
    return Outcome(
        Verb(kept["verb"]),
        about=kept["about"],
        due=_day(kept["due"]),
        to=kept["to"],
        proposed=kept.get("proposed"),
        refusal=kept["refusal"],
        waiting=kept.get("waiting"),
        seats=kept.get("seats"),
        starts_on=_day(kept.get("starts_on")),
        undone=Verb(kept["undone"]) if kept.get("undone") else None,
    )


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None
