"""What the welcome says, alike on the card and in the mail."""

from bot.domain.notices import Welcome
from bot.domain.wording import joined

TITLE = "Hej, jeg er Bolden"
#: to whom no network knows
STRANGER = (
    f"{TITLE}. Jeg følger op på det, der bliver aftalt på netværksmøder. "
    "Du står ikke på et netværks medlemsliste endnu, så jeg skriver ikke til dig. "
    "Er det en fejl, så sig det til jeres sekretariat."
)
_WHAT = (
    "Når et referat er godkendt, skriver jeg til dig om det, du har lovet, "
    "og minder dig om fristen."
)
_HOW = (
    "Svar med en knap eller med dine egne ord, fx »færdig« eller »udsæt til 1/6«. "
    "Skriv »hjælp« for at se mere."
)


def said(welcome: Welcome) -> tuple[str, ...]:
    """Say who asked, what is done and how to answer."""
    return who_asked(welcome), _WHAT, _HOW


def who_asked(welcome: Welcome) -> str:
    """Name the networks, and somebody to turn to."""
    asked = f"Jeg følger op på møderne i {joined(list(welcome.networks))}, hvor du er medlem."
    return f"{asked} Spørg {welcome.contact}, hvis du vil vide mere." if welcome.contact else asked
