"""What there is to tell of a network: all that stands, and what of it is new since some time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.calendar import local_day
from bot.domain.followups import DONE, PENDING, FollowUp, Status
from bot.domain.meetings import PartyKind
from bot.domain.verbs import Verb
from bot.followups.announcing import goes_to_channel
from bot.followups.composing.context import Context
from bot.storage import followups, groups, history, meetings
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import MinutesRow
from bot.storage.tables import follow_up, working_group


@dataclass(frozen=True)
class News:
    """A network's follow-ups by what is to be said of them, and the groups that seek members."""

    done: tuple[FollowUp, ...]
    #: opened in the period, and not told under another head
    new: tuple[FollowUp, ...]
    overdue: tuple[FollowUp, ...]
    unowned: tuple[FollowUp, ...]
    groups: tuple[WorkingGroup, ...]
    next_meeting: date | None

    def __bool__(self) -> bool:
        """A date alone is no news."""
        return bool(self.done or self.new or self.overdue or self.unowned or self.groups)


async def news_of(
    context: Context, network_id: int, since: datetime, until: datetime, *, changed: bool = False
) -> News:
    """Give what was done and opened in the period, and all that is overdue or sought.

    With `changed` only what became overdue or sought in the period.
    """
    held = await meetings.all_minutes(context.connection, network_id)
    opened = await _opened(context, held)
    # what was approved since is told the next time
    items = [item for item, at in opened if at < until]
    fresh = {item.follow_up_id for item, at in opened if since <= at}
    held = [one for one in held if one.approved_at and one.approved_at < until]
    finished = await _finished(context, items, since, until)
    unowned = [item for item in items if goes_to_channel(item) and not is_everyones(item)]
    late = [item for item in items if any(day < context.today for day in _waited_for(item))]
    seeking = await groups.groups(
        context.connection,
        working_group.c.minutes_id.in_([one.minutes_id for one in held]),
        working_group.c.open.is_(True),
    )
    if changed:
        left = fresh | await _declined(context, unowned, since, until)
        unowned = [item for item in unowned if item.follow_up_id in left]
        days = local_day(since), local_day(until)
        late = [i for i in late if i.follow_up_id in fresh or _became_late(i, *days)]
        called = {one.minutes_id for one in held if one.approved_at and since <= one.approved_at}
        stirred = await groups.answered_in(context.connection, since, until)
        seeking = [g for g in seeking if g.minutes_id in called or g.group_id in stirred]
    told = {item.follow_up_id for item in (*unowned, *late)} | finished
    coming = [one.next_meeting for one in held if one.next_meeting]
    return News(
        done=tuple(item for item in items if item.follow_up_id in finished),
        new=tuple(item for item in items if item.follow_up_id in fresh - told),
        overdue=tuple(late),
        unowned=tuple(unowned),
        groups=tuple(seeking),
        next_meeting=min((day for day in coming if day >= context.today), default=None),
    )


async def _opened(context: Context, held: Sequence[MinutesRow]) -> list[tuple[FollowUp, datetime]]:
    """Give what has been approved, also of minutes whose rest is in review still, and when."""
    ids = [one.minutes_id for one in held]
    items = await followups.follow_ups(
        context.connection, follow_up.c.minutes_id.in_(ids), follow_up.c.status == Status.OPEN
    )
    at = {
        follow_up_id: line["at"]
        for line in await history.lines_of(context.connection, "minutes", ids)
        for follow_up_id in line["after"].get("follow_ups", ())
    }
    whole = {one.minutes_id: one.approved_at or one.received_at for one in held}
    return [(item, at.get(item.follow_up_id, whole[item.minutes_id])) for item in items]


async def _finished(
    context: Context, items: list[FollowUp], since: datetime, until: datetime
) -> set[int]:
    """Give the follow-ups that all owners are done with, the last of them in the period."""
    done = [item for item in items if item.owners and not _waiting(item) and _any_done(item)]
    at = await _times(context, done, Verb.FINISH)
    found = set()
    for item in done:
        times = [at[one.ownership_id] for one in item.owners if one.ownership_id in at]
        if times and since <= max(times) < until:
            found.add(item.follow_up_id)
    return found


async def _declined(
    context: Context, items: Sequence[FollowUp], since: datetime, until: datetime
) -> set[int]:
    """Give the follow-ups that an owner refused in the period."""
    at = await _times(context, items, Verb.DECLINE)
    return {
        item.follow_up_id
        for item in items
        if any(since <= at.get(one.ownership_id, until) < until for one in item.owners)
    }


async def _times(context: Context, items: Sequence[FollowUp], verb: Verb) -> dict[int, datetime]:
    """Give when each part was last answered so, where that stands."""
    ids = [one.ownership_id for item in items for one in item.owners]
    lines = await history.lines_of(context.connection, "ownership", ids)
    return {
        line["subject_id"]: line["at"]
        for line in lines
        if line["verb"] == verb and line["undone_at"] is None
    }


def _waiting(item: FollowUp) -> bool:
    return any(one.status in PENDING or one.status is Status.DECLINED for one in item.owners)


def _any_done(item: FollowUp) -> bool:
    return any(one.status in DONE for one in item.owners)


def is_everyones(item: FollowUp) -> bool:
    """Say whether each municipality answers for itself."""
    return item.audience is PartyKind.EVERYONE


def _waited_for(item: FollowUp) -> list[date]:
    """Give the due dates of what somebody has still to do."""
    dates = [own.due or item.due for own in item.owners if own.status in PENDING]
    return [day for day in dates if day is not None]


def _became_late(item: FollowUp, first: date, last: date) -> bool:
    """Say whether a due date passed between two days: the day after it is the first late one."""
    return any(first <= day < last for day in _waited_for(item))
