"""Sessions: a sealed cookie that says who signed in, where, and until when they are believed."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people import Person
from bot.storage import conversations
from bot.web import cookies
from bot.web.seals import Seals

#: a working day
LASTS = timedelta(hours=8)
#: the prefix makes browsers keep it for this host and over TLS only
_COOKIE = "__Host-bolden"
_PURPOSE = "session"
#: what Teams calls its colours
THEMES = frozenset({"default", "dark", "contrast"})


@dataclass(frozen=True)
class Session:
    """Who signed in; `entra_id` beside the id, for ids of people forgotten are given again."""

    number: str
    person_id: int
    entra_id: str
    #: within Teams, where the board stands in a frame
    in_tab: bool
    #: of Teams, one of THEMES
    theme: str


def begin(
    response: web.Response, seals: Seals, person: Person, now: datetime, *, theme: str | None
) -> None:
    """Have the browser keep a session; a theme is what a session within Teams has."""
    in_tab = theme is not None
    kept = {
        "number": secrets.token_urlsafe(12),
        "person": person.person_id,
        "entra": person.entra_id,
        "tab": in_tab,
        "theme": theme if theme in THEMES else "",
    }
    value = seals.seal(_PURPOSE, kept, now + LASTS)
    cookies.keep(response, _COOKIE, value, seconds=int(LASTS.total_seconds()), sent=_sent(in_tab))


def read(request: web.Request, seals: Seals, now: datetime) -> Session | None:
    """Give the session that the browser brings, None where there is none that is good."""
    kept = seals.opened(_PURPOSE, request.cookies.get(_COOKIE, ""), now)
    if kept is None:
        return None
    return Session(kept["number"], kept["person"], kept["entra"], kept["tab"], kept["theme"])


async def end(
    connection: AsyncConnection, response: web.Response, session: Session, now: datetime
) -> None:
    """End a session for good: also a copy of its cookie is not believed any more."""
    await conversations.first_time(connection, _ended(session), now)
    cookies.drop(response, _COOKIE, _sent(session.in_tab))


async def is_ended(connection: AsyncConnection, session: Session) -> bool:
    """Say whether somebody has signed out of it."""
    return await conversations.is_known(connection, _ended(session))


def _sent(in_tab: bool) -> cookies.Sent:
    return cookies.Sent.FRAMED if in_tab else cookies.Sent.LINKED


def _ended(session: Session) -> str:
    return f"session/{session.number}"
