"""What the welcome says, alike on the card and in the mail; the constants are said through `t`."""

from bot.domain.language import later, t
from bot.domain.notices import Welcome
from bot.domain.wording import joined

TITLE = later("Hej, jeg er Bolden")
#: to whom no network knows
STRANGER = later(
    "Hej, jeg er Bolden. Jeg følger op på det, der bliver aftalt på netværksmøder. "
    "Du står ikke på et netværks medlemsliste endnu, så jeg skriver ikke til dig. "
    "Er det en fejl, så sig det til jeres sekretariat."
)
_WHAT = later(
    "Når et referat er godkendt, skriver jeg til dig om det, du har lovet, "
    "og minder dig om fristen."
)
_HOW = later(
    "Svar med en knap eller med dine egne ord, fx »færdig« eller »udsæt til 1/6«. "
    "Skriv »hjælp« for at se mere."
)


def said(welcome: Welcome) -> tuple[str, ...]:
    """Say who asked, what is done and how to answer."""
    return who_asked(welcome), t(_WHAT), t(_HOW)


def who_asked(welcome: Welcome) -> str:
    """Name the networks, and somebody to turn to."""
    asked = t("Jeg følger op på møderne i {networks}, hvor du er medlem.").format(
        networks=joined(list(welcome.networks))
    )
    if not welcome.contact:
        return asked
    more = t("Spørg {name}, hvis du vil vide mere.").format(name=welcome.contact)
    return f"{asked} {more}"
