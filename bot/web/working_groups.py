"""Working groups: no more volunteers, and the roster as a file for the convener's spreadsheet."""

import csv
import io

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.errors import UnknownError
from bot.followups import volunteers
from bot.storage import groups
from bot.storage.groups import WorkingGroup
from bot.web import words
from bot.web.board import KEEPER, board_of, number_in

#: a spreadsheet would take a cell that begins so for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def close(request: web.Request) -> str:
    """Close a group to more volunteers."""
    board = board_of(request)
    async with board.store.transaction() as connection:
        group = await group_in(request, connection)
        await volunteers.close(connection, KEEPER, group.group_id, now=board.clock())
    return f"/moede/{group.minutes_id}?sket=lukket&ved=g{group.group_id}#gruppe-{group.group_id}"


async def roster(request: web.Request) -> web.Response:
    """Give who has answered as CSV, in the form that a Danish Excel opens by itself."""
    async with board_of(request).store.transaction() as connection:
        group = await group_in(request, connection)
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";")
    sheet.writerow(("Navn", "Kommune", "Svar"))
    for one in group.volunteers:
        cells = (one.name, one.municipality or "", words.ANSWERS[one.answer])
        sheet.writerow(_plain(cell) for cell in cells)
    name = f"deltagere-{group.group_id}.csv"
    return web.Response(
        body=out.getvalue().encode("utf-8-sig"),
        content_type="text/csv",
        charset="utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


async def group_in(request: web.Request, connection: AsyncConnection) -> WorkingGroup:
    """Give the group of the address."""
    group = await groups.group_of(connection, number_in(request, "group"))
    if group.minutes_id != number_in(request, "minutes"):
        raise UnknownError(doubts.GONE)
    return group
