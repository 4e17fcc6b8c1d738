"""Somebody's own digest: what is theirs, and what changed since the last one that they got."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calendar import local_day, opening_on, working_days_before
from bot.domain.followups import PENDING, FollowUp
from bot.domain.notices import Digest, PersonalDigest
from bot.domain.rhythm import Rhythm
from bot.followups.composing.context import Context
from bot.followups.composing.digest import digest, digest_from
from bot.followups.composing.news import News, news_of
from bot.followups.composing.tasks import tasks_of
from bot.storage import digests, people
from bot.storage.digests import NEVER, Last
from bot.storage.outbox import OutboxRow

_WEEK = timedelta(weeks=1)
#: whoever was away for longer need not hear of all that was
_LONGEST = timedelta(weeks=6)


async def any_digest(context: Context, row: OutboxRow) -> Digest | PersonalDigest | None:
    """Compose the channel's digest or somebody's own, as the row is for."""
    if row.person_id is None:
        return await digest(context, row)
    return await _personal(context, row, row.person_id)


async def _personal(context: Context, row: OutboxRow, person_id: int) -> PersonalDigest | None:
    """Compose what is somebody's, and what changed since the digest that they got before."""
    connection, until = context.connection, told_until(row.created_at)
    rhythm = Rhythm(row.about.get("rhythm", Rhythm.WEEKLY))
    is_shown = row.replaces_id is not None
    if is_over(rhythm, row.created_at, context.now) and not is_shown:
        return None  # held up for so long that the next one tells it
    last = (await digests.last_of(connection, [person_id], row.outbox_id)).get(person_id, NEVER)
    since = told_since(rhythm, last, row.created_at)
    ids = await people.networks_of(connection, person_id)
    tasks = await tasks_of(context, person_id, pending_only=True, networks=set(ids))
    parts, has_news = [], False
    for network_id in row.about.get("network_ids", ids):
        if network_id not in ids:
            continue  # they left it
        news = await news_of(context, network_id, since, until, changed=True)
        has_news = has_news or bool(news)
        network = await people.network_of(connection, network_id)
        week = local_day(until).isocalendar()[:2]
        parts.append(digest_from(context, network, _of_others(news, person_id), week))
    is_due = rhythm is Rhythm.WEEKLY and any(task.overdue for task in tasks)
    if not (has_news or is_due or is_shown):
        return None
    name = (await context.person(person_id)).name
    return PersonalDigest(name, rhythm, local_day(until), tasks, tuple(parts))


def told_until(written_at: datetime) -> datetime:
    """Give until when a person's digest tells what happened: that day at 8, by Danish time."""
    return min(opening_on(local_day(written_at)), written_at)


def told_since(rhythm: Rhythm, last: Last, written_at: datetime) -> datetime:
    """Give from when on it does: where the last one ended, else a week or a working day ago."""
    if last.told_at is not None:
        since = told_until(last.told_at)
    else:
        day = local_day(told_until(last.missed_at or written_at))
        is_daily = rhythm is Rhythm.DAILY
        since = opening_on(working_days_before(day, 1) if is_daily else day - _WEEK)
    return max(since, told_until(written_at) - _LONGEST)


def is_over(rhythm: Rhythm, written_at: datetime, now: datetime) -> bool:
    """Say whether the day or week has passed for which a person's digest was written."""
    then, today = local_day(written_at), local_day(now)
    if rhythm is Rhythm.DAILY:
        return then != today
    return then.isocalendar()[:2] != today.isocalendar()[:2]


def _of_others(news: News, person_id: int) -> News:
    """Leave out what is open with the person: that is among their tasks."""

    def others(items: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
        return tuple(item for item in items if not _is_open_with(item, person_id))

    return replace(news, new=others(news.new), overdue=others(news.overdue))


def _is_open_with(item: FollowUp, person_id: int) -> bool:
    return any(one.person_id == person_id and one.status in PENDING for one in item.owners)
