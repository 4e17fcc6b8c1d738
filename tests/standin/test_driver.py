"""People's hands in the stand-in, and what a card offers them."""

import pytest

from bot.domain.verbs import Verb
from bot.standin.buttons import Button, buttons, inputs
from handlers.events import Pressed
from tests.teams_world import Teams

FINISH = Verb.FINISH.value
FALLBACK = {"type": "Action.Submit", "title": "Færdig", "data": {"verb": FINISH, "id": "1"}}
CARD = {
    "type": "AdaptiveCard",
    "body": [
        {"type": "Input.Text", "id": "note", "value": "før"},
        {
            "type": "Container",
            "items": [
                {"type": "Input.Date", "id": "due"},
                {
                    "type": "ActionSet",
                    "actions": [
                        {
                            "type": "Action.Execute",
                            "title": "Færdig",
                            "verb": FINISH,
                            "data": {"id": "1"},
                            "fallback": FALLBACK,
                        }
                    ],
                },
            ],
        },
    ],
    "actions": [
        {
            "type": "Action.Execute",
            "title": "Ikke mig",
            "verb": "followup.decline",
            "associatedInputs": "none",
        }
    ],
}


def test_buttons_and_inputs_are_found_wherever_they_stand() -> None:
    assert buttons(CARD) == [
        Button("Færdig", FINISH, {"id": "1"}, {"verb": FINISH, "id": "1"}, takes_inputs=True),
        Button("Ikke mig", "followup.decline", {}, None, takes_inputs=False),
    ]
    assert inputs(CARD) == {"note": "før", "due": ""}


@pytest.mark.parametrize("on_phone", [False, True])
async def test_a_click_takes_the_inputs_along(teams: Teams, on_phone: bool) -> None:
    finish, decline = buttons(CARD)
    post = teams.standin.world.post(
        teams.standin.world.personal(teams.ida), None, {"attachments": [{"content": CARD}]}
    )
    await teams.driver.click(
        teams.ida, post.activity_id, finish, {"due": "2026-10-01"}, on_phone=on_phone
    )
    await teams.driver.click(teams.ida, post.activity_id, decline)
    first, second = teams.recorder.of(Pressed)
    assert first.data == {"id": "1", "note": "før", "due": "2026-10-01"}
    assert (second.verb, second.data) == (Verb.DECLINE, {})


async def test_a_button_without_a_fallback_is_not_there_on_a_phone(teams: Teams) -> None:
    chat = teams.standin.world.personal(teams.ida)
    post = teams.standin.world.post(chat, None, {"attachments": [{"content": CARD}]})
    with pytest.raises(LookupError):
        await teams.driver.click(teams.ida, post.activity_id, buttons(CARD)[1], on_phone=True)


async def test_conversations_can_be_read_by_a_page(teams: Teams) -> None:
    card = await teams.sent()
    await teams.driver.say(teams.ida, "1 er klar")
    channel, chat = teams.standin.world.conversations()
    assert (channel.name, channel.place) == ("Referater", "channel")
    assert (chat.name, chat.place) == ("Ida Blom", "personal")
    assert [(post.from_name, post.text) for post in chat.posts] == [
        ("Bolden", None),
        ("Ida Blom", "1 er klar"),
        ("Bolden", "Noteret, tak."),
    ]
    assert chat.find(card) is chat.posts[0]
    assert {post.at for post in chat.posts} == {teams.clock()}
    assert teams.standin.world.conversation("a:nobody") is None
    assert teams.standin.world.messages("a:nobody") == []
    with pytest.raises(LookupError):
        teams.standin.world.place_of("0")
