"""What a channel is shown of a meeting: the tasks that are everybody's or nobody's."""

from dataclasses import dataclass
from datetime import date

from bot.domain.meetings import PartyKind
from bot.domain.notices.kinds import Occasion


@dataclass(frozen=True)
class ChannelTask:
    """One task that is everybody's (who has answered?) or nobody's (who takes it?)."""

    follow_up_id: int
    task: str
    due: date | None
    due_words: str | None
    quote: str
    #: EVERYONE or UNASSIGNED
    audience: PartyKind
    #: unassigned: who took it
    taken_by: str | None = None
    #: everyone: the municipalities that are done, and how many were asked
    answered: tuple[str, ...] = ()
    asked: int = 0
    #: everyone: the municipalities that are not done yet
    missing: tuple[str, ...] = ()
    #: everyone: a duty that holds from now on, so nobody is ever done with it
    is_standing: bool = False


@dataclass(frozen=True)
class News:
    """That minutes have been approved, in figures: what is whose does not belong in a channel."""

    tasks: int
    groups: int
    #: only what was surely read has been approved so far
    is_partial: bool = False
    #: the day on which a corrected file came that has been approved since
    corrected_on: date | None = None
    #: whom to ask
    reviewer: str | None = None


@dataclass(frozen=True)
class ChannelTasks:
    """To the channel: ONE card a meeting, the news of it and all that is everybody's or nobody's.

    Nobody's come first: they ask for something. Fifteen posts would be noise.
    """

    occasion: Occasion
    tasks: tuple[ChannelTask, ...]
    news: News | None = None
