"""A network's page: its follow-ups by where they stand, groups, minutes, members; the upload."""

from datetime import date

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import FollowUp, Status
from bot.domain.people import Member, Network
from bot.followups import private_notes
from bot.storage import conversations, followups, groups, meetings, people, substitutes
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import MinutesRow
from bot.storage.tables import follow_up, working_group
from bot.web import standing, words
from bot.web.board import board_of, signed_in
from bot.web.pages import render
from bot.web.visiting import Visitor


async def network(
    request: web.Request, *, error: str | None = None, status: int = 200
) -> web.Response:
    """Show a network; `error` says what went wrong with a file that was handed in."""
    board, visitor = board_of(request), signed_in(request)
    async with board.store.transaction() as connection:
        shown = await network_in(request, connection)
        held, items = await seen_by(connection, shown.network_id, visitor, board.today)
        members = await people.members_of(connection, shown.network_id)
        context = {
            "network": shown,
            "places": standing.grouped(items, board.today),
            "counts": standing.counts(items, board.today),
            "groups": await approved_groups(connection, held),
            "minutes": held,
            "meetings": {one.minutes_id: one for one in held},
            "next_meeting": next_meeting(held, board.today),
            "members": members,
            "leads": visitor.leads(shown.network_id),
            "closed": await _closed(connection, members, board.home_tenant),
            "unheard": await _unheard(connection, members, board.today),
            "substitutes": await _substitutes(connection, members, board.today),
            "channel_closed": shown.channel_id
            and await conversations.why_closed(connection, shown.channel_id),
        }
    return render(request, "network.html", status=status, error=error, **context)


async def _closed(
    connection: AsyncConnection, members: list[Member], home_tenant: str
) -> dict[int, str]:
    """Give why Teams does not lead to some of the members."""
    reachable = {one.person.entra_id: one.person.person_id for one in members}
    known = [entra_id for entra_id in reachable if entra_id]
    closed = await conversations.closed_chats(connection, known)
    return await _abroad(connection, members, home_tenant) | {
        reachable[entra_id]: reason for entra_id, reason in closed.items()
    }


async def _abroad(
    connection: AsyncConnection, members: list[Member], home_tenant: str
) -> dict[int, str]:
    """Give who is of another tenant than the bot and has not let it in."""
    others = (
        one.person
        for one in members
        if one.person.entra_id and one.person.tenant_id not in (None, home_tenant.casefold())
    )
    return {
        person.person_id: "no-chat"
        for person in others
        if await conversations.personal(connection, person.entra_id or "") is None
    }


async def _unheard(
    connection: AsyncConnection, members: list[Member], today: date
) -> dict[int, str]:
    """Give why some of the members get no word, or may not read it."""
    by_id = {one.person.person_id: one.person for one in members}
    wishes = await people.wishes_among(connection, by_id)
    told = {one: words.unheard(person, wishes.get(one), today) for one, person in by_id.items()}
    return {person_id: why for person_id, why in told.items() if why}


async def _substitutes(
    connection: AsyncConnection, members: list[Member], today: date
) -> dict[int, tuple[str, date]]:
    """Give who of the members stands in for another today and until when, by whom it is for."""
    names = {one.person.person_id: one.person.name for one in members}
    running = await substitutes.running_among(connection, names, today)
    return {
        person_id: (names[one.substitute_id], one.until)
        for person_id, one in running.items()
        if one.substitute_id in names
    }


async def network_in(request: web.Request, connection: AsyncConnection) -> Network:
    """Give the network of the address."""
    return await people.network_by_key(connection, request.match_info["key"])


async def seen_by(
    connection: AsyncConnection, network_id: int, visitor: Visitor, today: date
) -> tuple[list[MinutesRow], list[FollowUp]]:
    """Give the network's minutes that a visitor sees, the newest first, and what came of them."""
    common = await meetings.all_minutes(connection, network_id)
    common = [one for one in common if one.approved_at or visitor.reviews(one)]
    private = await meetings.private_minutes(connection, network_id)
    held = common + private
    items = await _approved_items(connection, held)
    items = await private_notes.seen(connection, visitor.actor, held, items, today)
    seen = {item.minutes_id for item in items}
    held = common + [one for one in private if one.minutes_id in seen]
    held.sort(key=lambda one: (one.held_on or date.min, one.minutes_id), reverse=True)
    return held, items


async def _approved_items(connection: AsyncConnection, held: list[MinutesRow]) -> list[FollowUp]:
    """Give the follow-ups of those of the minutes that have been approved."""
    return await followups.follow_ups(
        connection,
        follow_up.c.minutes_id.in_([one.minutes_id for one in held if one.approved_at]),
        follow_up.c.status == Status.OPEN,
    )


async def approved_groups(
    connection: AsyncConnection, held: list[MinutesRow]
) -> list[WorkingGroup]:
    """Give the working groups of those of the minutes that have been approved."""
    return await groups.groups(
        connection,
        working_group.c.minutes_id.in_([one.minutes_id for one in held if one.approved_at]),
    )


def next_meeting(held: list[MinutesRow], today: date) -> date | None:
    """Give the nearest meeting ahead that the minutes name."""
    coming = [one.next_meeting for one in held if one.next_meeting and one.next_meeting >= today]
    return min(coming, default=None)
