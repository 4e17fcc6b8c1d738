"""The review page's forms about the meeting itself and its working groups."""

from aiohttp import web

from bot.followups import review_groups
from bot.web.board import actor_of, board_of, number_in
from bot.web.forms import form_of
from bot.web.working_groups import framed, group_in


async def edit_meeting(request: web.Request) -> str:
    """Correct the meeting's title and day."""
    form, board = await form_of(request), board_of(request)
    minutes_id = number_in(request, "minutes")
    async with board.store.transaction() as connection:
        await review_groups.edit_meeting(
            connection,
            minutes_id,
            actor=actor_of(request),
            now=board.clock(),
            title=form.text("title"),
            held_on=form.day("held_on"),
        )
    return f"/moede/{minutes_id}?sket=moede-gemt"


async def edit_group(request: web.Request) -> str:
    """Correct a group's name, convener, and whether members are sought."""
    form, board = await form_of(request), board_of(request)
    async with board.store.transaction() as connection:
        group = await group_in(request, connection)
        await review_groups.edit_group(
            connection,
            group.group_id,
            actor=actor_of(request),
            now=board.clock(),
            name=form.text("name"),
            convener=form.text("convener") or None,
            is_open=form.text("open") == "ja",
            frame=framed(form, board.today),
        )
    return f"/moede/{group.minutes_id}?sket=gemt&ved=g{group.group_id}#gruppe-{group.group_id}"


async def drop_group(request: web.Request) -> str:
    """Take a group out of the review."""
    board = board_of(request)
    async with board.store.transaction() as connection:
        group = await group_in(request, connection)
        await review_groups.drop_group(
            connection, group.group_id, actor=actor_of(request), now=board.clock()
        )
    return f"/moede/{group.minutes_id}?sket=gruppe-fjernet"
