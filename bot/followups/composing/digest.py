"""What happened in a network in a week: done, new, overdue, nobody's, groups seeking members."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.calendar import DENMARK, week_start
from bot.domain.followups import DONE, PENDING, FollowUp, Ownership, Status
from bot.domain.meetings import PartyKind
from bot.domain.notices import Digest, DigestLine
from bot.domain.verbs import Verb
from bot.followups.announcing import goes_to_channel
from bot.followups.composing.context import Context
from bot.followups.composing.review import owner_names
from bot.followups.seating import seated
from bot.storage import followups, groups, history, meetings, people
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import MinutesRow
from bot.storage.outbox import OutboxRow
from bot.storage.tables import follow_up, working_group


async def digest(context: Context, row: OutboxRow) -> Digest | None:
    """Compose the digest of the week that the row names; near-empty ones are not sent."""
    to = (await context.person(row.person_id)).name if row.person_id else None
    year, week = row.about["year"], row.about["week"]
    composed = await digest_of(context, row.network_id, year, week, to)
    return composed if composed.is_worth_sending or row.replaces_id else None


async def digest_of(
    context: Context, network_id: int, year: int, week: int, to_name: str | None
) -> Digest:
    """Compose what happened from Monday at 8 to the week's Monday at 8, by the clock in Denmark."""
    until = week_start(year, week)
    # by that clock: the week in which it is moved has an hour more or less
    since = (until.astimezone(DENMARK) - timedelta(days=7)).astimezone(UTC)
    connection = context.connection
    network = await people.network_of(connection, network_id)
    held = await meetings.all_minutes(connection, network_id)
    opened = await _opened(context, held)
    # what was approved since is told the week after
    items = [item for item, at in opened if at < until]
    fresh = {item.follow_up_id for item, at in opened if since <= at}
    held = [one for one in held if one.approved_at and one.approved_at < until]
    finished = await _finished(context, items, since, until)
    unowned = [item for item in items if goes_to_channel(item) and not _is_everyones(item)]
    late = [item for item in items if _overdue(context, item)]
    seeking = await groups.groups(
        connection,
        working_group.c.minutes_id.in_([one.minutes_id for one in held]),
        working_group.c.open.is_(True),
    )
    told = {item.follow_up_id for item in (*unowned, *late)} | finished
    new = [item for item in items if item.follow_up_id in fresh - told]
    coming = [one.next_meeting for one in held if one.next_meeting]
    return Digest(
        network_key=network.key,
        network=network.name,
        year=year,
        week=week,
        done=tuple(_line(item) for item in items if item.follow_up_id in finished),
        new=tuple(_line(item) for item in new),
        overdue=tuple(_line(item) for item in late),
        unowned=tuple(_line(item) for item in unowned),
        groups=tuple((one.name, one.convener, *_turnout(one)) for one in seeking),
        next_meeting=min((day for day in coming if day >= context.today), default=None),
        link=context.page(f"/netvaerk/{network.key}"),
        to_name=to_name,
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
    ids = [one.ownership_id for item in done for one in item.owners]
    lines = await history.lines_of(context.connection, "ownership", ids)
    at = {
        line["subject_id"]: line["at"]
        for line in lines
        if line["verb"] == Verb.FINISH and line["undone_at"] is None
    }
    found = set()
    for item in done:
        times = [at[one.ownership_id] for one in item.owners if one.ownership_id in at]
        if times and since <= max(times) < until:
            found.add(item.follow_up_id)
    return found


def _waiting(item: FollowUp) -> bool:
    return any(one.status in PENDING or one.status is Status.DECLINED for one in item.owners)


def _any_done(item: FollowUp) -> bool:
    return any(one.status in DONE for one in item.owners)


def _is_everyones(item: FollowUp) -> bool:
    return item.audience is PartyKind.EVERYONE


def _turnout(group: WorkingGroup) -> tuple[int, int]:
    """Count who is in and who may be."""
    seating = seated(group.volunteers, group.seats)
    return len(seating.seated), len(seating.maybe)


def _overdue(context: Context, item: FollowUp) -> bool:
    def late(own: Ownership) -> bool:
        due = own.due or item.due
        return due is not None and due < context.today and own.status in PENDING

    return any(late(own) for own in item.owners)


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
    if _is_everyones(item):  # one municipality's "not me" leaves it with the others
        order.append(order.pop(0))
    held = {one.status for one in item.owners}
    return next((status for status in order if status in held), Status.OPEN)
