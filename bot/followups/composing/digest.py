"""A network's week, for its channel."""

from dataclasses import replace
from datetime import UTC, timedelta

from bot.domain.calendar import DENMARK, week_start
from bot.domain.followups import PENDING, FollowUp, Status
from bot.domain.notices import Digest, DigestLine
from bot.domain.people import Network
from bot.followups.composing.context import Context
from bot.followups.composing.news import News, is_everyones, news_of
from bot.followups.composing.review import owner_names
from bot.followups.seating import seated
from bot.storage import people
from bot.storage.groups import WorkingGroup
from bot.storage.outbox import OutboxRow


async def digest(context: Context, row: OutboxRow) -> Digest | None:
    """Compose the digest of the week that the row names; near-empty ones are not sent."""
    composed = await digest_of(context, row.network_id, row.about["year"], row.about["week"])
    return composed if composed.is_worth_sending or row.replaces_id else None


async def digest_of(context: Context, network_id: int, year: int, week: int) -> Digest:
    """Compose what happened from Monday at 8 to the week's Monday at 8, by the clock in Denmark."""
    until = week_start(year, week)
    # by that clock: the week in which it is moved has an hour more or less
    since = (until.astimezone(DENMARK) - timedelta(days=7)).astimezone(UTC)
    news = await news_of(context, network_id, since, until)
    network = await people.network_of(context.connection, network_id)
    return digest_from(context, network, news, (year, week))


def digest_from(context: Context, network: Network, news: News, week: tuple[int, int]) -> Digest:
    """Word a network's news as far as all notices do alike."""
    return Digest(
        network_key=network.key,
        network=network.name,
        year=week[0],
        week=week[1],
        done=tuple(map(_line, news.done)),
        new=tuple(map(_line, news.new)),
        overdue=tuple(map(_line, news.overdue)),
        unowned=tuple(map(_line, news.unowned)),
        groups=tuple((one.name, one.convener, *_turnout(one)) for one in news.groups),
        next_meeting=news.next_meeting,
        link=context.page(f"/netvaerk/{network.key}"),
    )


def _turnout(group: WorkingGroup) -> tuple[int, int]:
    """Count who is in and who may be."""
    seating = seated(group.volunteers, group.seats)
    return len(seating.seated), len(seating.maybe)


def _line(item: FollowUp) -> DigestLine:
    owners = tuple(one for one in item.owners if one.status is not Status.HANDED_OVER)
    dates = [one.due for one in owners if one.due and one.status in PENDING]
    return DigestLine(
        task=item.task,
        owners=owner_names(replace(item, owners=owners)),
        due=min(dates, default=item.due),
        due_words=item.due_words,
        status=_status(item),
    )


def _status(item: FollowUp) -> Status:
    """Give the state furthest from done among the owners'."""
    order = [Status.DECLINED, Status.BLOCKED, Status.OPEN, Status.ACCEPTED, Status.REPORTED_DONE]
    if is_everyones(item):  # one municipality's "not me" leaves it with the others
        order.append(order.pop(0))
    held = {one.status for one in item.owners}
    return next((status for status in order if status in held), Status.OPEN)
