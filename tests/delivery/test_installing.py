"""Somebody who never installed the app gets it, and the card in Teams; or it is said why not."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.delivery.graph import Graph
from bot.delivery.installing import NOT_INSTALLED, Installer
from bot.delivery.teams import TeamsSender
from bot.domain.delivery import Receipt, Sending, SendState
from bot.standin.faults import Fault
from bot.standin.graph.tenant import INSTALL, READ_CATALOGUE
from tests.graph_world import CATALOGUE_ID, graph_for
from tests.teams_world import APP_ID, NOTICE, Teams, render, summary

STILL_NOT = Fault(403, NOT_INSTALLED)


@pytest.fixture
async def graph(teams: Teams) -> AsyncIterator[Graph]:
    """Give Graph of a tenant that lets the app install itself; Ida has never had it."""
    tenant = teams.standin.graph.tenant
    tenant.granted |= {INSTALL, READ_CATALOGUE}
    tenant.catalogue[CATALOGUE_ID] = APP_ID
    teams.standin.world.without_app.add(teams.ida.user_id)
    async with graph_for(teams) as graph:
        yield graph


async def delivered(teams: Teams, graph: Graph, catalogue_id: str = "") -> Receipt:
    sender = TeamsSender(
        teams.connector,
        bot_id=teams.standin.world.bot_id,
        render=render,
        summary=summary,
        now=teams.clock,
        installer=Installer(graph, APP_ID, now=teams.clock, catalogue_id=catalogue_id),
    )
    return await sender.deliver(NOTICE, teams.ida_at, Sending(1))


def asked(teams: Teams) -> list[tuple[str, str]]:
    """What was asked of Graph: method and end of the path."""
    calls = teams.standin.graph.record.calls
    return [(call.method, call.path.rpartition("/")[2]) for call in calls]


async def test_who_never_installed_it_gets_the_card_in_teams(teams: Teams, graph: Graph) -> None:
    receipt = await delivered(teams, graph)
    assert (receipt.state, receipt.conversation_id) == (SendState.SENT, "a:e-ida")
    assert receipt.ref is not None
    assert teams.card(receipt.ref) is not None
    assert asked(teams) == [("GET", "teamsApps"), ("POST", "installedApps")]


async def test_who_has_it_costs_graph_nothing(teams: Teams, graph: Graph) -> None:
    teams.standin.world.without_app.clear()
    assert (await delivered(teams, graph)).state is SendState.SENT
    assert asked(teams) == []


@pytest.mark.parametrize(
    ("had_it", "refusals"),
    [(True, 2), (False, 4)],  # whoever just got it is greeted meanwhile, also in vain
)
async def test_a_chat_that_cannot_be_opened_yet_is_found_by_graph(
    teams: Teams, graph: Graph, had_it: bool, refusals: int
) -> None:
    if had_it:
        teams.standin.world.without_app.clear()
    teams.standin.connector.faults.extend([STILL_NOT] * refusals)
    receipt = await delivered(teams, graph)
    assert receipt.state is SendState.SENT
    assert receipt.conversation_id == f"19:e-ida_{APP_ID}@unq.gbl.spaces"
    assert len(teams.standin.world.personal(teams.ida).posts) == 1


async def test_an_id_that_is_set_is_not_looked_up(teams: Teams, graph: Graph) -> None:
    teams.standin.graph.tenant.granted.remove(READ_CATALOGUE)
    assert (await delivered(teams, graph, CATALOGUE_ID)).state is SendState.SENT
    assert asked(teams) == [("POST", "installedApps")]


async def test_the_catalogue_is_looked_into_once(teams: Teams, graph: Graph) -> None:
    installer = Installer(graph, APP_ID, now=teams.clock)
    assert await installer.install("e-ida") is None
    assert await installer.install("e-ida") is None  # 409: there already
    paths = [path for _, path in asked(teams)]
    assert paths == ["teamsApps", "installedApps", "installedApps"]


async def test_an_app_put_into_the_catalogue_anew_is_found_anew(teams: Teams, graph: Graph) -> None:
    installer = Installer(graph, APP_ID.upper(), now=teams.clock)
    await installer.install("e-ida")
    teams.standin.graph.tenant.catalogue = {"anew": APP_ID}
    assert await installer.install("e-ida") == Receipt(SendState.GONE, reason="install-not-found")
    assert await installer.install("e-ida") is None


@pytest.mark.parametrize(
    ("lacks", "reason"),
    [
        (INSTALL, "install-forbidden"),
        (READ_CATALOGUE, "catalogue-forbidden"),
        ("app", "not-in-catalogue"),
    ],
)
async def test_what_is_not_allowed_is_said(
    teams: Teams, graph: Graph, lacks: str, reason: str
) -> None:
    tenant = teams.standin.graph.tenant
    tenant.granted.discard(lacks)
    if lacks == "app":
        tenant.catalogue.clear()
    receipt = await delivered(teams, graph)
    assert receipt == Receipt(SendState.GONE, reason=reason)
    assert not teams.standin.world.personal(teams.ida).posts


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(Fault(404, "NotFound"), "install-not-found"), (Fault(400, "BadRequest"), "install-refused")],
)
async def test_what_graph_refuses_is_said(
    teams: Teams, graph: Graph, fault: Fault, reason: str
) -> None:
    teams.standin.graph.faults.append(fault)
    receipt = await delivered(teams, graph, CATALOGUE_ID)
    assert receipt == Receipt(SendState.GONE, reason=reason)


@pytest.mark.parametrize(
    ("fault", "reason", "pause"),
    [
        (Fault(429, retry_after="90"), "graph-busy", 90),
        (Fault(503), "graph-busy", 30),
        (Fault(drops=True), "Disconnected", 30),
        (Fault(drops=True, after_doing=True), "Disconnected", 30),
    ],
)
async def test_what_passes_is_tried_again_later(
    teams: Teams, graph: Graph, fault: Fault, reason: str, pause: int
) -> None:
    """Graph's own 429 is no reason to keep all of Teams waiting, as the connector's is."""
    teams.standin.graph.faults.append(fault)
    receipt = await delivered(teams, graph, CATALOGUE_ID)
    assert (receipt.state, receipt.reason) == (SendState.RETRY, reason)
    assert receipt.retry_at == teams.clock() + timedelta(seconds=pause)
    assert (await delivered(teams, graph, CATALOGUE_ID)).state is SendState.SENT


async def test_an_app_without_a_chat_as_yet_is_asked_for_later(teams: Teams, graph: Graph) -> None:
    receipt = await Installer(graph, APP_ID, now=teams.clock).chat("e-ida")
    assert (receipt.state, receipt.reason) == (SendState.RETRY, "chat-not-ready")
