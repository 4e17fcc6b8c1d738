"""What the channel is shown of a meeting: the tasks that are everybody's or nobody's."""

from bot.domain.followups import DONE, HELD, FollowUp, Status
from bot.domain.meetings import Kind, PartyKind
from bot.domain.notices import ChannelTask, ChannelTasks
from bot.followups.announcing import is_shown_in_channel
from bot.followups.composing.context import Context
from bot.storage import followups
from bot.storage.outbox import OutboxRow
from bot.storage.tables import follow_up


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
