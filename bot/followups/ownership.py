"""What an owner does with theirs: take it, finish, move, refuse, wait, and take that back."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.followups import PENDING, FollowUp, Ownership, Status, next_status
from bot.domain.meetings import PartyKind
from bot.domain.notices import Outcome
from bot.domain.people import Actor, Person
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError, OutdatedError
from bot.followups import handover
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
    """Do what the owner asks with one of their own; refusals are raised, in Danish."""
    item, own = await followups.follow_up_by_ownership(connection, ownership_id)
    if not _is_theirs(own, person):
        raise NotAllowedError(doubts.NOT_YOURS)
    if verb is Verb.POSTPONE:
        return await _postpone(connection, actor, item, own, due, now)
    if verb is Verb.DECLINE and to:
        return await handover.point_to(connection, actor, item, own, to, now)
    status = next_status(own.status, verb)
    if status is None:
        raise OutdatedError(doubts.ALREADY_SO)
    line = await handover.move(connection, actor, verb, own, now, status=status)
    if status is Status.DECLINED:
        await handover.seek_owner(connection, item, own, line, now)
    await show_anew(connection, item, now)
    return Outcome(verb, about=item.task)


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
    if item.status is not Status.OPEN:
        raise OutdatedError(doubts.GONE)
    held = [one for one in item.owners if one.person_id and one.status not in _LET_GO]
    if held:
        owner = await people.person_of(connection, held[0].person_id or 0)
        raise OutdatedError(doubts.taken(owner.name))
    if not await _is_member(connection, item, person):
        raise NotAllowedError(doubts.UNKNOWN_PERSON)
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
        after={"status": Status.ACCEPTED},
    )
    await show_anew(connection, item, now)
    return Outcome(Verb.TAKE, about=item.task)


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
    for own in item.owners:
        if _is_theirs(own, person) or (own.name and own.name == person.municipality):
            status = next_status(own.status, Verb.FINISH)
            if status is None:
                raise OutdatedError(doubts.ALREADY_SO)
            await handover.move(connection, actor, Verb.FINISH, own, now, status=status)
            await show_anew(connection, item, now)
            return Outcome(Verb.FINISH, about=item.task)
    raise NotAllowedError(doubts.NOT_YOURS)


_LET_GO = frozenset({Status.DECLINED, Status.HANDED_OVER, Status.DROPPED})


def _is_theirs(own: Ownership, person: Person) -> bool:
    return own.person_id == person.person_id


async def _is_member(connection: AsyncConnection, item: FollowUp, person: Person) -> bool:
    minutes = await meetings.minutes_of(connection, item.minutes_id)
    return minutes.network_id in await people.networks_of(connection, person.person_id)


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
    if due < now.date():
        raise BadInputError(doubts.PAST_DATE)
    if own.status not in PENDING or due == own.due:
        raise OutdatedError(doubts.ALREADY_SO)
    await handover.move(connection, actor, Verb.POSTPONE, own, now, due=due)
    await show_anew(connection, item, now)
    return Outcome(Verb.POSTPONE, about=item.task, due=due)
