"""What is let through to the board at all: from where, from whose page, and in whose frame.

Without sign-in the board answers on loopback only. A page elsewhere could still point its own name
at 127.0.0.1 (DNS rebinding) or post a form here: Host and origin are checked for that. With sign-in
it answers under its own name; a form must then say that it comes from there.
"""

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

from bot.domain.language import later, t
from bot.web.board import board_of, visitor_of
from bot.web.sign_in import BACK

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: not the board's: these have their own check of who calls
ELSEWHERE = ("/api/", "/healthz")
#: what links in mails lead to: the link itself is what lets one act there
BY_LINK = ("/svar/", "/afmeld/", "/gennemgang/")
#: pages for Teams' frame alone
TAB = "/teams/"
_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
#: a request that came through a proxy comes from somewhere else
_FORWARDED = (
    "Forwarded",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-IP",
    "Via",
)
READING = frozenset({"GET", "HEAD"})

NOT_HERE = later("Tavlen svarer kun på den maskine, hvor Bolden kører.")
NOT_OURS = later("Det kom fra en anden side end tavlen, så intet er ændret.")

#: Microsoft's own library for pages within Teams: this very file, or none
TEAMS_JS = "https://res.cdn.office.net/teams-js/2.58.0/js/MicrosoftTeams.min.js"
TEAMS_JS_IS = "sha384-sMo/EOqQPa1OCup2/VBRum7oFeOS22kvs8WGDc45xK53tUVZzFR5WwFYDUYN1LO4"
#: where it looks up which sites are Teams
_TEAMS_DOMAINS = "https://res.cdn.office.net/teams-js/validDomains/json/validDomains.json"
_TEAMS = "https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft"

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # "no-referrer" would make browsers send "Origin: null" with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
#: the address is a secret, so no other page is to learn it
_FOR_LINKS = {
    **_HEADERS,
    "Content-Security-Policy": f"{_POLICY}frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what does not come from the board's own pages."""
    if request.path.startswith(ELSEWHERE):
        return await handler(request)
    refusal = _refusal(request)
    try:
        response = _refused(refusal) if refusal else await handler(request)
    except web.HTTPException as redirect:
        redirect.headers.update(_headers(request))
        raise
    response.headers.update(_headers(request))
    return response


def _headers(request: web.Request) -> dict[str, str]:
    """Give what a browser is told of the answer: who may frame it, and what may run in it."""
    if request.path.startswith(BY_LINK):
        return _FOR_LINKS
    if board_of(request).sign_in is None:
        policy = f"{_POLICY}frame-ancestors 'none'"
        return {**_HEADERS, "Content-Security-Policy": policy, "X-Frame-Options": "DENY"}
    # the older header cannot name several sites, so it is left out
    policy = f"{_POLICY}frame-ancestors {_TEAMS}"
    visitor = visitor_of(request)
    if request.path.startswith(TAB) or (visitor and visitor.in_tab):
        policy += f"; script-src 'self' {TEAMS_JS}; connect-src 'self' {_TEAMS_DOMAINS}"
    return {**_HEADERS, "Content-Security-Policy": policy}


def _refused(sentence: str) -> web.Response:
    return web.Response(text=f"{t(sentence)}\n", status=403)


def _refusal(request: web.Request) -> str | None:
    sign_in = board_of(request).sign_in
    is_free = request.method in READING or _is_by_link(request)
    if sign_in is not None:
        comes_from_entra = request.path == BACK
        is_ours = is_free or comes_from_entra or _says(request, sign_in.origin)
        return None if is_ours else NOT_OURS
    if not _is_loopback(request.remote) or any(name in request.headers for name in _FORWARDED):
        return NOT_HERE
    if _hostname(f"//{request.host}") not in _NAMES:
        return NOT_HERE
    if not is_free and not _is_own(request):
        return NOT_OURS
    return None


def _is_by_link(request: web.Request) -> bool:
    """Say whether a mail's link acts: from its own page or a mail program, and no other site.

    Its page tells nobody where it stands, so its form names none; what a browser says of the site
    is enough that nobody's press begins another's review.
    """
    is_own = request.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")
    return request.path.startswith(BY_LINK) and is_own


def _says(request: web.Request, origin: str) -> bool:
    """Say whether the browser names our own page; one that names none is not believed."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    page = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return _host_and_port(page) == _host_and_port(origin) and page.startswith("https://")


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
