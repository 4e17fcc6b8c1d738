"""Who gets through the door to Teams; bad tokens, tenants and requests change nothing."""

import base64
import io
import json
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from bot.standin.identity import Identity
from tests.teams_world import APP_ID, FOREIGN_TENANT, Teams

Json = dict[str, Any]

#: a token's header that no reader of JSON gets to the end of
DEEP = base64.urlsafe_b64encode(b'{"kid":' + b"[" * 5000).decode().rstrip("=")


def greeting(teams: Teams) -> Json:
    chat = teams.standin.world.personal(teams.ida)
    return teams.driver.activity("message", teams.ida, chat, text="hej")


async def post(
    teams: Teams, body: bytes, *, content_type: str = "application/json", **headers: str
) -> tuple[int, Json]:
    token = teams.standin.identity.sign(teams.standin.service_url)
    sent = {"Authorization": f"Bearer {token}", "Content-Type": content_type} | headers
    async with (
        aiohttp.ClientSession() as session,
        session.post(teams.url, data=io.BytesIO(body), headers=sent) as response,
    ):
        is_json = response.content_type == "application/json"
        return response.status, await response.json() if is_json else {}


async def test_a_well_signed_activity_gets_through(teams: Teams) -> None:
    assert (await teams.driver.send(greeting(teams))).status == 200
    assert len(teams.recorder.heard) == 2  # the chat, and the words


@pytest.mark.parametrize(
    "authorization",
    [
        lambda url, ours, other: "",
        lambda url, ours, other: "Basic dTpw",
        lambda url, ours, other: "Bearer",
        lambda url, ours, other: "Bearer garbage",
        lambda url, ours, other: "Bearer a.b.c",
        lambda url, ours, other: f"Bearer {DEEP}.e30.c2ln",
        lambda url, ours, other: f"Bearer {other.sign(url)}",  # forged: a key of somebody else's
        lambda url, ours, other: f"Bearer {ours.sign(url)[:-4]}AAAA",
        lambda url, ours, other: f"Bearer {ours.sign(url, aud='another-app')}",
        lambda url, ours, other: f"Bearer {ours.sign(url, aud=None)}",
        lambda url, ours, other: f"Bearer {ours.sign(url, iss='https://example.org')}",
        lambda url, ours, other: f"Bearer {ours.sign(url, iss=None)}",
        lambda url, ours, other: f"Bearer {ours.sign('https://example.org/')}",
        lambda url, ours, other: f"Bearer {ours.sign(url, serviceurl=None)}",
        lambda url, ours, other: f"Bearer {ours.sign(url, serviceurl=7)}",
        lambda url, ours, other: f"Bearer {ours.sign(url, exp=None)}",
        lambda url, ours, other: f"Bearer {ours.sign(url, exp=1_700_000_000)}",
        lambda url, ours, other: f"Bearer {ours.sign(url, nbf=2_000_000_000)}",
    ],
)
async def test_a_bad_token_is_401_and_changes_nothing(
    teams: Teams, authorization: Callable[[str, Identity, Identity], str]
) -> None:
    other = Identity(app_id=APP_ID, secret="", tenant_id="", now=teams.clock)
    other.rotate()
    bad = authorization(teams.standin.service_url, teams.standin.identity, other)
    shown = await teams.driver.send(greeting(teams), authorization=bad or "None")
    assert shown.status == 401
    assert teams.recorder.heard == []
    assert not teams.standin.record.calls


async def test_no_header_at_all_is_401(teams: Teams) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(teams.url, json=greeting(teams)) as response,
    ):
        assert response.status == 401


async def test_a_token_that_has_expired_is_good_for_five_minutes_more(teams: Teams) -> None:
    token = f"Bearer {teams.standin.identity.sign(teams.standin.service_url)}"
    teams.clock.forward(minutes=64)
    assert (await teams.driver.send(greeting(teams), authorization=token)).status == 200
    teams.clock.forward(minutes=2)
    assert (await teams.driver.send(greeting(teams), authorization=token)).status == 401


async def test_a_new_key_is_found_soon_after_a_rotation(teams: Teams) -> None:
    assert (await teams.driver.send(greeting(teams))).status == 200
    teams.standin.identity.rotate()
    # keys are not asked for all the time: a forger could make us
    assert (await teams.driver.send(greeting(teams))).status == 401
    teams.clock.forward(minutes=5)
    assert (await teams.driver.send(greeting(teams))).status == 200


async def test_a_key_for_another_channel_does_not_speak_for_teams(teams: Teams) -> None:
    teams.standin.identity.rotate(endorsements=("webchat",))
    assert (await teams.driver.send(greeting(teams))).status == 401


async def test_another_channel_than_teams_is_not_served(teams: Teams) -> None:
    teams.standin.identity.rotate(endorsements=("webchat",))
    shown = await teams.driver.send(greeting(teams) | {"channelId": "webchat"})
    assert shown.status == 403
    assert teams.recorder.heard == []


async def test_a_foreign_tenant_is_403_and_changes_nothing(teams: Teams) -> None:
    assert (await teams.driver.say(teams.foreigner, "hej")).status == 403
    chat = teams.standin.world.personal(teams.foreigner)
    for type_ in ("installationUpdate", "conversationUpdate", "invoke"):
        activity = teams.driver.activity(type_, teams.foreigner, chat, action="add")
        assert (await teams.driver.send(activity)).status == 403
    assert teams.recorder.heard == []
    assert teams.texts(chat) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"channelData": {"tenant": {"id": FOREIGN_TENANT}}},  # the two do not agree
        {"channelData": {}, "conversation": {"id": "a:e-ida"}},  # no tenant at all
        {"channelData": "none", "conversation": {"id": "a:e-ida", "tenantId": 5}},
    ],
)
async def test_a_doubtful_tenant_is_a_foreign_one(teams: Teams, changes: Json) -> None:
    assert (await teams.driver.send(greeting(teams) | changes)).status == 403
    assert teams.recorder.heard == []


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b"null", b"[]", b'"text"', b"{}"],
    ids=["empty", "cut off", "not UTF-8", "very deep", "null", "list", "text", "empty object"],
)
async def test_malformed_json_is_400(teams: Teams, body: bytes) -> None:
    status, said = await post(teams, body)
    assert (status, said["error"]["code"]) == (400, "Http400")


@pytest.mark.parametrize("host", ["[", "[::1", "127.0.0.1:x", "a b", ""])
async def test_a_name_that_is_none_changes_nothing(teams: Teams, host: str) -> None:
    status, _ = await post(teams, json.dumps(greeting(teams)).encode(), Host=host)
    assert status in (200, 400)  # the token says who it is


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded"])
async def test_another_content_type_is_415(teams: Teams, content_type: str) -> None:
    body = json.dumps(greeting(teams)).encode()
    assert (await post(teams, body, content_type=content_type))[0] == 415


@pytest.mark.parametrize(
    "changes",
    [
        {"type": None},
        {"type": 5},
        {"id": None},
        {"serviceUrl": None},
        {"channelId": ["msteams"]},
        {"conversation": None},
        {"conversation": {"id": {}}},
        {"from": "Ida"},
        {"from": {"id": "x" * 2000}},
    ],
)
async def test_an_activity_without_its_outline_is_400(teams: Teams, changes: Json) -> None:
    status, _ = await post(teams, json.dumps(greeting(teams) | changes).encode())
    assert status == 400
    assert teams.recorder.heard == []


@pytest.mark.parametrize("type_", ["typing", "messageReaction", "event", "endOfConversation", "x"])
async def test_activities_that_are_no_concern_of_ours_are_accepted(
    teams: Teams, type_: str
) -> None:
    assert (await post(teams, json.dumps(greeting(teams) | {"type": type_}).encode()))[0] == 200
    assert teams.recorder.heard == []


async def test_more_than_a_megabyte_is_refused(teams: Teams) -> None:
    assert (await post(teams, b" " * 1_100_000))[0] == 413
