"""What is shown of a working group: the call for volunteers, the roster, somebody's seat."""

from bot.domain.danish import excerpt
from bot.domain.notices import Roster, Seat, Volunteer, VolunteerCall
from bot.followups.composing.context import Context
from bot.followups.seating import seated
from bot.storage import groups
from bot.storage.groups import WorkingGroup
from bot.storage.outbox import OutboxRow


def listed(group: WorkingGroup) -> tuple[Volunteer, ...]:
    """Give a group's roster: who is in, who waits, who might join."""
    seating = seated(group.volunteers, group.seats)
    return tuple(
        Volunteer(one.name, one.municipality, one.answer, waiting=one in seating.waiting)
        for one in (*seating.seated, *seating.waiting, *seating.maybe)
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
    """Compose a group's call as it stands."""
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
    )


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
        roster=listed(group),
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
