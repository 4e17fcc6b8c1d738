"""What links in mails lead to, in both languages."""

from collections.abc import Awaitable, Callable

import pytest
from aiohttp.test_utils import TestClient

from bot.domain.notices import NoticeKind
from bot.domain.rhythm import Rhythm
from bot.domain.verbs import Verb
from bot.followups import review
from bot.standin.serving import StandIn
from bot.storage import outbox
from bot.storage.followups import follow_ups
from bot.storage.tables import follow_up
from bot.web.board import Board
from bot.web.mail_links import DigestLink, MailLinks
from bot.web.visiting import KEEPER
from tests.web.both_languages import peoples_words, untranslated
from tests.web.conftest import Town, board_for
from tests.web.linked import NAMELESS, SEALS, Letters, begin, look, page_of
from tests.web.meetings import OVERVIEW
from tests.web.signing import ORIGIN, Browser, sign_in_by
from tests.web.test_english import speak
from tests.web.visitor import Page


@pytest.fixture
async def letters(
    serve: Callable[[Board], Awaitable[TestClient]], town: Town, standin: StandIn
) -> Letters:
    links = MailLinks(SEALS, ORIGIN, town.clock)
    client = await serve(board_for(town, sign_in=sign_in_by(standin), mail_links=links))
    return Letters(town, links, lambda: Browser(client, standin), standin)


async def both(town: Town, ask: Callable[[], Awaitable[Page]]) -> tuple[Page, Page]:
    """Ask in each language."""
    pages = []
    for language in ("da", "en"):
        await speak(town, language)
        pages.append(await ask())
    return pages[0], pages[1]


async def test_to_a_review(letters: Letters, meeting: int) -> None:
    """Before it is opened, in it, and when the link is worth nothing any more."""
    town, browser = letters.town, letters.browsers()
    peoples = await peoples_words(town)
    path = await letters.link(meeting)
    assert not untranslated(*await both(town, lambda: look(browser, path)), peoples)
    await speak(town, "da")
    await begin(browser, path)
    opened = await both(town, lambda: browser.open(f"/moede/{meeting}"))
    assert opened[0].status == 200
    assert not untranslated(*opened, peoples)
    other = letters.browsers()
    used = await both(town, lambda: look(other, path))
    assert not untranslated(*used, peoples)
    async with town.store.transaction() as connection:
        await review.approve(connection, meeting, actor=KEEPER, now=town.clock())
    over = await both(town, lambda: look(other, path))
    assert not untranslated(*over, peoples)


async def test_to_an_answer(letters: Letters, meeting: int) -> None:
    """The question of each button, what is said after a press, and after a second one."""
    town, browser = letters.town, letters.browsers()
    async with town.store.transaction() as connection:
        await review.approve(connection, meeting, actor=KEEPER, now=town.clock())
        (item,) = await follow_ups(connection, follow_up.c.task == OVERVIEW)
    own, peoples = item.owners[0], await peoples_words(town)
    row = next(r for r in await letters.rows(NoticeKind.ASSIGNMENT) if r.person_id == own.person_id)
    assert own.person_id is not None
    for verb in (Verb.FINISH, Verb.ACCEPT, Verb.POSTPONE, Verb.DECLINE):
        link = letters.links.answer(row.outbox_id, own.person_id, own.ownership_id, verb)
        path = link.removeprefix(ORIGIN)
        asked = await both(town, lambda path=path: look(browser, path))  # type: ignore[misc]
        assert asked[0].status == 200
        assert not untranslated(*asked, peoples)
    for language in ("en", "da"):
        await speak(town, language)
        said = await page_of(path, await browser.post(path, {"to": ""}, **NAMELESS))
        assert said.tree.css_first("html").attributes["lang"] == language


async def test_to_the_digest_left(letters: Letters) -> None:
    town, browser = letters.town, letters.browsers()
    preben = await town.person("Preben")
    async with town.store.transaction() as connection:
        await outbox.enqueue(
            connection,
            NoticeKind.DIGEST,
            "digest",
            network_id=town.network.network_id,
            person_id=preben.person_id,
            now=town.clock(),
        )
    (row,) = await letters.rows(NoticeKind.DIGEST)
    peoples = await peoples_words(town)
    path = letters.links.digest(DigestLink(row.outbox_id, preben.person_id))
    asked = await both(town, lambda: look(browser, path))
    assert asked[0].status == 200
    assert not untranslated(*asked, peoples)
    for rhythm in Rhythm:

        async def press(rhythm: Rhythm = rhythm) -> Page:
            return await page_of(path, await browser.post(path, {"rhythm": rhythm}, **NAMELESS))

        assert not untranslated(*await both(town, press), peoples)
