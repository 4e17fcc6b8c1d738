"""User-specific views: asked for by those whom a card names, at most sixty, seen by them alone."""

from typing import Any

from bot.standin.places import Post
from bot.standin.views import look_at
from tests.teams_world import NOTICE, Teams

REFRESH = {"type": "Action.Execute", "verb": "group.volunteer", "data": {"group_id": "1"}}


def card_for(user_ids: list[str]) -> dict[str, Any]:
    return {"type": "AdaptiveCard", "refresh": {"action": REFRESH, "userIds": user_ids}}


def posted(teams: Teams, user_ids: list[str]) -> Post:
    card = {"attachments": [{"content": card_for(user_ids)}]}
    return teams.standin.world.post(teams.channel, None, card)


async def test_who_is_named_gets_their_own_card_and_nobody_else(teams: Teams) -> None:
    teams.recorder.answer = NOTICE
    post = posted(teams, [teams.ida.user_id])
    seen = await look_at(teams.driver, teams.ida, post)
    assert seen is not None and seen["shows"] == "Roster"
    assert await look_at(teams.driver, teams.olga, post) == card_for([teams.ida.user_id])
    (turn,) = teams.standin.record.turns
    assert turn.body["value"] == {"action": REFRESH, "trigger": "automatic"}


async def test_an_answer_in_words_leaves_the_card_as_it_is(teams: Teams) -> None:
    post = posted(teams, [teams.ida.user_id])
    assert await look_at(teams.driver, teams.ida, post) == post.card


async def test_nobody_beyond_the_sixtieth_is_asked_for(teams: Teams) -> None:
    teams.recorder.answer = NOTICE
    others = [f"29:{number}" for number in range(60)]
    post = posted(teams, [*others, teams.ida.user_id])
    assert await look_at(teams.driver, teams.ida, post) == post.card
    assert not teams.standin.record.turns


async def test_a_replaced_card_is_everybodys_again(teams: Teams) -> None:
    teams.recorder.answer = NOTICE
    post = posted(teams, [teams.ida.user_id])
    await look_at(teams.driver, teams.ida, post)
    teams.standin.world.replace(post, {"attachments": [{"content": {"type": "AdaptiveCard"}}]})
    assert post.card_for(teams.ida) == {"type": "AdaptiveCard"}


async def test_a_press_where_others_look_on_changes_the_pressers_card_alone(teams: Teams) -> None:
    teams.recorder.answer = NOTICE
    post = posted(teams, [])
    await teams.driver.press(teams.ida, post.activity_id, "group.volunteer", {"group_id": "1"})
    assert post.card_for(teams.olga) == post.card
    assert post.card_for(teams.ida) == {"type": "AdaptiveCard", "version": "1.5", "shows": "Roster"}
