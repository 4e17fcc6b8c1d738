"""What people write in Teams: words without mark-up, answers as words or cards."""

import pytest

from bot.domain.people import Road
from handlers import teams_texts as texts
from handlers.events import Written
from tests.teams_world import ANSWER, Teams


async def test_words_in_a_chat_are_heard_and_answered(teams: Teams) -> None:
    await teams.driver.say(teams.ida, "1 er klar")
    (written,) = teams.recorder.of(Written)
    assert written == Written(written.key, Road.TEAMS, "1 er klar", entra_id="e-ida")
    assert teams.texts(teams.standin.world.personal(teams.ida)) == ["Noteret, tak."]


async def test_a_notice_is_answered_as_a_card(teams: Teams) -> None:
    teams.recorder.answer = ANSWER
    await teams.driver.say(teams.ida, "status")
    post = teams.standin.world.messages("a:e-ida")[-1]
    assert post.card is not None and post.card["shows"] == "Answer"
    assert (post.text, post.summary) == (None, "Resume af Answer")


async def test_silence_is_an_answer_too(teams: Teams) -> None:
    teams.recorder.answer = None
    await teams.driver.say(teams.ida, "tak!")
    assert teams.texts(teams.standin.world.personal(teams.ida)) == []


async def test_in_a_channel_the_mention_of_us_is_left_out(teams: Teams) -> None:
    await teams.driver.say(teams.ida, "vi tager den", teams.channel)
    (written,) = teams.recorder.of(Written)
    assert (written.text, written.others_read) == ("vi tager den", True)
    assert written.channel_id == teams.channel.conversation_id
    assert teams.texts(teams.channel) == ["Noteret, tak."]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("udvalg &amp; r&#229;d &lt;3", "udvalg & råd <3"),
        ("det er&nbsp;klart\r\n", "det er klart"),
        ("skriv &lt;at&gt; foran", "skriv <at> foran"),
        ("<at>Karla Lind</at> tager den", "Karla Lind tager den"),
        ("<at>Bolden</at> Bolden er rund", "Bolden er rund"),
        ("x" * 5000, "x" * 4000),
    ],
)
async def test_words_come_without_mark_up(teams: Teams, text: str, heard: str) -> None:
    chat = teams.standin.world.personal(teams.ida)
    us = {"id": teams.standin.world.bot_id}
    entities = [{"type": "mention", "text": "<at>Bolden</at>", "mentioned": us}]
    activity = teams.driver.activity("message", teams.ida, chat, text=text, entities=entities)
    await teams.driver.send(activity)
    assert [written.text for written in teams.recorder.of(Written)] == [heard]


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"text": "  &nbsp; "},
        {"text": None},
        {"text": 5},
        {"text": "<at>Bolden</at>", "entities": [{"type": "mention", "text": "<at>Bolden</at>"}]},
    ],
)
async def test_a_message_without_words_is_let_be(teams: Teams, changes: dict[str, object]) -> None:
    chat = teams.standin.world.personal(teams.ida)
    mentioned = {"mentioned": {"id": teams.standin.world.bot_id}}
    for entity in changes.get("entities", []):  # type: ignore[attr-defined]
        entity.update(mentioned)
    shown = await teams.driver.send(teams.driver.activity("message", teams.ida, chat) | changes)
    assert shown.status == 200
    assert teams.recorder.of(Written) == []


@pytest.mark.parametrize("entities", ["text", 5, [None], [5], [{"type": 7}], {"a": 1}])
async def test_odd_entities_do_no_harm(teams: Teams, entities: object) -> None:
    chat = teams.standin.world.personal(teams.ida)
    activity = teams.driver.activity("message", teams.ida, chat, text="hej", entities=entities)
    assert (await teams.driver.send(activity)).status == 200
    assert [written.text for written in teams.recorder.of(Written)] == ["hej"]


async def test_somebody_unknown_is_told_so(teams: Teams) -> None:
    await teams.driver.say(teams.guest, "hej")
    assert teams.texts(teams.standin.world.personal(teams.guest)) == [texts.WHO_ARE_YOU]
    assert teams.recorder.of(Written) == []


async def test_half_a_surrogate_pair_can_be_answered_with(teams: Teams) -> None:
    teams.recorder.answer = "Noteret \ud83d"
    assert (await teams.driver.say(teams.ida, "hej")).status == 200
    assert teams.texts(teams.standin.world.personal(teams.ida)) == ["Noteret ?"]
