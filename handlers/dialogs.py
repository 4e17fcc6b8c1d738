"""Dialogs in Teams: the form of one draft is asked for, and comes back filled in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.domain import doubts
from bot.domain.language import speak, t
from bot.domain.notices import DraftForm
from bot.domain.people import Actor, Road
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError, OutdatedError
from handlers import acquaintance
from handlers import teams_activities as incoming
from handlers import teams_texts as texts
from handlers.dispatch import Dispatcher, log_refusal
from handlers.events import Pressed
from handlers.pressing import reviewing
from handlers.pressing.press import Press
from handlers.teams_activities import Arrived
from handlers.teams_answers import CARD_TYPE, Answer, closing_answer

#: what a dialog of ours can ask for
_VERBS = (Verb.EDIT, Verb.DROP)


@dataclass(frozen=True)
class Dialogs:
    """Opens and takes the form of a draft; `build` and `title` are how it looks."""

    dispatcher: Dispatcher
    build: Callable[[DraftForm], dict[str, Any]]
    title: Callable[[DraftForm], str]

    async def fetch(self, arrived: Arrived) -> Answer:
        """Show the form."""
        pressed = incoming.pressed(arrived, arrived.entra_id or "", Verb.EDIT, _data(arrived))
        if pressed is None or not pressed.entra_id:
            return closing_answer(t(texts.WHO_ARE_YOU))
        form = await self._form(pressed)
        return closing_answer(form) if isinstance(form, str) else self._show(form)

    async def submit(self, arrived: Arrived) -> Answer:
        """Do what the form asks for and close it; the card behind it is renewed by the outbox."""
        data = _data(arrived)
        pressed = incoming.pressed(arrived, arrived.entra_id or "", str(data.get("verb")), data)
        if pressed is None or pressed.verb not in _VERBS:
            return closing_answer(t(doubts.GONE))
        if not pressed.entra_id:
            return closing_answer(t(texts.WHO_ARE_YOU))
        said = await self.dispatcher.pressed(pressed)
        if not isinstance(said, str):
            return Answer()
        form = await self._form(pressed, is_logged=True)
        if isinstance(form, str):
            return closing_answer(said)
        return self._show(replace(form, refusal=said, typed=pressed.data))

    async def _form(self, pressed: Pressed, *, is_logged: bool = False) -> DraftForm | str:
        """Give the form, or a sentence that says why there is none; a refusal is logged once."""
        dispatcher = self.dispatcher
        now = dispatcher.clock()
        person = None
        try:
            async with dispatcher.store.transaction() as connection:
                person = await acquaintance.known(
                    connection,
                    pressed.entra_id,
                    visitor_tenant=pressed.visitor_tenant,
                    channel_id=pressed.channel_id,
                )
                if person is None:
                    raise NotAllowedError(doubts.UNKNOWN_PERSON)
                speak(person.language)
                actor = Actor(Road.TEAMS, person.person_id)
                verb, data = pressed.verb, pressed.data
                press = Press(connection, dispatcher.composer, actor, person, verb, data, now)
                return await reviewing.form(press)
        except (BadInputError, NotAllowedError, OutdatedError) as refused:
            if not is_logged:
                log_refusal(pressed, person, refused)
            return doubts.refusal(refused)

    def _show(self, form: DraftForm) -> Answer:
        card = {"contentType": CARD_TYPE, "content": self.build(form)}
        value = {"title": self.title(form), "width": "medium", "height": "medium", "card": card}
        return Answer(body={"task": {"type": "continue", "value": value}})


def _data(arrived: Arrived) -> dict[str, Any]:
    """Give what the button or the form carries, {} where it is no object."""
    value = arrived.raw.get("value")
    data = value.get("data") if isinstance(value, dict) else None
    return data if isinstance(data, dict) else {}
