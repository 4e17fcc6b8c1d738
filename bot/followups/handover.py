"""A follow-up changes hands: somebody points to another, or the reviewer finds an owner."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.followups import PENDING, FollowUp, Ownership, Status
from bot.domain.meetings import PartyKind
from bot.domain.notices import NoticeKind, Outcome
from bot.domain.people import Actor, Person
from bot.domain.verbs import Verb
from bot.errors import OutdatedError
from bot.followups import announcing
from bot.followups.parties import Directory
from bot.followups.showing import show_anew
from bot.storage import followups, history, meetings, outbox, people


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
    found = Directory(await people.members_of(connection, minutes.network_id)).named(to).person
    if found is None or found.person_id == own.person_id:
        line = await move(connection, actor, Verb.DECLINE, own, now, status=Status.DECLINED)
        await seek_owner(connection, item, own, line, now)
        await show_anew(connection, item, now)
        return Outcome(Verb.DECLINE, about=item.task)
    await move(connection, actor, Verb.DECLINE, own, now, status=Status.HANDED_OVER)
    await give(connection, item, found, now=now, after=own)
    return Outcome(Verb.DECLINE, about=item.task, to=found.name)


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
    if own is not None:
        if own.status in (Status.HANDED_OVER, Status.REPORTED_DONE, Status.CONFIRMED):
            raise OutdatedError(doubts.ALREADY_SO)
        await move(connection, actor, Verb.EDIT, own, now, status=Status.HANDED_OVER)
    await give(connection, item, person, now=now, after=own)


async def give(
    connection: AsyncConnection,
    item: FollowUp,
    person: Person,
    *,
    now: datetime,
    after: Ownership | None,
) -> None:
    """Make somebody an owner and tell them; they must accept."""
    ownership_id = await followups.add_ownership(
        connection,
        item.follow_up_id,
        PartyKind.PERSON,
        person.name,
        person.person_id,
        status=Status.OPEN,
        due=after.due if after else item.due,
        handed_over_by=after.person_id if after else None,
    )
    minutes = await meetings.minutes_of(connection, item.minutes_id)
    await announcing.assign(
        connection,
        minutes.network_id,
        item.minutes_id,
        person.person_id,
        now=now,
        ownership_id=ownership_id,
    )
    await show_anew(connection, item, now)


async def seek_owner(
    connection: AsyncConnection, item: FollowUp, own: Ownership, line: int, now: datetime
) -> None:
    """Ask the reviewer who it is then; `line` of the history is the refusal."""
    minutes = await meetings.minutes_of(connection, item.minutes_id)
    if minutes.reviewer_id is None:
        return
    await outbox.enqueue(
        connection,
        NoticeKind.OWNER_SOUGHT,
        f"sought/{own.ownership_id}/{line}",
        network_id=minutes.network_id,
        person_id=minutes.reviewer_id,
        minutes_id=item.minutes_id,
        follow_up_id=item.follow_up_id,
        about={"ownership_id": own.ownership_id},
        now=now,
    )


async def move(
    connection: AsyncConnection,
    actor: Actor,
    verb: Verb,
    own: Ownership,
    now: datetime,
    *,
    status: Status | None = None,
    due: date | None = None,
) -> int:
    """Change an ownership and write it down; give the id of the line in the history."""
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
        after=history.plain(changed),
    )
