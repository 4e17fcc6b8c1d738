"""The few sentences that the door to Teams says by itself; all else comes from the use cases.

They are said through `t`.
"""

from bot.domain.language import later

ALREADY_NOTED = later("Allerede noteret.")
WHO_ARE_YOU = later(
    "Jeg kan desværre ikke se, hvem du er, og har derfor ikke ændret noget. "
    "Skriv til jeres netværks sekretariat, så finder de ud af det."
)
TROUBLE = later("Det gik desværre galt hos mig, og intet er ændret. Prøv igen om lidt.")
