"""What happened in a network in a week."""

from dataclasses import dataclass
from datetime import date

from bot.domain.followups import Status


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
    """What happened in a network in a week; to the channel (`to_name` None) or to one person."""

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
    to_name: str | None = None

    @property
    def is_worth_sending(self) -> bool:
        """A date alone is no news."""
        return bool(self.done or self.new or self.overdue or self.unowned or self.groups)
