"""Two doors to the board, and everything that does not open them."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete

from bot.standin.serving import StandIn
from bot.storage.tables import membership, person
from bot.web.sign_in import BACK, own_path
from tests.teams_world import FOREIGN_TENANT, TENANT
from tests.web.conftest import Town
from tests.web.signing import ORIGIN, Browser, account

ANNE, YASMIN = account("e-anne"), account("E-YASMIN")
COOKIE = "__Host-bolden"

Browsers = Callable[[], Browser]


@pytest.fixture
def browser(browser_of_nobody: Browser) -> Browser:
    return browser_of_nobody


@pytest.mark.parametrize("path", ["/", "/netvaerk/aeldre", "/moede/1", "/udbakke", "/min", "/nix"])
async def test_every_page_asks_who_one_is(browser: Browser, meeting: int, path: str) -> None:
    answer = await browser.get(path)
    assert (answer.status, answer.headers["Location"]) == (303, f"/log-ind?til={path}")
    framed = await browser.get(path, **{"Sec-Fetch-Dest": "iframe"})
    assert framed.headers["Location"] == f"/teams/ind?til={path}&igen=1"
    assert (await browser.post("/moede/1/godkend")).status == 403


async def test_this_machine_is_nobody_in_particular(browser: Browser, meeting: int) -> None:
    """The proxy sits on it."""
    for headers in ({}, {"X-Forwarded-For": "127.0.0.1"}, {"X-Forwarded-Host": "127.0.0.1"}):
        assert (await browser.get("/moede/1", **headers)).status == 303


async def test_in_a_browser_by_entras_own_page(browser: Browser) -> None:
    shown = await browser.open("/log-ind?til=/moede/1")
    assert "Log ind med arbejdskonto" in shown.text
    link = shown.tree.css_first("main a.button")
    assert link and link.attributes["href"] == "/log-ind/start?til=/moede/1"
    answer = await browser.sign_in(ANNE, "/netvaerk/aeldre")
    assert (answer.status, answer.headers["Location"]) == (303, "/netvaerk/aeldre")
    page = await browser.open("/netvaerk/aeldre")
    assert page.status == 200
    assert page.part("header .out").startswith("Anne-Sofie Bøgh Kjelstrup")
    kept = next(line for line in browser.set_as if line.startswith(f"{COOKIE}="))
    for wanted in ("Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=28800"):
        assert f"; {wanted}" in kept
    assert "Domain" not in kept
    assert list(browser.cookies) == [COOKIE]


async def test_in_teams_by_what_teams_says(browser: Browser) -> None:
    assert await browser.in_tab(YASMIN, theme="dark") == 204
    assert browser.set_as[-1].endswith("; Secure; HttpOnly; SameSite=None; Partitioned")
    page = await browser.open("/min")
    assert page.status == 200
    html = page.tree.css_first("html")
    assert html and html.attributes["data-theme"] == "dark"
    assert page.tree.css_first("header .out") is None


@pytest.mark.parametrize("theme", ['"><script>', "x" * 9000, ""])
async def test_a_theme_is_one_of_teams_own(browser: Browser, theme: str) -> None:
    assert await browser.in_tab(YASMIN, theme=theme) == 204
    assert "data-theme" not in (await browser.open("/")).html


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": 1},
        {"aud": "en-anden-app"},
        {"tid": FOREIGN_TENANT},
        {"oid": None},
        {"scp": None},
        {"iss": "https://example.org"},
    ],
    ids=str,
)
async def test_a_token_that_is_not_for_us_opens_nothing(
    browser: Browser, claims: dict[str, Any]
) -> None:
    assert await browser.in_tab(YASMIN, **claims) == 403
    assert browser.cookies == {}


@pytest.mark.parametrize("sent", [b"", b"token", b"token=a.b.c", b"token=%ff", b"\xff=\xff"])
async def test_what_is_no_token_opens_nothing(browser: Browser, sent: bytes) -> None:
    answer = await browser.client.post(
        "/teams/ind",
        data=sent,
        headers={"Origin": ORIGIN, "Content-Type": "application/x-www-form-urlencoded"},
    )
    assert answer.status in (400, 403)
    assert "Set-Cookie" not in answer.headers


async def test_who_is_in_no_network_is_told_so(browser: Browser) -> None:
    stranger = account("e-fremmed")
    answer = await browser.sign_in(stranger)
    assert answer.status == 403
    text = await answer.text()
    assert "Du er ikke med i et netværk, som Bolden kender." in text
    assert "Log ind med en anden konto" in text
    assert await browser.in_tab(stranger) == 403
    assert browser.cookies == {}


async def test_the_same_id_in_another_tenant_is_somebody_else(browser: Browser) -> None:
    twin = account("e-anne", tenant_id=FOREIGN_TENANT)
    assert await browser.in_tab(twin) == 403
    assert (await browser.sign_in(twin)).status == 403


async def test_who_is_listed_in_another_tenant_is_somebody_else(
    browser: Browser, town: Town
) -> None:
    """Also where both tenants are listened to."""
    who = person.c.id == (await town.person("Yasmin")).person_id
    for tenant, status in ((FOREIGN_TENANT, 403), (TENANT, 204)):
        async with town.store.transaction() as connection:
            await connection.execute(person.update().where(who).values(tenant_id=tenant))
        assert await browser.in_tab(YASMIN) == status


async def test_who_gives_up_may_try_again(browser: Browser) -> None:
    answer = await browser.sign_in(None, "/min")
    text = await answer.text()
    assert answer.status == 403
    assert "Du blev ikke logget ind. Prøv igen." in text
    assert 'href="/log-ind/start?til=/min"' in text
    assert (await browser.sign_in(ANNE)).status == 303


async def test_an_answer_that_nobody_here_asked_for_opens_nothing(
    browsers: Browsers, standin: StandIn
) -> None:
    """Else a page elsewhere could sign somebody in as somebody else."""
    ours, theirs = browsers(), browsers()
    standin.accounts.at_browser = YASMIN
    begun = await theirs.get("/log-ind/start")
    answer = await theirs.entra(begun.headers["Location"])
    assert (await ours.post(BACK, answer)).status == 403
    await ours.get("/log-ind/start")
    assert (await ours.post(BACK, answer)).status == 403
    assert COOKIE not in ours.cookies
    assert (await theirs.post(BACK, answer)).status == 303


async def test_what_is_said_of_a_failure_puts_no_words_into_the_log(
    browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever begins a sign-in can post an answer to it."""
    begun = await browser.get("/log-ind/start")
    browser.standin.accounts.at_browser = None
    answer = await browser.entra(begun.headers["Location"])
    hostile = "access_denied\nERROR bot.app: all is lost"
    assert (await browser.post(BACK, answer | {"error": hostile})).status == 403
    (line,) = [one.getMessage() for one in caplog.records if "refused" in one.getMessage()]
    assert line == "sign-in refused: Entra gave no token (an odd error)."


async def test_a_sign_in_under_way_waits_ten_minutes(browser: Browser, town: Town) -> None:
    begun = await browser.get("/log-ind/start")
    browser.standin.accounts.at_browser = ANNE
    answer = await browser.entra(begun.headers["Location"])
    town.clock.forward(minutes=11)
    assert (await browser.post(BACK, answer)).status == 403


async def test_entra_may_be_silent(browser: Browser, standin: StandIn) -> None:
    await standin.stop()
    answer = await browser.get("/log-ind/start?til=/min")
    assert answer.status == 503
    assert "Microsofts login svarer ikke lige nu." in await answer.text()


async def test_a_session_ends_after_a_working_day(browser: Browser, town: Town) -> None:
    await browser.sign_in(ANNE)
    town.clock.forward(hours=7, minutes=59)
    assert (await browser.get("/")).status == 200
    town.clock.forward(minutes=2)
    assert (await browser.get("/")).status == 303


async def test_signing_out_ends_it_also_for_a_copy(browsers: Browsers) -> None:
    browser, copy = browsers(), browsers()
    await browser.sign_in(ANNE)
    copy.cookies = dict(browser.cookies)
    page = await browser.open("/")
    assert "Log ud" in page.parts("header button")
    answer = await browser.post("/log-ud")
    assert (answer.status, answer.headers["Location"]) == (303, "/log-ind")
    assert browser.cookies == {}
    assert (await copy.get("/")).status == 303


@pytest.mark.parametrize("gone", ["member", "person", "account"])
async def test_whoever_is_taken_off_the_list_is_out_at_once(
    browser: Browser, town: Town, gone: str
) -> None:
    await browser.sign_in(YASMIN)
    who = person.c.id == (await town.person("Yasmin")).person_id
    async with town.store.transaction() as connection:
        if gone == "account":
            await connection.execute(person.update().where(who).values(entra_id="e-en-anden"))
        else:
            await connection.execute(
                delete(membership).where(
                    membership.c.person_id.in_(
                        person.select().where(who).with_only_columns(person.c.id)
                    )
                )
            )
        if gone == "person":
            await connection.execute(delete(person).where(who))
    assert (await browser.get("/")).status == 303


@pytest.mark.parametrize("spoilt", ["x", "", "a.b", "é.é", "{cookie}x", "x{cookie}", "{mark}"])
async def test_a_cookie_that_was_tampered_with_is_none(browser: Browser, spoilt: str) -> None:
    await browser.sign_in(ANNE)
    cookie = browser.cookies[COOKIE]
    packed, _, mark = cookie.partition(".")
    browser.cookies[COOKIE] = spoilt.format(cookie=cookie, mark=f"{packed[:-4]}AAAA.{mark}")
    assert (await browser.get("/")).status == 303


async def test_a_sign_in_under_way_is_no_session(browser: Browser) -> None:
    await browser.get("/log-ind/start")
    browser.cookies[COOKIE] = browser.cookies["__Host-bolden-vej"]
    assert (await browser.get("/")).status == 303


async def test_nobody_signs_in_on_loopback(client: Any) -> None:
    for path in ("/log-ind", "/log-ind/start", "/teams/ind", "/teams/indstil", "/min"):
        assert (await client.get(path)).status == 404
    for path in (BACK, "/teams/ind"):
        assert (await client.post(path)).status == 404


@pytest.mark.parametrize(
    "said",
    ["//example.org", "/\\example.org", "https://example.org", "", None, "min", "/a\nb", "/é"],
)
def test_one_is_led_to_our_own_pages_only(said: str | None) -> None:
    assert own_path(said) == "/"


@pytest.mark.parametrize("said", ["/", "/min", "/netvaerk/%C3%A6ldre?x=1#opf-3"])
def test_an_address_of_ours_is_kept(said: str) -> None:
    assert own_path(said) == said


async def test_a_channels_tab_is_set_up_for_ones_own_networks(browser: Browser) -> None:
    await browser.in_tab(YASMIN)
    page = await browser.open("/teams/indstil")
    assert page.parts("option") == ["Ældrenetværket"]
    assert 'data-channel="19:channel"' in page.html
    assert f'data-origin="{ORIGIN}"' in page.html
