"""Cookies, written out: Python before 3.14 knows no partitioned ones."""

from enum import StrEnum

from aiohttp import web


class Sent(StrEnum):
    """With which requests the browser sends a cookie, besides those of our own pages."""

    #: also where a link elsewhere leads here
    LINKED = "SameSite=Lax"
    #: also where a form elsewhere is posted here
    POSTED = "SameSite=None"
    #: also in another site's frame, but only there
    FRAMED = "SameSite=None; Partitioned"


def keep(response: web.Response, name: str, value: str, *, seconds: int, sent: Sent) -> None:
    """Have the browser keep a value for this host; pages' scripts never see it."""
    response.headers.add(
        "Set-Cookie", f"{name}={value}; Path=/; Max-Age={seconds}; Secure; HttpOnly; {sent}"
    )


def drop(response: web.Response, name: str, sent: Sent) -> None:
    """Have the browser forget it."""
    keep(response, name, "", seconds=0, sent=sent)
