"""Buttons on cards, by Action.Execute and by its fallback Action.Submit."""

import pytest

from bot.domain.verbs import Verb
from bot.standin import faults
from handlers import teams_texts as texts
from handlers.events import Pressed
from tests.teams_world import ANSWER, Teams

FINISH = Verb.FINISH.value
ROSTER = {"type": "AdaptiveCard", "version": "1.5", "shows": "Roster"}
ANSWERED = {"type": "AdaptiveCard", "version": "1.5", "shows": "Answer"}


async def test_a_press_reaches_the_listener_and_its_card_takes_the_place(teams: Teams) -> None:
    card = await teams.sent()
    teams.recorder.answer = ANSWER
    shown = await teams.driver.press(teams.ida, card, FINISH, {"verb": FINISH, "ownership": 7})
    (pressed,) = teams.recorder.of(Pressed)
    assert pressed == Pressed(pressed.key, "e-ida", Verb.FINISH, {"ownership": "7"})
    assert shown.body == {
        "statusCode": 200,
        "type": "application/vnd.microsoft.card.adaptive",
        "value": ANSWERED,
    }
    assert teams.card(card) == ANSWERED


async def test_a_sentence_leaves_the_card_alone(teams: Teams) -> None:
    card = await teams.sent()
    shown = await teams.driver.press(teams.ida, card, FINISH, {})
    assert (shown.status, shown.sentence) == (200, "Noteret, tak.")
    assert shown.body["type"] == "application/vnd.microsoft.activity.message"
    assert teams.card(card) == ROSTER


async def test_a_press_seen_before_is_said_to_be_so(teams: Teams) -> None:
    card = await teams.sent()
    teams.recorder.answer = None
    assert (await teams.driver.press(teams.ida, card, FINISH, {})).sentence == "Allerede noteret."
    assert (await teams.driver.submit(teams.ida, card, {"verb": FINISH})).status == 200
    assert teams.card(card) == ROSTER


async def test_the_same_activity_twice_has_the_same_key(teams: Teams) -> None:
    chat = teams.standin.world.personal(teams.ida)
    action = {"action": {"type": "Action.Execute", "verb": FINISH, "data": {}}}
    invoke = teams.driver.activity(
        "invoke", teams.ida, chat, name="adaptiveCard/action", value=action
    )
    for activity in (invoke, invoke, invoke | {"id": "f:another"}):
        assert (await teams.driver.send(activity)).status == 200
    first, again, other = teams.recorder.of(Pressed)
    assert first.key == again.key != other.key


async def test_equal_activity_ids_in_two_chats_are_two_events(teams: Teams) -> None:
    for user in (teams.ida, teams.olga):
        chat = teams.standin.world.personal(user)
        press = teams.driver.activity("message", user, chat, id="1", value={"verb": FINISH})
        await teams.driver.send(press)
    first, second = teams.recorder.of(Pressed)
    assert first.key != second.key


async def test_the_fallback_replaces_the_card_for_everybody(teams: Teams) -> None:
    card = await teams.sent()
    teams.recorder.answer = ANSWER
    shown = await teams.driver.submit(teams.ida, card, {"verb": FINISH, "ownership": "7"})
    assert (shown.status, shown.body) == (200, {})
    (pressed,) = teams.recorder.of(Pressed)
    assert (pressed.verb, pressed.data) == (Verb.FINISH, {"ownership": "7"})
    assert teams.card(card) == ANSWERED
    assert len(teams.standin.world.messages("a:e-ida")) == 1


async def test_the_fallback_says_a_sentence_in_the_chat(teams: Teams) -> None:
    card = await teams.sent()
    await teams.driver.submit(teams.ida, card, {"verb": FINISH})
    assert teams.texts(teams.standin.world.personal(teams.ida)) == ["Noteret, tak."]


async def test_where_the_card_cannot_be_replaced_a_new_one_comes(teams: Teams) -> None:
    card = await teams.sent()
    teams.recorder.answer = ANSWER
    teams.standin.connector.faults.append(faults.GONE)
    await teams.driver.submit(teams.ida, card, {"verb": FINISH})
    shown = [post.card for post in teams.standin.world.messages("a:e-ida")]
    assert shown == [ROSTER, ANSWERED]


@pytest.mark.parametrize("verb", ["followup.explode", "", "FINISH", None, 7, ["followup.finish"]])
async def test_an_unknown_verb_is_a_bad_request_and_changes_nothing(
    teams: Teams, verb: str
) -> None:
    card = await teams.sent()
    shown = await teams.driver.press(teams.ida, card, verb, {"ownership": 7})
    assert shown.status == 400
    assert shown.body["statusCode"] == 400
    assert shown.body["type"] == "application/vnd.microsoft.error"
    assert shown.body["value"]["code"] == "BadRequest"
    assert (await teams.driver.submit(teams.ida, card, {"verb": verb})).status == 200
    assert teams.recorder.of(Pressed) == []
    assert teams.card(card) == ROSTER


async def test_data_is_text_and_nothing_nested_gets_through(teams: Teams) -> None:
    card = await teams.sent()
    data = {
        "id": 7,
        "note": "Vi er i gang",
        "urgent": True,
        "half": 0.5,
        "long": "x" * 9000,
        "none": None,
        "list": [1],
        "object": {"a": 1},
        "msteams": {"type": "messageBack"},
    }
    await teams.driver.press(teams.ida, card, FINISH, data)
    (pressed,) = teams.recorder.of(Pressed)
    long = pressed.data.pop("long")
    assert pressed.data == {"id": "7", "note": "Vi er i gang", "urgent": "true", "half": "0.5"}
    assert len(long) == 4000


async def test_somebody_unknown_is_told_so_and_changes_nothing(teams: Teams) -> None:
    card = await teams.sent()
    assert (await teams.driver.press(teams.guest, card, FINISH, {})).sentence == texts.WHO_ARE_YOU
    await teams.driver.submit(teams.guest, card, {"verb": FINISH})
    assert teams.texts(teams.standin.world.personal(teams.ida)) == [texts.WHO_ARE_YOU]
    assert teams.recorder.of(Pressed) == []


@pytest.mark.parametrize("name", ["task/fetch", "composeExtension/query", "", None])
async def test_other_invokes_are_not_implemented(teams: Teams, name: str | None) -> None:
    chat = teams.standin.world.personal(teams.ida)
    activity = teams.driver.activity("invoke", teams.ida, chat, name=name, value={})
    assert (await teams.driver.send(activity)).status == 501


async def test_trouble_inside_is_said_kindly_and_logged_without_words(
    teams: Teams, caplog: pytest.LogCaptureFixture
) -> None:
    card = await teams.sent()
    teams.recorder.fails = True
    shown = await teams.driver.press(teams.ida, card, FINISH, {"note": "fortroligt"})
    assert (shown.status, shown.sentence) == (200, texts.TROUBLE)
    assert (await teams.driver.say(teams.ida, "fortroligt")).status == 200
    assert texts.TROUBLE in teams.texts(teams.standin.world.personal(teams.ida))
    assert "RuntimeError" in caplog.text
    assert "Hemmelige" not in caplog.text
    assert "fortroligt" not in caplog.text
    assert "Ida" not in caplog.text


async def test_an_answer_that_cannot_be_sent_is_no_error_for_teams(teams: Teams) -> None:
    for fault in (faults.BLOCKED, faults.LOST_ANSWER, faults.BROKEN):
        teams.standin.connector.faults.append(fault)
        assert (await teams.driver.say(teams.ida, "hej")).status == 200
