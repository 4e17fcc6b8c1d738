"""What came of one thing that somebody asked for."""

from dataclasses import dataclass
from datetime import date

from bot.domain.verbs import Verb


@dataclass(frozen=True)
class Outcome:
    """What came of one thing that a reply asked for."""

    verb: Verb
    #: the follow-up's or group's words; None where the reply was about neither
    about: str | None = None
    due: date | None = None
    to: str | None = None
    #: DECLINE: whom the words point to, where that is no one member; `to` is None then
    proposed: str | None = None
    #: why it was not done, in Danish; None when it was
    refusal: str | None = None
    #: the place on a group's waiting list, from 1; None where there was room
    waiting: int | None = None

    @property
    def asks_for_language(self) -> bool:
        """A language is wanted, but not which."""
        return self.verb is Verb.LANGUAGE and self.to is None and self.refusal is None

    #: FRAME: how many may join; `due` is the last day for it
    seats: int | None = None
    #: SUBSTITUTE: the first day of it, where that is not today; `due` is the first day back
    starts_on: date | None = None
    #: UNDO: what was taken back; then `seats`, `due` and `to` say what holds again
    undone: Verb | None = None
    #: who did it for the person who is told; None where they did it themselves
    by: str | None = None
