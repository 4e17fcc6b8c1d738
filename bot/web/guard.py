"""Who may speak to the board: this machine's own user, from the board's own pages.

Until there is sign-in the board answers on loopback only. A page elsewhere could still point its
own name at 127.0.0.1 (DNS rebinding) or post a form here: Host and origin are checked for that.
"""

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: not the board's: these have their own check of who calls
ELSEWHERE = ("/api/", "/healthz")
_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
#: a request that came through a proxy comes from somewhere else
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host")
_READING = frozenset({"GET", "HEAD"})

NOT_HERE = "Tavlen svarer kun på den maskine, hvor Bolden kører."
NOT_OURS = "Det kom fra en anden side end tavlen, så intet er ændret."

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # "no-referrer" would make browsers send "Origin: null" with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what does not come from the board's own pages on this machine."""
    if request.path.startswith(ELSEWHERE):
        return await handler(request)
    refusal = _refusal(request)
    try:
        response = _refused(refusal) if refusal else await handler(request)
    except web.HTTPException as redirect:
        redirect.headers.update(HEADERS)
        raise
    response.headers.update(HEADERS)
    return response


def _refused(sentence: str) -> web.Response:
    return web.Response(text=f"{sentence}\n", status=403)


def _refusal(request: web.Request) -> str | None:
    if not _is_loopback(request.remote) or any(name in request.headers for name in _FORWARDED):
        return NOT_HERE
    if _hostname(f"//{request.host}") not in _NAMES:
        return NOT_HERE
    if request.method not in _READING and not _is_own(request):
        return NOT_OURS
    return None


def _is_loopback(address: str | None) -> bool:
    try:
        return ip_address(address or "").is_loopback
    except ValueError:
        return False


def _is_own(request: web.Request) -> bool:
    """Say whether one of our pages sent it; what is no browser names no page at all."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    page = request.headers.get("Origin") or request.headers.get("Referer")
    return page is None or _host_and_port(page) == request.host.casefold()


def _host_and_port(url: str) -> str | None:
    try:
        return urlsplit(url).netloc.casefold() or None
    except ValueError:
        return None


def _hostname(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
