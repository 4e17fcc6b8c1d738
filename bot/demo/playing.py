"""`bolden demo`: the whole main job on sample minutes, in seconds, with nothing set up."""

import asyncio
import shutil
import sys
import time
from argparse import Namespace
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

from bot.app import read_minutes
from bot.demo import acts, summary
from bot.demo.building import stage
from bot.demo.cast import members_from
from bot.demo.clock import DemoClock
from bot.demo.stage import Stage
from bot.domain.calendar import DENMARK, week_start
from bot.domain.meetings import Minutes
from bot.domain.people import SYSTEM
from bot.errors import BadInputError
from bot.followups import intake
from bot.followups.members import MemberLine, read_members
from bot.minutes import documents

_PACKAGE = Path(__file__).resolve().parents[1]
#: in the wheel within the package, in the repository beside it
SAMPLES = next(
    (path for path in (_PACKAGE / "samples", _PACKAGE.parent / "samples") if path.is_dir()),
    _PACKAGE.parent / "samples",
)
FOLDER = Path("var/demo")

NOTICES = (
    "Prøve: referaterne er opdigtede eller dine egne, og ingen mail eller Teams-besked forlader "
    "maskinen. Prøv selv under Teams og Mail.",
)

_ACTS: tuple[Callable[[Stage, set[int]], Awaitable[str | None]], ...] = (
    acts.press_finish,
    acts.write_postpone,
    acts.mail_finish,
    acts.decline,
    acts.volunteer_by_button,
    acts.volunteer_by_mail,
    acts.take,
)


def demo(arguments: Namespace) -> int:
    """Play, print the summary, and serve the board until interrupted (or --exit)."""
    files = [Path(one) for one in arguments.files]
    if FOLDER.exists():
        shutil.rmtree(FOLDER)
    FOLDER.mkdir(parents=True)
    asyncio.run(_demo(files, arguments.port, ends=arguments.exit))
    return 0


async def _demo(files: list[Path], port: int, *, ends: bool) -> None:
    began = time.perf_counter()
    _say("Bolden demo – Teams, mail and all people are played on this machine; nothing leaves it.")
    read = [await _read(path) for path in files or [SAMPLES / "netvaerksmoede.docx"]]
    members = _members(read, own=bool(files))
    clock = DemoClock(_morning_after(read[0][2].meeting.date))
    async with stage(FOLDER, clock, port=port, notices=NOTICES) as built:
        await built.cast("proeve", "Prøvenetværket", members)
        await play(built, read)
        _say("")
        for line in await _summary(built):
            _say(line)
        _say(f"\nDone in {time.perf_counter() - began:.1f} s.")
        if ends:
            return
        _say(f"The board: {built.url} – Teams: {built.url}/proeve/teams – Ctrl-C ends.")
        await built.parts.timetable.go_on(built.parts.wake)


async def play(built: Stage, read: list[tuple[Path, bytes, Minutes]]) -> None:
    """Minutes in, review, messages out, answers back, a week passes, the digest goes out."""
    for path, data, minutes in read:
        minutes_id = await _take_in(built, path, data, minutes)
        if minutes_id is None:
            continue
        await built.settle()
        _step("Review", f"{await acts.approve(built, minutes_id)}; nobody was told before")
        await built.settle()
    used: set[int] = set()
    for act in _ACTS:
        said = await act(built, used)
        if said:
            _step("Answer", said)
    await built.settle()
    await _pass_a_week(built)


async def _take_in(built: Stage, path: Path, data: bytes, minutes: Minutes) -> int | None:
    if built.network is None:
        return None
    async with built.parts.store.transaction() as connection:
        done = await intake.take_in(
            connection,
            built.network,
            minutes,
            data,
            path.name,
            actor=SYSTEM,
            now=built.clock(),
        )
    found = f"{len(minutes.follow_ups)} follow-ups, {len(minutes.working_groups)} working groups"
    _step("Minutes", f"{path.name}: {found}, {len(minutes.people)} people")
    for remark in minutes.remarks:
        _step("", remark)
    if done.minutes_id is None:
        _step("", "no minutes, and nothing to follow up: nothing was stored")
    elif not done.is_new:
        _step("", "taken in before: nothing was added")
    elif done.corrects:
        folded = done.corrects
        told = f"{folded.new} new, {folded.changed} changed, {folded.gone} gone"
        _step("", f"a corrected file of the same meeting: {told}")
        return done.minutes_id if folded.asks else None
    elif not minutes.follow_ups:
        _step("", "minutes without anything to follow up: nobody will be written to")
    return done.minutes_id if done.is_new else None


async def _pass_a_week(built: Stage) -> None:
    """Let the worker go round on every day until the next Monday morning, then once more."""
    now = built.clock()
    year, week, _ = (now + timedelta(days=7)).isocalendar()
    monday = week_start(year, week) + timedelta(minutes=5)
    while built.clock() + timedelta(days=1) < monday:
        built.clock.move_to(built.clock() + timedelta(days=1))
        await built.settle()
    built.clock.move_to(monday)
    await built.settle()
    _step("A week", f"it is {monday.astimezone(DENMARK):%A %Y-%m-%d %H:%M}: the digest goes out")


async def _read(path: Path) -> tuple[Path, bytes, Minutes]:
    data = documents.load(path)
    return path, data, await read_minutes(data, path.name, ocr=True)


def _members(read: list[tuple[Path, bytes, Minutes]], *, own: bool) -> list[MemberLine]:
    if not own:
        return read_members((SAMPLES / "members.csv").read_bytes())
    found = {one.email: one for _, _, minutes in read for one in members_from(minutes)}
    if not found:
        raise BadInputError(
            "No people are listed in these minutes, so nobody can be told anything."
        )
    return list(found.values())


def _morning_after(day: date | None) -> datetime:
    """Give nine o'clock on the first working day after the meeting."""
    day = (day or date.today()) + timedelta(days=1)  # noqa: DTZ011 - any day will do
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime.combine(day, clock_time(9), DENMARK)


async def _summary(built: Stage) -> list[str]:
    async with built.parts.store.transaction() as connection:
        told = await summary.follow_up_lines(connection)
        return [*told, "", *await summary.sending_lines(connection)]


def _step(what: str, said: str) -> None:
    _say(f"{what:<9}{said}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
