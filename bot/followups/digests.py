"""Who gets a digest now: the network's channel weekly, and each reader as they have chosen."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar import digest_week, is_office_hours
from bot.domain.notices import NoticeKind
from bot.domain.people import Network
from bot.domain.rhythm import Rhythm
from bot.followups.composing.context import Context
from bot.followups.composing.digest import digest_of
from bot.followups.composing.news import news_of
from bot.followups.composing.personal_digest import is_over, told_since, told_until
from bot.storage import digests, outbox, people
from bot.storage.digests import NEVER, Last, Reader
from bot.storage.tables import outbox as outbox_table


async def write_digests(connection: AsyncConnection, board: str, now: datetime) -> int:
    """Write the digests that are due to the outbox; give how many are new.

    Every working day those of daily readers, on the week's first one also all others.
    """
    if not is_office_hours(now):
        return 0
    week, added = digest_week(now), 0
    context = Context(connection, board, now)
    if week is not None:
        for network in await people.all_networks(connection):
            added += await _write_channels(context, network, week)
    rhythms = [Rhythm.DAILY] if week is None else [Rhythm.DAILY, Rhythm.WEEKLY]
    return added + await _write_personal(context, rhythms)


async def write_digest(
    connection: AsyncConnection, network: Network, week: tuple[int, int], board: str, now: datetime
) -> int:
    """Write one network's digest of a week, and its weekly readers', where there is any news."""
    context = Context(connection, board, now)
    added = await _write_channels(context, network, week)
    return added + await _write_personal(context, [Rhythm.WEEKLY], of=network)


async def _write_channels(context: Context, network: Network, week: tuple[int, int]) -> int:
    year, number = week
    key = f"digest/{network.network_id}/{year}-W{number:02}/channel"
    if network.channel_id is None or await outbox.rows(
        context.connection, outbox_table.c.key == key
    ):
        return 0
    digest = await digest_of(context, network.network_id, year, number)
    if not digest.is_worth_sending:
        return 0
    return await outbox.enqueue(
        context.connection,
        NoticeKind.DIGEST,
        key,
        network_id=network.network_id,
        about={"year": year, "week": number},
        now=context.now,
    )


async def _write_personal(
    context: Context, rhythms: list[Rhythm], *, of: Network | None = None
) -> int:
    """Write to each reader who has had none in their window; the key keeps it at one a day."""
    found = await digests.readers(context.connection, rhythms, context.today)
    readers = [one for one in found if of is None or of.network_id in one.network_ids]
    last = await digests.last_of(context.connection, [one.person_id for one in readers])
    due = [one for one in readers if _is_due(one, last.get(one.person_id, NEVER), context.now)]
    late = await digests.late_owners(context.connection, context.today) if due else set()
    news = _WhetherNews(context)
    added = 0
    for one in due:
        since = told_since(one.rhythm, last.get(one.person_id, NEVER), context.now)
        is_late = one.rhythm is Rhythm.WEEKLY and one.person_id in late
        if is_late or await news.any_of(one.network_ids, since):
            added += await _write_one(context, one)
    return added


def _is_due(reader: Reader, last: Last, now: datetime) -> bool:
    if last.is_on_its_way:
        return False
    return last.came_at is None or is_over(reader.rhythm, last.came_at, now)


async def _write_one(context: Context, reader: Reader) -> bool:
    return await outbox.enqueue(
        context.connection,
        NoticeKind.DIGEST,
        # both rhythms alike: who changes theirs gets no second one that day
        f"digest/person/{reader.person_id}/{context.today}",
        network_id=reader.network_ids[0],
        person_id=reader.person_id,
        about={"rhythm": reader.rhythm, "network_ids": reader.network_ids},
        now=context.now,
    )


class _WhetherNews:
    """Whether anything changed in networks since some time: asked once for all their readers."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[int, dict[datetime, bool]] = defaultdict(dict)

    async def any_of(self, network_ids: list[int], since: datetime) -> bool:
        """Say whether there is any in one of the networks."""
        for network_id in network_ids:
            known = self._known[network_id]
            if since not in known:
                until = told_until(self._context.now)
                news = await news_of(self._context, network_id, since, until, changed=True)
                known[since] = bool(news)
            if known[since]:
                return True
        return False
