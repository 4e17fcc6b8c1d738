"""Working groups: no more volunteers, and the roster as a file for the convener's spreadsheet."""

from datetime import date

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.roster_file import MEDIA_TYPE, roster_csv, roster_name
from bot.errors import NotAllowedError, UnknownError
from bot.followups import framing, rights, volunteers
from bot.followups.composing.group import listed_with_mail
from bot.followups.framing import Frame
from bot.storage import groups, meetings
from bot.storage.groups import WorkingGroup
from bot.web.board import actor_of, board_of, number_in
from bot.web.forms import Form, form_of


async def close(request: web.Request) -> str:
    """Close a group to more volunteers."""
    board = board_of(request)
    async with board.store.transaction() as connection:
        group = await group_in(request, connection)
        await volunteers.close(connection, actor_of(request), group.group_id, now=board.clock())
    return f"/moede/{group.minutes_id}?sket=lukket&ved=g{group.group_id}#gruppe-{group.group_id}"


async def frame(request: web.Request) -> str:
    """Change how many may join, and until when."""
    form, board = await form_of(request), board_of(request)
    async with board.store.transaction() as connection:
        group = await group_in(request, connection)
        wanted = framed(form, board.today)
        await framing.set_frame(
            connection, actor_of(request), group.group_id, wanted, now=board.clock()
        )
    return f"/moede/{group.minutes_id}?sket=gemt&ved=g{group.group_id}#gruppe-{group.group_id}"


def framed(form: Form, today: date) -> Frame:
    """Give the seats and the last day of a form."""
    return framing.framed(form.text("seats"), form.day("closes_on"), today)


async def roster(request: web.Request) -> web.Response:
    """Give who has answered as a file."""
    async with board_of(request).store.transaction() as connection:
        group = await group_in(request, connection)
        minutes = await meetings.minutes_of(connection, group.minutes_id)
        if not await rights.may_lead(connection, actor_of(request), group, minutes):
            raise NotAllowedError(doubts.NOT_CONVENER)
        answered = await listed_with_mail(connection, group)
    name = roster_name(group.group_id)
    return web.Response(
        body=roster_csv(answered),
        content_type=MEDIA_TYPE,
        charset="utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def group_in(request: web.Request, connection: AsyncConnection) -> WorkingGroup:
    """Give the group of the address."""
    group = await groups.group_of(connection, number_in(request, "group"))
    if group.minutes_id != number_in(request, "minutes"):
        raise UnknownError(doubts.GONE)
    return group
