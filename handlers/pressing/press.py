"""One press of a button, and what every button's action is."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.notices import Notice
from bot.domain.people import Actor, Person
from bot.domain.verbs import Verb
from bot.errors import BadInputError
from bot.followups.composing.composer import Composer
from bot.followups.composing.context import Context


@dataclass(frozen=True)
class Press:
    """One press of a button by a known person; `data` is text from outside."""

    connection: AsyncConnection
    composer: Composer
    actor: Actor
    person: Person
    verb: Verb
    data: Mapping[str, str]
    now: datetime

    def number(self, name: str) -> int:
        """Give an id that the button must carry."""
        value = self.data.get(name, "")
        if not value.isascii() or not value.isdigit() or len(value) > 9:
            raise BadInputError(doubts.GONE)
        return int(value)

    def day(self, name: str) -> date | None:
        """Give a date that was filled in, or None."""
        try:
            return date.fromisoformat(self.data.get(name, "").strip()[:10])
        except ValueError:
            return None

    @property
    def context(self) -> Context:
        """Give what composers need."""
        return Context(self.connection, self.composer.board, self.now)


Action = Callable[[Press], Awaitable[Notice | str | None]]
