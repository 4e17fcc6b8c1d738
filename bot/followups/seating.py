"""Who of those who have joined gets a seat, and who waits: pure, from the roster alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.verbs import Verb
from bot.followups.parties import same_body
from bot.storage.groups import VolunteerRow


@dataclass(frozen=True)
class Seating:
    """A roster's three parts; who waits stands in the order in which seats will be given."""

    seated: tuple[VolunteerRow, ...]
    waiting: tuple[VolunteerRow, ...]
    maybe: tuple[VolunteerRow, ...]

    @property
    def all(self) -> tuple[VolunteerRow, ...]:
        """Give the whole roster, who is in first."""
        return (*self.seated, *self.waiting, *self.maybe)

    def place_of(self, person_id: int) -> int | None:
        """Give a person's place on the waiting list, from 1; None where they are not on it."""
        ids = [one.person_id for one in self.waiting]
        return ids.index(person_id) + 1 if person_id in ids else None

    def has_seat(self, person_id: int) -> bool:
        """Say whether a person is in."""
        return any(one.person_id == person_id for one in self.seated)


def seated(volunteers: Sequence[VolunteerRow], seats: int | None) -> Seating:
    """Give the seats out: one to each municipality first, then to whoever answered first.

    `volunteers` stand in the order in which they answered; without `seats` there is room for all.
    """
    joined = [one for one in volunteers if one.answer is Verb.VOLUNTEER]
    maybe = tuple(one for one in volunteers if one.answer is not Verb.VOLUNTEER)
    if seats is None:
        return Seating(tuple(joined), (), maybe)
    first: list[VolunteerRow] = []
    further: list[VolunteerRow] = []
    for one in joined:
        has_one = any(same_body(one.municipality, other.municipality) for other in first)
        (further if has_one else first).append(one)
    given, waiting = (first + further)[:seats], (first + further)[seats:]
    return Seating(tuple(one for one in joined if one in given), tuple(waiting), maybe)
