"""What can be checked by machine of WCAG 2.1 AA, on every page of the board."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import bot.web
from bot.followups import review
from bot.web.visiting import KEEPER
from tests.web.conftest import Town
from tests.web.meetings import a_meeting
from tests.web.tour import every_page
from tests.web.visitor import Page, Visitor, words

CSS = (Path(bot.web.__file__).parent / "static" / "board.css").read_text("utf-8")


@pytest.fixture
async def pages(visitor: Visitor, town: Town, meeting: int) -> dict[str, Page]:
    """Give every page, with one meeting in review and one approved."""
    approved = await town.hold(a_meeting(), b"approved", day=date(2026, 6, 3))
    async with town.store.transaction() as connection:
        await review.approve(connection, approved, actor=KEEPER, now=town.clock())
    town.clock.forward(days=40)
    return await every_page(visitor)


async def test_the_tour_sees_every_sort_of_page(pages: dict[str, Page]) -> None:
    """Else the tests below would prove little."""
    for path in ("/", "/moede/1", "/moede/2", "/udbakke", "/netvaerk/aeldre", "/nix"):
        assert path in pages
    assert "/netvaerk/aeldre/overblik" in pages


async def test_every_input_has_a_label(pages: dict[str, Page]) -> None:
    """A name that stands on the page, tied to the field."""
    for path, page in pages.items():
        for field in page.tree.css("input, select, textarea"):
            if field.attributes.get("type") == "hidden":
                continue
            label = page.tree.css_first(f'label[for="{field.attributes.get("id")}"]')
            assert words(label), f"{path}: {field.html}"


async def test_every_button_and_link_has_a_name(pages: dict[str, Page]) -> None:
    """And two buttons of one page that do different things have different names."""
    for path, page in pages.items():
        for thing in page.tree.css("a, button, summary"):
            assert words(thing), f"{path}: {thing.html}"
        names = [
            (words(form.css_first("button")), form.attributes["action"])
            for form in page.tree.css("article form")
            if form.css_first("select[name=person]") is None
        ]
        assert len({name for name, _ in names}) == len(set(names)), path


async def test_headings_go_down_one_step_at_a_time(pages: dict[str, Page]) -> None:
    """One h1, no level skipped."""
    for path, page in pages.items():
        levels = [int(node.tag[1]) for node in page.tree.css("h1, h2, h3, h4")]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        for before, after in pairwise(levels):
            assert after <= before + 1, path


async def test_the_frame_is_the_same_everywhere(pages: dict[str, Page]) -> None:
    """Language, title, skip link, one main, a zoomable view; no script, no style of its own."""
    for path, page in pages.items():
        root = page.tree.css_first("html")
        assert root is not None
        assert root.attributes["lang"] == "da", path
        assert page.part("title").endswith("– Bolden"), path
        assert page.tree.css_first("a.skip[href='#indhold']") is not None
        assert len(page.tree.css("main#indhold")) == 1
        assert "user-scalable" not in page.html
        assert not page.tree.css("script, style, [style], [onclick]"), path


async def test_ids_are_unique_and_references_lead_somewhere(pages: dict[str, Page]) -> None:
    """Labels and headings by id mean one thing."""
    for path, page in pages.items():
        ids = [node.attributes["id"] for node in page.tree.css("[id]")]
        assert len(ids) == len(set(ids)), path
        for attribute in ("for", "aria-labelledby"):
            for node in page.tree.css(f"[{attribute}]"):
                assert node.attributes[attribute] in ids, f"{path}: {node.html}"
        for node in page.tree.css("a[href^='#']"):
            assert (node.attributes["href"] or "")[1:] in ids, f"{path}: {node.html}"


async def test_tables_say_what_their_cells_are(pages: dict[str, Page]) -> None:
    """A caption, and a scope on every heading."""
    for path, page in pages.items():
        for table in page.tree.css("table"):
            assert words(table.css_first("caption")), path
            assert all("scope" in cell.attributes for cell in table.css("th")), path


async def test_links_lead_to_pages(pages: dict[str, Page]) -> None:
    """No dead ends but the one we asked for."""
    assert [path for path, page in pages.items() if page.status != 200] == ["/nix"]


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


BOTH = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", CSS)
LIGHT = {name: light for name, light, _ in BOTH}
DARK = {name: dark for name, _, dark in BOTH}
CONTRAST = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", CSS))


def test_every_theme_has_every_colour() -> None:
    """What is missing would be taken from another."""
    assert len(LIGHT) > 10
    assert list(CONTRAST) == list(LIGHT)


@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=("light", "dark", "contrast"))
def test_letters_can_be_read(colours: dict[str, str]) -> None:
    """4.5:1 for text on every ground it stands on, 3:1 for the edges of fields."""
    grounds = ("page", "card", "wash", "ask", "well", "wrong")
    for letters in ("text", "soft", "link", "late"):
        for ground in grounds:
            assert _contrast(colours[letters], colours[ground]) >= 4.5, (letters, ground)
    assert _contrast(colours["on-fill"], colours["fill"]) >= 4.5
    for ground in ("page", "card", "ask"):
        assert _contrast(colours["edge"], colours[ground]) >= 3, ground


def test_focus_is_seen_and_motion_is_a_choice() -> None:
    """The outline is never taken away from what can be pressed."""
    assert ":focus-visible { outline: 3px solid" in CSS
    assert re.findall(r"([^{}]*)\{[^}]*outline: none", CSS) == ["\nmain:focus "]
    assert "transition" not in CSS
