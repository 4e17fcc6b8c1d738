"""Start Bolden and the Microsoft 365 Agents Playground together, with minutes to try them on.

You are the minute-taker in the browser; everybody else gets mail (var/playground/mail). The review
comes once the playground's page is open, since only then does Bolden know you in Teams.
"""

import argparse
import asyncio
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from aiohttp import web

from bot.app import Running, read_minutes, running, utc_now
from bot.demo.cast import members_from
from bot.demo.playing import SAMPLES
from bot.domain.language import DANISH
from bot.domain.meetings import Minutes
from bot.domain.people import SYSTEM, Network, Role
from bot.followups import intake
from bot.followups.members import MemberLine, read_members, save_members
from bot.minutes import documents
from bot.settings import Board, Database, Mail, Settings, Teams
from bot.storage import conversations, people

HERE = Path(__file__).parent
FOLDER = Path("var/playground")
TENANT = "3f1c7a52-0b64-4f0e-9a51-6f2d7c1e8b90"
#: who you are in the browser, as playground.yml says
YOU = "5b1e0c11-7d39-4b0f-8a55-000000000001"
CHANNEL = "19:referater@thread.tacv2"


def main() -> int:
    """Install what is missing, start both, and go on until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--port", type=int, default=3978)
    parser.add_argument("--playground-port", type=int, default=56150)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as by Ctrl-C: the child too
    npm = shutil.which("npm")
    if npm is None:
        sys.stderr.write("The playground needs Node.js with npm.\n")
        return 2
    if not (HERE / "node_modules").exists():
        subprocess.run([npm, "ci", "--silent"], cwd=HERE, check=True)  # noqa: S603 - our own folder
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    playground = subprocess.Popen(  # noqa: S603 - our own script
        [
            sys.executable,
            str(HERE / "start.py"),
            f"--port={options.playground_port}",
            f"--messages=http://127.0.0.1:{options.port}/api/messages",
        ]
    )
    try:
        asyncio.run(serve(options.files, options.port, options.playground_port))
    except KeyboardInterrupt:
        return 0
    finally:
        playground.terminate()
        playground.wait()
    return 0


async def serve(files: list[Path], port: int, playground_port: int) -> None:
    """Serve the bot; take the minutes in once you are there."""
    paths = files or [SAMPLES / "netvaerksmoede.docx"]
    read = [(path, documents.load(path)) for path in paths]
    minutes = [await read_minutes(data, path.name) for path, data in read]
    service_url = f"http://127.0.0.1:{playground_port}/_connector"
    settings = Settings(
        database=Database(url=f"sqlite:///{FOLDER / 'bolden.sqlite'}"),
        board=Board(port=port),
        mail=Mail(folder=str(FOLDER / "mail")),
        teams=Teams(anonymous=True, tenant_id=TENANT, service_url=service_url),
    )
    async with running(settings) as parts:
        network = await cast(parts, members_of(minutes, own=bool(files)))
        runner = web.AppRunner(parts.app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, settings.board.host, port).start()
        say(f"Board: {settings.board.url} – open the playground's page to get the review.")
        work = asyncio.create_task(parts.timetable.go_on(parts.wake))
        await arrival(parts)
        for (path, data), one in zip(read, minutes, strict=True):
            async with parts.store.transaction() as connection:
                done = await intake.take_in(
                    connection, network, one, data, path.name, actor=SYSTEM, now=utc_now()
                )
            parts.wake.set()
            say(f"{path.name}: {done.found} follow-ups, the review is with you.")
        await work


def members_of(minutes: list[Minutes], *, own: bool) -> list[MemberLine]:
    """Give the members: the first minute-taker is you."""
    if own:
        found = {one.email: one for some in minutes for one in members_from(some)}
        lines = list(found.values())
    else:
        lines = read_members((SAMPLES / "members.csv").read_bytes())
    lines.sort(key=lambda one: Role.MINUTE_TAKER not in one.roles)
    return [replace(one, entra_id=YOU if one is lines[0] else None) for one in lines]


async def cast(parts: Running, members: list[MemberLine]) -> Network:
    """Set up the network and say who is who."""
    async with parts.store.transaction() as connection:
        network = await people.add_network(connection, "proeve", "Prøvenetværket", CHANNEL)
        await save_members(connection, network, members)
        # the playground calls itself English; »language english« changes it
        for one in await people.members_of(connection, network.network_id):
            await people.set_language(connection, one.person.person_id, DANISH)
    say(f"In the browser you are {members[0].name}.")
    return network


async def arrival(parts: Running) -> None:
    """Wait until the playground has told of your chat and of the channel."""
    while True:
        async with parts.store.transaction() as connection:
            if await conversations.personal(connection, YOU):
                return
        await asyncio.sleep(0.3)


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
