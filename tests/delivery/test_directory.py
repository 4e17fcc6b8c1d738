"""A group's people as Graph tells of them: all of them or none, and a sentence that helps."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.delivery import directory
from bot.delivery.directory import DirectoryError
from bot.delivery.graph import Graph
from bot.domain.directory import DirectoryPerson
from bot.errors import BadInputError
from bot.standin.faults import Fault
from bot.standin.graph.tenant import READ_GROUPS, READ_USERS
from tests.graph_world import GROUP, account, graph_for
from tests.teams_world import Teams


@pytest.fixture
async def graph(teams: Teams) -> AsyncIterator[Graph]:
    """Give Graph of a tenant with a group of two."""
    tenant = teams.standin.graph.tenant
    tenant.granted |= {READ_GROUPS, READ_USERS}
    tenant.add(account("Ida", "Blom"), account("Olga", "Toft"), group=GROUP)
    async with graph_for(teams) as graph:
        yield graph


async def test_all_that_is_known_of_somebody_is_told(teams: Teams, graph: Graph) -> None:
    tenant = teams.standin.graph.tenant
    tenant.page_size = 1
    guest = account(
        "Per", "Engholm", userType="Guest", companyName="Køge  Kommune", mail="Per@example.org"
    )
    tenant.add(guest, group=GROUP)
    found = await directory.members(graph, GROUP)
    assert [one.name for one in found] == ["Ida Blom", "Olga Toft", "Per Engholm"]
    assert found[2] == DirectoryPerson(
        "e-per",
        "Per Engholm",
        "Per",
        "Engholm",
        "per@example.org",
        "konsulent",
        "Køge Kommune",
        is_guest=True,
    )


async def test_the_further_addresses_of_a_mailbox_are_told(teams: Teams, graph: Graph) -> None:
    rute = account("Rute", "Lund", mail="Rute@example.org")
    proxies = (
        "SMTP:Rute@example.org",
        "smtp:RL@example.org",
        "X500:/o=org/cn=rl",
        "SIP:rute@example.org",
        "smtp:rute@old.example.org",
    )
    teams.standin.graph.tenant.add(replace(rute, proxyAddresses=proxies), group="other")
    (found,) = await directory.members(graph, "other")
    assert found.email == "rute@example.org"
    assert found.aliases == ("rl@example.org", "rute@old.example.org")


async def test_no_address_is_taken_for_another(teams: Teams, graph: Graph) -> None:
    rute = account("Rute", "Lund", mail="rute@straße.example.org")
    proxies = ("smtp:rute@STRAẞE.example.org", "smtp:rl@example.org")
    teams.standin.graph.tenant.add(replace(rute, proxyAddresses=proxies), group="other")
    (found,) = await directory.members(graph, "other")
    assert (found.email, found.aliases) == (None, ("rl@example.org",))


@pytest.mark.parametrize(("kind", "email"), [("Member", "ny@example.org"), ("Guest", None)])
async def test_without_mail_a_members_own_name_is_their_address(
    teams: Teams, graph: Graph, kind: str, email: str | None
) -> None:
    bare = replace(
        account("Ny", "Holt", userType=kind), mail=None, userPrincipalName="Ny@example.org"
    )
    teams.standin.graph.tenant.add(bare, group="other")
    assert [one.email for one in await directory.members(graph, "other")] == [email]


async def test_an_account_that_is_closed_is_left_out(teams: Teams, graph: Graph) -> None:
    gone = replace(account("Bo", "Lind"), accountEnabled=False)
    teams.standin.graph.tenant.add(gone, group=GROUP)
    assert len(await directory.members(graph, GROUP)) == 2


@pytest.mark.parametrize(
    ("shown", "name"), [("Holt, Ny", "Ny Holt"), ("Ny Holt (NYHO)", "Ny Holt (NYHO)")]
)
async def test_a_shown_name_is_turned_the_way_minutes_write_it(
    teams: Teams, graph: Graph, shown: str, name: str
) -> None:
    bare = replace(account("Ny", "Holt", displayName=shown), givenName=None)
    teams.standin.graph.tenant.add(bare, group="other")
    assert [one.name for one in await directory.members(graph, "other")] == [name]


async def test_an_unknown_group_is_bad_input(graph: Graph) -> None:
    with pytest.raises(BadInputError, match="There is no group 'none'"):
        await directory.members(graph, "none")


@pytest.mark.parametrize(
    ("lacks", "said"),
    [(READ_GROUPS, "grant the app 'GroupMember.Read.All'"), (READ_USERS, "tells no names")],
)
async def test_what_is_not_granted_is_named(
    teams: Teams, graph: Graph, lacks: str, said: str
) -> None:
    teams.standin.graph.tenant.granted.remove(lacks)
    with pytest.raises(DirectoryError, match=said):
        await directory.members(graph, GROUP)


async def test_half_a_group_is_none(teams: Teams, graph: Graph) -> None:
    """Else the second page's people would pass for people who have left."""
    tenant = teams.standin.graph.tenant
    tenant.page_size = 1
    away = Fault(503, "ServiceUnavailable")
    teams.standin.graph.faults.extend([away, away, Fault(500), away])
    with pytest.raises(DirectoryError, match=r"cannot be read now \(Http500\)"):
        await directory.members(graph, GROUP)


async def test_who_may_not_sign_in_is_told_where_to_look(teams: Teams, graph: Graph) -> None:
    teams.standin.identity.secret = "en-anden"
    with pytest.raises(DirectoryError, match=r"check 'teams.tenant_id'"):
        await directory.members(graph, GROUP)
