"""A follow-up changes hands: somebody points to another, or the reviewer finds an owner."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.followups import PENDING, FollowUp, Ownership, Status
from bot.domain.meetings import PartyKind
from bot.domain.notices import NoticeKind, Outcome
from bot.domain.people import Actor, Person
from bot.domain.sentences import shortened
from bot.domain.verbs import Verb
from bot.errors import NotAllowedError, OutdatedError
from bot.followups import announcing
from bot.followups.moving import move
from bot.followups.parties import Directory, same_body
from bot.followups.rights import may_review
from bot.followups.showing import show_anew
from bot.minutes import masking
from bot.storage import followups, history, meetings, outbox, people

_LET_GO = frozenset({Status.DECLINED, Status.HANDED_OVER})


async def point_to(
    connection: AsyncConnection,
    actor: Actor,
    item: FollowUp,
    own: Ownership,
    to: str,
    now: datetime,
) -> Outcome:
    """Follow the pointer where it fits one member; else the reviewer finds an owner."""
    if own.status not in PENDING:
        raise OutdatedError(doubts.ALREADY_SO)
    minutes = await meetings.minutes_of(connection, item.minutes_id)
    directory = Directory(await people.members_of(connection, minutes.network_id))
    found = directory.named(to).person or directory.contact(to).person
    if found is None:
        name = masking.hidden(shortened(to, 80))
        pointed_to = doubts.not_listed(name) if _is_unlisted(directory, to) else name
        refused = await refuse(connection, actor, item, own, now, pointed_to=pointed_to)
        return replace(refused, proposed=name)
    if found.person_id == own.person_id or _has_let_go(item, found):
        return await refuse(connection, actor, item, own, now)
    await _pass_on(connection, actor, Verb.DECLINE, item, own, found, now)
    await show_anew(connection, item, now)
    return Outcome(Verb.DECLINE, about=item.task, to=found.name)


def _is_unlisted(directory: Directory, to: str) -> bool:
    """Whether none of the names is a member's; "Lau eller Gro" are two who are."""
    names = [one.strip() for one in re.split(r",| eller | og ", to)]
    return all(directory.named(one).doubt == doubts.unlisted(one) for one in names)


async def refuse(
    connection: AsyncConnection,
    actor: Actor,
    item: FollowUp,
    own: Ownership,
    now: datetime,
    *,
    pointed_to: str | None = None,
) -> Outcome:
    """Take the refusal; the reviewer is asked who it is then, and told whom the owner named."""
    line = await move(connection, actor, Verb.DECLINE, own, now, status=Status.DECLINED)
    about = {"ownership_id": own.ownership_id, "pointed_to": pointed_to}
    await _seek_owner(connection, item, f"{own.ownership_id}/{line}", about, now)
    await show_anew(connection, item, now)
    return Outcome(Verb.DECLINE, about=item.task)


async def reassign(
    connection: AsyncConnection,
    actor: Actor,
    item: FollowUp,
    own: Ownership | None,
    person: Person,
    *,
    now: datetime,
) -> None:
    """Let the reviewer give it to somebody; the owner before (None: nobody) is done with it."""
    minutes = await meetings.minutes_of(connection, item.minutes_id)
    if not await may_review(connection, actor, minutes):
        raise NotAllowedError(doubts.NOT_REVIEWER)
    item = await followups.locked(connection, item.follow_up_id)
    if item.status is not Status.OPEN:
        raise OutdatedError(doubts.GONE)
    if own is None:
        given = await give(connection, item, person, None, now)
        change = {"before": {"status": Status.DROPPED}, "after": {"status": Status.OPEN}}
        await history.record(connection, actor, Verb.EDIT, "ownership", given, now=now, **change)
    else:
        own = next(one for one in item.owners if one.ownership_id == own.ownership_id)
        if own.status not in PENDING | {Status.DECLINED}:
            raise OutdatedError(doubts.ALREADY_SO)
        await _pass_on(connection, actor, Verb.EDIT, item, own, person, now)
    await show_anew(connection, item, now)


async def _pass_on(
    connection: AsyncConnection,
    actor: Actor,
    verb: Verb,
    item: FollowUp,
    own: Ownership,
    to: Person,
    now: datetime,
) -> None:
    """Take it off one owner and give it to somebody, unless they have a part of it anyway."""
    after = (
        {} if _has_it(item, own, to) else {"given_to": await give(connection, item, to, own, now)}
    )
    await move(connection, actor, verb, own, now, status=Status.HANDED_OVER, also=after)


async def give(
    connection: AsyncConnection,
    item: FollowUp,
    person: Person,
    before: Ownership | None,
    now: datetime,
    *,
    by: Person | None = None,
) -> int:
    """Make somebody an owner and tell them; they must accept. Gives the new ownership's id.

    `by` is who pointed to them, where that is not the owner before.
    """
    kind, name = PartyKind.PERSON, person.name
    if before and before.name and _for_the_same_body(item, before, person):
        kind, name = before.kind, before.name
    given = await followups.add_ownership(
        connection,
        item.follow_up_id,
        kind,
        name,
        person.person_id,
        status=Status.OPEN,
        due=before.due if before else item.due,
        handed_over_by=before.person_id if before else by.person_id if by else None,
    )
    minutes = await meetings.minutes_of(connection, item.minutes_id)
    await announcing.assign(
        connection,
        minutes.network_id,
        item.minutes_id,
        person.person_id,
        now=now,
        ownership_id=given,
    )
    return given


def _for_the_same_body(item: FollowUp, before: Ownership, person: Person) -> bool:
    """Køge's part stays Køge's, whoever there has it."""
    if before.kind is PartyKind.PERSON:
        return False
    return item.audience is PartyKind.EVERYONE or same_body(before.name, person.municipality)


def _has_let_go(item: FollowUp, person: Person) -> bool:
    """Who has said no already is not asked by the next one who says no."""
    return any(o.person_id == person.person_id and o.status in _LET_GO for o in item.owners)


def _has_it(item: FollowUp, own: Ownership, person: Person) -> bool:
    if item.audience is PartyKind.EVERYONE:
        return False  # has a part, but of another municipality
    others = [one for one in item.owners if one.ownership_id != own.ownership_id]
    return any(o.person_id == person.person_id and o.status in PENDING for o in others)


async def _seek_owner(
    connection: AsyncConnection,
    item: FollowUp,
    key: str,
    about: dict[str, Any],
    now: datetime,
) -> None:
    """Ask the reviewer who it is then."""
    minutes = await meetings.minutes_of(connection, item.minutes_id)
    if minutes.reviewer_id is None:
        return
    await outbox.enqueue(
        connection,
        NoticeKind.OWNER_SOUGHT,
        f"sought/{key}",
        network_id=minutes.network_id,
        person_id=minutes.reviewer_id,
        minutes_id=item.minutes_id,
        follow_up_id=item.follow_up_id,
        about=about,
        now=now,
    )
