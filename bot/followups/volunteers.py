"""Working groups seek members: who joins, perhaps joins, withdraws; the convener closes."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.calendar import local_day
from bot.domain.followups import Ownership, Status, next_status
from bot.domain.meetings import PartyKind
from bot.domain.notices import NoticeKind, Outcome
from bot.domain.people import SYSTEM, Actor, Person
from bot.domain.verbs import Verb
from bot.errors import NotAllowedError, OutdatedError
from bot.followups.leading import called, led
from bot.followups.moved import tell_moved
from bot.followups.moving import move
from bot.followups.parties import same_body
from bot.followups.seating import seated
from bot.followups.showing import show_anew, show_group_anew
from bot.followups.telling import tell
from bot.storage import followups, groups, history, meetings, people
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import MinutesRow
from bot.storage.tables import follow_up, working_group


async def answer(
    connection: AsyncConnection,
    actor: Actor,
    person: Person,
    group_id: int,
    verb: Verb,
    *,
    now: datetime,
) -> Outcome:
    """Take a person's VOLUNTEER, MAYBE or WITHDRAW; the newest answer counts."""
    group, minutes = await called(connection, group_id)
    if not await people.is_member(connection, person.person_id, minutes.network_id):
        raise NotAllowedError(doubts.UNKNOWN_PERSON)
    before = check(group, person, verb, now)
    after = None if verb is Verb.WITHDRAW else verb
    await write(connection, actor, group, person, after, now=now)
    await history.record(
        connection,
        actor,
        verb,
        "volunteer",
        group_id,
        now=now,
        before={"answer": before},
        after={"answer": after},
    )
    # in Teams the first roster keeps itself, a mail has the final one to follow
    await _roster(connection, group, minutes, f"roster/{group_id}", now)
    renewed = await groups.group_of(connection, group_id)
    place = seated(renewed.volunteers, renewed.seats).place_of(person.person_id)
    return Outcome(verb, about=group.name, waiting=place)


def check(group: WorkingGroup, person: Person, verb: Verb, now: datetime) -> Verb | None:
    """Give the person's answer so far; raise OutdatedError where the new one means nothing."""
    if (not group.open or is_over(group, now)) and verb is not Verb.WITHDRAW:
        raise OutdatedError(doubts.GROUP_CLOSED)
    before = next((v.answer for v in group.volunteers if v.person_id == person.person_id), None)
    if before is None and verb is Verb.WITHDRAW:
        raise OutdatedError(doubts.NOT_IN_GROUP)
    if before == verb:
        raise OutdatedError(doubts.ALREADY_SO)
    return before


async def look(connection: AsyncConnection, person: Person, group_id: int) -> WorkingGroup:
    """Give a group to one of those who are called to it; nothing is changed or kept waiting."""
    group = await groups.group_of(connection, group_id)
    minutes = await meetings.minutes_of(connection, group.minutes_id)
    if minutes.approved_at is None:
        raise OutdatedError(doubts.NOT_APPROVED)
    if not await people.is_member(connection, person.person_id, minutes.network_id):
        raise NotAllowedError(doubts.UNKNOWN_PERSON)
    return group


async def write(
    connection: AsyncConnection,
    actor: Actor,
    group: WorkingGroup,
    person: Person,
    answer: Verb | None,
    *,
    now: datetime,
) -> None:
    """Put a person on the roster with an answer, or (None) take them off it, for all to see."""
    if answer is None:
        await groups.remove_volunteer(connection, group.group_id, person.person_id)
    else:
        await groups.set_volunteer(
            connection,
            group.group_id,
            person_id=person.person_id,
            name=person.name,
            municipality=person.municipality,
            answer=answer,
            now=now,
        )
    await _report_municipality(connection, actor, group.group_id, person, now)
    # a seat that is given up is given on at once: who takes that back is last in the queue
    await tell_moved(connection, group, now, besides=person.person_id)
    await show_group_anew(connection, group.group_id, now)


async def close(
    connection: AsyncConnection, actor: Actor, group_id: int, *, now: datetime
) -> Outcome:
    """Take no more volunteers and give the convener the final roster."""
    group, minutes = await led(connection, actor, group_id)
    if not group.open:
        raise OutdatedError(doubts.GROUP_CLOSED)
    await _close(connection, actor, group, minutes, now)
    return Outcome(Verb.CLOSE_GROUP, about=group.name)


async def close_due(connection: AsyncConnection, now: datetime) -> int:
    """Close the groups whose last day is over; give how many."""
    over = await groups.groups(
        connection, working_group.c.open.is_(True), working_group.c.closes_on < local_day(now)
    )
    closed = 0
    for one in over:
        group = await groups.locked(connection, one.group_id)
        minutes = await meetings.minutes_of(connection, group.minutes_id)
        # another worker may have been faster; before the approval nobody is called
        if minutes.approved_at is not None and group.open and is_over(group, now):
            await _close(connection, SYSTEM, group, minutes, now)
            closed += 1
    return closed


def is_over(group: WorkingGroup, now: datetime) -> bool:
    """Say whether the last day on which one may join is over."""
    return group.closes_on is not None and group.closes_on < local_day(now)


async def _close(
    connection: AsyncConnection,
    actor: Actor,
    group: WorkingGroup,
    minutes: MinutesRow,
    now: datetime,
) -> None:
    await groups.set_open(connection, group.group_id, False)
    line = await history.record(
        connection,
        actor,
        Verb.CLOSE_GROUP,
        "working_group",
        group.group_id,
        now=now,
        before={"open": True},
        after={"open": False},
    )
    await _roster(connection, group, minutes, f"roster/{group.group_id}/closed/{line}", now)
    await show_group_anew(connection, group.group_id, now)


async def _report_municipality(
    connection: AsyncConnection, actor: Actor, group_id: int, person: Person, now: datetime
) -> None:
    """A municipality that has named somebody has done what the minutes ask; else it has not."""
    group = await groups.group_of(connection, group_id)
    asking = await followups.follow_ups(
        connection, follow_up.c.group_id == group_id, follow_up.c.status == Status.OPEN
    )
    system = Actor(actor.road)
    for item in asking:
        for own in item.owners:
            if not _answers_for(own, person.person_id, person.municipality):
                continue
            named = any(
                v.answer is Verb.VOLUNTEER and _answers_for(own, v.person_id, v.municipality)
                for v in group.volunteers
            )
            status = next_status(own.status, Verb.FINISH)
            if named and status:
                await move(connection, system, Verb.FINISH, own, now, status=status)
                await show_anew(connection, item, now)
            elif not named and own.status is Status.REPORTED_DONE:
                await _reopen(connection, own, now)
                await show_anew(connection, item, now)


def _answers_for(own: Ownership, person_id: int | None, municipality: str | None) -> bool:
    if own.kind is PartyKind.PERSON:
        return own.person_id == person_id
    return same_body(own.name, municipality)


async def _reopen(connection: AsyncConnection, own: Ownership, now: datetime) -> None:
    """Take back what was reported because somebody was named; what a person said stays."""
    lines = await history.lines_of(connection, "ownership", [own.ownership_id])
    said = [one for one in lines if one["verb"] == Verb.FINISH and one["undone_at"] is None]
    if said and said[-1]["person_id"] is None:
        await followups.change_ownership(
            connection, own.ownership_id, status=Status(said[-1]["before"]["status"])
        )
        await history.mark_undone(connection, said[-1]["id"], now)


async def _roster(
    connection: AsyncConnection,
    group: WorkingGroup,
    minutes: MinutesRow,
    key: str,
    now: datetime,
) -> None:
    convener_id = group.convener_id or group.contact_id
    if convener_id is not None:
        await tell(connection, NoticeKind.ROSTER, key, group, minutes, convener_id, now=now)
