"""Mails in a browser: 640 pixels wide in light and in dark, and on a phone, 360 pixels wide."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.async_api import Page, ViewportSize

from bot.delivery.mail.message import Rendered
from tools.pictures.browser import chromium
from tools.pictures.palette import side_by_side

_SCRIPT = (Path(__file__).parent / "page.js").read_text("utf-8")
_DESK, _PHONE = 640, 360
_FRAMES: tuple[tuple[Literal["light", "dark"], int], ...] = (
    ("light", _DESK),
    ("dark", _DESK),
    ("light", _PHONE),
)
_PREHEADER = re.compile(r'<div class="preheader"[^>]*>([^<\u200c]*)')


@dataclass(frozen=True)
class Fit:
    """What does not fit on a phone."""

    too_wide: list[str]
    #: buttons that are too low for a thumb
    small: list[str]


class Screen:
    """A page that shows one mail at a time."""

    def __init__(self, page: Page) -> None:
        self._page = page

    async def fit(self, html: str) -> Fit:
        """Show a mail on a phone."""
        await self._show(html, _PHONE)
        return Fit(await self._page.evaluate("tooWide()"), await self._page.evaluate("small()"))

    async def picture(self, mail: Rendered) -> bytes:
        """Give a PNG of the mail in every frame, under what the mailbox says of it."""
        shots = []
        for scheme, width in _FRAMES:
            await self._page.emulate_media(color_scheme=scheme)
            await self._show(mail.html, width)
            await self._page.evaluate(
                "said => addInboxLine(...said)", [mail.subject, preheader(mail.html)]
            )
            shots.append(await self._page.screenshot(full_page=True))
        browser = self._page.context.browser
        assert browser is not None  # noqa: S101 – it has opened the page
        return await side_by_side(browser, shots)

    async def _show(self, html: str, width: int) -> None:
        if self._page.viewport_size != (size := ViewportSize(width=width, height=200)):
            await self._page.set_viewport_size(size)
        await self._page.set_content(html)
        await self._page.add_script_tag(content=_SCRIPT)


def preheader(html: str) -> str:
    """Give what a mailbox shows beside the subject."""
    found = _PREHEADER.search(html)
    return found[1].strip() if found else ""


@asynccontextmanager
async def screen() -> AsyncIterator[Screen]:
    """Open a browser."""
    async with chromium() as browser:
        context = await browser.new_context(locale="da-DK")
        yield Screen(await context.new_page())
