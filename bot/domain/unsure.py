"""What is said of an answer that may not be from whom it should be."""

from bot.domain.language import t
from bot.domain.notices import UnsureSender
from bot.domain.wording import long_date


def said(notice: UnsureSender) -> tuple[str, ...]:
    """Say that the answer was not believed, and how one is given surely."""
    came = t(
        "Den {day} kom der et svar på en mail, som Bolden har sendt til dig. Vi kunne ikke være "
        "sikre på, at svaret var fra dig, så intet er ændret."
    )
    again = t("Var det dig, så svar igen fra den mailadresse, som denne mail er sendt til.")
    if notice.tasks:
        again = t("Var det dig, så svar med knapperne i denne mail eller ved at svare på den.")
    listed = t(
        "Bruger du også en anden mailadresse, kan netværkets sekretariat sætte den på "
        "medlemslisten."
    )
    nothing = t("Var det ikke dig, skal du ikke gøre noget.")
    return came.format(day=long_date(notice.day)), f"{again} {listed}", nothing
