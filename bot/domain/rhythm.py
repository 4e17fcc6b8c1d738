"""How often somebody gets the digest, and how that is said."""

from enum import StrEnum

from bot.domain.language import later, t
from bot.domain.wording import joined


class Rhythm(StrEnum):
    """A person's own choice; who has made none gets it weekly, or reads it in the channel."""

    WEEKLY = "weekly"
    DAILY = "daily"
    NONE = "none"


#: what the choices are called, in the order that they are offered
CHOICES = {
    Rhythm.WEEKLY: later("Hver uge"),
    Rhythm.DAILY: later("Hver arbejdsdag"),
    Rhythm.NONE: later("Slet ikke"),
}
#: what is said when one was made
CHOSEN = {
    Rhythm.WEEKLY: later("Du får overblikket hver uge, når der er noget nyt."),
    Rhythm.DAILY: later("Du får overblikket hver arbejdsdag, når der er noget nyt."),
    Rhythm.NONE: later(
        "Du får ikke overblikket længere. Beskeder om dine egne opgaver får du stadig."
    ),
}
HOW_TO_CHOOSE = later(
    "Skriv »dagligt overblik«, »ugentligt overblik« eller »intet overblik«, hvis du vil have det "
    "oftere, sjældnere eller slet ikke."
)


def why(rhythm: Rhythm, networks: list[str]) -> str:
    """Say how often somebody gets the digest, and why."""
    if rhythm is Rhythm.DAILY:
        return t("Du får overblikket hver arbejdsdag, fordi du har valgt det.")
    said = t("Du får overblikket hver uge, fordi du er med i {networks}.")
    return said.format(networks=joined(networks))
