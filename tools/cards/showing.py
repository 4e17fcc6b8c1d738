"""Cards in a browser, drawn by Microsoft's own renderer: light, dark, and 320 pixels wide."""

import json
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright

FOLDER = Path(__file__).parent
_RENDERER = FOLDER / "node_modules" / "adaptivecards"
_CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
#: what a host paints with, by theme
COLORS: dict[str, dict[str, str]] = json.loads((FOLDER / "hosts.json").read_text("utf-8"))
#: what a frame is called in the style sheet, and which colours it has
_FRAMES = {"light": "light", "dark": "dark", "light phone": "light"}


def missing() -> list[str]:
    """Name what is not installed."""
    tools = (
        ("Chromium", bool(_CHROMIUM)),
        ("the npm packages (npm ci in tools/cards)", _RENDERER.exists()),
    )
    return [name for name, is_there in tools if not is_there]


@dataclass(frozen=True)
class Look:
    """How a card looks, and what is wrong with that."""

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
    picture: bytes


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
        await self._page.goto((FOLDER / "page.html").as_uri())
        warnings: list[list[str]] = []
        for frame, theme in _FRAMES.items():
            shown = [dict(card), COLORS[theme], frame]
            said = await self._page.evaluate("([card, ...more]) => show(card, ...more)", shown)
            warnings.append(said)
        return Look(
            # of the same card every second time it says that "da" is no language: its pattern
            # goes on from where it left off
            warnings[0] + self._said,
            await self._page.evaluate("tooWide()"),
            await self._page.evaluate("cutOff(false)"),
            await self._page.evaluate("cutOff(true)"),
            await self._page.evaluate("faint()"),
            await self._page.locator("body").screenshot(),
        )


@asynccontextmanager
async def screen() -> AsyncIterator[Screen]:
    """Open a browser."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            context = await browser.new_context(
                viewport={"width": 1584, "height": 900}, locale="da-DK"
            )
            yield Screen(await context.new_page())
        finally:
            await browser.close()


def unfolded(card: Any) -> Any:
    """Give the card with everything open that a button opens."""
    if isinstance(card, list):
        return [unfolded(one) for one in card]
    if isinstance(card, dict):
        return {name: unfolded(part) for name, part in card.items() if name != "isVisible"}
    return card
