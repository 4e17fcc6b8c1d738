"""Working groups seek members: who joins, perhaps joins, withdraws; the convener closes."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.followups import Status, next_status
from bot.domain.notices import NoticeKind, Outcome
from bot.domain.people import Actor, Person
from bot.domain.verbs import Verb
from bot.errors import NotAllowedError, OutdatedError
from bot.followups.rights import may_review
from bot.followups.showing import show_anew, show_group_anew
from bot.storage import followups, groups, history, meetings, outbox, people
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import MinutesRow
from bot.storage.tables import follow_up


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
    group, minutes = await _group(connection, group_id)
    if minutes.network_id not in await people.networks_of(connection, person.person_id):
        raise NotAllowedError(doubts.UNKNOWN_PERSON)
    if not group.open and verb is not Verb.WITHDRAW:
        raise OutdatedError(doubts.GROUP_CLOSED)
    before = next((v.answer for v in group.volunteers if v.person_id == person.person_id), None)
    if before == verb or (before is None and verb is Verb.WITHDRAW):
        raise OutdatedError(doubts.ALREADY_SO)
    await write(connection, group_id, person, None if verb is Verb.WITHDRAW else verb, now)
    await history.record(
        connection,
        actor,
        verb,
        "volunteer",
        group_id,
        now=now,
        before={"answer": before},
        after={"answer": None if verb is Verb.WITHDRAW else verb},
    )
    if verb is Verb.VOLUNTEER:
        await _report_municipality(connection, actor, group, person, now)
    await _tell_convener(connection, group, minutes, now)
    await show_group_anew(connection, group_id, now)
    return Outcome(verb, about=group.name)


async def write(
    connection: AsyncConnection,
    group_id: int,
    person: Person,
    verb: Verb | None,
    now: datetime,
) -> None:
    """Put a person on the roster with an answer, or (None) take them off it."""
    if verb is None:
        await groups.remove_volunteer(connection, group_id, person.person_id)
        return
    await groups.set_volunteer(
        connection,
        group_id,
        person_id=person.person_id,
        name=person.name,
        municipality=person.municipality,
        answer=verb,
        now=now,
    )


async def close(
    connection: AsyncConnection, actor: Actor, group_id: int, *, now: datetime
) -> Outcome:
    """Take no more volunteers and give the convener the final roster."""
    group, minutes = await _group(connection, group_id)
    is_convener = actor.person_id is not None and actor.person_id in (
        group.convener_id,
        group.contact_id,
    )
    if not is_convener and not await may_review(connection, actor, minutes):
        raise NotAllowedError(doubts.NOT_CONVENER)
    if not await groups.close_group(connection, group_id):
        raise OutdatedError(doubts.GROUP_CLOSED)
    await history.record(
        connection,
        actor,
        Verb.CLOSE_GROUP,
        "working_group",
        group_id,
        now=now,
        before={"open": True},
        after={"open": False},
    )
    await _roster(connection, group, minutes, f"roster/{group_id}/closed", now)
    await show_group_anew(connection, group_id, now)
    return Outcome(Verb.CLOSE_GROUP, about=group.name)


async def _group(connection: AsyncConnection, group_id: int) -> tuple[WorkingGroup, MinutesRow]:
    group = await groups.group_of(connection, group_id)
    minutes = await meetings.minutes_of(connection, group.minutes_id)
    if minutes.approved_at is None:
        raise OutdatedError(doubts.NOT_APPROVED)
    return group, minutes


async def _report_municipality(
    connection: AsyncConnection,
    actor: Actor,
    group: WorkingGroup,
    person: Person,
    now: datetime,
) -> None:
    """A municipality that has named somebody has done what the minutes ask of it."""
    asking = await followups.follow_ups(
        connection, follow_up.c.group_id == group.group_id, follow_up.c.status == Status.OPEN
    )
    for item in asking:
        for own in item.owners:
            status = next_status(own.status, Verb.FINISH)
            mine = own.person_id == person.person_id
            if status and (mine or (own.name and own.name == person.municipality)):
                await followups.change_ownership(connection, own.ownership_id, status=status)
                await history.record(
                    connection,
                    Actor(actor.road),
                    Verb.FINISH,
                    "ownership",
                    own.ownership_id,
                    now=now,
                    before={"status": own.status},
                    after={"status": status},
                )
        await show_anew(connection, item, now)


async def _tell_convener(
    connection: AsyncConnection, group: WorkingGroup, minutes: MinutesRow, now: datetime
) -> None:
    """Give the convener the roster when the first one answers; in Teams it then keeps itself."""
    await _roster(connection, group, minutes, f"roster/{group.group_id}", now)


async def _roster(
    connection: AsyncConnection,
    group: WorkingGroup,
    minutes: MinutesRow,
    key: str,
    now: datetime,
) -> None:
    convener_id = group.convener_id or group.contact_id
    if convener_id is None:
        return
    await outbox.enqueue(
        connection,
        NoticeKind.ROSTER,
        key,
        network_id=minutes.network_id,
        person_id=convener_id,
        minutes_id=minutes.minutes_id,
        group_id=group.group_id,
        now=now,
    )
