"""Who × address: the table of who is let in where, held against the router itself."""

from collections.abc import Callable

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from bot.standin.serving import StandIn
from bot.storage.tables import history
from bot.web.admission import RIGHTS
from bot.web.routes import add_board
from tests.web.admitted import DOORS, LEADING, OURS, SECRET, TABLE, Numbers, Who, address, set_up
from tests.web.conftest import Town, board_for
from tests.web.meetings import OVERVIEW
from tests.web.signing import Browser, account, sign_in_by


@pytest.fixture
async def ids(town: Town) -> Numbers:
    """Give the numbers of what the addresses are about."""
    return await set_up(town)


async def come_in(browsers: Callable[[], Browser], who: Who) -> Browser:
    """Give the browser of somebody."""
    browser = browsers()
    if who is not Who.NOBODY:
        assert (await browser.sign_in(account(who))).status == 303
    return browser


async def _ask(browser: Browser, method: str, path: str, ids: Numbers) -> ClientResponse:
    if method == "GET":
        return await browser.get(path)
    return await browser.post(path, {"act": "faerdig", "into": ids["follow_up"]})


def test_every_address_has_its_row(client: TestClient) -> None:
    """A new address needs a right, and a row in the table, before the suite is green."""
    there = {
        (route.method, route.resource.canonical)
        for route in client.app.router.routes()
        if route.resource and route.method != "HEAD"
    }
    assert {key for key in client.app[RIGHTS] if key[0] != "HEAD"} == there
    assert {(method, pattern) for method, pattern, _, _ in TABLE} | DOORS == there


@pytest.mark.parametrize("who", Who, ids=lambda who: who.name.lower())
async def test_the_table_holds(
    browsers: Callable[[], Browser], town: Town, ids: Numbers, who: Who
) -> None:
    """Whoever is not let in is told so by the status: 404 for what is another network's."""
    for method, pattern, numbers, allowed in TABLE:
        browser = await come_in(browsers, who)
        path = address(pattern, numbers, ids)
        answer = await _ask(browser, method, path, ids)
        where = f"{who.name} {method} {path}: {answer.status}"
        led_to = answer.headers.get("Location", "").partition("?")[0]
        if who in allowed:
            assert answer.status not in (401, 403, 404, 405, 500), where
            assert led_to != "/log-ind" or pattern == "/log-ud", where
        elif who is Who.NOBODY:
            assert led_to == "/log-ind" if method == "GET" else answer.status == 403, where
        elif who is Who.STRANGER:
            assert answer.status == 404, where
        else:
            assert answer.status == 403, where


@pytest.mark.parametrize("who", [Who.REVIEWER, Who.CHAIR, Who.MEMBER])
async def test_numbers_of_another_network_lead_nowhere(
    browsers: Callable[[], Browser], town: Town, ids: Numbers, who: Who
) -> None:
    """Neither by themselves nor under minutes of one's own."""
    browser = await come_in(browsers, who)
    forged = {"follow_up": "their_item", "group": "their_group"}
    wholly = {**forged, "minutes": "their_minutes"}
    for elsewhere in (forged, wholly):
        for method, pattern, numbers, _ in TABLE:
            if "{follow_up}" not in pattern and "{group}" not in pattern:
                continue
            path = address(pattern, numbers | elsewhere, ids)
            answer = await _ask(browser, method, path, ids)
            assert answer.status in (403, 404), f"{method} {path}: {answer.status}"
            assert SECRET not in await answer.text()
    for path in ("/moede/{their_minutes}", "/netvaerk/naboer", "/netvaerk/naboer/overblik"):
        answer = await browser.get(path.format(**ids))
        assert answer.status == 404
        assert SECRET not in await answer.text()


@pytest.mark.parametrize("who", sorted(OURS))
async def test_nobody_sees_another_network_nor_a_member_what_is_not_for_them(
    browsers: Callable[[], Browser], town: Town, ids: Numbers, who: Who
) -> None:
    """All that can be reached by links from the front page."""
    browser = await come_in(browsers, who)
    seen, ahead = set(), ["/", "/min", f"/moede/{ids['approved']}", "/udbakke"]
    while ahead:
        path = ahead.pop()
        if path in seen or path.endswith(".csv"):
            continue
        seen.add(path)
        page = await browser.open(path)
        if path == "/udbakke" and who not in LEADING:
            assert page.status == 403
            continue
        assert page.status == 200, path
        assert SECRET not in page.html
        assert "Naboerne" not in page.html
        if who not in LEADING:
            assert "@example.org" not in page.html
            for word in ("Gennemgå", "Læg et nyt referat ind", "Historik", "Udbakke", "Giv den"):
                assert word not in page.html, f"{path}: {word}"
            if who is not Who.CONVENER:
                assert "Luk for tilmelding" not in page.html
        links = (link.attributes.get("href") or "" for link in page.tree.css("a[href^='/']"))
        ahead += [link.partition("#")[0] for link in links]
    assert (f"/moede/{ids['minutes']}" in seen) == (who in LEADING)


async def test_a_member_sees_nothing_of_minutes_before_they_are_approved(
    browsers: Callable[[], Browser], town: Town, ids: Numbers
) -> None:
    browser = await come_in(browsers, Who.MEMBER)
    page = await browser.open(f"/moede/{ids['minutes']}")
    assert (page.status, page.part("h1")) == (403, "Referatet er ikke godkendt endnu.")
    assert OVERVIEW not in page.html
    leader = await come_in(browsers, Who.REVIEWER)
    await leader.post(f"/moede/{ids['minutes']}/godkend-sikre", await _seen(leader, ids["minutes"]))
    page = await browser.open(f"/moede/{ids['minutes']}")
    assert page.status == 200
    assert OVERVIEW in page.text
    assert "Frands" not in page.text
    assert "endnu ikke godkendt i sin helhed" in page.text


async def _seen(browser: Browser, minutes_id: str) -> dict[str, str]:
    page = await browser.open(f"/moede/{minutes_id}")
    field = page.tree.css_first("input[name=seen]")
    assert field is not None
    return {"seen": field.attributes["value"] or ""}


async def test_what_is_done_is_done_in_ones_own_name(
    browsers: Callable[[], Browser], town: Town, ids: Numbers
) -> None:
    """Not in the keeper's."""
    chair = await come_in(browsers, Who.CHAIR)
    path = f"/moede/{ids['minutes']}"
    assert (await chair.post(f"{path}/opfoelgning/{ids['follow_up']}/fjern")).status == 303
    assert (await chair.post(f"{path}/godkend", await _seen(chair, ids["minutes"]))).status == 303
    owner = await come_in(browsers, Who.OWNER)
    assert (await owner.post(f"/min/{ids['part']}", {"act": "faerdig"})).status == 303
    async with town.store.transaction() as connection:
        rows = (await connection.execute(select(history).order_by(history.c.id))).mappings().all()
    bodil, preben = await town.person("Bodil"), await town.person("Preben")
    done = {(row["verb"], row["person_id"]) for row in rows if row["road"] == "board"}
    assert {("review.drop", bodil.person_id), ("review.approve", bodil.person_id)} <= done
    assert ("followup.finish", preben.person_id) in done
    page = await chair.open(f"/moede/{ids['approved']}")
    assert "Preben Skovdrup meldte den færdig på tavlen" in page.article(OVERVIEW)


async def test_an_address_without_a_right_does_not_exist(
    town: Town, ids: Numbers, standin: StandIn
) -> None:
    """Whoever adds one and forgets its right has added nothing."""

    async def forgotten(_request: web.Request) -> web.Response:
        return web.Response(text=SECRET)

    app = web.Application()
    add_board(app, board_for(town, sign_in=sign_in_by(standin)))
    app.router.add_get("/glemt", forgotten)
    async with TestClient(TestServer(app)) as client:
        browser = await come_in(lambda: Browser(client, standin), Who.REVIEWER)
        assert (await browser.get("/")).status == 200
        assert (await browser.get("/glemt")).status == 404
