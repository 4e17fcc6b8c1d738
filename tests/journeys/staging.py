"""The demo's stage for tests: minutes taken in on it, and what each person was told."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.app import read_minutes
from bot.demo import mailing
from bot.demo.building import stage
from bot.demo.cast import members_from
from bot.demo.clock import DemoClock
from bot.demo.stage import Stage
from bot.domain.meetings import Minutes
from bot.domain.people import SYSTEM
from bot.followups import intake

SHARED = Path(__file__).resolve().parents[3] / "shared"
MORNING = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


@asynccontextmanager
async def staged(folder: Path, file: Path) -> AsyncIterator[tuple[Stage, Minutes]]:
    """Give the stage with the network that the minutes' own roster makes."""
    minutes = await read_minutes(file.read_bytes(), file.name)
    async with stage(folder, DemoClock(MORNING), port=0) as built:
        await built.cast("netvaerk", "Netværket", members_from(minutes))
        yield built, minutes


async def take_in(built: Stage, file: Path, minutes: Minutes) -> intake.Intake:
    """Hand the minutes in and let the review request leave."""
    assert built.network is not None
    async with built.parts.store.transaction() as connection:
        done = await intake.take_in(
            connection,
            built.network,
            minutes,
            file.read_bytes(),
            file.name,
            actor=SYSTEM,
            now=built.clock(),
        )
    await built.settle()
    return done


def told(built: Stage) -> dict[str, list[str]]:
    """Give what everybody was told by Teams and mail: name → texts, the channel under ''."""
    said: dict[str, list[str]] = {}
    for place in built.standin.world.conversations():
        name = "" if built.channel is place else place.name
        for post in place.posts:
            if post.from_id == built.standin.world.bot_id:
                text = json.dumps(post.card, ensure_ascii=False) if post.card else post.text or ""
                said.setdefault(name, []).append(text)
    for mail in mailing.sent(built.mail):
        name = str(mail["To"]).partition("<")[0].strip().strip('"')
        said.setdefault(name, []).append(mailing.words(mail))
    return said
