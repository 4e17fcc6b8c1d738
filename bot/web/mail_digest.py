"""Leaving the digest by the link in it: a page that asks, or one click of the mail program."""

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.language import speak, t
from bot.domain.people import Actor, Road
from bot.domain.verbs import Verb
from bot.errors import BadInputError, UnknownError
from bot.storage import history, outbox, people
from bot.web import mail_words
from bot.web.board import board_of
from bot.web.forms import form_of
from bot.web.guard import READING
from bot.web.mail_links import DigestLink, MailLinks
from bot.web.pages import render

#: what a mail program posts for its reader (RFC 8058), and our own page with it
_FIELD, _CLICK = "List-Unsubscribe", "One-Click"


async def leave(request: web.Request) -> web.Response:
    """Ask, and note what was pressed; a repeated press is as good as the first."""
    try:
        if request.method in READING or not await _is_pressed(request):
            return await _ask(request)
        return await _note(request)
    except UnknownError:
        return _say(request, t(mail_words.VOID), 404)


async def _is_pressed(request: web.Request) -> bool:
    try:
        return (await form_of(request)).text(_FIELD) == _CLICK
    except BadInputError:
        return False


async def _ask(request: web.Request) -> web.Response:
    async with board_of(request).store.transaction() as connection:
        _, link = await _link(request, connection)
    is_click_missing = request.method not in READING
    return render(
        request,
        "mail_digest.html",
        status=400 if is_click_missing else 200,
        asking=mail_words.DIGEST[link.wanted],
        field=(_FIELD, _CLICK),
    )


async def _note(request: web.Request) -> web.Response:
    board = board_of(request)
    async with board.store.transaction() as connection:
        links, link = await _link(request, connection)
        before = await people.takes_digest(connection, link.person_id)
        if before != link.wanted:
            await people.set_digest(connection, link.person_id, wanted=link.wanted)
            await history.record(
                connection,
                Actor(Road.MAIL, link.person_id),
                Verb.RESUME if link.wanted else Verb.OPT_OUT,
                "digest",
                link.person_id,
                now=board.clock(),
                before={"wanted": before},
                after={"wanted": link.wanted},
            )
    back = DigestLink(link.outbox_id, link.person_id, wanted=not link.wanted)
    said = t(mail_words.BACK if link.wanted else mail_words.LEFT)
    return _say(request, said, undo=links.digest(back))


def _say(
    request: web.Request, sentence: str, status: int = 200, *, undo: str | None = None
) -> web.Response:
    field = (_FIELD, _CLICK)
    return render(
        request, "mail_said.html", status=status, sentence=sentence, undo=undo, field=field
    )


async def _link(request: web.Request, connection: AsyncConnection) -> tuple[MailLinks, DigestLink]:
    """Give what the link says, from then on in the person's language; raise UnknownError."""
    links = board_of(request).mail_links
    link = links.opened_digest(request.match_info["token"]) if links else None
    row = await outbox.row_of(connection, link.outbox_id) if link else None
    if links is None or link is None or row is None or row.person_id != link.person_id:
        raise UnknownError(doubts.GONE)
    speak(await people.language_of(connection, link.person_id))
    return links, link
