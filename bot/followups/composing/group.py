"""What is shown of a working group: the call for volunteers, the roster."""

from bot.domain.danish import excerpt
from bot.domain.notices import Roster, Volunteer, VolunteerCall
from bot.followups.composing.context import Context
from bot.storage import groups
from bot.storage.groups import WorkingGroup
from bot.storage.outbox import OutboxRow


def _volunteers(group: WorkingGroup) -> tuple[Volunteer, ...]:
    return tuple(Volunteer(one.name, one.municipality, one.answer) for one in group.volunteers)


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
        roster=_volunteers(group),
        closed=not group.open,
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
        roster=_volunteers(group),
        closed=not group.open,
    )
