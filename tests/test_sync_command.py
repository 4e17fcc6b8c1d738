"""`bolden members sync` from end to end: what it prints, what it stores, whom it leaves alone."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.delivery.directory import DirectoryError
from bot.demo.building import stage
from bot.demo.clock import DemoClock
from bot.demo.stage import Stage
from bot.domain.delivery import Detour
from bot.domain.notices import NoticeKind
from bot.domain.people import Road, Role
from bot.errors import UnknownError
from bot.followups.members import MemberLine
from bot.standin.graph.tenant import READ_GROUPS, READ_USERS
from bot.storage import outbox, people
from bot.storage.outbox import OutboxState
from bot.sync_command import sync
from tests.factories import World, approved, by, found
from tests.graph_world import GROUP, account
from tests.journeys.staging import MORNING

OLGA = MemberLine(
    "Olga Toft", "olga@example.org", "chef", "Faxe Kommune", None, (Role.MINUTE_TAKER,)
)
BO = MemberLine("Bo Lind", "bo@example.org", None, "Køge Kommune", None, ())
SAID = [
    "In the group: 2, of them guests: 1.",
    "+ Ida Blom <ida@example.org>, Sorø Kommune",
    "~ Olga Toft: title chef → konsulent, Teams account",
    "- Bo Lind: not in the group; left as it is",
    "Added 1, changed 1, as before 0, to look at 0, not in the group 1.",
]


@pytest.fixture
async def built(tmp_path: Path) -> AsyncIterator[Stage]:
    """Give a network of two, and a group of two in the directory."""
    async with stage(tmp_path, DemoClock(MORNING), port=0) as built:
        await built.cast("broer", "Brobygning", [OLGA, BO])
        tenant = built.standin.graph.tenant
        tenant.granted |= {READ_GROUPS, READ_USERS}
        tenant.add(
            account("Ida", "Blom", companyName="Sorø Kommune", userType="Guest"),
            account("Olga", "Toft"),
            group=GROUP,
        )
        yield built


async def names(built: Stage) -> dict[str, str | None]:
    """Give the members' Entra ids by name."""
    assert built.network is not None
    async with built.parts.store.transaction() as connection:
        members = await people.members_of(connection, built.network.network_id)
    return {one.person.name: one.person.entra_id for one in members}


async def test_a_group_is_taken_over(built: Stage) -> None:
    said = await sync(built.parts, "broer", GROUP, rehearse=False)
    assert said == [*SAID, "Stored in 'broer'."]
    assert await names(built) == {"Bo Lind": None, "Ida Blom": "e-ida", "Olga Toft": "e-olga"}


async def test_a_guest_gets_mail_and_teams_is_not_knocked_at(built: Stage) -> None:
    assert built.network is not None
    await sync(built.parts, "broer", GROUP, rehearse=False)
    before = len(built.standin.record.calls)
    item = found("Sende tal", by("Ida Blom"))
    await approved(built.parts.store, World(built.network), built.clock(), item)
    await built.settle()
    async with built.parts.store.transaction() as connection:
        rows = await outbox.rows(connection)
    (told,) = [row for row in rows if row.kind is NoticeKind.ASSIGNMENT]
    assert (told.state, told.road) == (OutboxState.SENT, Road.MAIL)
    assert told.detour == Detour(Road.TEAMS, "guest")
    opened = [call.body for call in list(built.standin.record.calls)[before:]]
    assert "e-ida" not in str(opened)
    assert built.standin.graph.record.calls[-1].method == "GET"  # nothing was installed


async def test_a_rehearsal_says_the_same_and_stores_nothing(built: Stage) -> None:
    said = await sync(built.parts, "broer", GROUP, rehearse=True)
    assert said == [*SAID, "Nothing was stored."]
    assert await names(built) == {"Bo Lind": None, "Olga Toft": None}


async def test_what_is_not_allowed_changes_nothing(built: Stage) -> None:
    built.standin.graph.tenant.granted.clear()
    with pytest.raises(DirectoryError):
        await sync(built.parts, "broer", GROUP, rehearse=False)
    with pytest.raises(UnknownError):
        await sync(built.parts, "findes-ikke", GROUP, rehearse=False)
    assert await names(built) == {"Bo Lind": None, "Olga Toft": None}


def test_without_a_registration_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["members", "sync", "--network", "broer", "--group", GROUP]) == 2
    assert "Set 'teams.app_id' first" in capsys.readouterr().err
