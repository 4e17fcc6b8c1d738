"""The one browser in which a mail's link to a review was opened, and who is taken to sit there.

It opens the pages of that review and no others: the right of each address says so.
"""

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import people
from bot.web import cookies
from bot.web.board import board_of, number_in
from bot.web.cookies import Sent
from bot.web.mail_links import MailLinks, ReviewLink
from bot.web.mail_review_standing import Standing, found_by
from bot.web.visiting import Visitor


def begin(request: web.Request, response: web.Response, links: MailLinks, link: ReviewLink) -> None:
    """Have the browser keep that it may go on with this review."""
    left = link.good_until - board_of(request).clock()
    value = links.visit(link)
    cookies.keep(
        response, _cookie(link), value, seconds=int(left.total_seconds()), sent=Sent.LINKED
    )


def is_here(request: web.Request, links: MailLinks, link: ReviewLink) -> bool:
    """Say whether this very link was opened in this browser."""
    return links.opened_visit(request.cookies.get(_cookie(link), "")) == link


async def visitor(request: web.Request, connection: AsyncConnection) -> Visitor | None:
    """Give who reviews the minutes of the address by a mail's link, None where nobody does.

    One whose link has ended is led to the page that says so.
    """
    board = board_of(request)
    links, minutes_id = board.mail_links, number_in(request, "minutes")
    if links is None:
        return None
    link = links.opened_visit(request.cookies.get(_named(minutes_id), ""))
    if link is None or link.minutes_id != minutes_id:
        return None
    found = await found_by(connection, link, board.clock())
    if found.standing is not Standing.OPEN:
        raise web.HTTPSeeOther(links.to_review(link))
    person = await people.person_of(connection, link.person_id)
    return Visitor(person, {found.network_id: found.roles}, is_by_link=True)


def _cookie(link: ReviewLink) -> str:
    return _named(link.minutes_id)


def _named(minutes_id: int) -> str:
    """One for each review: a minute-taker may have several open."""
    return f"__Host-bolden-gennemgang-{minutes_id}"
