"""What owners are told when corrected minutes are approved."""

from dataclasses import dataclass

from bot.domain.notices.kinds import Occasion
from bot.domain.versions import Reading


@dataclass(frozen=True)
class Corrected:
    """One task of somebody's: what stood there, and what stands there now; None when closed."""

    before: Reading
    after: Reading | None
    #: by which the person knows it
    number: int | None = None
    #: it is with others now
    is_released: bool = False


@dataclass(frozen=True)
class Correction:
    """To an owner: what corrected minutes changed in their tasks of one meeting."""

    occasion: Occasion
    to_name: str
    tasks: tuple[Corrected, ...]
    #: the reviewer undid it: `after` holds again what was before
    taken_back: bool = False
