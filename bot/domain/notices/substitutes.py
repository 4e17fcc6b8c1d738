"""What somebody is told who stands in for another."""

from dataclasses import dataclass
from datetime import date

from bot.domain.notices.tasks import Task


@dataclass(frozen=True)
class Substitute:
    """To a substitute: for whom, when, and what of theirs is open; numbers are the other's."""

    to_name: str
    #: who is away
    away: str
    #: the first day of it, where that is still ahead
    starts_on: date | None
    #: the first day back; None where it is over
    until: date | None
    tasks: tuple[Task, ...]
    #: a due date is near or past
    reminds: bool = False

    @property
    def is_over(self) -> bool:
        """Whether nothing may be done for the other any more."""
        return self.until is None
