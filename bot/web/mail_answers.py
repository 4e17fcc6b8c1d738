"""Answers by the links in a mail: looking asks, and changes nothing; the one button acts, once."""

from dataclasses import dataclass

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.language import speak, t
from bot.domain.sentences import outcome_sentence
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError, OutdatedError, UnknownError
from bot.storage import conversations
from bot.web import mail_words
from bot.web.board import board_of
from bot.web.forms import form_of
from bot.web.guard import READING
from bot.web.mail_links import MailLinks
from bot.web.mail_matters import Matter, matter_of
from bot.web.pages import render


@dataclass(frozen=True)
class _Asked:
    """What a link asks about: nothing of it is known to whoever has no link that is ours."""

    links: MailLinks
    matter: Matter
    #: new after each time that the answer was taken back
    once: str


async def answer(request: web.Request) -> web.Response:
    """Ask, and act where the button was pressed."""
    try:
        return await (_ask if request.method in READING else _try)(request)
    except OutdatedError as error:
        return _say(request, doubts.refusal(error), 409)
    except (UnknownError, NotAllowedError):
        return _say(request, t(mail_words.VOID), 404)


async def _try(request: web.Request) -> web.Response:
    """Act, or say on the page what must be filled in otherwise."""
    try:
        return await _act(request)
    except BadInputError as error:
        return await _ask(request, error=doubts.refusal(error))


async def _ask(request: web.Request, error: str | None = None) -> web.Response:
    board = board_of(request)
    async with board.store.transaction() as connection:
        asked = await _asked(request, connection)
        if await conversations.is_known(connection, asked.once):
            raise OutdatedError(doubts.ALREADY_SO)
        await _check(request, connection, asked)
    return render(
        request,
        "mail_answer.html",
        status=400 if error else 200,
        error=error,
        asked=asked.matter,
    )


async def _act(request: web.Request) -> web.Response:
    board, form = board_of(request), await form_of(request)
    async with board.store.transaction() as connection:
        asked = await _asked(request, connection)
        if not await conversations.first_time(connection, asked.once, board.clock()):
            raise OutdatedError(doubts.ALREADY_SO)
        await _check(request, connection, asked)
        outcome = await asked.matter.do(connection, form, board.clock())
        line = await asked.matter.last(connection)
    board.wake.set()
    is_undone = outcome.verb is Verb.UNDO
    undo = asked.links.undo(asked.matter.link, line) if line and not is_undone else None
    return _say(request, outcome_sentence(outcome), undo=undo)


async def _asked(request: web.Request, connection: AsyncConnection) -> _Asked:
    """Give what the link is about, from then on in the person's language; raise UnknownError."""
    token, links = request.match_info["token"], board_of(request).mail_links
    link = links.opened(token) if links else None
    if links is None or link is None:
        raise UnknownError(doubts.GONE)
    matter = await matter_of(connection, link)
    speak(matter.person.language)
    return _Asked(links, matter, f"svar/{token}/{await matter.said(connection)}")


async def _check(request: web.Request, connection: AsyncConnection, asked: _Asked) -> None:
    """Refuse what means nothing any more."""
    link = asked.matter.link
    if link.verb is not Verb.UNDO:
        asked.matter.check(board_of(request).clock())
    elif await asked.matter.last(connection) != link.line:
        raise OutdatedError(doubts.NOTHING_TO_UNDO)


def _say(
    request: web.Request, sentence: str, status: int = 200, *, undo: str | None = None
) -> web.Response:
    return render(
        request, "mail_said.html", status=status, sentence=sentence, undo=undo, field=None
    )
