"""What cannot be done is said in one sentence, with the status that fits; never a trace."""

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.domain import doubts
from bot.domain.language import later, t
from bot.errors import BoldenError, NotAllowedError, OutdatedError, UnknownError, place_of
from bot.web.board import board_of
from bot.web.guard import ELSEWHERE, Handler
from bot.web.pages import render

log = logging.getLogger(__name__)

#: a page that can show what went wrong when it was used
Page = Callable[..., Awaitable[web.StreamResponse]]

_SENTENCES = {
    404: later("Siden findes ikke."),
    405: later("Det kan man ikke gøre her."),
    413: later("Det var for meget tekst på én gang."),
}
_BROKEN = later("Noget gik galt hos Bolden. Intet er ændret. Prøv igen om lidt.")


def status_of(error: BoldenError) -> int:
    """Give the HTTP status of a refusal."""
    statuses = {UnknownError: 404, NotAllowedError: 403, OutdatedError: 409}
    return next((code for kind, code in statuses.items() if isinstance(error, kind)), 400)


def changing(action: Callable[[web.Request], Awaitable[str]], page: Page) -> Handler:
    """Make a form's handler: do it and go to the address it gives, else show why on the page."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            location = await action(request)
        except UnknownError:
            raise
        except BoldenError as error:
            return await page(request, error=doubts.refusal(error), status=status_of(error))
        board_of(request).wake.set()
        return web.Response(status=303, headers={"Location": location})

    return handle


@web.middleware
async def failures(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer with a page whatever went wrong."""
    if request.path.startswith(ELSEWHERE):
        return await handler(request)
    try:
        return await handler(request)
    except UnknownError:
        return _page(request, t(doubts.GONE), 404)
    except BoldenError as error:
        return _page(request, doubts.refusal(error), status_of(error))
    except web.HTTPException as error:
        if error.status < 400:
            raise
        sentence = _SENTENCES.get(error.status, later("Det kunne ikke læses."))
        return _page(request, t(sentence), error.status)
    except Exception as error:  # noqa: BLE001 - a person must never meet a trace
        log.error("a page of the board failed: %s", place_of(error))
        return _page(request, t(_BROKEN), 500)


def _page(request: web.Request, sentence: str, status: int) -> web.Response:
    return render(request, "failure.html", status=status, sentence=sentence)
