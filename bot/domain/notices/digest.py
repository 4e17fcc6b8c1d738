"""What happened in a network in a week, and for one person since their last digest."""

from dataclasses import dataclass
from datetime import date

from bot.domain.followups import Status
from bot.domain.notices.tasks import Task
from bot.domain.rhythm import Rhythm, why


@dataclass(frozen=True)
class DigestLine:
    """One follow-up in a digest."""

    task: str
    owners: tuple[str, ...]
    due: date | None
    due_words: str | None
    status: Status


@dataclass(frozen=True)
class Digest:
    """What happened in a network: to its channel in a week, or as a part of a person's own."""

    network_key: str
    network: str
    year: int
    week: int
    done: tuple[DigestLine, ...]
    new: tuple[DigestLine, ...]
    overdue: tuple[DigestLine, ...]
    #: nobody owns these yet
    unowned: tuple[DigestLine, ...]
    #: working groups that seek members: (name, convener or None, how many are in, how many may be)
    groups: tuple[tuple[str, str | None, int, int], ...]
    next_meeting: date | None
    link: str

    @property
    def is_worth_sending(self) -> bool:
        """A date alone is no news."""
        return bool(self.done or self.new or self.overdue or self.unowned or self.groups)


@dataclass(frozen=True)
class PersonalDigest:
    """To one person: what is theirs, and what changed in their networks since the last one."""

    to_name: str
    rhythm: Rhythm
    #: the day it was due; what came that day is told in the next one
    day: date
    #: all that is open, over all their networks
    tasks: tuple[Task, ...]
    #: only what changed, and nothing that is among the tasks
    networks: tuple[Digest, ...]

    @property
    def is_daily(self) -> bool:
        """Whether it tells of days, and not of weeks."""
        return self.rhythm is Rhythm.DAILY

    @property
    def week(self) -> int:
        """Give the week's number."""
        return self.day.isocalendar().week

    @property
    def why(self) -> str:
        """Say how often it comes, and why."""
        return why(self.rhythm, [one.network for one in self.networks])

    @property
    def network(self) -> str | None:
        """Give the network's name, where they are in one alone."""
        return self.networks[0].network if len(self.networks) == 1 else None
