"""What the pages need from the rest of Bolden, handed in by whoever wires the application."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar import local_day
from bot.domain.language import later
from bot.domain.meetings import Minutes
from bot.domain.people import Actor
from bot.errors import NotAllowedError
from bot.followups.composing.composer import Composer
from bot.followups.composing.context import Context
from bot.storage.engine import Store
from bot.web.mail_links import MailLinks
from bot.web.sign_in import SignIn
from bot.web.visiting import THE_KEEPER, Visitor


@dataclass(frozen=True)
class Board:
    """The board's surroundings; `read` turns an uploaded file's bytes and name into minutes."""

    store: Store
    composer: Composer
    read: Callable[[bytes, str], Awaitable[Minutes]]
    #: set after every change, so that the worker sends at once
    wake: asyncio.Event
    clock: Callable[[], datetime]
    #: the bot's own in Teams: elsewhere it can open no chat with anybody
    home_tenant: str = ""
    #: how members sign in; without it the board answers on loopback only
    sign_in: SignIn | None = None
    #: how members answer from a mail; without it no mail leads here
    mail_links: MailLinks | None = None
    #: spoken to everybody, whatever their browser asks for
    language: str | None = None
    #: said at the top of every page, as the demo's
    notices: tuple[str, ...] = ()
    #: more entries of the menu: (label, address)
    links: tuple[tuple[str, str], ...] = ()
    #: packages whose `templates/` hold further pages in the board's look
    template_packages: tuple[str, ...] = ()

    @property
    def today(self) -> date:
        """Give the day as people in Denmark have it."""
        return local_day(self.clock())

    def context(self, connection: AsyncConnection) -> Context:
        """Give what composing a notice needs."""
        return Context(connection, self.composer.board, self.clock())


BOARD = web.AppKey("board", Board)
VISITOR = web.RequestKey("visitor", Visitor)

SIGNED_OUT = later("Du er ikke logget ind længere, så intet er ændret.")


def board_of(request: web.Request) -> Board:
    """Give the board that a request is for."""
    return request.app[BOARD]


def visitor_of(request: web.Request) -> Visitor | None:
    """Give who is at the board, None for somebody who has not signed in."""
    return THE_KEEPER if board_of(request).sign_in is None else request.get(VISITOR)


def signed_in(request: web.Request) -> Visitor:
    """Give who is at a page that is for them; raise NotAllowedError where nobody is known."""
    visitor = visitor_of(request)
    if visitor is None:
        raise NotAllowedError(SIGNED_OUT)
    return visitor


def actor_of(request: web.Request) -> Actor:
    """Give in whose name the request acts."""
    return signed_in(request).actor


def number_in(request: web.Request, name: str) -> int:
    """Give a number of the address; the table of addresses lets only digits in."""
    return int(request.match_info[name])
