"""What the real connector does as well: the stand-in is held to it call by call."""

from collections.abc import Mapping
from typing import Any

import aiohttp
import pytest

from bot.delivery.calling import Answered
from bot.delivery.connector import activities
from bot.standin.faults import THROTTLED
from tests.teams_world import APP_ID, TENANT, Teams

CARD = {"contentType": "application/vnd.microsoft.card.adaptive", "content": {"version": "1.5"}}
MESSAGE: dict[str, object] = {"type": "message", "summary": "En opgave", "attachments": [CARD]}


def opening(user_id: str) -> dict[str, object]:
    return {"members": [{"id": user_id}], "tenantId": TENANT, "isGroup": False}


def issued(teams: Teams) -> str:
    token = teams.standin.identity.issue({"client_id": APP_ID, "client_secret": "s3cret"})
    assert token is not None
    return str(token["access_token"])


async def raw(teams: Teams, method: str, path: str, token: str | None) -> tuple[int, Any]:
    headers = {"Authorization": token} if token else {}
    url = f"{teams.standin.origin}/teams{path}"
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, url, headers=headers) as response,
    ):
        return response.status, await response.json()


async def post(teams: Teams, path: str, payload: Mapping[str, object]) -> Answered:
    return await teams.connector.post(teams.standin.service_url, path, payload)


async def test_opening_a_chat_twice_gives_the_same_one_by_either_id(teams: Teams) -> None:
    by_teams_id = await post(teams, "/v3/conversations", opening("29:e-ida"))
    by_entra_id = await post(teams, "/v3/conversations", opening("e-ida"))
    assert by_teams_id.status == by_entra_id.status == 201
    assert by_teams_id.body == by_entra_id.body == {"id": "a:e-ida"}


async def test_a_person_of_another_tenant_cannot_be_written_to(teams: Teams) -> None:
    assert (await post(teams, "/v3/conversations", opening("e-ole"))).status == 404


async def test_an_activity_can_be_posted_replaced_and_taken_away(teams: Teams) -> None:
    chat = teams.standin.world.personal(teams.ida).conversation_id
    url = teams.standin.service_url
    posted = await post(teams, activities(chat), MESSAGE)
    assert posted.status == 201
    place = activities(chat, posted.body["id"])
    replaced = await teams.connector.put(url, place, MESSAGE | {"summary": "Ny"})
    assert (replaced.status, replaced.body) == (200, {"id": posted.body["id"]})
    assert [post.summary for post in teams.standin.world.messages(chat)] == ["Ny"]
    assert (await teams.connector.delete(url, place)).status == 200
    assert teams.standin.world.messages(chat) == []
    assert (await teams.connector.put(url, place, MESSAGE)).status == 404
    assert (await teams.connector.delete(url, place)).status == 404


async def test_another_persons_words_cannot_be_replaced(teams: Teams) -> None:
    await teams.driver.say(teams.ida, "mine ord")
    theirs = teams.standin.world.messages("a:e-ida")[0]
    place = activities("a:e-ida", theirs.activity_id)
    assert (await teams.connector.put(teams.standin.service_url, place, MESSAGE)).status == 404
    assert theirs.text == "mine ord"


async def test_a_channel_post_gives_its_thread(teams: Teams) -> None:
    channel_id = teams.channel.conversation_id
    data = {"channel": {"id": channel_id}, "tenant": {"id": TENANT}}
    payload = {"isGroup": True, "channelData": data, "activity": MESSAGE}
    opened = await post(teams, "/v3/conversations", payload)
    assert opened.body["id"] == f"{channel_id};messageid={opened.body['activityId']}"
    assert (await post(teams, activities(opened.body["id"]), MESSAGE)).status == 201
    assert (await post(teams, activities("19:none@thread.tacv2"), MESSAGE)).status == 404


@pytest.mark.parametrize("token", [None, "Bearer ", "Bearer invented", "Basic dTpw"])
async def test_calls_without_a_good_token_are_refused(teams: Teams, token: str | None) -> None:
    chat = teams.standin.world.personal(teams.ida)
    status, _ = await raw(teams, "POST", activities(chat.conversation_id), token)
    assert status == 401
    assert chat.posts == []


async def test_a_token_runs_out(teams: Teams) -> None:
    token = f"Bearer {issued(teams)}"
    chat = teams.standin.world.personal(teams.ida).conversation_id
    path = f"/v3/conversations/{chat}/members"
    assert (await raw(teams, "GET", path, token))[0] == 200
    teams.clock.forward(minutes=60)
    assert (await raw(teams, "GET", path, token))[0] == 401


async def test_only_the_right_secret_gets_a_token(teams: Teams) -> None:
    assert teams.standin.identity.issue({"client_id": APP_ID, "client_secret": "no"}) is None
    assert teams.standin.identity.issue({}) is None


async def test_throttling_names_the_time(teams: Teams) -> None:
    teams.standin.connector.faults.append(THROTTLED)
    chat = teams.standin.world.personal(teams.ida).conversation_id
    throttled = await post(teams, activities(chat), MESSAGE)
    assert (throttled.status, throttled.retry_after) == (429, "7")
    assert (await post(teams, activities(chat), MESSAGE)).status == 201


async def test_the_roster_can_be_read(teams: Teams) -> None:
    chat = teams.standin.world.personal(teams.ida)
    ida = {
        "id": "29:e-ida",
        "name": "Ida Blom",
        "aadObjectId": "e-ida",
        "tenantId": TENANT,
        "userRole": "user",
    }
    token = f"Bearer {issued(teams)}"
    path = f"/v3/conversations/{chat.conversation_id}"
    assert await raw(teams, "GET", f"{path}/members", token) == (200, [ida])
    assert await raw(teams, "GET", f"{path}/pagedmembers", token) == (200, {"members": [ida]})
    channel = f"/v3/conversations/{teams.channel.conversation_id}/members"
    _, everybody = await raw(teams, "GET", channel, token)
    assert len(everybody) == 4
