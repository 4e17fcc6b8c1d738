"""Working groups that the minutes set up, staff, seek members for or name a lead of."""

from collections.abc import Sequence

from bot.domain.meetings import FoundGroup
from bot.minutes.parties import Register
from bot.minutes.sections import Passage


def groups_of(
    passages: Sequence[Passage], register: Register, text: Sequence[str]
) -> tuple[FoundGroup, ...]:
    """Every working group with its people."""
    return ()
