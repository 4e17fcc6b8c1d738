"""Working groups: the call for volunteers and the roster."""

from dataclasses import dataclass
from datetime import date

from bot.domain.notices.kinds import Occasion
from bot.domain.verbs import Verb


@dataclass(frozen=True)
class Volunteer:
    """One line of a roster."""

    name: str
    municipality: str | None
    #: VOLUNTEER or MAYBE
    answer: Verb
    #: joined after the seats were taken
    waiting: bool = False
    #: in the convener's roster only
    email: str | None = None


@dataclass(frozen=True)
class OwnAnswer:
    """What the one person who looks at a call has answered."""

    #: VOLUNTEER or MAYBE; None: nothing yet
    answer: Verb | None
    #: on the waiting list, from 1
    place: int | None = None


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
    #: how many may join, and until which day; None where nobody has said so
    seats: int | None = None
    closes_on: date | None = None
    #: set in a mail, which goes to one person
    to_name: str | None = None
    #: in the channel: the Teams ids of those whose clients ask for a card of their own, 60 at most
    viewers: tuple[str, ...] = ()
    #: that card; None: everybody's, where it is not known who reads
    own: OwnAnswer | None = None


@dataclass(frozen=True)
class Roster:
    """To the convener: who has joined."""

    occasion: Occasion
    group_id: int
    name: str
    to_name: str
    roster: tuple[Volunteer, ...]
    closed: bool
    seats: int | None = None
    closes_on: date | None = None


@dataclass(frozen=True)
class Seat:
    """To somebody who moved on or off the waiting list: where they stand now."""

    occasion: Occasion
    group_id: int
    name: str
    to_name: str
    #: neither: they have withdrawn since
    seated: bool
    #: on the waiting list, from 1
    place: int | None


@dataclass(frozen=True)
class GroupNote:
    """To everybody in a group: what who leads it has written, line by line."""

    occasion: Occasion
    group_id: int
    name: str
    to_name: str
    from_name: str
    from_email: str
    text: tuple[str, ...]
