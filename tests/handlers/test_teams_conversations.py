"""Where the bot can speak: told of at installing, and by the first word at the latest."""

import pytest

from handlers.events import Left, Reached, Written
from tests.teams_world import TENANT, Teams


async def test_installing_is_told_and_greeted(teams: Teams) -> None:
    chat = await teams.driver.install(teams.ida)
    (told,) = set(teams.recorder.of(Reached))
    assert told == Reached(
        "a:e-ida",
        teams.standin.service_url,
        TENANT,
        user_id="29:e-ida",
        entra_id="e-ida",
        language="da",
    )
    # by both activities of an installation; whoever listens knows which is the first
    assert teams.texts(chat) == ["Hej, jeg er Bolden."] * 2


async def test_a_channel_is_told_of(teams: Teams) -> None:
    await teams.driver.install_in(teams.channel, teams.ida)
    place = teams.channel.conversation_id
    assert set(teams.recorder.of(Reached)) == {
        Reached(place, teams.standin.service_url, TENANT, channel_id=place)
    }


async def test_the_channel_picked_at_installing_counts(teams: Teams) -> None:
    activity = teams.driver.activity("installationUpdate", teams.ida, teams.channel, action="add")
    activity["channelData"]["settings"] = {"selectedChannel": {"id": "19:picked@thread.tacv2"}}
    await teams.driver.send(activity)
    assert [reached.channel_id for reached in teams.recorder.of(Reached)] == [
        "19:picked@thread.tacv2"
    ]


async def test_the_first_word_tells_of_the_chat_where_installing_did_not(teams: Teams) -> None:
    await teams.driver.say(teams.ida, "hej")
    await teams.driver.say(teams.ida, "hej igen")
    assert len(teams.recorder.of(Reached)) == 1


async def test_a_word_in_a_channel_does_not_make_it_the_networks_channel(teams: Teams) -> None:
    await teams.driver.say(teams.ida, "hej", teams.channel)
    assert teams.recorder.of(Reached) == []


async def test_being_taken_out_is_told_and_answered_by_nothing(teams: Teams) -> None:
    chat = teams.standin.world.personal(teams.ida)
    for place in (chat, teams.channel):
        activity = teams.driver.activity("installationUpdate", teams.ida, place, action="remove")
        assert (await teams.driver.send(activity)).status == 200
    upgrade = teams.driver.activity("installationUpdate", teams.ida, chat, action="remove-upgrade")
    assert (await teams.driver.send(upgrade)).status == 200
    places = (chat.conversation_id, teams.channel.conversation_id)
    assert teams.recorder.heard == [Left(place) for place in places]
    assert teams.texts(chat) == []


async def test_being_taken_out_of_a_team_is_told(teams: Teams) -> None:
    gone = [{"id": teams.standin.world.bot_id}]
    activity = teams.driver.activity(
        "conversationUpdate", teams.ida, teams.channel, membersRemoved=gone
    )
    await teams.driver.send(activity)
    assert teams.recorder.heard == [Left(teams.channel.conversation_id)]


async def test_every_word_and_press_says_where_it_came_from(teams: Teams) -> None:
    await teams.driver.say(teams.ida, "hej", teams.channel)
    (written,) = teams.recorder.of(Written)
    place = teams.channel.conversation_id
    assert written.place == Reached(place, teams.standin.service_url, TENANT, channel_id=place)


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "conversationUpdate", "membersAdded": [{"id": "29:somebody-else"}]},
        {"type": "conversationUpdate", "membersAdded": "28:us"},
        {"type": "conversationUpdate", "membersRemoved": [{"id": "28:us"}]},
        {"type": "conversationUpdate", "topicName": "Nyt navn"},
        {"type": "installationUpdate"},
    ],
)
async def test_other_changes_are_no_news(teams: Teams, changes: dict[str, object]) -> None:
    chat = teams.standin.world.personal(teams.ida)
    activity = teams.driver.activity("", teams.ida, chat) | {"id": None} | changes
    assert (await teams.driver.send(activity)).status == 200
    assert teams.recorder.heard == []
    assert teams.texts(chat) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"conversationType": "groupChat"},
        {"conversationType": None, "isGroup": True},
        {"conversationType": None, "id": "19:gruppe@thread.v2"},
    ],
)
async def test_a_group_chat_is_not_a_place_to_speak_unasked(
    teams: Teams, changes: dict[str, object]
) -> None:
    chat = teams.standin.world.personal(teams.ida)
    activity = teams.driver.activity("installationUpdate", teams.ida, chat, action="add")
    activity["conversation"] |= changes
    assert (await teams.driver.send(activity)).status == 200
    assert teams.recorder.of(Reached) == []
