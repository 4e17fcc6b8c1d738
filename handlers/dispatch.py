"""Whatever comes in, from Teams or by mail: seen before? who is it? then one call, one answer."""

import hashlib
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.language import speak, t
from bot.domain.notices import Answer, Notice, NoticeKind, Outcome
from bot.domain.people import Actor, Person, Road
from bot.domain.verbs import Verb
from bot.errors import BadInputError, BoldenError, NotAllowedError, OutdatedError
from bot.followups.composing.composer import Composer
from bot.followups.composing.context import Context
from bot.followups.composing.tasks import outcome_to, tasks_of
from bot.storage import conversations, outbox, people, reaching
from bot.storage.engine import Store
from bot.storage.outbox import OutboxRow
from bot.storage.tables import outbox as outbox_table
from handlers import acquaintance, arriving, in_public, presses, words
from handlers.events import Left, Pressed, Reached, Written
from handlers.pressing.press import Press
from handlers.spoken import Words

_log = logging.getLogger(__name__)

#: the numbers that a button may carry
_IDS = ("ownership_id", "follow_up_id", "group_id", "minutes_id", "draft", "into")
_ID = re.compile("[0-9]{1,9}")

#: to one person in an hour, by mail; what they ask for is done all the same
MOST_ANSWERS = 10


@dataclass(frozen=True)
class Dispatcher:
    """The listener of both roads; `changed` wakes the worker, so that answers leave at once."""

    store: Store
    composer: Composer
    clock: Callable[[], datetime]
    changed: Callable[[], None]

    async def pressed(self, event: Pressed) -> Notice | str | None:
        """Act on a button; give what the card is to show, or one sentence.

        From then on the language of who pressed is spoken.
        """
        now = self.clock()
        # sixty clients may ask whenever a card is shown: that leaves no trace
        is_look = event.verb is Verb.VIEW
        person = None
        try:
            async with self.store.transaction() as connection:
                if not is_look:
                    if not await conversations.first_time(connection, event.key, now):
                        return None
                    await arriving.hear(connection, event.place, now)
                person = await acquaintance.known(
                    connection,
                    event.entra_id,
                    visitor_tenant=event.visitor_tenant,
                    channel_id=event.channel_id,
                )
                if person is None:
                    log_refusal(event, None, NotAllowedError())
                    return t(doubts.UNKNOWN_PERSON)
                speak(person.language)
                if not is_look:
                    await reaching.hear_from(connection, person, Road.TEAMS)
                actor = Actor(Road.TEAMS, person.person_id)
                press = Press(connection, self.composer, actor, person, event.verb, event.data, now)
                shown = await presses.act(press)
        except (BadInputError, NotAllowedError, OutdatedError) as refused:
            log_refusal(event, person, refused)
            return doubts.refusal(refused)
        if not is_look:
            self.changed()
        return shown

    async def written(self, event: Written) -> Notice | str | None:
        """Act on words; a mail is answered through the outbox, a chat by what this gives."""
        now = self.clock()
        async with self.store.transaction() as connection:
            if not await conversations.first_time(connection, event.key, now):
                return None
            await arriving.hear(connection, event.place, now)
            person = await self._who_wrote(connection, event)
            if person is None:
                # a stranger's mail is never answered: that would tell, and could go round
                return t(doubts.UNKNOWN_PERSON) if event.road is Road.TEAMS else None
            if event.channel_id is not None:
                speak(await people.language_in(connection, event.channel_id))
            else:
                speak(None if event.others_read else person.language)
            await reaching.hear_from(connection, person, event.road, event.email)
            answer: Answer | str | None
            if event.others_read:
                answer = await self._in_public(connection, event, person, now)
            else:
                answer = await self._answer(connection, event, person, now)
        self.changed()
        return answer

    async def _who_wrote(self, connection: AsyncConnection, event: Written) -> Person | None:
        if event.entra_id is None:
            return await people.find_person(connection, email=event.email)
        return await acquaintance.known(
            connection,
            event.entra_id,
            visitor_tenant=event.visitor_tenant,
            channel_id=event.channel_id,
        )

    async def _in_public(
        self, connection: AsyncConnection, event: Written, person: Person, now: datetime
    ) -> str:
        actor = Actor(event.road, person.person_id)
        place = event.channel_id
        said = in_public.PublicWords(connection, actor, person, event.text, place, now)
        return await in_public.act(said)

    async def _answer(
        self, connection: AsyncConnection, event: Written, person: Person, now: datetime
    ) -> Answer | None:
        row = await outbox.row_of(connection, event.outbox_id) if event.outbox_id else None
        context = Context(connection, self.composer.board, now)
        if row is not None and row.person_id not in (None, person.person_id):
            # the mail was to somebody else: nothing of theirs may be touched
            outcomes: tuple[Outcome, ...] = (Outcome(Verb.ASK, refusal=doubts.NOT_YOURS),)
            row = None
        else:
            actor = Actor(event.road, person.person_id)
            outcomes = await words.act(Words(context, actor, person, event.text, row))
        if event.road is Road.MAIL:
            await self.answer_by_mail(connection, event, person, outcomes, row, now)
            return None
        tasks = await tasks_of(context, person.person_id, pending_only=True)
        return Answer(person.name, outcomes, tasks)

    async def answer_by_mail(
        self,
        connection: AsyncConnection,
        event: Written,
        person: Person,
        outcomes: tuple[Outcome, ...],
        row: OutboxRow | None,
        now: datetime,
    ) -> None:
        """Write an answer to the outbox, unless too many have gone there."""
        networks = await people.networks_of(connection, person.person_id)
        if row is None and not networks:
            return
        if await self._has_been_answered_enough(connection, person, now):
            _log.warning("person %s writes too much to be answered", person.person_id)
            return
        about: dict[str, Any] = {"outcomes": [outcome_to(one) for one in outcomes]}
        about["in_reply_to"] = event.message_id
        await outbox.enqueue(
            connection,
            NoticeKind.ANSWER,
            f"answer/{hashlib.sha256(event.key.encode()).hexdigest()[:32]}",
            network_id=row.network_id if row else networks[0],
            person_id=person.person_id,
            minutes_id=row.minutes_id if row else None,
            about=about,
            now=now,
        )

    async def _has_been_answered_enough(
        self, connection: AsyncConnection, person: Person, now: datetime
    ) -> bool:
        """Say whether it may be a machine that answers our answers."""
        lately = await outbox.rows(
            connection,
            outbox_table.c.kind == NoticeKind.ANSWER,
            outbox_table.c.person_id == person.person_id,
            outbox_table.c.created_at > now - timedelta(hours=1),
        )
        return len(lately) >= MOST_ANSWERS

    async def reached(self, event: Reached) -> None:
        """Remember where the bot can speak."""
        async with self.store.transaction() as connection:
            await arriving.remember(connection, event, self.clock())

    async def installed(self, event: Reached) -> str | None:
        """Remember it too, and welcome whose chat it is, once for ever."""
        async with self.store.transaction() as connection:
            said = await arriving.install(connection, event, self.clock())
        self.changed()
        return said

    async def spoken_in(self, channel_id: str) -> str | None:
        """Give the language of a channel, for what all of it read."""
        async with self.store.transaction() as connection:
            return await people.language_in(connection, channel_id)

    async def left(self, event: Left) -> None:
        """Nothing more is sent there until somebody lets us in again."""
        async with self.store.transaction() as connection:
            await arriving.leave(connection, event, self.clock())


def log_refusal(event: Pressed, person: Person | None, refused: BoldenError) -> None:
    """Say who was refused what, by ids alone: what else came with the button is anybody's words."""
    who = person.person_id if person else "unknown"
    carried = ((name, event.data.get(name, "")) for name in _IDS)
    ids = {name: value for name, value in carried if _ID.fullmatch(value)}
    why = type(refused).__name__
    # too late is everyday; what was never theirs is not
    level = logging.INFO if isinstance(refused, OutdatedError) else logging.WARNING
    _log.log(level, "%s: %s %s refused to person %s: %s", event.key, event.verb, ids, who, why)
