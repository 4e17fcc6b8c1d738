"""The delivery report: every row of the outbox is in one state, and the figures sum to the rows."""

from collections import Counter
from dataclasses import dataclass

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.language import t
from bot.domain.people import Network
from bot.storage import outbox, people, tables
from bot.storage.outbox import OutboxRow, OutboxState
from bot.web import trail, words
from bot.web.board import board_of, signed_in
from bot.web.pages import render

#: rows on one page
_MOST = 200


@dataclass(frozen=True)
class Line:
    """One row as shown."""

    row: OutboxRow
    to: str


async def report(request: web.Request) -> web.Response:
    """Show the outbox of the networks they lead: doubtful rows on top, then the newest first."""
    visitor = signed_in(request)
    minutes_id = _number(request.query.get("moede"))
    state = _state(request.query.get("tilstand"))
    page = max(_number(request.query.get("side")) or 1, 1)
    where = [] if minutes_id is None else [tables.outbox.c.minutes_id == minutes_id]
    async with board_of(request).store.transaction() as connection:
        networks = await people.all_networks(connection)
        led = [one for one in networks if visitor.leads(one.network_id)]
        where.append(tables.outbox.c.network_id.in_([one.network_id for one in led]))
        rows = await outbox.rows(connection, *where)
        chosen = [row for row in rows if state is None or row.state is state]
        chosen.sort(key=lambda row: (row.state is not OutboxState.UNCERTAIN, -row.outbox_id))
        lines = await _lines(connection, chosen[(page - 1) * _MOST : page * _MOST], led)
    return render(
        request,
        "report.html",
        counts=_in_order(Counter(row.state for row in rows)),
        total=len(rows),
        in_doubt=sum(row.state is OutboxState.UNCERTAIN for row in rows),
        lines=lines,
        state=state,
        minutes_id=minutes_id,
        page=page,
        pages=max(-(-len(chosen) // _MOST), 1),
    )


async def _lines(
    connection: AsyncConnection, rows: list[OutboxRow], led: list[Network]
) -> list[Line]:
    names = await trail.persons(connection, (row.person_id for row in rows))
    networks = {one.network_id: one for one in led}
    return [Line(row, _to(row, {p: names[p].name for p in names}, networks)) for row in rows]


def _to(row: OutboxRow, names: dict[int, str], networks: dict[int, Network]) -> str:
    if row.person_id:
        return names[row.person_id]
    return t("Kanalen i {network}").format(network=networks[row.network_id].name)


def _in_order(counted: Counter[OutboxState]) -> dict[OutboxState, int]:
    return {state: counted[state] for state in words.STATES if counted[state]}


def _number(said: str | None) -> int | None:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 10 else None


def _state(said: str | None) -> OutboxState | None:
    return next((state for state in OutboxState if state.value == said), None)
