"""What the stand-in writes down: each call and each turn with what it was answered."""

import pytest

from bot.delivery.calling import DoubtfulError
from bot.standin.faults import LOST_ANSWER, THROTTLED
from tests.teams_world import Teams


async def test_calls_are_kept_with_body_and_answer_but_without_the_token(teams: Teams) -> None:
    card = await teams.sent()
    opening, posting = teams.standin.record.calls
    assert (opening.method, opening.path) == ("POST", "/teams/v3/conversations")
    assert opening.body["members"] == [{"id": "e-ida"}]
    assert (posting.status, posting.answer) == (201, {"id": card})
    assert posting.body["attachments"][0]["content"]["shows"] == "Roster"
    assert posting.headers == {"Authorization": "Bearer …", "Content-Type": "application/json"}


async def test_faults_are_kept_as_what_they_were(teams: Teams) -> None:
    teams.standin.connector.faults.extend([THROTTLED, LOST_ANSWER])
    url, path = teams.standin.service_url, "/v3/conversations/a:e-ida/activities"
    await teams.connector.post(url, path, {"text": "hej"})
    with pytest.raises(DoubtfulError):
        await teams.connector.post(url, path, {"text": "hej"})
    throttled, lost = teams.standin.record.calls
    assert (throttled.status, throttled.answer_headers["Retry-After"]) == (429, "7")
    assert (lost.status, lost.answer) == (None, None)


async def test_what_people_do_is_kept_with_what_the_bot_answered(teams: Teams) -> None:
    card = await teams.sent()
    await teams.driver.press(teams.ida, card, "followup.finish", {"ownership_id": 1})
    (turn,) = teams.standin.record.turns
    assert (turn.method, turn.path, turn.status) == ("POST", "/api/messages", 200)
    assert turn.body["name"] == "adaptiveCard/action"
    assert turn.answer["value"] == "Noteret, tak."
