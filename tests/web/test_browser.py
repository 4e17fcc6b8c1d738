"""A minute-taker with a phone's width and no mouse, in a real browser."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient
from playwright.async_api import Browser, Page, async_playwright

from bot.domain.notices import NoticeKind
from bot.domain.verbs import Verb
from bot.followups import review
from bot.storage import groups, outbox
from bot.web.visiting import KEEPER
from tests.web.conftest import Town
from tests.web.meetings import DRAFT, PRICE

CHROMIUM = Path("/usr/bin/chromium")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUSED = r"""() => {
    const box = document.activeElement.getBoundingClientRect();
    const style = getComputedStyle(document.activeElement);
    return {words: document.activeElement.textContent.replace(/\s+/g, " "),
            outline: style.outlineStyle, id: document.activeElement.id,
            seen: box.bottom > 0 && box.top < innerHeight};
}"""


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Give a headless Chromium."""
    if not CHROMIUM.exists():
        missing = "Chromium is not installed: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--accept-lang=da"]
        )
        yield browser
        await browser.close()


async def tab_to(page: Page, words: str) -> None:
    """Press Tab until something with these words, or of this id, has the focus; it is seen."""
    for _ in range(200):
        await page.keyboard.press("Tab")
        focused = await page.evaluate(FOCUSED)
        if words == focused["id"] or words in focused["words"]:
            assert focused["outline"] != "none"
            assert focused["seen"]
            return
    raise AssertionError(f"{words!r} cannot be reached by keyboard")


async def test_a_review_is_done_by_keyboard_on_a_phones_width(
    browser: Browser, client: TestClient, town: Town, meeting: int
) -> None:
    """Settle the doubt, correct one, approve; never a sideways scroll, never an error."""
    errors: list[str] = []
    page = await browser.new_page(viewport={"width": 360, "height": 740})
    page.on("console", lambda message: errors.append(message.text))
    await page.goto(str(client.make_url(f"/moede/{meeting}")))
    await page.wait_for_load_state()
    assert await page.evaluate(OVERFLOW) == 0

    await tab_to(page, "Gå til indholdet")
    await page.keyboard.press("Enter")
    await tab_to(page, "who-4")
    await page.keyboard.type("Preb")
    await tab_to(page, "Gem")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**sket=gemt**")
    settled = page.get_by_role("article").filter(has=page.get_by_role("heading", name=PRICE))
    assert "Preben Skovdrup" in await settled.inner_text()
    assert "Skal afklares" not in await page.inner_text("main")

    await page.goto(str(client.make_url(f"/moede/{meeting}")))
    await tab_to(page, "Ret nummer 3")
    await page.keyboard.press("Enter")
    await tab_to(page, "task-3")
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type("Der skrives en tjekliste.")
    await page.wait_for_load_state()
    assert await page.evaluate(OVERFLOW) == 0
    assert await page.get_by_role("button", name="Gem nummer 3", exact=True).count() == 1
    await tab_to(page, "Gem nummer 3")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**ved=3**")
    text = await page.inner_text("main")
    assert "Der skrives en tjekliste." in text
    assert f"»{DRAFT}«" in text

    await tab_to(page, "Godkend og send til 4 personer")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**sket=godkendt**")
    assert "Referatet er godkendt." in await page.get_by_role("status").inner_text()
    await page.wait_for_load_state()
    assert await page.evaluate(OVERFLOW) == 0
    async with town.store.transaction() as connection:
        kinds = {row.kind for row in await outbox.rows(connection)}
    assert NoticeKind.ASSIGNMENT in kinds
    assert errors == []


@pytest.mark.parametrize(("scheme", "locale"), [("light", "da-DK"), ("dark", "en-GB")])
async def test_every_page_fits_a_narrow_view(
    browser: Browser, client: TestClient, town: Town, meeting: int, scheme: str, locale: str
) -> None:
    """320 px, as WCAG's reflow asks; the style sheet is let through by the policy."""
    context = await browser.new_context(
        viewport={"width": 320, "height": 700},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale=locale,
    )
    page = await context.new_page()
    grounds = set()
    for path in ("/", "/netvaerk/aeldre", f"/moede/{meeting}", "/udbakke", "/nix"):
        await page.goto(str(client.make_url(path)))
        await page.wait_for_load_state()
        assert await page.evaluate(OVERFLOW) == 0, path
        assert await page.evaluate("document.documentElement.lang") == locale[:2]
        grounds.add(await page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == {"rgb(238, 241, 244)" if scheme == "light" else "rgb(18, 24, 30)"}
    await context.close()


async def test_a_roster_with_long_names_fits_a_phone(
    browser: Browser, client: TestClient, town: Town, meeting: int
) -> None:
    """The network's and the meeting's page, once the group is open."""
    async with town.store.transaction() as connection:
        await groups.set_volunteer(
            connection,
            1,
            person_id=None,
            name="Annemarie Vestergaardshøjkristoffersen",
            municipality="Vordingborgegnenskommunefællesskab",
            answer=Verb.VOLUNTEER,
            now=town.clock(),
        )
        await review.approve(connection, meeting, actor=KEEPER, now=town.clock())
    page = await browser.new_page(viewport={"width": 390, "height": 800})
    for path in (f"/moede/{meeting}", "/netvaerk/aeldre"):
        await page.goto(str(client.make_url(path)))
        await page.wait_for_load_state()
        assert await page.evaluate(OVERFLOW) == 0, path
