"""The buttons by which a person chooses a language; the card answers in it."""

from bot.domain.notices import Answer, Notice
from bot.domain.verbs import Verb
from bot.followups import languages
from bot.followups.composing.tasks import tasks_of
from bot.followups.composing.welcome import welcome_to
from handlers.pressing.press import Action, Press


async def _language(press: Press) -> Notice | str | None:
    chosen = press.data.get("language", "")
    outcome = await languages.choose(
        press.connection, press.actor, press.person, chosen, now=press.now
    )
    if "own" in press.data:  # on the welcome, which says the same in the other language
        return await welcome_to(press.context, press.person)
    tasks = await tasks_of(press.context, press.person.person_id, pending_only=True)
    return Answer(press.person.name, (outcome,), tasks)


ACTIONS: dict[Verb, Action] = {Verb.LANGUAGE: _language}
