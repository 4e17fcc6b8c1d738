"""What the reviewer is told when mail to somebody comes back."""

from dataclasses import dataclass

from bot.domain.notices.kinds import Occasion


@dataclass(frozen=True)
class Unreachable:
    """To the reviewer: mail to a member comes back, and none is sent there any more."""

    occasion: Occasion | None
    network: str
    to_name: str
    name: str
    email: str
    #: as the mail server gives it: "5.1.1"
    code: str
    #: the network's page on the board
    link: str
