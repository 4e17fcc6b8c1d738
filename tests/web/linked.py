"""The minute-taker's mails: the links in them, and browsers that come by them."""

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import ClientResponse
from selectolax.lexbor import LexborHTMLParser

from bot.domain.notices import NoticeKind
from bot.standin.serving import StandIn
from bot.storage import outbox, versions
from bot.storage.outbox import OutboxRow
from bot.storage.tables import outbox as table
from bot.web.mail_links import MailLinks
from bot.web.seals import Seals
from tests.web.conftest import Town
from tests.web.signing import ORIGIN, Browser
from tests.web.visitor import Page, fields_of, option

SEALS = Seals(b"k" * 32)
#: what a browser says of a form on a page that tells nobody where it stands
NAMELESS = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}


@dataclass
class Letters:
    """What the minute-taker is sent, before a board with sign-in."""

    town: Town
    links: MailLinks
    browsers: Callable[[], Browser]
    standin: StandIn

    async def rows(self, kind: NoticeKind = NoticeKind.REVIEW_REQUEST) -> list[OutboxRow]:
        """Give what is on its way of a kind, the oldest first."""
        async with self.town.store.transaction() as connection:
            return await outbox.rows(connection, table.c.kind == kind)

    async def link(self, minutes_id: int, nth: int = -1, *, of: str = "Anne-Sofie") -> str:
        """Give the path in one of the mails about some minutes, as it is written now."""
        rows = [row for row in await self.rows() if row.minutes_id == minutes_id]
        person = await self.town.person(of)
        async with self.town.store.transaction() as connection:
            version, _ = await versions.newest_file(connection, minutes_id)
        link = self.links.review(rows[nth].outbox_id, person.person_id, minutes_id, version)
        return link.removeprefix(ORIGIN)


async def page_of(path: str, answer: ClientResponse) -> Page:
    """Read an answer."""
    html = await answer.text()
    return Page(answer.status, path, LexborHTMLParser(html), html)


async def look(browser: Browser, path: str) -> Page:
    """Open a link and nothing more; the answer is kept and told to nobody."""
    answer = await browser.get(path)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in answer.headers
    return await page_of(path, answer)


async def begin(browser: Browser, path: str) -> ClientResponse:
    """Open a link and press its button; redirects are not followed."""
    page = await look(browser, path)
    form = page.form("Åbn gennemgangen")
    return await browser.post(path, fields_of(form), **NAMELESS)


async def press(
    browser: Browser, page: Page, button: str, about: str = "", **typed: str
) -> ClientResponse:
    """Fill in a form and press its button; a choice is named by its label."""
    form = page.form(button, about)
    fields = fields_of(form)
    for name, value in typed.items():
        select = form.css_first(f"select[name={name}]")
        fields[name] = option(form, name, value) if select else value
    return await browser.post(form.attributes["action"] or "", fields)
