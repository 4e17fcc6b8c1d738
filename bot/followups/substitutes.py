"""Somebody names who acts for them while they are away; it ends by itself."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts, standing_in
from bot.domain.calendar import local_day
from bot.domain.notices import NoticeKind, Outcome
from bot.domain.people import SYSTEM, Actor, Member, Person
from bot.domain.verbs import Verb
from bot.errors import BadInputError, OutdatedError
from bot.followups import informing
from bot.followups.parties import Directory
from bot.storage import history, people, refreshing, substitutes
from bot.storage.substitutes import Substitution
from bot.storage.tables import outbox

_NOBODY = {"substitute_id": None, "starts_on": None, "until": None}


async def appoint(
    connection: AsyncConnection,
    actor: Actor,
    person: Person,
    to: str,
    *,
    starts_on: date | None,
    until: date | None,
    now: datetime,
) -> Outcome:
    """Let one member of the person's networks act for them; refusals are questions."""
    found = await _named(connection, person, to)
    if until is None:
        raise BadInputError(standing_in.UNTIL_WHEN)
    first = max(starts_on or local_day(now), local_day(now))
    if until <= first:
        raise BadInputError(doubts.PAST_DATE)
    wanted = Substitution(person.person_id, found.person_id, first, until)
    await _refuse_chains(connection, wanted, found, local_day(now))
    await _change(connection, actor, Verb.SUBSTITUTE, person.person_id, wanted, now)
    await informing.inform_of(connection, wanted, now)
    later = first if first > local_day(now) else None
    return Outcome(Verb.SUBSTITUTE, to=found.name, starts_on=later, due=until)


async def dismiss(
    connection: AsyncConnection, actor: Actor, person: Person, *, now: datetime
) -> Outcome:
    """Let nobody act for a person any more."""
    if await substitutes.substitution_of(connection, person.person_id) is None:
        raise OutdatedError(standing_in.NOBODY)
    await _change(connection, actor, Verb.NO_SUBSTITUTE, person.person_id, None, now)
    return Outcome(Verb.NO_SUBSTITUTE)


async def put_back(
    connection: AsyncConnection, person: Person, line: dict[str, Any], now: datetime
) -> None:
    """Undo one such change, unless it is over or another has been made since."""
    current = await substitutes.substitution_of(connection, person.person_id)
    before = _taken_out(person.person_id, line["before"])
    if _kept(current) != line["after"] or (before and before.until <= local_day(now)):
        raise OutdatedError(doubts.TOO_LATE_TO_UNDO)
    if before is not None:
        found = await people.person_of(connection, before.substitute_id)
        await _refuse_chains(connection, before, found, local_day(now))
    await _write(connection, person.person_id, current, before, now)


async def end(connection: AsyncConnection, now: datetime) -> int:
    """Forget whose time is over, and let the cards say so; give how many those are."""
    over = await substitutes.over(connection, local_day(now))
    for one in over:
        await _change(connection, SYSTEM, Verb.NO_SUBSTITUTE, one.person_id, None, now)
    return len(over)


async def _named(connection: AsyncConnection, person: Person, to: str) -> Person:
    """Find the one member who is meant, in any network that the person is in."""
    members: dict[int, Member] = {}
    for network_id in await people.networks_of(connection, person.person_id):
        for one in await people.members_of(connection, network_id):
            members.setdefault(one.person.person_id, one)
    oneself = members.pop(person.person_id, None)
    found = Directory(list(members.values())).named(to)
    if found.person is not None:
        return found.person
    if oneself and Directory([oneself]).named(to).person:
        raise BadInputError(standing_in.ONESELF)
    raise BadInputError(found.doubt or doubts.unlisted(to))


async def _refuse_chains(
    connection: AsyncConnection, wanted: Substitution, found: Person, today: date
) -> None:
    """Refuse who is not there either, and who is there for somebody else's sake already."""
    wishes = await people.wishes_of(connection, found.person_id)
    is_paused = wishes.paused_until is not None and wishes.paused_until > wanted.starts_on
    if wishes.opted_out or is_paused:
        raise BadInputError(standing_in.is_silent(found.name))
    theirs = await substitutes.substitution_of(connection, found.person_id)
    if theirs is not None and theirs.meets(wanted):
        raise BadInputError(standing_in.is_away(found.name))
    for other in await substitutes.ahead_by(connection, wanted.person_id, today):
        if other.meets(wanted):
            away = await people.person_of(connection, other.person_id)
            raise BadInputError(standing_in.stands_in(away.name))


async def _change(
    connection: AsyncConnection,
    actor: Actor,
    verb: Verb,
    person_id: int,
    after: Substitution | None,
    now: datetime,
) -> None:
    before = await substitutes.substitution_of(connection, person_id)
    if before == after:
        raise OutdatedError(doubts.ALREADY_SO)
    await history.record(
        connection,
        actor,
        verb,
        "person",
        person_id,
        now=now,
        before=_kept(before),
        after=_kept(after),
    )
    await _write(connection, person_id, before, after, now)


async def _write(
    connection: AsyncConnection,
    person_id: int,
    before: Substitution | None,
    after: Substitution | None,
    now: datetime,
) -> None:
    """Write it, and let the cards of both substitutes say what is so."""
    await substitutes.write(connection, person_id, after)
    theirs = {one.substitute_id for one in (before, after) if one}
    is_theirs = (outbox.c.kind == NoticeKind.SUBSTITUTE) & outbox.c.person_id.in_(theirs)
    await refreshing.refresh(connection, now, is_theirs)


def _kept(one: Substitution | None) -> dict[str, Any]:
    if one is None:
        return _NOBODY
    return {
        "substitute_id": one.substitute_id,
        **history.plain({"starts_on": one.starts_on, "until": one.until}),
    }


def _taken_out(person_id: int, kept: dict[str, Any]) -> Substitution | None:
    if kept["substitute_id"] is None:
        return None
    first, until = date.fromisoformat(kept["starts_on"]), date.fromisoformat(kept["until"])
    return Substitution(person_id, kept["substitute_id"], first, until)
