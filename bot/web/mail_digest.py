"""How often one gets the digest, by the link in it: a page that asks, or one click that ends it."""

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.language import speak, t
from bot.domain.people import Actor, Person, Road
from bot.domain.rhythm import CHOICES, CHOSEN, Rhythm
from bot.errors import BadInputError, UnknownError
from bot.followups import rhythms
from bot.storage import digests, outbox, people
from bot.web import mail_words
from bot.web.board import board_of
from bot.web.forms import form_of
from bot.web.guard import READING
from bot.web.mail_links import DigestLink, MailLinks
from bot.web.pages import render

#: what a mail program posts for its reader (RFC 8058)
_FIELD, _CLICK = "List-Unsubscribe", "One-Click"
#: what our own page posts
_CHOICE = "rhythm"


async def leave(request: web.Request) -> web.Response:
    """Ask, and note what was pressed; a repeated press is as good as the first."""
    try:
        rhythm = None if request.method in READING else await _pressed(request)
        return await (_ask(request) if rhythm is None else _note(request, rhythm))
    except UnknownError:
        return _say(request, t(mail_words.VOID), 404)


async def _pressed(request: web.Request) -> Rhythm | None:
    try:
        form = await form_of(request)
        if form.text(_FIELD) == _CLICK:
            return Rhythm.NONE
        return Rhythm(form.text(_CHOICE))
    except (BadInputError, ValueError):
        return None


async def _ask(request: web.Request) -> web.Response:
    async with board_of(request).store.transaction() as connection:
        _, link, _ = await _link(request, connection)
        now = await digests.chosen(connection, link.person_id)
    return render(
        request,
        "mail_digest.html",
        status=200 if request.method in READING else 400,
        asking=mail_words.RHYTHM,
        choices=CHOICES,
        chosen=now or Rhythm.WEEKLY,
        field=_CHOICE,
    )


async def _note(request: web.Request, rhythm: Rhythm) -> web.Response:
    board = board_of(request)
    async with board.store.transaction() as connection:
        links, link, person = await _link(request, connection)
        before = await digests.chosen(connection, person.person_id)
        if before is not rhythm:
            actor = Actor(Road.MAIL, person.person_id)
            await rhythms.choose(connection, actor, person, rhythm, now=board.clock())
    undo = links.digest(link) if before is not rhythm else None
    return _say(request, t(CHOSEN[rhythm]), undo=undo, before=before or Rhythm.WEEKLY)


def _say(
    request: web.Request,
    sentence: str,
    status: int = 200,
    *,
    undo: str | None = None,
    before: Rhythm = Rhythm.WEEKLY,
) -> web.Response:
    field = (_CHOICE, before)
    return render(
        request, "mail_said.html", status=status, sentence=sentence, undo=undo, field=field
    )


async def _link(
    request: web.Request, connection: AsyncConnection
) -> tuple[MailLinks, DigestLink, Person]:
    """Give what the link says, from then on in the person's language; raise UnknownError."""
    links = board_of(request).mail_links
    link = links.opened_digest(request.match_info["token"]) if links else None
    row = await outbox.row_of(connection, link.outbox_id) if link else None
    if links is None or link is None or row is None or row.person_id != link.person_id:
        raise UnknownError(doubts.GONE)
    person = await people.person_of(connection, link.person_id)
    speak(person.language)
    return links, link, person
