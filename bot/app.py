"""The one wiring file: settings in, everything that runs out. Tests call the same function."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from bot.delivery.assistant import Assistant
from bot.delivery.channel import Mailbox
from bot.delivery.mail.binding import Binding
from bot.delivery.mail.sender import MailSender
from bot.delivery.sending import Sender
from bot.delivery.teams import TeamsSender
from bot.domain.delivery import MailAddress
from bot.domain.meetings import Minutes
from bot.followups.composing.composer import Composer
from bot.mailboxes import mailbox_of, trusted_servers
from bot.settings import Settings
from bot.storage.engine import Store
from bot.timetable import Timetable
from bot.web.board import Board
from bot.web.mail_links import MailLinks
from bot.web.routes import add_board
from bot.web.seals import Seals
from bot.web.sign_in import SignIn
from cards.rendering import render, summary
from handlers.dispatch import Dispatcher
from handlers.mail_desk import MailDesk
from handlers.mailbox import poll

if TYPE_CHECKING:
    from bot.linking import TeamsLink

_log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Give the time: the only clock of the running product."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class SecondReader:
    """Who is asked about minutes, and how much of one document it may get."""

    assistant: Assistant
    letters: int
    calls: int


@dataclass(frozen=True)
class BoardExtras:
    """What the demo adds to the board: a notice on every page, menu entries, own templates."""

    #: spoken on all pages; None for what each browser asks for
    language: str | None = None
    notices: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    template_packages: tuple[str, ...] = ()
    #: what links in cards and mails begin with, where everybody who reads them sits at this machine
    open_to: str = ""


@dataclass(frozen=True)
class Running:
    """The parts that the command line, the demo and the tests hold on to."""

    store: Store
    composer: Composer
    dispatcher: Dispatcher
    timetable: Timetable
    mailbox: Mailbox
    app: web.Application
    wake: asyncio.Event
    read: Callable[[bytes, str], Awaitable[Minutes]]
    link: "TeamsLink | None"


async def read_minutes(
    data: bytes, name: str, second: SecondReader | None = None, *, ocr: bool = False
) -> Minutes:
    """Read a document without holding up the loop; ask the second reader where there is one."""
    from bot.minutes.second import asking, reader  # heavy, only needed where documents come in

    begun = await asyncio.to_thread(reader.begin, data, name, ocr=ocr)
    parts = begun.parts(letters=second.letters, calls=second.calls) if second else ()
    if second is None or not parts:
        return begun.minutes
    about = sha256(data).hexdigest()[:12]
    questions = [asking.question(part) for part in parts]
    answers = await second.assistant.answers(questions, about)
    minutes, nonsense = await asyncio.to_thread(reader.finish, begun, parts, answers)
    if nonsense:
        _log.warning("second reader: document %s: %d answers were nonsense", about, nonsense)
    return minutes


def _link(settings: Settings, clock: Clock) -> "TeamsLink | None":
    if not settings.teams.app_id and not settings.teams.anonymous:
        return None
    from bot.linking import link_to_teams  # heavy, and not everybody has Teams

    return link_to_teams(settings, clock)


def second_reader(settings: Settings) -> SecondReader | None:
    """Give the second reader that the settings name, or None."""
    set_up = settings.assistant
    if not set_up.url:
        return None
    assistant = Assistant(set_up.url, set_up.model, set_up.key, set_up.seconds)
    return SecondReader(assistant, set_up.letters, set_up.calls)


@asynccontextmanager
async def running(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    link: "TeamsLink | None" = None,
    extras: BoardExtras = BoardExtras(),
) -> AsyncIterator[Running]:
    """Put everything together and take it apart again; the tables are brought up to date."""
    link = link or _link(settings, clock)
    _make_folder(settings.database.url)
    store = Store(settings.database.url)
    try:
        await store.upgrade()
        wake = asyncio.Event()
        async with mailbox_of(settings.mail, link, clock, wake.set) as mailbox:
            yield _assemble(settings, store, clock, link, extras, mailbox, wake)
    finally:
        if link is not None:
            await link.close()
        await store.close()


def _assemble(
    settings: Settings,
    store: Store,
    clock: Clock,
    link: "TeamsLink | None",
    extras: BoardExtras,
    mailbox: Mailbox,
    wake: asyncio.Event,
) -> Running:
    open_to = extras.open_to or settings.open_to_members
    composer = Composer(open_to)
    links = _mail_links(settings, open_to, clock)
    dispatcher = Dispatcher(store, composer, clock, wake.set)
    read = partial(read_minutes, second=second_reader(settings), ocr=settings.reader.ocr == "auto")
    desk = MailDesk(dispatcher, read)
    mail = settings.mail
    binding = Binding(_key(mail.key, settings, "key"), mail.address.partition("@")[2])
    own = MailAddress(mail.name, mail.address)
    sender = Sender(
        store,
        composer,
        MailSender(mailbox, binding, own, clock, links),
        TeamsSender(
            link.connector,
            bot_id=link.bot_id,
            render=render,
            summary=summary,
            now=clock,
            installer=link.installer,
        )
        if link
        else None,
        link.home if link else None,
        clock,
        name=f"worker-{secrets.token_hex(6)}",
    )

    trusted = trusted_servers(mail)

    async def poll_mail() -> int:
        return await poll(
            mailbox,
            desk,
            binding,
            clock(),
            own_addresses=frozenset({mail.address}),
            trusted_servers=trusted,
            must_vouch=bool(trusted),
        )

    timetable = Timetable(store, sender, composer.board, clock, poll_mail)
    app = web.Application()
    app.router.add_get("/healthz", _healthy)
    if link is not None:
        from bot import doors  # botbuilder is heavy, and only Teams needs it

        parts = doors.Parts(dispatcher, link.connector, read)
        endpoint = doors.endpoint(parts, link.verifier, link.tenants)
        app.router.add_post("/api/messages", endpoint.messages)
    board = Board(
        store,
        composer,
        read,
        wake,
        clock,
        home_tenant=link.home.tenant_id if link and link.home else "",
        sign_in=_sign_in(settings, clock),
        mail_links=links,
        language=extras.language,
        notices=extras.notices,
        links=extras.links,
        template_packages=extras.template_packages,
    )
    add_board(app, board)
    return Running(store, composer, dispatcher, timetable, mailbox, app, wake, read, link)


async def _healthy(_request: web.Request) -> web.Response:
    return web.Response(text="ok")


def _make_folder(url: str) -> None:
    """SQLite makes its file, but not the folder."""
    scheme, _, path = url.partition(":///")
    if scheme.startswith("sqlite"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)


def _mail_links(settings: Settings, open_to: str, clock: Clock) -> MailLinks | None:
    """Give who makes the links in mails, where those who get them can open the board."""
    if not open_to:
        return None
    return MailLinks(Seals(_key(settings.board.key, settings, "board-key")), open_to, clock)


def _sign_in(settings: Settings, clock: Clock) -> SignIn | None:
    if not settings.signs_in:
        return None
    from bot.entrance import entrance  # heavy, and not every board has sign-in

    return entrance(settings, _key(settings.board.key, settings, "board-key"), clock)


def _key(given: str, settings: Settings, name: str) -> bytes:
    """Give a key of the settings; where there is none, one kept beside the mail."""
    if given:
        return given.encode()
    kept = Path(settings.mail.folder) / name
    kept.parent.mkdir(parents=True, exist_ok=True)
    # one that is empty was never written: anybody could sign with it
    if not kept.exists() or not kept.stat().st_size:
        kept.touch(mode=0o600)
        kept.write_bytes(secrets.token_bytes(32))
    return kept.read_bytes()
