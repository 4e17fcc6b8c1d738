"""The way from a mail to the review and through it, in a real browser, over TLS."""

import os
from pathlib import Path

import pytest
from aiohttp import web
from playwright.async_api import Page, Request

from bot.domain.notices import NoticeKind
from bot.standin.serving import StandIn
from bot.storage import outbox
from bot.web.mail_links import MailLinks
from bot.web.routes import add_board
from tests.web.conftest import Town, board_for
from tests.web.linked import SEALS, Letters
from tests.web.meetings import PRICE
from tests.web.signing import ORIGIN, sign_in_by
from tests.web.teams_frame import CHROMIUM, frame
from tests.web.test_browser import OVERFLOW, tab_to


@pytest.fixture(autouse=True)
def _browser() -> None:
    if CHROMIUM.exists():
        return
    said = "Chromium is not installed: apt-get install chromium"
    if os.environ.get("CI"):
        pytest.fail(said)
    pytest.skip(said)


async def test_a_minute_taker_comes_by_mail_corrects_and_approves(
    town: Town, standin: StandIn, meeting: int, tmp_path: Path
) -> None:
    """From a webmail's page, on a phone, dark, by keyboard; the link is told to nobody."""
    links = MailLinks(SEALS, ORIGIN, town.clock)
    app = web.Application()
    add_board(app, board_for(town, sign_in=sign_in_by(standin), mail_links=links))
    path = await Letters(town, links, lambda: None, standin).link(meeting)  # type: ignore[arg-type,return-value]
    async with frame(app, tmp_path) as (context, shown):
        shown["page"] = f'<a href="{ORIGIN}{path}">Ret og godkend</a>'
        page = await context.new_page()
        await page.set_viewport_size({"width": 360, "height": 740})
        await page.emulate_media(color_scheme="dark")
        errors, referers = _watched(page)
        await page.goto("https://mail.example.org/")
        await page.get_by_role("link", name="Ret og godkend").click()
        await tab_to(page, "Åbn gennemgangen")
        await _is_tidy(page)
        await page.keyboard.press("Enter")
        await page.wait_for_url(f"{ORIGIN}/moede/{meeting}")
        await _is_tidy(page)
        await tab_to(page, "who-4")
        await page.keyboard.type("Preb")
        await tab_to(page, "Gem")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**sket=gemt**")
        settled = page.get_by_role("article").filter(has=page.get_by_role("heading", name=PRICE))
        assert "Preben Skovdrup" in await settled.inner_text()
        await tab_to(page, "Godkend og send til 4 personer")
        await page.keyboard.press("Enter")
        await page.get_by_role("heading", name="Referatet er godkendt").wait_for()
        await _is_tidy(page)
        assert errors == []
        assert f"{ORIGIN}/moede/{meeting}" in referers
        assert not [said for said in referers if "/gennemgang/" in said]
        other = await context.browser.new_context(ignore_https_errors=True)  # type: ignore[union-attr]
        elsewhere = await other.new_page()
        await elsewhere.goto(f"{ORIGIN}{path}")
        assert "Referatet er godkendt" in await elsewhere.inner_text("main")
    async with town.store.transaction() as connection:
        kinds = {row.kind for row in await outbox.rows(connection)}
    assert {NoticeKind.ASSIGNMENT, NoticeKind.APPROVED} <= kinds


def _watched(page: Page) -> tuple[list[str], list[str]]:
    """Collect what the browser complains of, and which page each request names as its own."""
    errors: list[str] = []
    referers: list[str] = []

    def asked(request: Request) -> None:
        referers.append(request.headers.get("referer", ""))

    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("request", asked)
    return errors, referers


async def _is_tidy(page: Page) -> None:
    await page.wait_for_load_state()  # the words may be there before the style sheet
    assert await page.evaluate(OVERFLOW) == 0
    ground = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(18, 24, 30)"
