"""Welcome: said once, to somebody who has just installed the bot."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Welcome:
    """To somebody who has let the bot in: what it does, for whom, and how to stop it."""

    to_name: str
    #: on whose lists of members they stand
    networks: tuple[str, ...]
    #: who takes the minutes there, and can tell more
    contact: str | None
