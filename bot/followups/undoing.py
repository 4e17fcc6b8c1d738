"""Every change a person made can be taken back by them, as long as nobody has built on it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.calendar import local_day
from bot.domain.followups import HELD, Ownership, Status
from bot.domain.notices import Outcome
from bot.domain.people import Actor, Person
from bot.domain.verbs import Verb
from bot.errors import NotAllowedError, OutdatedError
from bot.followups import framing, languages, renewing, rhythms, substitutes, volunteers
from bot.followups.rights import may_answer, may_lead, may_review
from bot.followups.showing import show_anew, show_group_anew
from bot.storage import followups, groups, history, meetings, people, refreshing
from bot.storage.people import Wishes
from bot.storage.tables import outbox

Line = dict[str, Any]


async def undo(
    connection: AsyncConnection,
    actor: Actor,
    person: Person,
    *,
    now: datetime,
    ownership_id: int | None = None,
    group_id: int | None = None,
    seat_in: int | None = None,
) -> Outcome:
    """Take back the person's last change, or that to one of their follow-ups, or to one group,
    or their answer to the call for one.
    """
    line = await history.last_undoable(
        connection,
        person.person_id,
        ownership_id=ownership_id,
        group_id=group_id,
        seat_in=seat_in,
    )
    if line is None:
        raise OutdatedError(doubts.NOTHING_TO_UNDO)
    if line["subject"] == history.SENT_TO_GROUP:
        is_note = line["verb"] == Verb.NOTE
        raise OutdatedError(doubts.NOTE_IS_SENT if is_note else doubts.ROSTER_IS_SENT)
    about = await _UNDOERS[line["subject"]](connection, actor, line, person, now)
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
    undone = Outcome(Verb.UNDO, about=about, undone=Verb(line["verb"]))
    if undone.undone is not Verb.FRAME:
        return undone
    frame = framing.frame_from(line["before"])
    return replace(undone, seats=frame.seats, due=frame.closes_on)


async def _undo_answer(
    connection: AsyncConnection, actor: Actor, line: Line, person: Person, now: datetime
) -> str:
    group = await groups.locked(connection, line["subject_id"])
    before, after = line["before"]["answer"], line["after"]["answer"]
    answered = {v.person_id: v.answer for v in group.volunteers}
    if answered.get(person.person_id) != after or (before and not group.open):
        raise OutdatedError(doubts.TOO_LATE_TO_UNDO)
    answer = Verb(before) if before else None
    await volunteers.write(connection, actor, group, person, answer, now=now)
    return group.name


async def _undo_leading(
    connection: AsyncConnection, actor: Actor, line: Line, _person: Person, now: datetime
) -> str:
    group = await groups.locked(connection, line["subject_id"])
    minutes = await meetings.minutes_of(connection, group.minutes_id)
    if not await may_lead(connection, actor, group, minutes):
        raise NotAllowedError(doubts.NOT_CONVENER)
    if line["verb"] == Verb.FRAME:
        await framing.put_back(connection, group, line, now)
        return group.name
    if group.open:
        raise OutdatedError(doubts.TOO_LATE_TO_UNDO)
    await groups.set_open(connection, group.group_id, True)
    roster = outbox.c.key == f"roster/{group.group_id}/closed/{line['id']}"
    await refreshing.withdraw(connection, now, roster)
    await show_group_anew(connection, group.group_id, now)
    return group.name


async def _undo_wish(
    connection: AsyncConnection, _actor: Actor, line: Line, person: Person, now: datetime
) -> None:
    if line["verb"] in (Verb.SUBSTITUTE, Verb.NO_SUBSTITUTE):
        await substitutes.put_back(connection, person, line, now)
        return
    if line["verb"] == Verb.LANGUAGE:
        chosen, left = line["before"]["language"], line["after"]["language"]
        await languages.put_back(connection, person, chosen, left)
        return
    if line["verb"] == Verb.RHYTHM:
        chosen, left = line["before"]["digest"], line["after"]["digest"]
        await rhythms.put_back(connection, person, chosen, left)
        return
    before, after = _wishes(line["before"]), _wishes(line["after"])
    if await people.wishes_of(connection, person.person_id) != after:
        raise OutdatedError(doubts.TOO_LATE_TO_UNDO)
    await people.set_wishes(connection, person.person_id, before)


def _wishes(kept: Line) -> Wishes:
    until = kept["paused_until"]
    return Wishes(kept["opted_out"], date.fromisoformat(until) if until else None)


async def _undo_change(
    connection: AsyncConnection, actor: Actor, line: Line, person: Person, now: datetime
) -> str:
    item, own = await followups.locked_by_ownership(connection, line["subject_id"])
    before, after = line["before"], line["after"]
    is_theirs = own.person_id == person.person_id
    if not (is_theirs or await may_answer(connection, actor, item, own, local_day(now))):
        raise NotAllowedError(doubts.NOT_YOURS)
    if not history.is_as_left(line, own):
        raise OutdatedError(doubts.TOO_LATE_TO_UNDO)
    by_id = {one.ownership_id: one for one in item.owners}
    if "given_to" in after:
        await _take_back(connection, by_id[after["given_to"]], now)
    for released, status in after.get("released", {}).items():
        if by_id[int(released)].status is Status.HANDED_OVER:
            await followups.change_ownership(connection, int(released), status=Status(status))
    if own.status not in HELD:
        # a question to the reviewer that has not left yet need not; found by the row's index
        question = outbox.c.key.startswith(f"sought/{own.ownership_id}/")
        await refreshing.withdraw(
            connection, now, outbox.c.follow_up_id == item.follow_up_id, question
        )
    values = dict(before)
    if values.get("due"):
        values["due"] = date.fromisoformat(values["due"])
    if values.get("status"):
        values["status"] = Status(values["status"])
    if values.get("status") is Status.DROPPED:
        await _unsay(connection, own, now)
    await followups.change_ownership(connection, own.ownership_id, **values)
    is_alone = after.keys().isdisjoint({"given_to", "released"})
    renewed = item.with_part(replace(own, **values)) if is_alone else None
    await show_anew(connection, item, now, renewed)
    return item.task


async def _take_back(connection: AsyncConnection, given: Ownership, now: datetime) -> None:
    """Take it from whom it was given to, unless they have answered."""
    if given.status is not Status.OPEN:
        raise OutdatedError(doubts.TOO_LATE_TO_UNDO)
    await followups.change_ownership(connection, given.ownership_id, status=Status.DROPPED)
    await _unsay(connection, given, now)


async def _unsay(connection: AsyncConnection, own: Ownership, now: datetime) -> None:
    assigned = outbox.c.key.startswith("assign/")
    theirs = outbox.c.key.endswith(f"/{own.person_id}/{own.ownership_id}")
    await refreshing.withdraw(connection, now, assigned, theirs)


async def _undo_renewal(
    connection: AsyncConnection, actor: Actor, line: Line, _person: Person, now: datetime
) -> str:
    item = await followups.follow_up_of(connection, line["subject_id"])
    minutes = await meetings.minutes_of(connection, item.minutes_id)
    if not await may_review(connection, actor, minutes):
        raise NotAllowedError(doubts.NOT_REVIEWER)
    return await renewing.take_back(connection, minutes, line, now)


_UNDOERS: dict[str, Callable[..., Awaitable[str | None]]] = {
    "ownership": _undo_change,
    "volunteer": _undo_answer,
    "working_group": _undo_leading,
    "person": _undo_wish,
    "renewal": _undo_renewal,
}
