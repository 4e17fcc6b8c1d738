"""Who is spoken to in which language: by their Teams at first, then as they choose."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain import doubts
from bot.domain.language import speaking, spoken
from bot.domain.notices import Answer, Welcome
from bot.domain.people import Road
from bot.domain.sentences import outcome_sentence
from bot.domain.verbs import Verb
from bot.followups.composing.composer import Composer
from bot.storage import people
from bot.storage.engine import Store
from handlers.dispatch import Dispatcher
from handlers.events import Pressed, Reached, Written
from handlers.teams_activities import read
from tests.conftest import Clock
from tests.factories import World, make_world

CHAT = Reached("a:birk", "https://s.example.org", "t", "29:birk", "entra-birk", language="en")


class Birk:
    """Birk before the bot, as a turn of Teams has him."""

    def __init__(self, store: Store, world: World, clock: Clock) -> None:
        self.store, self.person_id = store, world["Birk"].person_id
        self.bolden = Dispatcher(store, Composer("http://b.example.org"), clock, lambda: None)
        self._said = 0

    async def says(self, text: str, **more: Any) -> str:
        """Write something; give the first sentence of the answer, in the language it is in."""
        self._said += 1
        event = Written(f"w{self._said}", Road.TEAMS, text, entra_id="entra-birk", **more)
        answer = await self.bolden.written(event)
        if isinstance(answer, str):
            return answer
        assert isinstance(answer, Answer)
        return outcome_sentence(answer.outcomes[0])

    async def presses(self, **data: str) -> object:
        """Press a button that chooses a language."""
        self._said += 1
        event = Pressed(f"p{self._said}", "entra-birk", Verb.LANGUAGE, data)
        return await self.bolden.pressed(event)

    async def language(self) -> str | None:
        """Give what is stored."""
        async with self.store.transaction() as connection:
            return await people.language_of(connection, self.person_id)


@pytest.fixture
async def birk(sqlite_store: Store, clock: Clock) -> Birk:
    """Give Birk, who has chosen nothing."""
    return Birk(sqlite_store, await make_world(sqlite_store), clock)


async def test_the_answer_to_a_choice_is_in_the_language_chosen(birk: Birk) -> None:
    assert await birk.says("status") == "Her er din status."
    assert await birk.says("sprog engelsk") == "From now on I write to you in English."
    assert await birk.says("status") == "Here is your status."
    assert await birk.says("English please") == "That is already noted."
    assert await birk.says("dansk tak") == "Fra nu af skriver jeg til dig på dansk."
    assert await birk.language() == "da"


async def test_a_choice_is_taken_back_like_any_change(birk: Birk) -> None:
    await birk.says("language english")
    assert await birk.says("undo") == "Fortrudt: jeg skriver igen til dig på dansk."
    assert await birk.language() is None


async def test_sprog_alone_asks_which(birk: Birk) -> None:
    assert (await birk.says("sprog")).startswith("Hvilket sprog")
    assert await birk.language() is None


async def test_a_button_chooses_too_and_only_what_there_is(birk: Birk) -> None:
    shown = await birk.presses(language="en")
    assert isinstance(shown, Answer)
    assert await birk.language() == "en"
    assert isinstance(await birk.presses(language="da", own="1"), Welcome)
    for wrong in ("", "tlh", "DA; DROP TABLE"):
        assert await birk.presses(language=wrong) == doubts.WHICH_LANGUAGE
    assert await birk.language() == "da"


async def test_refusals_are_in_the_language_of_who_is_refused(birk: Birk) -> None:
    await birk.says("sprog engelsk")
    assert await birk.says("start") == "You are already getting messages."
    assert await birk.says("færdig") == "I am not sure what you mean, so nothing has changed."


async def test_where_others_read_it_is_danish(birk: Birk) -> None:
    await birk.says("sprog engelsk")
    assert await birk.says("status", others_read=True) == doubts.OTHERS_READ


async def test_the_first_welcome_takes_the_language_of_their_teams(birk: Birk) -> None:
    await birk.bolden.installed(CHAT)
    assert await birk.language() == "en"
    await birk.says("dansk")
    await birk.bolden.installed(replace(CHAT, conversation_id="a:another"))
    assert await birk.language() == "da"


async def test_a_stranger_is_told_in_the_language_of_the_turn(birk: Birk) -> None:
    with speaking("en"):
        said = await birk.bolden.installed(replace(CHAT, conversation_id="a:x", entra_id="e-x"))
    assert said is not None
    assert said.startswith("Hello, I am Bolden.")


@pytest.mark.parametrize(
    ("locale", "language"),
    [("en-GB", "en"), ("en", "en"), ("da-DK", "da"), ("sv-SE", None), ("", None), (7, None)],
)
def test_a_locale_is_a_language_where_we_speak_it(locale: object, language: str | None) -> None:
    raw = {
        "type": "conversationUpdate",
        "channelId": "msteams",
        "serviceUrl": "https://s.example.org",
        "conversation": {"id": "a:1"},
        "from": {"id": "29:1"},
        "locale": locale,
    }
    assert read(raw).language == language


async def test_nothing_of_it_is_left_after_a_mail(birk: Birk) -> None:
    """The mailbox is read in one task, mail after mail."""
    await birk.says("sprog engelsk")
    with speaking(None):
        await birk.bolden.written(
            Written("<1@x>", Road.MAIL, "status", email="birk@example.org", message_id="<1@x>")
        )
        assert spoken() == "en"
    with speaking(None):
        assert spoken() == "da"
