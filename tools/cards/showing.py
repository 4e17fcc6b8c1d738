"""Cards in a browser, drawn by Microsoft's own renderer: light, dark, and 320 pixels wide."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Page

from tools.pictures.browser import CHROMIUM, chromium
from tools.pictures.palette import side_by_side

FOLDER = Path(__file__).parent
_RENDERER = FOLDER / "node_modules" / "adaptivecards"
#: what a host paints with, by theme
COLORS: dict[str, dict[str, str]] = json.loads((FOLDER / "hosts.json").read_text("utf-8"))
#: what a frame is called in the style sheet, and which colours it has
_FRAMES = {"light": "light", "dark": "dark", "light phone": "light"}


def missing() -> list[str]:
    """Name what is not installed."""
    tools = (
        ("Chromium", bool(CHROMIUM)),
        ("the npm packages (npm ci in tools/cards)", _RENDERER.exists()),
    )
    return [name for name, is_there in tools if not is_there]


@dataclass(frozen=True)
class Look:
    """What is wrong with how a card looks."""

    #: what the renderer and the browser say against it
    warnings: list[str]
    #: what does not fit into its card
    too_wide: list[str]
    #: texts that are cut off
    cut_off: list[str]
    #: buttons whose words are
    cut_off_buttons: list[str]
    #: texts with less contrast than 4.5:1, or 3:1 where they are large
    faint: list[str]


class Screen:
    """A page that shows one card at a time."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._said: list[str] = []
        page.on("console", lambda message: self._said.append(message.text))
        page.on("pageerror", lambda error: self._said.append(str(error)))

    async def look(self, card: Mapping[str, Any]) -> Look:
        """Show a card in every frame."""
        self._said.clear()
        frames = [[COLORS[theme], frame] for frame, theme in _FRAMES.items()]
        found = await self._page.evaluate("shown => look(...shown)", [dict(card), frames])
        return Look(**found | {"warnings": found["warnings"] + self._said})

    async def picture(self) -> bytes:
        """Give a PNG of the card that was looked at last, in every frame."""
        browser = self._page.context.browser
        assert browser is not None  # noqa: S101 – it has opened the page
        return await side_by_side(browser, [await self._page.locator("body").screenshot()])


@asynccontextmanager
async def screen() -> AsyncIterator[Screen]:
    """Open a browser."""
    async with chromium() as browser:
        context = await browser.new_context(viewport={"width": 1584, "height": 900}, locale="da-DK")
        page = await context.new_page()
        await page.goto((FOLDER / "page.html").as_uri())
        yield Screen(page)


def unfolded(card: Any) -> Any:
    """Give the card with everything open that a button opens."""
    if isinstance(card, list):
        return [unfolded(one) for one in card]
    if isinstance(card, dict):
        return {name: unfolded(part) for name, part in card.items() if name != "isVisible"}
    return card
