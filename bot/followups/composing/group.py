"""What the channel and conveners are shown: calls for volunteers, rosters, common tasks."""

from bot.domain.danish import excerpt
from bot.domain.followups import DONE, HELD, FollowUp, Status
from bot.domain.meetings import Kind, PartyKind
from bot.domain.notices import ChannelTask, ChannelTasks, Roster, Volunteer, VolunteerCall
from bot.followups.announcing import is_shown_in_channel
from bot.followups.composing.context import Context
from bot.storage import followups, groups
from bot.storage.groups import WorkingGroup
from bot.storage.outbox import OutboxRow
from bot.storage.tables import follow_up


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


async def channel_tasks(context: Context, row: OutboxRow) -> ChannelTasks | None:
    """Compose the channel's card of a meeting: nobody's tasks first, then everybody's."""
    return None if row.minutes_id is None else await channel_tasks_of(context, row.minutes_id)


async def channel_tasks_of(context: Context, minutes_id: int) -> ChannelTasks | None:
    """Compose a meeting's common tasks as they stand."""
    items = await followups.follow_ups(
        context.connection,
        follow_up.c.minutes_id == minutes_id,
        follow_up.c.status == Status.OPEN,
    )
    shown = [item for item in items if is_shown_in_channel(item)]
    if not shown:
        return None
    shown.sort(key=lambda item: item.audience is PartyKind.EVERYONE)
    return ChannelTasks(
        occasion=await context.occasion(minutes_id),
        tasks=tuple(channel_task(item) for item in shown),
    )


def channel_task(item: FollowUp) -> ChannelTask:
    """Compose one task of the channel's card."""
    everyone = item.audience is PartyKind.EVERYONE
    done = [one.name for one in item.owners if one.name and one.status in DONE]
    takers = [one.name for one in item.owners if one.person_id and one.status in HELD]
    return ChannelTask(
        follow_up_id=item.follow_up_id,
        task=item.task,
        due=item.due,
        due_words=item.due_words,
        quote=item.quote,
        audience=PartyKind.EVERYONE if everyone else PartyKind.UNASSIGNED,
        taken_by=None if everyone or not takers else takers[-1],
        answered=tuple(dict.fromkeys(done)) if everyone else (),
        # one that was handed on within a municipality is still one
        asked=len({one.name for one in item.owners}) if everyone else 0,
        is_standing=everyone and item.kind is Kind.STANDING,
    )
