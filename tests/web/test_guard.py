"""Only this machine's own user speaks to the board, and only from the board's own pages."""

import pytest

from tests.web.conftest import Town
from tests.web.meetings import OVERVIEW
from tests.web.visitor import Visitor

CHANGES = "/moede/1/opfoelgning/1/fjern"


@pytest.mark.parametrize(
    "host", ["127.0.0.1:3978", "localhost", "LOCALHOST:80", "[::1]:3978", "127.0.0.1"]
)
async def test_loopback_names_are_answered(visitor: Visitor, host: str) -> None:
    """With any port."""
    answer = await visitor.client.get("/", headers={"Host": host})
    assert answer.status == 200


@pytest.mark.parametrize(
    "host",
    [
        "bolden.example.org",
        "127.0.0.1.example.org",
        "localhost.example.org:3978",
        "192.168.1.4:3978",
        "127.0.0.1@example.org",
        "[::1",
        "[",
        "example.org:127.0.0.1",
    ],
)
async def test_other_names_are_refused(visitor: Visitor, meeting: int, host: str) -> None:
    """A page elsewhere may point its own name at this machine (DNS rebinding)."""
    answer = await visitor.client.get(f"/moede/{meeting}", headers={"Host": host})
    assert answer.status in (400, 403)
    assert OVERVIEW not in await answer.text()
    answer = await visitor.client.post(CHANGES, headers={"Host": host})
    assert answer.status in (400, 403)


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"],
)
async def test_what_comes_through_a_proxy_is_refused(visitor: Visitor, header: str) -> None:
    """A tunnel may rewrite the host; it says so."""
    answer = await visitor.client.get("/", headers={header: "127.0.0.1"})
    assert answer.status == 403
    assert await answer.text() == "Tavlen svarer kun på den maskine, hvor Bolden kører.\n"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Referer": "https://example.org/page"},
        {"Referer": "http://[broken"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_forms_of_other_pages_change_nothing(
    visitor: Visitor, town: Town, meeting: int, headers: dict[str, str]
) -> None:
    """A page elsewhere may post here without anybody pressing a button (CSRF)."""
    answer = await visitor.client.post(CHANGES, headers=headers)
    assert answer.status == 403
    assert "intet er ændret" in await answer.text()
    assert OVERVIEW in (await visitor.open(f"/moede/{meeting}")).text
    assert not town.wake.is_set()


async def test_the_boards_own_forms_are_taken(visitor: Visitor, meeting: int) -> None:
    """As a browser marks them."""
    own = str(visitor.client.make_url("")).rstrip("/")
    headers = {"Origin": own, "Referer": f"{own}/moede/1", "Sec-Fetch-Site": "same-origin"}
    page = await visitor.post(CHANGES, {}, headers=headers)
    assert page.said == "Opfølgningen er fjernet."


@pytest.mark.parametrize("path", ["/", "/nix", "/static/board.css", "/netvaerk/aeldre"])
async def test_every_answer_carries_the_headers(visitor: Visitor, path: str) -> None:
    """No script, no frame, no sniffing, nothing kept."""
    answer = await visitor.client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"


async def test_refusals_and_redirects_carry_them_too(visitor: Visitor, meeting: int) -> None:
    """Nothing slips past the guard."""
    refused = await visitor.client.get("/", headers={"Host": "example.org"})
    moved = await visitor.client.post(CHANGES, allow_redirects=False)
    assert moved.status == 303
    for answer in (refused, moved):
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
