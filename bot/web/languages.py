"""The language that the board speaks: the visitor's own choice, else their browser's."""

from contextlib import suppress

from aiohttp import web

from bot.domain.language import LANGUAGES, of_locale, speaking
from bot.errors import OutdatedError
from bot.followups import languages
from bot.web.board import board_of, signed_in
from bot.web.forms import form_of
from bot.web.guard import ELSEWHERE, Handler
from bot.web.sign_in import own_path


@web.middleware
async def in_their_language(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Speak as the browser asks for, until it is known who it is and what they chose."""
    if request.path.startswith(ELSEWHERE):
        return await handler(request)
    asked_for = preferred(request.headers.get("Accept-Language", ""))
    with speaking(board_of(request).language or asked_for):
        return await handler(request)


def preferred(accepted: str) -> str:
    """Give that of our languages that a browser would rather have; Danish where it is in doubt."""
    wished = dict.fromkeys(LANGUAGES, 0.0)
    for entry in accepted.split(","):
        locale, _, weight = entry.partition(";")
        language = of_locale(locale.strip())
        if language:
            wished[language] = max(wished[language], _weight(weight))
    return max(wished, key=wished.__getitem__)  # of equals the first, which is Danish


def _weight(said: str) -> float:
    """Give the figure of "q=0.8"; what says none wishes for it wholly."""
    name, _, figure = said.strip().partition("=")
    if not name:
        return 1.0
    try:
        weight = float(figure)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0


async def choose(request: web.Request) -> web.Response:
    """Keep a person's choice, for cards and mails too; go on where they were."""
    form, board, visitor = await form_of(request), board_of(request), signed_in(request)
    person = visitor.person
    if person is not None:
        async with board.store.transaction() as connection:
            with suppress(OutdatedError):  # pressed in another window too
                await languages.choose(
                    connection, visitor.actor, person, form.text("sprog"), now=board.clock()
                )
    return web.Response(status=303, headers={"Location": own_path(form.text("til"))})
