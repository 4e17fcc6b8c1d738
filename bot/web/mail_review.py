"""From a mail to the review of minutes: looking opens nothing; a press does, in one browser."""

import secrets
from dataclasses import dataclass

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.language import speak
from bot.followups import asking_again
from bot.storage import people
from bot.web import mail_review_standing, mail_review_visit, mail_review_words, sessions
from bot.web.board import board_of
from bot.web.forms import form_of
from bot.web.mail_links import MailLinks, ReviewLink
from bot.web.mail_review_standing import Found, Standing
from bot.web.mail_review_words import ENDED, Saying
from bot.web.pages import render
from bot.web.sign_in import SignIn


async def page(request: web.Request) -> web.Response:
    """Ask, or say why the link opens nothing here."""
    opened, board = _opened(request), board_of(request)
    if opened is None:
        return _say(request, ENDED[Standing.VOID])
    link = opened.link
    async with board.store.transaction() as connection:
        found = await _found(request, connection, link)
        if found.standing is not Standing.OPEN:
            return _say(request, ENDED[found.standing])
        if mail_review_visit.is_here(request, opened.links, link):
            raise web.HTTPSeeOther(f"/moede/{link.minutes_id}")
        if await mail_review_standing.is_used(connection, link.outbox_id):
            return _say(request, mail_review_words.USED)
        person = await people.person_of(connection, link.person_id)
    return render(
        request,
        "mail_review.html",
        asking=mail_review_words.OPEN,
        as_whom=mail_review_words.AS_WHOM,
        name=person.name,
        once=secrets.token_urlsafe(12),
    )


async def begin(request: web.Request) -> web.Response:
    """Open the review in this browser, and for nobody else who has signed in there."""
    opened, board = _opened(request), board_of(request)
    once = (await form_of(request)).text("once")
    if opened is None:
        return _say(request, ENDED[Standing.VOID])
    link, now = opened.link, board.clock()
    answer = web.Response(status=303, headers={"Location": f"/moede/{link.minutes_id}"})
    async with board.store.transaction() as connection:
        found = await _found(request, connection, link)
        if found.standing is not Standing.OPEN:
            return _say(request, ENDED[found.standing])
        is_here = mail_review_visit.is_here(request, opened.links, link)
        if not is_here and not await mail_review_standing.use(
            connection, link.outbox_id, once, now
        ):
            return _say(request, mail_review_words.USED)
        session = sessions.read(request, opened.sign_in.seals, now)
        if session is not None and session.person_id != link.person_id:
            await sessions.end(connection, answer, session, now)
    mail_review_visit.begin(request, answer, opened.links, link)
    return answer


async def ask_again(request: web.Request) -> web.Response:
    """Have a new link sent to whom the old one was for; the page tells nobody whether it was."""
    opened, board = _opened(request), board_of(request)
    if opened is not None:
        link = opened.link
        async with board.store.transaction() as connection:
            found = await _found(request, connection, link)
            if found.standing not in (Standing.VOID, Standing.APPROVED):
                await asking_again.by_mail(
                    connection, link.minutes_id, link.person_id, now=board.clock()
                )
        board.wake.set()
    return _say(request, mail_review_words.ASKED)


@dataclass(frozen=True)
class _Opened:
    """A link that is ours, on a board where people sign in: elsewhere all is the keeper's."""

    links: MailLinks
    sign_in: SignIn
    link: ReviewLink


def _opened(request: web.Request) -> _Opened | None:
    board = board_of(request)
    if board.mail_links is None or board.sign_in is None:
        return None
    link = board.mail_links.opened_review(request.match_info["token"])
    return _Opened(board.mail_links, board.sign_in, link) if link else None


async def _found(request: web.Request, connection: AsyncConnection, link: ReviewLink) -> Found:
    """Look where the link stands; from then on in the person's language where it is theirs."""
    found = await mail_review_standing.found_by(connection, link, board_of(request).clock())
    if found.standing not in (Standing.VOID, Standing.EXPIRED):
        speak(await people.language_of(connection, link.person_id))
    return found


def _say(request: web.Request, said: Saying) -> web.Response:
    return render(
        request,
        "mail_review_said.html",
        status=said.status,
        said=said,
        new=(mail_review_words.NEW, mail_review_words.SEND_NEW),
    )
