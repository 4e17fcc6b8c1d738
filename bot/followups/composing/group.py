"""What is shown of a working group: the call for volunteers, the roster, somebody's seat."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.notices import GroupNote, OwnAnswer, Roster, Seat, Volunteer, VolunteerCall
from bot.domain.wording import excerpt
from bot.followups.composing.context import Context
from bot.followups.seating import seated
from bot.storage import groups, meetings, people, viewers
from bot.storage.groups import WorkingGroup
from bot.storage.outbox import OutboxRow

#: Teams asks for a view of their own for no more
_MOST_VIEWERS = 60


def listed(group: WorkingGroup) -> tuple[Volunteer, ...]:
    """Give a group's roster: who is in, who waits, who might join."""
    seating = seated(group.volunteers, group.seats)
    return tuple(
        Volunteer(one.name, one.municipality, one.answer, waiting=one in seating.waiting)
        for one in seating.all
    )


async def listed_with_mail(
    connection: AsyncConnection, group: WorkingGroup
) -> tuple[Volunteer, ...]:
    """Give the same with mail addresses, for who is to call the group together."""
    ids = [one.person_id for one in seated(group.volunteers, group.seats).all]
    emails = [(await people.person_of(connection, one)).email if one else None for one in ids]
    return tuple(
        replace(one, email=email) for one, email in zip(listed(group), emails, strict=True)
    )


async def volunteer_call(context: Context, row: OutboxRow) -> VolunteerCall | None:
    """Compose the call for volunteers; a closed group calls nobody anew."""
    if row.group_id is None:
        return None
    group = await groups.group_of(context.connection, row.group_id)
    if row.replaces_id is None and not group.open:
        return None
    to = (await context.person(row.person_id)).name if row.person_id else None
    return await call_of(context, group, to)


async def call_of(context: Context, group: WorkingGroup, to_name: str | None) -> VolunteerCall:
    """Compose a group's call as it stands; without a name it is the channel's."""
    asking = () if to_name else await _viewers(context, group)
    return VolunteerCall(
        occasion=await context.occasion(group.minutes_id),
        group_id=group.group_id,
        name=group.name,
        convener=group.convener,
        contact=group.contact,
        quote=excerpt(group.quote),
        roster=listed(group),
        closed=not group.open,
        seats=group.seats,
        closes_on=group.closes_on,
        to_name=to_name,
        viewers=asking,
    )


async def view_of(context: Context, group: WorkingGroup, person_id: int) -> VolunteerCall:
    """Compose the channel's call as it is for one person."""
    answers = {one.person_id: one.answer for one in group.volunteers}
    place = seated(group.volunteers, group.seats).place_of(person_id)
    own = OwnAnswer(answers.get(person_id), place)
    return replace(await call_of(context, group, None), own=own)


async def _viewers(context: Context, group: WorkingGroup) -> tuple[str, ...]:
    """Give whose clients ask for a view: those who have answered first, for they need it most."""
    if not group.open:
        return ()
    minutes = await meetings.minutes_of(context.connection, group.minutes_id)
    ids = await viewers.teams_ids(context.connection, minutes.network_id)
    answered = [one.person_id for one in group.volunteers if one.person_id in ids]
    in_order = dict.fromkeys([*answered, *ids])
    return tuple(ids[one] for one in in_order if one is not None)[:_MOST_VIEWERS]


async def roster(context: Context, row: OutboxRow) -> Roster | None:
    """Compose the roster for the convener."""
    if row.group_id is None:
        return None
    group = await groups.group_of(context.connection, row.group_id)
    return await roster_of(context, group, (await context.person(row.person_id)).name)


async def roster_of(context: Context, group: WorkingGroup, to_name: str) -> Roster:
    """Compose a group's roster as it stands."""
    return Roster(
        occasion=await context.occasion(group.minutes_id),
        group_id=group.group_id,
        name=group.name,
        to_name=to_name,
        roster=await listed_with_mail(context.connection, group),
        closed=not group.open,
        seats=group.seats,
        closes_on=group.closes_on,
    )


async def seat(context: Context, row: OutboxRow) -> Seat | None:
    """Compose somebody's place; there is nothing to say to who has withdrawn since."""
    if row.group_id is None or row.person_id is None:
        return None
    group = await groups.group_of(context.connection, row.group_id)
    found = await seat_of(context, group, row.person_id)
    is_on_it = found.seated or found.place is not None
    return found if is_on_it or row.replaces_id is not None else None


async def seat_of(context: Context, group: WorkingGroup, person_id: int) -> Seat:
    """Compose a person's place in a group as it stands."""
    seating = seated(group.volunteers, group.seats)
    return Seat(
        occasion=await context.occasion(group.minutes_id),
        group_id=group.group_id,
        name=group.name,
        to_name=(await context.person(person_id)).name,
        seated=seating.has_seat(person_id),
        place=seating.place_of(person_id),
    )


async def note(context: Context, row: OutboxRow) -> GroupNote | None:
    """Compose a note to the group; whoever has left it since is not written to."""
    if row.group_id is None or row.person_id is None:
        return None
    group = await groups.group_of(context.connection, row.group_id)
    if all(one.person_id != row.person_id for one in group.volunteers):
        return None
    writer = await context.person(row.about["by"])
    return GroupNote(
        occasion=await context.occasion(group.minutes_id),
        group_id=group.group_id,
        name=group.name,
        to_name=(await context.person(row.person_id)).name,
        from_name=writer.name,
        from_email=writer.email,
        text=tuple(row.about["text"].splitlines()),
    )
