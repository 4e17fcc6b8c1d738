"""Every example in every language, drawn by Microsoft's renderer: light, dark, on a phone."""

import os
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.domain.language import LANGUAGES, speaking
from cards.elements import card, line, run
from cards.rendering import note, render
from tests.cards.examples import EXAMPLES
from tools.cards.showing import COLORS, Screen, missing, screen, unfolded


def every_card() -> dict[str, Any]:
    """Give each example in each language, and once more with all open that a button opens."""
    cards = {"note": note("Tak!")}
    for language in LANGUAGES:
        with speaking(language):
            cards |= {f"{name} ({language})": render(one) for name, one in EXAMPLES.items()}
    opened = {f"{name}, unfolded": unfolded(card) for name, card in cards.items()}
    return cards | {name: card for name, card in opened.items() if card not in cards.values()}


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


async def test_all_is_read_with_ease(browser: Screen) -> None:
    """No warning, nothing too wide or cut off, and every text well apart from what it is on."""
    faults = []
    for name, shown in every_card().items():
        look = await browser.look(shown)
        found = look.warnings + look.too_wide + look.cut_off + look.faint
        faults += [f"{name}: {one}" for one in found]
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


async def test_what_is_cut_off_would_be_found(browser: Screen) -> None:
    said = {"type": "TextBlock", "text": "Et langt svar fra netværket, " * 9, "wrap": True}
    for shown, frames in (
        (said, 0),
        (said | {"wrap": False}, 3),
        (said | {"maxLines": 2}, 3),
    ):
        look = await browser.look(card([], speak="", fallback="") | {"body": [shown]})
        assert len(look.cut_off) == frames, shown


@pytest.mark.parametrize(("subtle", "is_faint"), [("#909090", False), ("#8F8F8F", True)])
async def test_what_is_faint_would_be_found(
    browser: Screen, subtle: str, is_faint: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The greys have 4.56:1 and 4.499:1 on a dark card; large texts need less."""
    monkeypatch.setitem(COLORS["dark"], "subtle", subtle)
    said = {"type": "TextBlock", "text": "Hej", "isSubtle": True}
    shown = card([], speak="", fallback="")
    look = await browser.look(shown | {"body": [said]})
    assert [one.startswith("dark: Hej 4.") for one in look.faint] == [True] * is_faint
    assert (await browser.look(shown | {"body": [said | {"size": "extraLarge"}]})).faint == []
