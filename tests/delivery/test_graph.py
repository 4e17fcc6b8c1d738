"""The client of Graph: pages, pauses, and what is known when something goes wrong."""

import asyncio
import logging

import pytest

from bot.delivery.calling import DoubtfulError, NotSentError
from bot.delivery.graph import Graph, GraphError
from bot.standin.faults import Fault
from bot.standin.graph.mailboxes import MAIL, Item
from bot.standin.graph.tenant import READ_GROUPS, READ_USERS
from tests.graph_world import GROUP, Pauses, account, graph_for
from tests.teams_world import Teams

MEMBERS = f"groups/{GROUP}/transitiveMembers/microsoft.graph.user"
COUNTED = {"$count": "true"}
BUSY = Fault(429, "TooManyRequests", retry_after="7")
AWAY = Fault(503, "ServiceUnavailable")
#: twice: aiohttp itself asks again once, on a line of which it cannot know that it is dead
DROPPED = [Fault(drops=True)] * 2


@pytest.fixture
def ready(teams: Teams) -> Teams:
    """Give a tenant with a group of three."""
    tenant = teams.standin.graph.tenant
    tenant.granted |= {READ_GROUPS, READ_USERS}
    people = (account("Ida", "Blom"), account("Olga", "Toft"), account("Per", "Engholm"))
    tenant.add(*people, group=GROUP)
    return teams


async def ids(graph: Graph) -> list[str]:
    return [one["id"] async for one in graph.listed(MEMBERS, COUNTED)]


async def test_a_list_is_read_to_its_end(ready: Teams) -> None:
    ready.standin.graph.tenant.page_size = 1
    async with graph_for(ready) as graph:
        assert await ids(graph) == ["e-ida", "e-olga", "e-per"]
    assert len(ready.standin.graph.record.calls) == 3


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1:9/v1.0/groups",
        "https://graph.example.org/v1.0/groups",
        "ORIGIN/beta/groups",
        "ORIGIN/v1.0.example.org/groups",
        "http://[::1/v1.0/groups",
        "http://127.0.0.1:x/v1.0/groups",
        "/v1.0/groups",
    ],
)
async def test_the_token_follows_no_link_to_elsewhere(ready: Teams, link: str) -> None:
    tenant = ready.standin.graph.tenant
    tenant.page_size, tenant.misleads = 1, link.replace("ORIGIN", ready.standin.origin)
    async with graph_for(ready) as graph:
        with pytest.raises(GraphError, match="foreign-link"):
            await ids(graph)
    assert len(ready.standin.graph.record.calls) == 1


@pytest.mark.parametrize(
    ("faults", "pause"),
    [([BUSY], 7.0), ([AWAY], 2.0), ([Fault(504)], 2.0), (DROPPED, 2.0)],
)
async def test_what_may_be_asked_again_is_after_a_pause(
    ready: Teams, faults: list[Fault], pause: float
) -> None:
    ready.standin.graph.faults.extend(faults)
    pauses = Pauses()
    async with graph_for(ready, pauses=pauses) as graph:
        assert len(await ids(graph)) == 3
    assert pauses.seconds == [pause]


async def test_after_three_tries_it_is_said(ready: Teams) -> None:
    ready.standin.graph.faults.extend([AWAY] * 3)
    async with graph_for(ready) as graph:
        with pytest.raises(GraphError) as caught:
            await ids(graph)
        assert (caught.value.status, caught.value.code) == (503, "Http503")
        ready.standin.graph.faults.extend(DROPPED * 3)
        with pytest.raises(DoubtfulError):
            await graph.get(MEMBERS, COUNTED)


async def test_a_long_pause_is_not_waited_for(ready: Teams) -> None:
    ready.standin.graph.faults.append(Fault(429, retry_after="3600"))
    pauses = Pauses()
    async with graph_for(ready, pauses=pauses) as graph:
        answered = await graph.get(MEMBERS, COUNTED)
    assert (answered.status, answered.retry_after, pauses.seconds) == (429, "3600", [])


@pytest.mark.parametrize("fault", [BUSY, AWAY])
async def test_what_does_something_is_tried_once(ready: Teams, fault: Fault) -> None:
    ready.standin.graph.faults.append(fault)
    async with graph_for(ready) as graph:
        answered = await graph.post("users/e-ida/teamwork/installedApps", {})
    assert (answered.status, answered.retry_after) == (fault.status, fault.retry_after)
    assert len(ready.standin.graph.record.calls) == 1


async def test_an_answer_that_does_not_come_leaves_a_doubt(ready: Teams) -> None:
    released = asyncio.Event()
    ready.standin.graph.faults.append(Fault(holds=released))
    async with graph_for(ready, seconds=0.05) as graph:
        with pytest.raises(DoubtfulError, match="TimedOut"):
            await graph.post("users/e-ida/teamwork/installedApps", {})
    released.set()


async def test_where_nobody_is_nothing_leaves(ready: Teams) -> None:
    async with graph_for(ready, base="http://127.0.0.1:9/v1.0") as graph:
        with pytest.raises(NotSentError, match="NotConnected"):
            await graph.post("users/e-ida/teamwork/installedApps", {})


async def test_what_is_asked_for_arrives_as_it_was_meant(ready: Teams) -> None:
    """Blanks, plus signs and quotes too, as in the id of a mail."""
    mail = b"Message-ID: <a+b'c@example.org>\r\n\r\nHej"
    ready.standin.graph.tenant.granted.add(MAIL)
    box = ready.standin.graph.mail.open("bolden@example.org")
    box.sent.append(Item("1", mail, ready.clock()))
    path = "users/bolden@example.org/mailFolders/sentitems/messages"
    query = {"$filter": "internetMessageId eq '<a+b''c@example.org>'"}
    async with graph_for(ready) as graph:
        assert (await graph.get(path, query)).body["value"] == [{"id": "1"}]


async def test_the_log_has_ids_alone(ready: Teams, caplog: pytest.LogCaptureFixture) -> None:
    query = COUNTED | {"$filter": "displayName eq 'Ida Blom'"}
    with caplog.at_level(logging.INFO):
        async with graph_for(ready) as graph:
            await graph.get("groups/none/transitiveMembers/microsoft.graph.user", query)
    said = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert said == ["graph GET /v1.0/groups/none/transitiveMembers/microsoft.graph.user: 404, -"]
