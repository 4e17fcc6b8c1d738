"""What the channel is shown of a meeting: that it was gone through, and the common tasks."""

from dataclasses import replace

from bot.domain.calendar import local_day
from bot.domain.followups import DONE, HELD, FollowUp, Status
from bot.domain.meetings import Kind, PartyKind
from bot.domain.notices import ChannelTask, ChannelTasks, News
from bot.followups.announcing import is_shown_in_channel
from bot.followups.composing.context import Context
from bot.storage import followups, groups, meetings, versions
from bot.storage.outbox import OutboxRow
from bot.storage.tables import follow_up, working_group


async def channel_tasks(context: Context, row: OutboxRow) -> ChannelTasks | None:
    """Compose the channel's card of a meeting: nobody's tasks first, then everybody's.

    Without a channel somebody gets it by mail, and only what is there to be done.
    """
    if row.minutes_id is None:
        return None
    composed = await channel_tasks_of(context, row.minutes_id)
    if row.person_id is None or composed is None:
        return composed
    return replace(composed, news=None) if composed.tasks else None


async def channel_tasks_of(context: Context, minutes_id: int) -> ChannelTasks | None:
    """Compose the news of a meeting and its common tasks as they stand."""
    items = await followups.follow_ups(
        context.connection,
        follow_up.c.minutes_id == minutes_id,
        follow_up.c.status == Status.OPEN,
    )
    shown = [item for item in items if is_shown_in_channel(item)]
    news = await _news(context, minutes_id, len(items))
    if not shown and news is None:
        return None
    shown.sort(key=lambda item: item.audience is PartyKind.EVERYONE)
    return ChannelTasks(
        occasion=await context.occasion(minutes_id),
        tasks=tuple(channel_task(item) for item in shown),
        news=news,
    )


async def _news(context: Context, minutes_id: int, tasks: int) -> News | None:
    """Say that the minutes have been approved; None where nothing came of them."""
    connection = context.connection
    minutes = await meetings.minutes_of(connection, minutes_id)
    set_up = await groups.groups(connection, working_group.c.minutes_id == minutes_id)
    is_partial = minutes.approved_at is None
    if not tasks and (is_partial or not set_up):
        return None
    came_at = await versions.corrected_at(connection, minutes_id)
    reviewer = await context.person(minutes.reviewer_id) if minutes.reviewer_id else None
    return News(
        tasks=tasks,
        groups=0 if is_partial else len(set_up),
        is_partial=is_partial,
        corrected_on=local_day(came_at) if came_at else None,
        reviewer=reviewer.name if reviewer else None,
    )


def channel_task(item: FollowUp) -> ChannelTask:
    """Compose one task of the channel's card."""
    everyone = item.audience is PartyKind.EVERYONE
    done = [one.name for one in item.owners if one.name and one.status in DONE]
    waited_for = [one.name for one in item.owners if one.name and one.name not in done]
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
        missing=tuple(sorted(set(waited_for))) if everyone else (),
        is_standing=everyone and item.kind is Kind.STANDING,
    )
