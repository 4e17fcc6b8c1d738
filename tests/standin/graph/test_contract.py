"""What the real Graph does as well, call by call; its documentation is named at the stand-in."""

import pytest

from bot.delivery.graph import Graph
from bot.standin.graph.tenant import INSTALL, READ_CATALOGUE, READ_GROUPS, READ_USERS
from tests.graph_world import CATALOGUE_ID, GROUP, account, graph_for
from tests.teams_world import APP_ID, Teams

MEMBERS = f"groups/{GROUP}/transitiveMembers/microsoft.graph.user"
FILTER = f"externalId eq '{APP_ID}'"
COUNTED = {"$count": "true"}


@pytest.fixture
def ready(teams: Teams) -> Teams:
    """Give a tenant that has allowed everything."""
    tenant = teams.standin.graph.tenant
    tenant.granted |= {INSTALL, READ_CATALOGUE, READ_GROUPS, READ_USERS}
    tenant.catalogue[CATALOGUE_ID] = APP_ID
    tenant.add(account("Ida", "Blom"), account("Olga", "Toft"), group=GROUP)
    return teams


async def install(graph: Graph, user: str, app_id: str = CATALOGUE_ID) -> int:
    bound = {"teamsApp@odata.bind": graph.url(f"appCatalogs/teamsApps/{app_id}")}
    return (await graph.post(f"users/{user}/teamwork/installedApps", bound)).status


async def test_a_group_has_the_members_of_groups_within_it_once(ready: Teams) -> None:
    tenant = ready.standin.graph.tenant
    tenant.add(account("Per", "Engholm"), group="within")
    tenant.groups["within"] += [GROUP, "e-ida"]
    tenant.groups[GROUP].append("within")
    async with graph_for(ready) as graph:
        answered = await graph.get(MEMBERS, COUNTED)
    assert [one["id"] for one in answered.body["value"]] == ["e-ida", "e-olga", "e-per"]
    assert answered.body["@odata.count"] == 3


async def test_a_page_names_the_next_and_the_last_does_not(ready: Teams) -> None:
    async with graph_for(ready) as graph:
        first = await graph.get(MEMBERS, COUNTED | {"$top": "1", "$select": "id,mail"})
        assert first.body["value"][0]["mail"] == "ida@example.org"
        assert "surname" not in first.body["value"][0]
        assert "$skiptoken=1" in first.body["@odata.nextLink"]
        last = await graph.get(MEMBERS, COUNTED | {"$top": "1", "$skiptoken": "1"})
    assert [one["id"] for one in last.body["value"]] == ["e-olga"]
    assert "@odata.nextLink" not in last.body


async def test_a_list_of_one_type_must_be_counted(ready: Teams) -> None:
    async with graph_for(ready) as graph:
        assert (await graph.get(MEMBERS)).status == 400


async def test_people_who_may_not_be_read_are_told_of_by_id_alone(ready: Teams) -> None:
    ready.standin.graph.tenant.granted.remove(READ_USERS)
    async with graph_for(ready) as graph:
        answered = await graph.get(MEMBERS, COUNTED | {"$select": "id,mail"})
    assert (answered.body["value"][0]["id"], answered.body["value"][0]["mail"]) == ("e-ida", None)


async def test_what_is_not_consented_to_is_forbidden(ready: Teams) -> None:
    ready.standin.graph.tenant.granted.clear()
    async with graph_for(ready) as graph:
        assert (await graph.get(MEMBERS, COUNTED)).status == 403
        assert (await graph.get("appCatalogs/teamsApps", {"$filter": FILTER})).status == 403
        assert (await graph.get("users/e-ida/teamwork/installedApps")).status == 403
        assert await install(graph, "e-ida") == 403


async def test_what_is_unknown_is_not_found(ready: Teams) -> None:
    async with graph_for(ready) as graph:
        unknown = MEMBERS.replace(GROUP, "none")
        assert (await graph.get(unknown, COUNTED)).status == 404
        assert await install(graph, "none") == 404
        assert await install(graph, "e-ida", "none") == 404
        chat = "users/e-ida/teamwork/installedApps/none/chat"
        assert (await graph.get(chat)).status == 404


async def test_the_catalogue_has_an_id_of_its_own_for_the_app(ready: Teams) -> None:
    async with graph_for(ready) as graph:
        found = (await graph.get("appCatalogs/teamsApps", {"$filter": FILTER})).body["value"]
        assert [(one["id"], one["externalId"]) for one in found] == [(CATALOGUE_ID, APP_ID)]
        other = await graph.get("appCatalogs/teamsApps", {"$filter": "externalId eq 'other'"})
        assert other.body["value"] == []


async def test_an_app_is_installed_once_and_then_has_a_chat(ready: Teams) -> None:
    """And the bot can open a chat where it could not before."""
    ready.standin.world.without_app.add(ready.ida.user_id)
    path, query = "users/e-ida/teamwork/installedApps", {"$filter": f"teamsApp/{FILTER}"}
    async with graph_for(ready) as graph:
        assert (await graph.get(path, query)).body["value"] == []
        assert await install(graph, "e-ida") == 201
        assert await install(graph, "e-ida") == 409
        (installed,) = (await graph.get(path, query)).body["value"]
        assert installed["id"] != installed["teamsApp"]["id"] == CATALOGUE_ID
        chat = await graph.get(f"{path}/{installed['id']}/chat")
    assert chat.body["id"] == f"19:e-ida_{APP_ID}@unq.gbl.spaces"
    own = ready.standin.world.personal(ready.ida)
    assert ready.standin.world.conversation(chat.body["id"]) is own


async def test_a_token_for_the_connector_is_none_for_graph(ready: Teams) -> None:
    async with graph_for(ready) as graph:
        await graph.get(MEMBERS, COUNTED)
        ready.standin.identity.withdraw_tokens()
        await ready.sent()
        assert (await graph.get(MEMBERS, COUNTED)).is_success  # by one of its own
    statuses = [call.status for call in ready.standin.graph.record.calls]
    assert statuses == [200, 401, 200]
