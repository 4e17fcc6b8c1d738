"""The front page: what waits for the keeper first, then the networks in figures."""

from dataclasses import dataclass
from datetime import date

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people import Network
from bot.storage import meetings, outbox, people, tables
from bot.storage.meetings import MinutesRow
from bot.storage.outbox import OutboxState
from bot.web import standing
from bot.web.board import board_of
from bot.web.network import approved_items, next_meeting
from bot.web.pages import render


@dataclass(frozen=True)
class NetworkLine:
    """One network on the front page."""

    network: Network
    counts: standing.Counts
    waiting: tuple[MinutesRow, ...]
    newest: MinutesRow | None
    next_meeting: date | None


async def overview(request: web.Request) -> web.Response:
    """Show all networks, and above them what somebody must look at."""
    board = board_of(request)
    doubtful = tables.outbox.c.state.in_((OutboxState.UNCERTAIN, OutboxState.FAILED))
    async with board.store.transaction() as connection:
        networks = await people.all_networks(connection)
        lines = [await _line(connection, network, board.today) for network in networks]
        in_doubt = len(await outbox.rows(connection, doubtful))
    return render(request, "overview.html", lines=lines, in_doubt=in_doubt)


async def _line(connection: AsyncConnection, network: Network, today: date) -> NetworkLine:
    held = await meetings.all_minutes(connection, network.network_id)
    return NetworkLine(
        network,
        standing.counts(await approved_items(connection, held), today),
        tuple(one for one in held if one.approved_at is None),
        next(iter(held), None),
        next_meeting(held, today),
    )
