"""The front page: what waits for whoever is at it, then their networks in figures."""

from dataclasses import dataclass
from datetime import date

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people import Network
from bot.storage import outbox, people, tables
from bot.storage.meetings import MinutesRow
from bot.storage.outbox import OutboxState
from bot.web import standing
from bot.web.board import board_of, signed_in
from bot.web.network import next_meeting, seen_by
from bot.web.pages import render
from bot.web.visiting import Visitor


@dataclass(frozen=True)
class NetworkLine:
    """One network on the front page."""

    network: Network
    counts: standing.Counts
    waiting: tuple[MinutesRow, ...]
    newest: MinutesRow | None
    next_meeting: date | None


async def overview(request: web.Request) -> web.Response:
    """Show the visitor's networks, and above them what they must look at."""
    board, visitor = board_of(request), signed_in(request)
    doubtful = tables.outbox.c.state.in_((OutboxState.UNCERTAIN, OutboxState.FAILED))
    async with board.store.transaction() as connection:
        seen = [n for n in await people.all_networks(connection) if visitor.sees(n.network_id)]
        lines = [await _line(connection, one, visitor, board.today) for one in seen]
        led = [one.network_id for one in seen if visitor.leads(one.network_id)]
        theirs = tables.outbox.c.network_id.in_(led)
        in_doubt = len(await outbox.rows(connection, doubtful, theirs))
    return render(request, "overview.html", lines=lines, in_doubt=in_doubt)


async def _line(
    connection: AsyncConnection, network: Network, visitor: Visitor, today: date
) -> NetworkLine:
    held, items = await seen_by(connection, network.network_id, visitor, today)
    return NetworkLine(
        network,
        standing.counts(items, today),
        tuple(one for one in held if one.approved_at is None),
        next(iter(held), None),
        next_meeting(held, today),
    )
