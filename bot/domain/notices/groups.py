"""Working groups: the call for volunteers and the roster."""

from dataclasses import dataclass

from bot.domain.notices.kinds import Occasion
from bot.domain.verbs import Verb


@dataclass(frozen=True)
class Volunteer:
    """One line of a roster."""

    name: str
    municipality: str | None
    #: VOLUNTEER or MAYBE
    answer: Verb


@dataclass(frozen=True)
class VolunteerCall:
    """To the channel, and by mail to those outside Teams: who joins the working group?"""

    occasion: Occasion
    group_id: int
    name: str
    convener: str | None
    contact: str | None
    quote: str
    roster: tuple[Volunteer, ...]
    closed: bool = False
    #: set in a mail, which goes to one person
    to_name: str | None = None


@dataclass(frozen=True)
class Roster:
    """To the convener: who has joined."""

    occasion: Occasion
    group_id: int
    name: str
    to_name: str
    roster: tuple[Volunteer, ...]
    closed: bool
