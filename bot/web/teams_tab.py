"""The board as a tab in Teams: signing in by what Teams knows, and setting up a channel's tab."""

import logging

from aiohttp import web

from bot.domain.language import t
from bot.errors import UnverifiedError
from bot.storage import people
from bot.web import sessions
from bot.web.board import board_of, signed_in
from bot.web.forms import form_of
from bot.web.pages import render
from bot.web.sign_in import own_path
from bot.web.signing_in import NOT_DONE, UNKNOWN, doors, member_behind

_log = logging.getLogger(__name__)


async def page(request: web.Request) -> web.Response:
    """Show the little page that asks Teams for a token."""
    doors(request)
    target, again = own_path(request.query.get("til")), "igen" in request.query
    return render(request, "tab_sign_in.html", target=target, again=again)


async def enter(request: web.Request) -> web.Response:
    """Begin a session for the token that the page got; what it is to say else is plain text."""
    sign_in, board = doors(request), board_of(request)
    sent = (await form_of(request)).fields
    try:
        account = await sign_in.verifier.verify_tab(sent.get("token", ""))
    except UnverifiedError as error:
        _log.warning("tab: sign-in refused: %s", error)
        return web.Response(text=t(NOT_DONE), status=403)
    person = await member_behind(request, account)
    if person is None:
        return web.Response(text=t(UNKNOWN), status=403)
    answer = web.Response(status=204)
    sessions.begin(answer, sign_in.seals, person, board.clock(), theme=sent.get("theme", ""))
    return answer


async def configure(request: web.Request) -> web.Response:
    """Let somebody choose which of their networks a channel's tab shows."""
    visitor = signed_in(request)
    async with board_of(request).store.transaction() as connection:
        networks = await people.all_networks(connection)
    theirs = [one for one in networks if visitor.sees(one.network_id)]
    return render(request, "configure.html", networks=theirs, origin=doors(request).origin)
