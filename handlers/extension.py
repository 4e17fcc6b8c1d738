"""»Gør til opfølgning« on a message in Teams: the form, and what is done when it is sent."""

import logging
from collections.abc import Awaitable, Callable
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.calendar import local_day
from bot.domain.language import speak, t
from bot.domain.people import Actor, Person, Road
from bot.errors import BadInputError, NotAllowedError, place_of
from bot.followups import noting
from bot.followups.noting import Note
from bot.storage import conversations, people
from cards import noting as form
from cards.noting import Form
from handlers import acquaintance
from handlers import teams_texts as texts
from handlers.dispatch import Dispatcher
from handlers.teams_activities import Arrived, Json, channel_of
from handlers.teams_answers import CARD_TYPE, Answer, closing_answer

_log = logging.getLogger(__name__)

_LONGEST_MESSAGE = 20_000


class Extension:
    """Answers both invokes of the message extension; never with an error, always in words."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher

    async def fetch(self, arrived: Arrived) -> Answer:
        """Show the form, filled with the message and who wrote it."""
        return await self._answer(arrived, self._form)

    async def submit(self, arrived: Arrived) -> Answer:
        """Note the follow-up; where that cannot be, show the form again and why."""
        return await self._answer(arrived, self._note)

    async def _answer(
        self,
        arrived: Arrived,
        act: Callable[[AsyncConnection, Arrived, Person], Awaitable[Answer]],
    ) -> Answer:
        if not arrived.entra_id:
            return closing_answer(t(texts.WHO_ARE_YOU))
        try:
            async with self._dispatcher.store.transaction() as connection:
                person = await acquaintance.known(
                    connection,
                    arrived.entra_id,
                    visitor_tenant=arrived.visitor_tenant,
                    channel_id=channel_of(arrived),
                )
                if person is None:
                    return closing_answer(t(doubts.UNKNOWN_PERSON))
                speak(person.language)
                answer = await act(connection, arrived, person)
        except NotAllowedError as refused:
            _log.warning("teams %s: a note was refused", arrived.key)
            return closing_answer(doubts.refusal(refused))
        except Exception as error:  # noqa: BLE001 - Teams shows its own error to whatever else is said
            _log.error("teams %s %s failed: %s", arrived.type, arrived.key, place_of(error))
            return closing_answer(t(texts.TROUBLE))
        self._dispatcher.changed()
        return answer

    async def _form(
        self,
        connection: AsyncConnection,
        arrived: Arrived,
        person: Person,
        typed: Json | None = None,
        refusal: str | None = None,
    ) -> Answer:
        words, author = _message(arrived)
        choices = await noting.choices(connection, person, channel_of(arrived), author)
        given = typed if typed is not None else {"task": words, "owner": choices[0].value}
        shown = Form(
            task=_text(given, "task"),
            owner=_text(given, "owner"),
            due=_text(given, "due") if _day(_text(given, "due")) else "",
            quote=words,
            choices=choices,
            today=local_day(self._dispatcher.clock()),
            is_private=await noting.is_private(connection, channel_of(arrived)),
            refusal=refusal,
        )
        content = {"contentType": CARD_TYPE, "content": form.build(shown)}
        value = {"title": t(form.TITLE), "width": "medium", "height": "medium", "card": content}
        return Answer(body={"task": {"type": "continue", "value": value}})

    async def _note(self, connection: AsyncConnection, arrived: Arrived, person: Person) -> Answer:
        now, typed = self._dispatcher.clock(), _object(arrived.raw, "value", "data")
        due = _text(typed, "due")
        noted = Note(_text(typed, "task"), _text(typed, "owner"), _day(due), _message(arrived)[0])
        try:
            if due and noted.due is None:
                raise BadInputError(doubts.NO_SUCH_DATE)
            if not await conversations.first_time(connection, arrived.key, now):
                return closing_answer(t(texts.ALREADY_NOTED))
            actor = Actor(Road.TEAMS, person.person_id)
            _, owner = await noting.note(
                connection, actor, person, noted, channel_id=channel_of(arrived), now=now
            )
        except BadInputError as refused:
            return await self._form(connection, arrived, person, typed, doubts.refusal(refused))
        return closing_answer(await self._confirmation(connection, owner, person))

    async def _confirmation(
        self, connection: AsyncConnection, owner: Person, person: Person
    ) -> str:
        """Say who hears of it, and truly; what somebody wishes is told to nobody else."""
        if owner.person_id == person.person_id:
            return t("Noteret. Den står på din liste.")
        wishes = await people.wishes_of(connection, owner.person_id)
        today = local_day(self._dispatcher.clock())
        is_paused = wishes.paused_until is not None and wishes.paused_until > today
        if wishes.opted_out or is_paused:
            said = t("Noteret. {name} ser den, når {name} får beskeder fra mig igen.")
            return said.format(name=owner.name)
        return t("Noteret. {name} får besked nu.").format(name=owner.name)


def _message(arrived: Arrived) -> tuple[str, str | None]:
    """Give a message's own words, and the Entra id of who wrote it."""
    payload = _object(arrived.raw, "value", "messagePayload")
    body = _object(payload, "body")
    content = _text(body, "content")[:_LONGEST_MESSAGE]
    text = content if body.get("contentType") == "text" else _text_of(content)
    own = [line.strip() for line in text.splitlines() if not line.startswith(">")]
    author = _text(_object(payload, "from", "user"), "id")
    return "\n".join(line for line in own if line), author or None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _object(raw: Json, *names: str) -> Json:
    for name in names:
        value = raw.get(name)
        raw = value if isinstance(value, dict) else {}
    return raw


def _text(raw: Json, name: str) -> str:
    value = raw.get(name)
    return value if isinstance(value, str) else ""


def _text_of(content: str) -> str:
    from handlers.html_text import text_of  # lxml is heavy, and this is rare

    return text_of(content)
