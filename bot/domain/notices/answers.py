"""What somebody who wrote is answered."""

from dataclasses import dataclass

from bot.domain.notices.kinds import Occasion
from bot.domain.notices.outcomes import Outcome
from bot.domain.notices.tasks import Task
from bot.domain.verbs import Verb


@dataclass(frozen=True)
class Answer:
    """To somebody who wrote: what was understood and done, and what is still open."""

    to_name: str
    outcomes: tuple[Outcome, ...]
    tasks: tuple[Task, ...]
    occasion: Occasion | None = None

    @property
    def asks_for_status(self) -> bool:
        """Whether all that is open is wanted."""
        return not self.outcomes or any(one.verb is Verb.STATUS for one in self.outcomes)

    @property
    def was_unclear(self) -> bool:
        """Whether something was not understood, and nothing more exact is asked about it."""
        return any(one.verb is Verb.ASK and one.refusal is None for one in self.outcomes)

    @property
    def wants_quiet(self) -> bool:
        """Whether they have just asked to be left alone."""
        return any(one.verb in (Verb.OPT_OUT, Verb.PAUSE) for one in self.outcomes)

    @property
    def still_open(self) -> tuple[Task, ...]:
        """Give what is open, just answered or not; nothing to who wants to be let alone."""
        return () if self.wants_quiet and not self.asks_for_status else self.tasks
