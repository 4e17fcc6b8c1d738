"""Who is at the board: the keeper at the machine itself, or a member who has signed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.people import Actor, Person, Road, Role
from bot.followups import rights
from bot.storage.meetings import MinutesRow
from bot.web.sessions import Session

#: whoever sits at the machine, where the board answers on loopback only
KEEPER = Actor(Road.BOARD)


@dataclass(frozen=True)
class Visitor:
    """Somebody at the board; nobody in particular is the keeper, who sees and may everything."""

    person: Person | None = None
    #: what they are in each of their networks, by its id
    roles: Mapping[int, frozenset[Role]] = field(default_factory=dict)
    session: Session | None = None
    #: by the link in a mail, to one review; so without a session
    is_by_link: bool = False

    @property
    def actor(self) -> Actor:
        """Give in whose name they act."""
        if self.person is None:
            return KEEPER
        return Actor(Road.MAIL if self.is_by_link else Road.BOARD, self.person.person_id)

    @property
    def in_tab(self) -> bool:
        """Say whether they look at the board within Teams."""
        return self.session is not None and self.session.in_tab

    def sees(self, network_id: int) -> bool:
        """Say whether it is one of their networks."""
        return self.person is None or network_id in self.roles

    def leads(self, network_id: int) -> bool:
        """Say whether they look after the network's minutes, groups and messages."""
        return rights.leads(self.actor, self.roles.get(network_id, frozenset()))

    def reviews(self, minutes: MinutesRow) -> bool:
        """Say whether they may review the minutes."""
        held = self.roles.get(minutes.network_id, frozenset())
        return rights.reviews(self.actor, held, minutes)

    @property
    def leads_any(self) -> bool:
        """Say whether they look after any network at all."""
        return self.person is None or any(self.leads(one) for one in self.roles)


THE_KEEPER = Visitor()
