"""The board within Teams' frame, with Microsoft's own library, in a real browser."""

import base64
import os
from hashlib import sha384
from pathlib import Path

import pytest
from aiohttp import web

from bot.followups import review
from bot.standin.serving import StandIn
from bot.web.guard import TEAMS_JS_IS
from bot.web.routes import add_board
from bot.web.visiting import KEEPER
from tests.web.conftest import Town, board_for
from tests.web.meetings import FORUM
from tests.web.signing import account, sign_in_by
from tests.web.teams_frame import LIBRARY, frame, host_page, missing

MERETE = account("e-merete")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(autouse=True)
def _browser() -> None:
    said = missing()
    if said and os.environ.get("CI"):
        pytest.fail(said)
    if said:
        pytest.skip(said)


@pytest.fixture
async def board(town: Town, standin: StandIn, meeting: int) -> web.Application:
    async with town.store.transaction() as connection:
        await review.approve(connection, meeting, actor=KEEPER, now=town.clock())
    app = web.Application()
    add_board(app, board_for(town, sign_in=sign_in_by(standin)))
    return app


def test_the_library_is_the_one_that_the_pages_ask_for() -> None:
    digest = sha384(LIBRARY.read_bytes()).digest()
    assert f"sha384-{base64.b64encode(digest).decode()}" == TEAMS_JS_IS


async def test_ones_own_tasks_in_the_tab(
    board: web.Application, standin: StandIn, tmp_path: Path
) -> None:
    """Nobody types anything; the colours are Teams' own; a button acts."""
    async with frame(board, tmp_path) as (context, shown):
        shown["page"] = host_page("/min", standin.accounts.tab_token(MERETE), width=360)
        page = await context.new_page()
        errors: list[str] = []
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        await page.goto("https://teams.microsoft.com/")
        tab = page.frame_locator("iframe")
        await tab.get_by_role("heading", name="Min tavle").wait_for()
        inner = page.frames[1]
        await inner.wait_for_load_state()
        await tab.locator('html[data-theme="dark"]').wait_for(state="attached")
        ground = "getComputedStyle(document.body).backgroundColor"
        assert await inner.evaluate(ground) == "rgb(18, 24, 30)"
        assert await inner.evaluate(OVERFLOW) == 0
        cookies = await context.cookies("https://tavle.example.org")
        assert [(one["name"], one["sameSite"]) for one in cookies] == [("__Host-bolden", "None")]
        assert cookies[0]["httpOnly"]
        assert cookies[0]["secure"]
        assert await inner.evaluate("document.cookie") == ""
        await page.evaluate('window.tell("themeChange", ["contrast"])')
        await tab.locator('html[data-theme="contrast"]').wait_for(state="attached")
        await (
            tab.get_by_role("article")
            .filter(has_text=FORUM)
            .get_by_role("button", name="Færdig")
            .click()
        )
        await tab.get_by_role("status").filter(has_text="meldt færdig").wait_for()
        await inner.wait_for_load_state()
        assert await inner.evaluate(OVERFLOW) == 0
        assert errors == []


async def test_a_channels_tab_is_set_up(
    board: web.Application, standin: StandIn, tmp_path: Path
) -> None:
    """The channel's own network is chosen beforehand."""
    async with frame(board, tmp_path) as (context, shown):
        token = standin.accounts.tab_token(MERETE)
        shown["page"] = host_page("/teams/indstil", token, frame="settings")
        page = await context.new_page()
        await page.goto("https://teams.microsoft.com/")
        tab = page.frame_locator("iframe")
        await tab.get_by_label("Netværk").wait_for()
        await page.wait_for_function('window.heard.includes("settings.setValidityState")')
        await page.evaluate('window.tell("settings.save", [{}])')
        await page.wait_for_function("window.saved")
        saved = await page.evaluate("window.saved")
        assert saved["websiteUrl"] == "https://tavle.example.org/netvaerk/aeldre"
        assert saved["contentUrl"] == (
            "https://tavle.example.org/teams/ind?til=%2Fnetvaerk%2Faeldre"
        )


async def test_no_other_site_may_frame_it(
    board: web.Application, standin: StandIn, tmp_path: Path
) -> None:
    async with frame(board, tmp_path) as (context, shown):
        shown["page"] = host_page("/min", standin.accounts.tab_token(MERETE))
        page = await context.new_page()
        async with page.expect_console_message(lambda line: "frame-ancestors" in line.text):
            await page.goto("https://example.org/")
