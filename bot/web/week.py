"""The digest as it would be sent next Monday, were nothing more to happen."""

from datetime import datetime, timedelta

from aiohttp import web

from bot.domain.calendar import DENMARK, week_start
from bot.followups.composing.digest import digest_of
from bot.web.board import board_of
from bot.web.network import network_in
from bot.web.pages import render


def coming_week(now: datetime) -> tuple[int, int]:
    """Give the year and week whose digest comes next: sent on its Monday at 8."""
    year, week, _ = now.astimezone(DENMARK).isocalendar()
    if now < week_start(year, week):
        return year, week
    year, week, _ = (now.astimezone(DENMARK) + timedelta(days=7)).isocalendar()
    return year, week


async def week(request: web.Request) -> web.Response:
    """Show a network's digest."""
    board = board_of(request)
    year, number = coming_week(board.clock())
    async with board.store.transaction() as connection:
        shown = await network_in(request, connection)
        digest = await digest_of(board.context(connection), shown.network_id, year, number)
    sent = week_start(year, number).astimezone(DENMARK).date()
    return render(request, "week.html", network=shown, digest=digest, sent=sent)
