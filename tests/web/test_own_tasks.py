"""»Min tavle«: one's own tasks over all networks, and what one says of each."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.notices import NoticeKind
from bot.domain.people import Network
from bot.domain.rhythm import Rhythm
from bot.followups import review
from bot.storage import digests, outbox, people
from bot.web.visiting import KEEPER
from tests.web.conftest import Town
from tests.web.meetings import FORUM, NAMES, a_meeting
from tests.web.signing import Browser, account
from tests.web.visitor import Page, fields_of

MERETE = account("e-merete")


@pytest.fixture
async def board(browsers: Callable[[], Browser], town: Town, meeting: int) -> Browser:
    """Give Merete's browser; she has two tasks."""
    await _approve(town, meeting)
    browser = browsers()
    await browser.in_tab(MERETE)
    return browser


async def _approve(town: Town, minutes_id: int) -> None:
    async with town.store.transaction() as connection:
        await review.approve(connection, minutes_id, actor=KEEPER, now=town.clock())


async def _press(board: Browser, page: Page, button: str, about: str = "", **typed: str) -> Page:
    form = page.form(button, about)
    pressed = form.css_first("button")
    assert pressed is not None
    own = {"act": pressed.attributes["value"] or ""} if "value" in pressed.attributes else {}
    answer = await board.post(form.attributes["action"] or "", {**fields_of(form), **own, **typed})
    if answer.status == 303:
        return await board.open(answer.headers["Location"].partition("#")[0])
    html = await answer.text()
    return Page(answer.status, str(answer.url), type(page.tree)(html), html)


async def test_all_networks_tasks_stand_together(board: Browser, town: Town) -> None:
    async with town.store.transaction() as connection:
        other = await people.add_network(connection, "unge", "Ungenetværket")
        values = {"name": "Merete Lyngholm", "email": "merete@example.org"}
        await people.save_member(connection, other.network_id, values, [])
    theirs = replace(a_meeting(), working_groups=(), follow_ups=a_meeting().follow_ups[5:6])
    await _approve(town, await _held(town, other, theirs))
    page = await board.open("/min")
    assert page.parts("h2") == ["Åbne (3)"]
    assert [text.count("Ungenetværket") for text in page.parts("article")].count(1) == 1
    assert "Preben" not in page.text


async def _held(town: Town, network: Network, minutes: object) -> int:
    return await replace(town, network=network).hold(minutes, b"unge")  # type: ignore[arg-type]


async def test_done_and_taken_back(board: Browser) -> None:
    page = await _press(board, await board.open("/min"), "Færdig", FORUM)
    assert page.said == "Den er meldt færdig."
    assert page.parts("h2") == ["Åbne (1)", "Meldt færdige (1)"]
    page = await _press(board, page, "Fortryd")
    assert page.said == "Det er fortrudt."
    assert page.parts("h2") == ["Åbne (2)"]


async def test_late_ones_stand_first(board: Browser, town: Town) -> None:
    town.clock.forward(days=40)
    await board.in_tab(MERETE)
    page = await board.open("/min")
    assert page.parts("h2") == ["Fristen er overskredet (1)", "Åbne (1)"]
    assert "Fristen er overskredet" in page.article(NAMES)


async def test_postponed(board: Browser) -> None:
    page = await _press(board, await board.open("/min"), "Flyt fristen", NAMES, due="2026-11-16")
    assert page.said == "Fristen er flyttet."
    assert "16. november" in page.article(NAMES)
    page = await _press(board, page, "Flyt fristen", NAMES, due="2020-01-01")
    assert (page.status, page.alert) == (400, "Det gik ikke: Datoen er allerede gået.")


async def test_not_mine_goes_to_who_it_is(board: Browser, town: Town) -> None:
    page = await _press(board, await board.open("/min"), "Det er ikke mig", FORUM, to="Yasmin")
    assert page.said == "Det er noteret, at den ikke er din."
    assert FORUM not in " ".join(page.parts("article"))
    yasmin = await town.person("Yasmin")
    async with town.store.transaction() as connection:
        rows = await outbox.rows(connection)
    told = [r for r in rows if r.person_id == yasmin.person_id and "ownership_id" in r.about]
    assert [row.kind for row in told] == [NoticeKind.ASSIGNMENT]
    page = await _press(board, page, "Fortryd")
    assert FORUM in " ".join(page.parts("article"))


async def test_pressed_twice_it_is_noted_once(board: Browser) -> None:
    before = await board.open("/min")
    await _press(board, before, "I gang", FORUM)
    page = await _press(board, before, "I gang", FORUM)
    assert (page.status, page.alert) == (409, "Det gik ikke: Det er allerede noteret.")


@pytest.mark.parametrize("act", ["", "godkend", "<script>", "fortryd "])
async def test_what_no_button_says_does_nothing(board: Browser, act: str) -> None:
    form = (await board.open("/min")).form("Færdig", FORUM)
    answer = await board.post(form.attributes["action"] or "", {"act": act})
    assert answer.status in (400, 409)
    assert "<script>" not in (await answer.text()).partition("</head>")[2]


async def test_who_has_nothing_is_told_so(browsers: Callable[[], Browser]) -> None:
    browser = browsers()
    await browser.in_tab(account("e-bodil"))
    assert "Du har ikke noget åbent." in (await browser.open("/min")).text


async def test_how_often_the_digest_comes_is_chosen_here(board: Browser, town: Town) -> None:
    page = await board.open("/min")
    chosen = [one.attributes["value"] for one in page.tree.css("#overblik input[checked]")]
    assert chosen == []
    for rhythm in ("daily", "daily", "none"):
        page = await _press(board, page, "Gem valget", rhythm=rhythm)
        assert page.said == "Dit valg er gemt."
        chosen = [one.attributes["value"] for one in page.tree.css("#overblik input[checked]")]
        assert chosen == [rhythm]
    page = await _press(board, page, "Gem valget", rhythm="hourly")
    assert page.status == 400
    merete = await town.person("Merete")
    async with town.store.transaction() as connection:
        assert await digests.chosen(connection, merete.person_id) is Rhythm.NONE
