"""Somebody's words, and how each thing they ask for is tried on its own."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.calendar import local_day
from bot.domain.notices import Outcome
from bot.domain.people import Actor, Person
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError, OutdatedError
from bot.followups.composing.context import Context
from bot.storage.outbox import OutboxRow

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Words:
    """Some words of a known person; `row` is the notice they answer, where that is known."""

    context: Context
    actor: Actor
    person: Person
    text: str
    row: OutboxRow | None

    @property
    def connection(self) -> AsyncConnection:
        """Give the transaction."""
        return self.context.connection

    @property
    def now(self) -> datetime:
        """Give the time."""
        return self.context.now

    @property
    def today(self) -> date:
        """Give the day as people in Denmark have it."""
        return local_day(self.now)


async def attempt(
    words: Words,
    verb: Verb,
    act: Callable[[], Awaitable[Outcome]],
    *,
    about: str | None = None,
    **ids: int,
) -> Outcome:
    """Do one thing, or leave everything as it was and say why; the log gets ids, no words."""
    try:
        async with words.connection.begin_nested():
            return await act()
    except (BadInputError, NotAllowedError, OutdatedError) as refused:
        # a slip or too late is everyday; what was never theirs is not
        level = logging.WARNING if isinstance(refused, NotAllowedError) else logging.INFO
        who, why = words.person.person_id, type(refused).__name__
        _log.log(level, "words: %s %s refused to person %s: %s", verb, ids, who, why)
        return Outcome(verb, about=about, refusal=doubts.refusal(refused))
