"""Every page in both languages: ours is translated, people's own words are not."""

from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from bot.storage import tables
from bot.web import words
from tests.web.admitted import Numbers, Who
from tests.web.both_languages import peoples_words, untranslated
from tests.web.conftest import Town
from tests.web.full_town import fill_up
from tests.web.signing import Browser, account
from tests.web.tour import every_page
from tests.web.visitor import Page, Visitor

Browsers = Callable[[], Browser]


def page_of(html: str, status: int, path: str) -> Page:
    return Page(status, path, LexborHTMLParser(html), html)


async def speak(town: Town, language: str) -> None:
    """Have everybody choose a language."""
    async with town.store.transaction() as connection:
        await connection.execute(tables.person.update().values(language=language))


@pytest.fixture
async def ids(town: Town) -> Numbers:
    return await fill_up(town)


@pytest.mark.parametrize("days", [0, 60], ids=("in time", "late"))
async def test_all_that_can_be_reached_by_links(
    town: Town, ids: Numbers, browsers: Browsers, days: int
) -> None:
    town.clock.forward(days=days)
    peoples = await peoples_words(town)
    for who in (Who.REVIEWER, Who.OWNER, Who.CONVENER):
        browser = browsers()
        await browser.sign_in(account(who))
        await speak(town, "da")
        danish = await every_page(browser)
        await speak(town, "en")
        english = await every_page(browser)
        assert danish.keys() == english.keys()
        found = {path: untranslated(danish[path], english[path], peoples) for path in english}
        assert not {path: said for path, said in found.items() if said}


async def test_what_was_just_done(town: Town, ids: Numbers, browsers: Browsers) -> None:
    browser, peoples = browsers(), await peoples_words(town)
    await browser.sign_in(account(Who.REVIEWER))
    for done in words.DONE:
        path = f"/moede/{ids['minutes']}?sket={done}"
        await speak(town, "da")
        danish = await browser.open(path)
        await speak(town, "en")
        english = await browser.open(path)
        assert danish.said != english.said
        assert not untranslated(danish, english, peoples), done


#: the forms that can be refused, with what is wrong in them
WRONG = (
    ("/moede/{minutes}/opfoelgning/{follow_up}/ret", {"task": "Aftale", "due": "i morgen"}),
    ("/moede/{minutes}/opfoelgning/{follow_up}/ret", {"task": ""}),
    ("/moede/{minutes}/opfoelgning/{follow_up}/ret", {"task": "x" * 1001}),
    ("/moede/{minutes}/opfoelgning/{follow_up}/ret", {"task": "Aftale", "owner": "person:999"}),
    ("/moede/{minutes}/opfoelgning/{follow_up}/saml", {}),
    ("/moede/{minutes}/opfoelgning/999/fjern", {}),
    ("/moede/{minutes}/godkend", {"seen": "x"}),
    ("/moede/{minutes}/ret", {"title": ""}),
    ("/moede/{minutes}/gruppe/{group}/ret", {"name": "Gruppe", "seats": "mange"}),
    ("/moede/{approved}/gruppe/{open}/pladser", {"closes_on": "2020-01-01"}),
    ("/moede/{approved}/opfoelgning/{nobodys}/ansvarlig", {}),
    ("/moede/{approved}/godkend", {}),
    ("/netvaerk/{key}/referat", {}),
    ("/min/{part}", {"act": "udsaet"}),
    ("/min/999", {"act": "faerdig"}),
    ("/sprog", {"sprog": "tlh"}),
    ("/nix", {}),
    ("/log-ind", {}),
)


@pytest.mark.parametrize(("address", "fields"), WRONG)
async def test_what_is_refused(
    town: Town,
    ids: Numbers,
    browsers: Browsers,
    address: str,
    fields: dict[str, str],
) -> None:
    peoples = await peoples_words(town, *fields.values())
    browser = browsers()
    await browser.sign_in(account(Who.REVIEWER))
    pages = []
    for language in ("da", "en"):
        await speak(town, language)
        answer = await browser.post(address.format(**ids), fields)
        assert answer.status >= 400
        pages.append(page_of(await answer.text(), answer.status, address))
    assert not untranslated(*pages, peoples)


@pytest.mark.parametrize(
    "path",
    ["/log-ind", "/teams/ind", "/teams/ind?igen=1", "/svar/x", "/afmeld/x", "/gennemgang/x"],
)
async def test_at_the_door(town: Town, browsers: Browsers, path: str) -> None:
    browser, pages = browsers(), []
    for asked_for in ("da", "en"):
        answer = await browser.get(path, **{"Accept-Language": asked_for})
        pages.append(page_of(await answer.text(), answer.status, path))
    if answer.status != 303:
        assert not untranslated(*pages, await peoples_words(town))


async def test_who_is_not_let_in(town: Town, browsers: Browsers) -> None:
    pages = []
    for asked_for in ("da", "en"):
        browser = browsers()
        browser.headers = {"Accept-Language": asked_for}
        answer = await browser.sign_in(account("e-nobody"))
        pages.append(page_of(await answer.text(), answer.status, "/log-ind/svar"))
    assert not untranslated(*pages, await peoples_words(town))


async def test_in_teams_frame(town: Town, browsers: Browsers) -> None:
    browser, pages = browsers(), []
    await browser.in_tab(account(Who.REVIEWER))
    for language in ("da", "en"):
        await speak(town, language)
        pages.append(await browser.open("/teams/indstil"))
    assert not untranslated(*pages, await peoples_words(town))


async def test_before_anything_is_there(visitor: Visitor, town: Town) -> None:
    """No minutes, no members, no network."""
    peoples = await peoples_words(town)
    for emptied in ((), (tables.membership,), (tables.network,)):
        async with town.store.transaction() as connection:
            for table in emptied:
                await connection.execute(table.delete())
        for path in ("/", "/netvaerk/aeldre", "/netvaerk/aeldre/overblik", "/udbakke"):
            pages = []
            for asked_for in ("da", "en"):
                answer = await visitor.client.get(path, headers={"Accept-Language": asked_for})
                pages.append(page_of(await answer.text(), answer.status, path))
            assert not untranslated(*pages, peoples), path


async def test_what_is_refused_before_any_page(visitor: Visitor) -> None:
    said = set()
    for asked_for in ("da", "en"):
        headers = {"Accept-Language": asked_for, "Via": "1.1 proxy"}
        said.add(await (await visitor.client.get("/", headers=headers)).text())
    assert len(said) == 2
    assert "The board answers only on the machine where Bolden runs.\n" in said
