"""A file is fetched from where Teams keeps it, from nowhere else, and not without end."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.delivery.downloads import Downloads, NotFetchedError, TooBigError

_ELSEWHERE = "http://169.254.169.254/latest/meta-data"


async def _redirect(request: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": request.query["to"]})


async def _round(_request: web.Request) -> web.Response:
    return web.Response(status=307, headers={"Location": "/round"})


async def _file(request: web.Request) -> web.Response:
    assert "Authorization" not in request.headers
    return web.Response(body=b"x" * int(request.query["size"]))


@pytest.fixture
async def origin() -> AsyncIterator[str]:
    """A server that gives files and leads elsewhere."""
    app = web.Application()
    app.add_routes(
        [web.get("/file", _file), web.get("/redirect", _redirect), web.get("/round", _round)]
    )
    async with TestServer(app) as server:
        yield str(server.make_url("/")).rstrip("/")


def _downloads(origin: str) -> Downloads:
    return Downloads(frozenset({origin}), most_bytes=1000)


async def test_a_file_is_fetched_also_by_way_of_another_address(origin: str) -> None:
    downloads = _downloads(origin)
    assert await downloads.fetch(f"{origin}/file?size=1000") == b"x" * 1000
    assert await downloads.fetch(f"{origin}/redirect?to=/file%3Fsize=3") == b"xxx"


async def test_a_file_that_is_too_big_is_left(origin: str) -> None:
    with pytest.raises(TooBigError):
        await _downloads(origin).fetch(f"{origin}/file?size=1001")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/missing", "Http404"),
        (f"/redirect?to={_ELSEWHERE}", "UntrustedUrl"),
        ("/round", "TooManyRedirects"),
    ],
)
async def test_what_leads_nowhere_says_why(origin: str, path: str, code: str) -> None:
    with pytest.raises(NotFetchedError, match=code):
        await _downloads(origin).fetch(origin + path)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "file:///etc/passwd",
        _ELSEWHERE,
        "http://kommune.sharepoint.com/a",
        "https://sharepoint.com.example.org/a",
        "https://example.org/.sharepoint.com",
        "https://kommune.sharepoint.com:8443/a",
        "https://kommune.sharepoint.com:x/a",
        "https://user@kommune.sharepoint.com/a",
        "https://evilsharepoint.com/a",
        "https://[kommune.sharepoint.com/a",
        "https://kommune.sharepoint.com\\@example.org/a",
    ],
)
async def test_other_addresses_are_not_called(url: str) -> None:
    with pytest.raises(NotFetchedError, match="UntrustedUrl"):
        await Downloads().fetch(url)
