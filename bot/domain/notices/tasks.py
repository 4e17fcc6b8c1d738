"""What owners are told: their follow-ups of one meeting, and what is still open."""

from dataclasses import dataclass
from datetime import date

from bot.domain.followups import Status
from bot.domain.notices.kinds import Occasion
from bot.domain.notices.outcomes import Outcome


@dataclass(frozen=True)
class Task:
    """One follow-up as told to one of its owners; `number` is what a reply may call it."""

    ownership_id: int
    number: int
    task: str
    due: date | None
    due_words: str | None
    quote: str
    item: str | None
    status: Status
    #: on whose behalf, where not only their own: "Køge Kommune"
    behalf: str | None = None
    together_with: tuple[str, ...] = ()
    overdue: bool = False
    #: what the owner did with it last, while they may take it back
    noted: Outcome | None = None


@dataclass(frozen=True)
class Assignment:
    """To an owner after approval: all of theirs from one meeting."""

    occasion: Occasion
    to_name: str
    tasks: tuple[Task, ...]
    #: the name of who pointed to them, where the follow-up was handed over
    handed_over_by: str | None = None
    #: which of how many messages, where one could not hold them all
    part: tuple[int, int] | None = None


@dataclass(frozen=True)
class Reminder:
    """To an owner near or past the due date: what is still open."""

    occasion: Occasion
    to_name: str
    tasks: tuple[Task, ...]
