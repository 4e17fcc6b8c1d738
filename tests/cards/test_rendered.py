"""Every example drawn by Microsoft's own renderer: light, dark and on a phone."""

import os
from collections.abc import AsyncIterator
from typing import Any

import pytest

from cards.elements import card, line, run
from cards.rendering import note, render
from tests.cards.examples import EXAMPLES
from tools.cards.showing import Screen, missing, screen, unfolded

CARDS = {name: render(notice) for name, notice in EXAMPLES.items()} | {"note": note("Tak!")}


@pytest.fixture
async def browser() -> AsyncIterator[Screen]:
    """Open a browser; in CI it must be there."""
    if gone := missing():
        said = f"Not there: {', '.join(gone)}."
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        pytest.skip(said)
    async with screen() as opened:
        yield opened


async def test_no_warning_and_nothing_too_wide(browser: Screen) -> None:
    faults = []
    for name, shown in CARDS.items():
        for state in (shown, unfolded(shown)):
            look = await browser.look(state)
            faults += [f"{name}: {one}" for one in look.warnings + look.too_wide]
    assert not faults, "\n".join(faults)


async def test_a_faulty_card_would_be_found(browser: Screen) -> None:
    shown: dict[str, Any] = card([line(run("Hej"))], speak="", fallback="")
    assert (await browser.look(shown)).warnings == []
    wrong = shown | {"body": [{"type": "TextBlok", "text": "Hej"}]}
    assert (await browser.look(wrong)).warnings
    wide = shown | {"body": [{"type": "TextBlock", "text": "Hej", "minHeight": "1px"}]}
    column = {"type": "Column", "width": "900px", "items": wide["body"]}
    look = await browser.look(shown | {"body": [{"type": "ColumnSet", "columns": [column]}]})
    assert [one for one in look.too_wide if one.startswith("light phone")]
