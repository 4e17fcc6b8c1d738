"""The pages that mails lead to, in a real browser: on a phone, light and dark, by keyboard."""

from collections.abc import Awaitable, Callable

import pytest
from aiohttp.test_utils import TestClient
from playwright.async_api import Browser

from bot.domain.followups import Status
from bot.domain.verbs import Verb
from bot.followups import review
from bot.web.board import Board
from bot.web.mail_links import MailLinks
from bot.web.visiting import KEEPER
from tests.web.conftest import Town, board_for
from tests.web.test_browser import OVERFLOW, browser, tab_to
from tests.web.test_mail_answers import ORIGIN, SEALS, Desk

__all__ = ["browser"]


@pytest.fixture
async def desk(serve: Callable[[Board], Awaitable[TestClient]], town: Town, meeting: int) -> Desk:
    """Give it, with the minutes approved."""
    async with town.store.transaction() as connection:
        await review.approve(connection, meeting, actor=KEEPER, now=town.clock())
    links = MailLinks(SEALS, ORIGIN, town.clock)
    return Desk(await serve(board_for(town, mail_links=links)), town, links)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_press_on_a_phone_counts(browser: Browser, desk: Desk, scheme: str) -> None:
    """A browser that tells no page where it comes from is let through with its form."""
    context = await browser.new_context(
        viewport={"width": 360, "height": 740},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = await context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    await page.goto(str(desk.client.make_url(await desk.link(Verb.DECLINE))))
    await page.wait_for_load_state()
    assert await page.evaluate(OVERFLOW) == 0
    await tab_to(page, "to")
    await page.keyboard.type("Yasmin Elkhouri")
    await tab_to(page, "Det er ikke mig")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Fortryd").wait_for()
    assert "givet videre til Yasmin Elkhouri" in await page.inner_text("h1")
    await page.wait_for_load_state()
    assert await page.evaluate(OVERFLOW) == 0
    assert (await desk.part()).status is Status.HANDED_OVER
    await page.get_by_role("button", name="Fortryd").click()
    await page.get_by_text("Fortrudt:").wait_for()
    assert (await desk.part()).status is Status.OPEN
    assert errors == []
