"""The board speaks as its visitor chose, else as their browser asks for."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from bot.domain.verbs import Verb
from bot.storage import people
from bot.storage.tables import history
from bot.web.languages import preferred
from tests.web.conftest import Town
from tests.web.signing import Browser, account
from tests.web.visitor import Visitor

ANNE = account("e-anne")
ENGLISH = {"Accept-Language": "en-GB,en;q=0.9"}

Browsers = Callable[[], Browser]


@pytest.fixture
def browser(browser_of_nobody: Browser) -> Browser:
    return browser_of_nobody


@pytest.mark.parametrize(
    ("asked_for", "spoken"),
    [
        ("", "da"),
        ("da-DK,da;q=0.9,en-US;q=0.8,en;q=0.7", "da"),
        ("en-GB,en;q=0.9", "en"),
        ("en-US,en;q=0.9,da;q=0.8", "en"),
        ("EN", "en"),
        ("en;q=0.5, da;q=0.8", "da"),
        ("da;q=0, en", "en"),
        ("en, da", "da"),  # both alike
        ("sv, en;q=0.4", "en"),
        ("sv, *", "da"),
        ("de", "da"),
        ("en;q=0", "da"),
        ("en;q=nan", "da"),
        ("en;q=7", "da"),
        ("en;q=", "da"),
        (";;,,=,en-;q", "da"),
        ("english", "da"),
    ],
)
def test_of_what_a_browser_asks_for_the_best_we_have(asked_for: str, spoken: str) -> None:
    assert preferred(asked_for) == spoken


async def test_on_the_machine_itself_as_the_browser_asks_for(visitor: Visitor) -> None:
    page = await visitor.open("/")
    assert page.tree.css_first("html").attributes["lang"] == "da"
    answer = await visitor.client.get("/", headers=ENGLISH)
    assert '<html lang="en"' in await answer.text()
    assert page.tree.css_first(".languages") is None  # nobody whose choice could be kept


async def test_at_the_door_as_the_browser_asks_for(browser: Browser) -> None:
    answer = await browser.get("/log-ind", **ENGLISH)
    assert '<html lang="en"' in await answer.text()


async def test_a_choice_is_kept_and_goes_before_the_browser(town: Town, browser: Browser) -> None:
    await browser.sign_in(ANNE)
    page = await browser.open("/udbakke?tilstand=sent&sket=gemt")
    assert page.parts(".languages button") == ["Dansk", "English"]
    assert page.part(".languages [aria-current]") == "Dansk"
    back = page.tree.css_first(".languages input").attributes["value"]
    assert back == "/udbakke?tilstand=sent"
    answer = await browser.post("/sprog", {"sprog": "en", "til": back})
    assert (answer.status, answer.headers["Location"]) == (303, back)
    page = await browser.open(back)
    assert page.tree.css_first("html").attributes["lang"] == "en"
    assert page.part(".languages [aria-current]") == "English"
    assert (await town.person("Anne")).language == "en"  # for cards and mails, too
    async with town.store.transaction() as connection:
        chosen = select(history).where(history.c.verb == Verb.LANGUAGE)
        (line,) = (await connection.execute(chosen)).mappings()
    assert line["road"] == "board"
    # pressed once more, on a page that was still open
    assert (await browser.post("/sprog", {"sprog": "en", "til": back})).status == 303


async def test_a_choice_leads_to_pages_of_ours_alone(browser: Browser) -> None:
    await browser.sign_in(ANNE)
    for elsewhere in ("https://example.org/", "//example.org", ""):
        answer = await browser.post("/sprog", {"sprog": "en", "til": elsewhere})
        assert answer.headers["Location"] == "/"
    assert (await browser.post("/sprog", {"sprog": "tlh", "til": "/"})).status == 400


async def test_a_choice_made_elsewhere_is_heard(town: Town, browser: Browser) -> None:
    anne = await town.person("Anne")
    async with town.store.transaction() as connection:
        await people.set_language(connection, anne.person_id, "en")
    await browser.sign_in(ANNE)
    page = await browser.open("/")
    assert page.tree.css_first("html").attributes["lang"] == "en"


async def test_somebody_elses_page_cannot_choose(town: Town, browser: Browser) -> None:
    await browser.sign_in(ANNE)
    answer = await browser.post("/sprog", {"sprog": "en"}, Origin="https://example.org")
    assert answer.status == 403
    assert (await town.person("Anne")).language is None
