"""What is done with an owner's part: take it, finish, move, refuse, wait."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.calendar import local_day
from bot.domain.followups import HELD, PENDING, FollowUp, Ownership, Status, next_status
from bot.domain.meetings import PartyKind
from bot.domain.notices import Outcome
from bot.domain.people import Actor, Person
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError, OutdatedError
from bot.followups import handover
from bot.followups.moving import move
from bot.followups.parties import same_body
from bot.followups.rights import may_answer
from bot.followups.showing import show_anew
from bot.storage import followups, history, meetings, people


async def act(
    connection: AsyncConnection,
    actor: Actor,
    person: Person,
    ownership_id: int,
    verb: Verb,
    *,
    now: datetime,
    due: date | None = None,
    to: str | None = None,
) -> Outcome:
    """Do what is asked with one owner's part; refusals are raised, in Danish."""
    item, own = await followups.locked_by_ownership(connection, ownership_id)
    await _check(connection, actor, person, item, own, local_day(now))
    if verb is Verb.POSTPONE:
        return await _postpone(connection, actor, item, own, due, now)
    if verb is Verb.DECLINE and to:
        return await handover.point_to(connection, actor, item, own, to, now)
    status = next_status(own.status, verb)
    if status is None:
        raise OutdatedError(doubts.ALREADY_SO)
    if status is Status.DECLINED:
        return await handover.refuse(connection, actor, item, own, now)
    await move(connection, actor, verb, own, now, status=status)
    await show_anew(connection, item, now, item.with_part(replace(own, status=status)))
    return Outcome(verb, about=item.task)


async def _check(
    connection: AsyncConnection,
    actor: Actor,
    person: Person,
    item: FollowUp,
    own: Ownership,
    today: date,
) -> None:
    is_theirs = own.person_id == person.person_id
    gone = own.status in (Status.HANDED_OVER, Status.DROPPED)
    if gone or not (is_theirs or await may_answer(connection, actor, item, own, today)):
        raise NotAllowedError(doubts.NOT_YOURS)
    if item.status is Status.DRAFT:
        raise OutdatedError(doubts.NOT_APPROVED)
    if item.status is not Status.OPEN:
        raise OutdatedError(doubts.GONE)


async def take(
    connection: AsyncConnection,
    actor: Actor,
    person: Person,
    follow_up_id: int,
    *,
    now: datetime,
) -> Outcome:
    """Take what nobody owns; the first who does owns it."""
    item = await followups.locked(connection, follow_up_id)
    if not await _is_member(connection, item, person):
        raise NotAllowedError(doubts.UNKNOWN_PERSON)
    minutes = await meetings.minutes_of(connection, item.minutes_id)
    if minutes.is_private and minutes.reviewer_id != person.person_id:
        raise NotAllowedError(doubts.NOT_YOURS)
    if item.status is not Status.OPEN:
        raise OutdatedError(doubts.GONE)
    if item.audience is PartyKind.EVERYONE:
        raise OutdatedError(doubts.EVERYBODYS)
    for one in item.owners:
        if one.person_id and one.status in HELD:
            owner = await people.person_of(connection, one.person_id)
            raise OutdatedError(doubts.taken(owner.name))
    ownership_id = await followups.add_ownership(
        connection,
        follow_up_id,
        PartyKind.PERSON,
        person.name,
        person.person_id,
        status=Status.ACCEPTED,
        due=item.due,
    )
    await history.record(
        connection,
        actor,
        Verb.TAKE,
        "ownership",
        ownership_id,
        now=now,
        before={"status": Status.DROPPED},
        after={"status": Status.ACCEPTED, "released": await _release(connection, item)},
    )
    await show_anew(connection, item, now)
    return Outcome(Verb.TAKE, about=item.task)


async def _release(connection: AsyncConnection, item: FollowUp) -> dict[str, Status]:
    """Seek nobody any more for those who said no or are unknown; give where they stood."""
    sought = [one for one in item.owners if one.status is Status.DECLINED]
    sought += [one for one in item.owners if one.person_id is None and one.status in PENDING]
    for one in sought:
        await followups.change_ownership(connection, one.ownership_id, status=Status.HANDED_OVER)
    return {str(one.ownership_id): one.status for one in sought}


async def finish_for(
    connection: AsyncConnection,
    actor: Actor,
    person: Person,
    follow_up_id: int,
    *,
    now: datetime,
) -> Outcome:
    """Report everybody's task done for the person's own municipality."""
    item = await followups.locked(connection, follow_up_id)
    if not await _is_member(connection, item, person):
        raise NotAllowedError(doubts.UNKNOWN_PERSON)
    theirs = [
        one
        for one in item.owners
        if one.person_id == person.person_id or same_body(one.name, person.municipality)
    ]
    is_everybodys = item.status is Status.OPEN and item.audience is PartyKind.EVERYONE
    if not is_everybodys or not theirs:
        raise NotAllowedError(doubts.NOT_YOURS)
    for own in theirs:
        status = next_status(own.status, Verb.FINISH)
        if status is not None:
            await move(connection, actor, Verb.FINISH, own, now, status=status)
            await show_anew(connection, item, now, item.with_part(replace(own, status=status)))
            return Outcome(Verb.FINISH, about=item.task)
    raise OutdatedError(doubts.ALREADY_SO)


async def _is_member(connection: AsyncConnection, item: FollowUp, person: Person) -> bool:
    minutes = await meetings.minutes_of(connection, item.minutes_id)
    return await people.is_member(connection, person.person_id, minutes.network_id)


async def _postpone(
    connection: AsyncConnection,
    actor: Actor,
    item: FollowUp,
    own: Ownership,
    due: date | None,
    now: datetime,
) -> Outcome:
    if due is None:
        raise BadInputError(doubts.NO_DATE)
    if due < local_day(now):
        raise BadInputError(doubts.PAST_DATE)
    if own.status not in PENDING or due == own.due:
        raise OutdatedError(doubts.ALREADY_SO)
    await move(connection, actor, Verb.POSTPONE, own, now, due=due)
    await show_anew(connection, item, now, item.with_part(replace(own, due=due)))
    return Outcome(Verb.POSTPONE, about=item.task, due=due)
