"""`bolden members channel` from end to end: whom a shared channel makes known, and whom not."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.channel_command import recognise
from bot.delivery.directory import DirectoryError
from bot.demo.building import stage
from bot.demo.clock import DemoClock
from bot.demo.stage import TENANT, Stage
from bot.domain.people import Network
from bot.errors import BadInputError
from bot.followups.members import MemberLine, save_members
from bot.standin.graph.tenant import READ_CHANNELS
from bot.standin.places import Conversation, Membership, User
from bot.storage import people
from tests.graph_world import account
from tests.journeys.staging import MORNING

PARTNER, OTHER = "tenant-partner", "tenant-other"


def line(first: str, last: str) -> MemberLine:
    return MemberLine(f"{first} {last}", f"{first.lower()}@example.org", None, None, None, ())


@dataclass
class Scene:
    """The stage, its network and the channel that is shared with another tenant's team."""

    stage: Stage
    network: Network
    channel: Conversation

    async def run(self, *tenants: str, rehearse: bool = False) -> list[str]:
        assert self.channel.team is not None
        group_id = self.channel.team.group_id
        return await recognise(self.stage.parts, "broer", group_id, tenants, rehearse=rehearse)

    async def accounts(self) -> dict[str, tuple[str | None, str | None]]:
        async with self.stage.parts.store.transaction() as connection:
            members = await people.members_of(connection, self.network.network_id)
        return {one.person.name: (one.person.entra_id, one.person.tenant_id) for one in members}


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """Give a network of four; the channel holds three of them, one under a false name."""
    async with stage(tmp_path, DemoClock(MORNING), port=0) as built:
        world, directory = built.standin.world, built.standin.graph.tenant
        directory.granted.add(READ_CHANNELS)
        directory.page_size = 3

        def account_of(first: str, last: str, tenant_id: str) -> User:
            directory.add(account(first, last))
            name, entra_id = f"{first} {last}", f"e-{first.lower()}"
            return world.add_user(name, entra_id=entra_id, tenant_id=tenant_id)

        ida = account_of("Ida", "Blom", PARTNER)
        ulla = account_of("Ulla", "Rask", PARTNER)
        olga = account_of("Olga", "Toft", TENANT)
        forger = account_of("Per", "Friis", OTHER)
        guest = replace(account_of("Bo", "Lind", TENANT), is_guest=True)
        channel = world.add_channel(
            "Fælles",
            tenant_id=TENANT,
            team=world.add_team("Værten", tenant_id=TENANT),
            membership=Membership.SHARED,
            members=[olga, forger, guest],
        )
        others = world.add_team("Nabokommunen", tenant_id=PARTNER, members=[ida, ulla])
        channel.shared_with.append(others)
        async with built.parts.store.transaction() as connection:
            network = await people.add_network(
                connection, "broer", "Brobygning", channel.conversation_id
            )
            lines = [line("Olga", "Toft"), line("Ida", "Blom"), line("Per", "Friis")]
            await save_members(connection, network, [*lines, line("Bo", "Lind")])
        yield Scene(built, network, channel)


NOBODY = (None, None)


async def test_a_tenant_that_is_believed_makes_its_people_known(scene: Scene) -> None:
    assert await scene.run(PARTNER.upper()) == [
        "In the channel: 4, of them from other tenants: 3.",
        "+ Olga Toft <olga@example.org>",
        "+ Ida Blom <ida@example.org>",
        "? Per Friis <per@example.org>: tenant tenant-other is not believed; left as it is",
        "! Ulla Rask <ulla@example.org>: not on the members list; not added",
        "- Bo Lind: not in the channel",
        "Known now 2, as before 0, to look at 1, not members 1, not in the channel 1.",
        "Stored in 'broer'.",
    ]
    assert await scene.accounts() == {
        "Bo Lind": NOBODY,
        "Ida Blom": ("e-ida", PARTNER),
        "Olga Toft": ("e-olga", None),
        "Per Friis": NOBODY,
    }
    assert (await scene.run(PARTNER))[-2].startswith("Known now 0, as before 2, to look at 1")


async def test_no_other_tenant_can_call_itself_a_member(scene: Scene) -> None:
    await scene.run()
    accounts = await scene.accounts()
    assert (accounts["Ida Blom"], accounts["Per Friis"]) == (NOBODY, NOBODY)


async def test_an_account_that_is_known_is_not_exchanged(scene: Scene) -> None:
    await scene.run(PARTNER)
    standin = scene.stage.standin
    again = standin.world.add_user("Ida Blom", entra_id="e-ida-2", tenant_id=TENANT)
    scene.channel.members.append(again)
    standin.graph.tenant.add(account("Ida", "Blom", id="e-ida-2"))
    said = await scene.run(PARTNER)
    assert "? Ida Blom <ida@example.org>: has another account here; left as it is" in said
    assert (await scene.accounts())["Ida Blom"] == ("e-ida", PARTNER)


async def test_an_address_that_two_accounts_have_makes_nobody_known(scene: Scene) -> None:
    standin = scene.stage.standin
    standin.graph.tenant.add(account("Ida", "Blom", id="e-second"))
    second = standin.world.add_user("Ida Blom", entra_id="e-second", tenant_id=TENANT)
    scene.channel.members.append(second)
    said = await scene.run(PARTNER)
    why = "? Ida Blom <ida@example.org>: several accounts have this address; left as it is"
    assert said.count(why) == 2
    assert (await scene.accounts())["Ida Blom"] == NOBODY


async def test_a_rehearsal_stores_nothing(scene: Scene) -> None:
    assert (await scene.run(PARTNER, rehearse=True))[-1] == "Nothing was stored."
    assert set((await scene.accounts()).values()) == {NOBODY}


async def test_what_cannot_be_read_changes_nothing(scene: Scene) -> None:
    with pytest.raises(BadInputError, match="no such channel"):
        await recognise(scene.stage.parts, "broer", "group-elsewhere", (), rehearse=False)
    scene.stage.standin.graph.tenant.granted.clear()
    with pytest.raises(DirectoryError, match=r"ChannelMember\.Read\.All"):
        await scene.run(PARTNER)
    assert set((await scene.accounts()).values()) == {NOBODY}
