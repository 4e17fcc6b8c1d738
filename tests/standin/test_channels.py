"""Teams with standard, private and shared channels: who is in them, and what a bot is told."""

import pytest

from bot.standin import membership
from bot.standin.places import Conversation, Membership, Team
from tests.standin.talking import get
from tests.teams_world import FOREIGN_TENANT, TENANT, Teams

CARD = {"type": "message", "summary": "En opgave"}


def channel(teams: Teams, kind: Membership) -> Conversation:
    """Give a channel of a team that Ida and Olga are in; one let in one by one has Ida."""
    team = teams.standin.world.add_team("Unge", tenant_id=TENANT, members=[teams.ida, teams.olga])
    return teams.standin.world.add_channel(
        "Netværk", tenant_id=TENANT, team=team, membership=kind, members=[teams.ida]
    )


def partners(teams: Teams) -> Team:
    members = [teams.foreigner]
    return teams.standin.world.add_team("Naboen", tenant_id=FOREIGN_TENANT, members=members)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (Membership.STANDARD, ["Ida Blom", "Olga Toft"]),
        (Membership.PRIVATE, ["Ida Blom"]),
        (Membership.SHARED, ["Ida Blom"]),
    ],
)
async def test_each_kind_of_channel_has_its_own_members(
    teams: Teams, kind: Membership, names: list[str]
) -> None:
    place = channel(teams, kind).conversation_id
    status, members = await get(teams, f"/conversations/{place}/members")
    assert (status, [one["name"] for one in members]) == (200, names)


async def test_a_shared_channel_tells_by_what_somebody_is_in_it(teams: Teams) -> None:
    shared, theirs = channel(teams, Membership.SHARED), partners(teams)
    await membership.share(teams.driver, shared, theirs, by=teams.ida)
    await membership.let_in(teams.driver, shared, teams.foreigner, by=teams.ida)
    path = f"/conversations/{shared.conversation_id}"
    _, page = await get(teams, f"{path}/pagedmembers")
    # both by themselves and by their team: whoever reads a roster must cope with somebody twice
    assert [(one["name"], one["tenantId"]) for one in page["members"]] == [
        ("Ida Blom", TENANT),
        ("Ole Fremmed", FOREIGN_TENANT),
        ("Ole Fremmed", FOREIGN_TENANT),
    ]
    _, ole = await get(teams, f"{path}/members/e-ole")
    assert [(one["sourceType"], one["membershipType"]) for one in ole["membershipSources"]] == [
        ("channel", "direct"),
        ("team", "transitive"),
    ]
    assert (await get(teams, f"{path}/members/e-olga"))[0] == 404
    assert (await get(teams, f"{path}/members/nobody"))[0] == 404


async def test_members_come_in_pages(teams: Teams) -> None:
    path = f"/conversations/{teams.channel.conversation_id}/pagedmembers?pageSize=3"
    _, first = await get(teams, path)
    _, last = await get(teams, f"{path}&continuationToken={first['continuationToken']}")
    named = [one["name"] for one in first["members"] + last["members"]]
    assert named == ["Ida Blom", "Olga Toft", "Ole Fremmed", "Gæst"]
    assert "continuationToken" not in last


async def test_a_guest_is_in_the_host_tenant_and_called_one(teams: Teams) -> None:
    world = teams.standin.world
    guest = world.add_user("Grete Gæst", entra_id="e-grete", tenant_id=TENANT, is_guest=True)
    place = teams.channel.conversation_id
    _, told = await get(teams, f"/conversations/{place}/members/{guest.entra_id}")
    assert (told["userRole"], told["tenantId"]) == ("guest", TENANT)


async def test_a_team_tells_of_itself_and_of_channels_that_the_bot_is_in(teams: Teams) -> None:
    private = channel(teams, Membership.PRIVATE)
    team = private.team
    assert team is not None
    hall = teams.standin.world.add_channel("Generelt", tenant_id=TENANT, team=team)
    _, told = await get(teams, f"/teams/{team.team_id}")
    assert (told["name"], told["channelCount"], told["memberCount"]) == ("Unge", 2, 2)

    async def listed() -> list[tuple[str, str]]:
        _, channels = await get(teams, f"/teams/{team.team_id}/conversations")
        return [(one["id"], one["type"]) for one in channels["conversations"]]

    assert await listed() == [(hall.conversation_id, "standard")]
    await membership.let_bot_in(teams.driver, private, teams.ida)
    assert (private.conversation_id, "private") in await listed()
    _, members = await get(teams, f"/conversations/{team.team_id}/members")
    assert len(members) == 2
    assert (await get(teams, "/teams/19:none@thread.tacv2"))[0] == 404
    assert (await get(teams, "/teams/19:none@thread.tacv2/conversations"))[0] == 404
    assert (await get(teams, "/conversations/19:none@thread.tacv2/pagedmembers"))[0] == 404


@pytest.mark.parametrize("kind", [Membership.PRIVATE, Membership.SHARED])
async def test_a_bot_is_let_into_such_a_channel_by_itself(teams: Teams, kind: Membership) -> None:
    place = channel(teams, kind)
    path = f"/v3/conversations/{place.conversation_id}/activities"
    refused = await teams.connector.post(teams.standin.service_url, path, CARD)
    assert (refused.status, refused.body["error"]["code"]) == (403, "BotNotInConversationRoster")
    await membership.let_bot_in(teams.driver, place, teams.ida)
    assert (await teams.connector.post(teams.standin.service_url, path, CARD)).status == 201
    await membership.take_bot_out(teams.driver, place, teams.ida)
    assert (await teams.connector.post(teams.standin.service_url, path, CARD)).status == 403


async def test_the_events_of_a_shared_channel_name_host_team_and_source(teams: Teams) -> None:
    shared, theirs = channel(teams, Membership.SHARED), partners(teams)
    assert shared.team is not None
    await membership.share(teams.driver, shared, theirs, by=teams.ida)
    await membership.let_in(teams.driver, shared, teams.foreigner, by=teams.ida)
    await membership.take_out(teams.driver, shared, teams.foreigner, by=teams.ida)
    told = [turn.body["channelData"] for turn in teams.standin.record.turns]
    assert [one["eventType"] for one in told] == [
        "channelShared",
        "channelMemberAdded",
        "channelMemberRemoved",
    ]
    assert {one["channel"]["type"] for one in told} == {"shared"}
    assert {one["team"]["aadGroupId"] for one in told} == {shared.team.group_id}
    assert told[0]["sharedWithTeams"][0]["tenantId"] == FOREIGN_TENANT
    assert told[1]["membershipSource"] == {
        "sourceType": "channel",
        "id": shared.conversation_id,
        "membershipType": "direct",
        "teamGroupId": shared.team.group_id,
        "tenantId": FOREIGN_TENANT,
    }
    # the tenant is the host's whoever acts, as is the conversation's
    assert {one["tenant"]["id"] for one in told} == {TENANT}


async def test_in_a_group_chat_the_bot_is_mentioned(teams: Teams) -> None:
    chat = teams.standin.world.add_group_chat("Vi tre", [teams.ida, teams.olga])
    await teams.driver.say(teams.olga, "hej", chat)
    (turn,) = teams.standin.record.turns
    assert turn.body["conversation"]["conversationType"] == "groupChat"
    assert turn.body["entities"][0]["mentioned"]["id"] == teams.standin.world.bot_id
    _, members = await get(teams, f"/conversations/{chat.conversation_id}/members")
    assert [one["name"] for one in members] == ["Ida Blom", "Olga Toft"]
