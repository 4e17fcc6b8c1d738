"""Signing in in a browser: to Entra's page and back, and out again."""

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from aiohttp import web

from bot.domain import doubts
from bot.domain.language import later, t
from bot.domain.people import Person
from bot.errors import NoTokenError, UnknownError, UnverifiedError
from bot.storage import people
from bot.web import cookies, sessions
from bot.web.board import board_of, signed_in
from bot.web.cookies import Sent
from bot.web.forms import form_of
from bot.web.pages import render
from bot.web.sign_in import SignIn, own_path

if TYPE_CHECKING:  # heavy, and not every board has sign-in
    from bot.delivery.accounts import Account

_log = logging.getLogger(__name__)

#: what a sign-in under way is kept in, and for how long, in seconds
_COOKIE = "__Host-bolden-vej"
_PURPOSE = "flow"
_SECONDS = 600

UNKNOWN = later("Du er ikke med i et netværk, som Bolden kender.")
NOT_DONE = later("Du blev ikke logget ind. Prøv igen.")
NO_ENTRA = later("Microsofts login svarer ikke lige nu. Prøv igen om lidt.")


def doors(request: web.Request) -> SignIn:
    """Give how one signs in; raise UnknownError on loopback, where nobody does."""
    sign_in = board_of(request).sign_in
    if sign_in is None:
        raise UnknownError(doubts.GONE)
    return sign_in


async def page(request: web.Request) -> web.Response:
    """Show the door."""
    doors(request)
    target = own_path(request.query.get("til"))
    return render(request, "sign_in.html", target=target, trouble=None)


async def start(request: web.Request) -> web.Response:
    """Send the browser to Entra; what must come back is sealed in a cookie."""
    sign_in, target = doors(request), own_path(request.query.get("til"))
    try:
        address, flow = await sign_in.flow.begin()
    except NoTokenError as error:
        _log.warning("sign-in: %s", error)
        return render(request, "sign_in.html", status=503, target=target, trouble=NO_ENTRA)
    until = board_of(request).clock() + timedelta(seconds=_SECONDS)
    sealed = sign_in.seals.seal(_PURPOSE, {"flow": flow, "target": target}, until)
    answer = web.Response(status=303, headers={"Location": address})
    cookies.keep(answer, _COOKIE, sealed, seconds=_SECONDS, sent=Sent.POSTED)
    return answer


async def back(request: web.Request) -> web.Response:
    """Take somebody in who comes back from Entra: its page posts the form, not one of ours."""
    sign_in, board = doors(request), board_of(request)
    kept = sign_in.seals.opened(_PURPOSE, request.cookies.get(_COOKIE, ""), board.clock())
    target = kept["target"] if kept else "/"
    try:
        if kept is None:
            raise UnverifiedError("Nobody here has begun to sign in.")
        token = await sign_in.flow.finish(kept["flow"], (await form_of(request)).fields)
        account = await sign_in.verifier.verify_identity(token)
    except UnverifiedError as error:
        _log.warning("sign-in refused: %s", error)
        return render(request, "sign_in.html", status=403, target=target, trouble=NOT_DONE)
    except NoTokenError as error:
        _log.warning("sign-in: %s", error)
        return render(request, "sign_in.html", status=503, target=target, trouble=NO_ENTRA)
    person = await member_behind(request, account)
    if person is None:
        answer = render(request, "refused.html", status=403, sentence=t(UNKNOWN))
    else:
        answer = web.Response(status=303, headers={"Location": target})
        sessions.begin(answer, sign_in.seals, person, board.clock(), theme=None)
    cookies.drop(answer, _COOKIE, Sent.POSTED)
    return answer


async def out(request: web.Request) -> web.Response:
    """End the session."""
    board, visitor = board_of(request), signed_in(request)
    answer = web.Response(status=303, headers={"Location": "/log-ind"})
    if visitor.session is not None:
        async with board.store.transaction() as connection:
            await sessions.end(connection, answer, visitor.session, board.clock())
    return answer


async def member_behind(request: web.Request, account: "Account") -> Person | None:
    """Give the member whose account it is, None for somebody in no network of ours."""
    async with board_of(request).store.transaction() as connection:
        person = await people.find_person(connection, entra_id=account.entra_id)
        # a list that names no tenant means the bot's own, or one of those listened to
        if person and person.tenant_id not in (None, account.tenant_id):
            person = None
        if person and await people.networks_of(connection, person.person_id):
            _log.info("sign-in: person %s", person.person_id)
            return person
    _log.warning("sign-in: account %s is in no network", account.entra_id)
    return None
