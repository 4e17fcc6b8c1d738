"""What each command does, once its arguments are read: settings in, one sentence out."""

import asyncio
import logging
import sys
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from bot.app import Running, running, utc_now
from bot.domain.calendar import local_day
from bot.domain.language import LANGUAGES
from bot.domain.people import SYSTEM
from bot.errors import BadInputError
from bot.followups import digests, intake, members
from bot.followups.composing.context import Context
from bot.linking import credential
from bot.mailboxes import described
from bot.minutes import documents, ocr
from bot.outbox_command import listed, standing
from bot.settings import Settings, load
from bot.storage import outbox, people, refreshing
from bot.storage.outbox import OutboxState


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _settings(arguments: Namespace) -> Settings:
    return load(Path(arguments.settings) if arguments.settings else None)


@asynccontextmanager
async def _open(arguments: Namespace) -> AsyncIterator[Running]:
    async with running(_settings(arguments)) as parts:
        yield parts


async def take_in(arguments: Namespace) -> None:
    """Read minutes into a network and ask for the review."""
    path = Path(arguments.file)
    data = documents.load(path)
    async with _open(arguments) as parts:
        async with parts.store.transaction() as connection:
            network = await people.network_by_key(connection, arguments.network)
        minutes = await parts.read(data, path.name)
        async with parts.store.transaction() as connection:
            done = await intake.take_in(
                connection, network, minutes, data, path.name, actor=SYSTEM, now=utc_now()
            )
        await parts.timetable.round()
    for remark in minutes.remarks:
        _say(remark)
    if done.minutes_id is None:
        _say("This is no minutes, and nothing in it is to be followed up: nothing was stored.")
    elif not done.is_new:
        _say("This file was taken in before: nothing was added.")
    elif done.corrects:
        folded = done.corrects
        _say(
            "This is a corrected file of minutes that are known: "
            f"{folded.new} new, {folded.changed} changed, {folded.gone} gone."
        )
    elif not done.found:
        _say("The minutes are stored; nothing in them is to be followed up.")
    else:
        who = f"{done.reviewer} is asked" if done.reviewer else "Nobody is known to be asked"
        _say(f"{done.found} follow-ups found. {who} to review them; nobody else is told before.")


async def network_add(arguments: Namespace) -> None:
    """Add a network."""
    async with _open(arguments) as parts, parts.store.transaction() as connection:
        await people.add_network(connection, arguments.key, arguments.name, arguments.channel)
        if arguments.language:
            await people.set_channel_language(connection, arguments.key, arguments.language)
    _say(f"Network '{arguments.key}' added.")


async def network_language(arguments: Namespace) -> None:
    """Choose what is spoken in a network's channel."""
    async with _open(arguments) as parts, parts.store.transaction() as connection:
        await people.set_channel_language(connection, arguments.key, arguments.language)
    _say(f"The channel of '{arguments.key}' is written to in {LANGUAGES[arguments.language]}.")


async def network_list(arguments: Namespace) -> None:
    """List the networks."""
    async with _open(arguments) as parts, parts.store.transaction() as connection:
        found = await people.all_networks(connection)
        for network in found:
            count = len(await people.members_of(connection, network.network_id))
            _say(f"{network.key}\t{network.name}\t{_counted(count, 'member')}")
    if not found:
        _say("There are no networks yet; 'bolden network add KEY NAME' adds one.")


async def members_import(arguments: Namespace) -> None:
    """Import a network's members from a CSV file."""
    data = documents.load(Path(arguments.file))
    async with _open(arguments) as parts, parts.store.transaction() as connection:
        network = await people.network_by_key(connection, arguments.network)
        count = await members.import_members(connection, network, data)
    _say(f"{_counted(count, 'member')} imported into '{arguments.network}'.")


async def members_address(arguments: Namespace) -> None:
    """Give a person another mail address; their tasks and answers stay theirs."""
    async with _open(arguments) as parts, parts.store.transaction() as connection:
        _say(await members.set_address(connection, arguments.old, arguments.new))


async def members_export(arguments: Namespace) -> None:
    """Print a network's members as a file that can be imported."""
    async with _open(arguments) as parts, parts.store.transaction() as connection:
        network = await people.network_by_key(connection, arguments.network)
        _say((await members.export_members(connection, network)).rstrip())


async def members_sync(arguments: Namespace) -> None:
    """Take a network's members over from a group of the directory."""
    from bot.sync_command import sync

    async with _open(arguments) as parts:
        which = arguments.network, arguments.group
        _say("\n".join(await sync(parts, *which, rehearse=arguments.dry_run)))


async def members_channel(arguments: Namespace) -> None:
    """Note which accounts in a network's channel are its members'."""
    from bot.channel_command import recognise

    async with _open(arguments) as parts:
        which = arguments.network, arguments.team, arguments.tenant
        _say("\n".join(await recognise(parts, *which, rehearse=arguments.dry_run)))


async def digest(arguments: Namespace) -> None:
    """Send a network's digest of this week now, or only show what it would say."""
    now = utc_now()
    year, week, _ = (_day(arguments.day) or local_day(now)).isocalendar()
    async with _open(arguments) as parts:
        async with parts.store.transaction() as connection:
            network = await people.network_by_key(connection, arguments.network)
            board = parts.composer.board
            if arguments.dry_run:
                from bot.digest_command import shown

                _say(await shown(Context(connection, board, now), network, year, week))
                return
            added = await digests.write_digest(connection, network, (year, week), board, now)
        await parts.timetable.round()
    _say(f"{added} digests written." if added else "Nothing new to say: nothing is sent.")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadInputError(f"'{text}' is no date; write it as 2026-05-04.") from error


async def show_outbox(arguments: Namespace) -> None:
    """Show what stands in the outbox; the numbers of the states sum to the rows."""
    if arguments.state and arguments.state not in tuple(OutboxState):
        raise BadInputError(f"No state '{arguments.state}'; known are {', '.join(OutboxState)}.")
    async with _open(arguments) as parts, parts.store.transaction() as connection:
        if arguments.resend:
            again = await refreshing.send_failed_again(connection, utc_now())
            _say(f"{_counted(again, 'failed notice')} to be sent again.")
        rows = await outbox.rows(connection)
    _say("\n".join(listed(rows, arguments.state)))


def _log() -> None:
    """Write our own log to standard error: ids and verbs, never people's words."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for name in ("bot", "handlers"):
        logging.getLogger(name).setLevel(logging.INFO)


async def serve(arguments: Namespace) -> None:
    """Serve the board and Teams, and do the work that is due, until interrupted."""
    _log()
    settings = _settings(arguments)
    async with running(settings) as parts:
        await _listen(settings, parts.app)
        _say(f"Board on {settings.board.url} – Ctrl-C ends.")
        await parts.timetable.go_on(parts.wake)


async def work(arguments: Namespace) -> None:
    """Do the work that is due, without a board, until interrupted."""
    _log()
    async with _open(arguments) as parts:
        _say("Working – Ctrl-C ends.")
        await parts.timetable.go_on(parts.wake)


async def _listen(settings: Settings, app: web.Application) -> None:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, settings.board.host, settings.board.port)
    try:
        await site.start()
    except OSError as error:
        taken = f"Port {settings.board.port} is taken; set BOLDEN_BOARD__PORT to another."
        raise BadInputError(taken) from error


async def upgrade(arguments: Namespace) -> None:
    """Bring the database's tables up to date."""
    async with _open(arguments):
        _say("The tables are up to date.")


async def check(arguments: Namespace) -> None:
    """Read the settings, open the database, and say what is set up."""
    settings = _settings(arguments)
    async with running(settings) as parts, parts.store.transaction() as connection:
        networks = await people.all_networks(connection)
        stands_still = await standing(connection)
    _say(f"Database: ok, {_counted(len(networks), 'network')}.")
    _say(f"Outbox: {stands_still}.")
    teams = settings.teams
    if teams.anonymous:
        _say("Teams: anonymous: a stand-in or the playground on this machine, and nobody else.")
    elif teams.app_id:
        _say(f"Teams: set up, signs in by {credential(teams, utc_now())}.")
    else:
        _say("Teams: off.")
    _say(f"Mail: {described(settings.mail)}.")
    _say(f"Second reader: {'on' if settings.assistant.url else 'off'}.")
    _say(f"Scans: {ocr.state() if settings.reader.ocr == 'auto' else 'off'}.")
    who = "members sign in by Entra" if settings.signs_in else "this machine only, no links to it"
    _say(f"Board: {settings.board.url}, {who}.")


def manifest(arguments: Namespace) -> None:
    """Write the Teams app package."""
    from bot import __version__
    from bot.manifest_package import NO_DOMAIN, build

    file = Path(arguments.settings) if arguments.settings else None
    settings = load(file, speaks_to_teams=False)
    if not settings.teams.app_id:
        raise BadInputError("Set 'teams.app_id' first: the package names the bot by it.")
    domain = urlsplit(settings.board.link).hostname or NO_DOMAIN
    tabs, installs = settings.signs_in, settings.teams.install
    package = build(settings.teams.app_id, domain, __version__, tabs=tabs, installs=installs)
    try:
        Path(arguments.output).write_bytes(package)
    except OSError as error:
        raise BadInputError(f"{arguments.output} cannot be written; name another file.") from error
    _say(f"{arguments.output} written.")
    if domain == NO_DOMAIN:
        _say(f"Its pages are said to be at {domain}: set 'board.link' to name your own.")
    if not settings.signs_in:
        _say("It has no tabs: for those 'board.link' must begin with https://.")


def template(arguments: Namespace) -> None:
    """Write the Word template for minutes in the agreed form, or print its guide."""
    from bot.template.document import build
    from bot.template.guide import guide

    if arguments.guide:
        _say(guide().rstrip())
        return
    path = Path(arguments.output)
    if path.exists():  # it may be somebody's minutes by now
        raise BadInputError(f"{path} exists; name another file with --output.")
    try:
        path.write_bytes(build())
    except OSError as error:
        raise BadInputError(f"{path} cannot be written; name another file.") from error
    _say(f"{path} written. `bolden template --guide` tells how to use it.")


def understand(_arguments: Namespace) -> None:
    """Say what Danish replies mean: JSON lines in, JSON lines out."""
    from handlers.understand_command import run

    run(sys.stdin, sys.stdout)


def run(coroutine_or_none: object) -> None:
    """Run what a command gave back, where it is a coroutine."""
    if asyncio.iscoroutine(coroutine_or_none):
        asyncio.run(coroutine_or_none)
