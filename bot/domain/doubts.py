"""Sentences for what must be settled by a person: doubts in the review, and refusals.

The constants, and what an error says, go through `t` when they are said. What is kept with a
follow-up is Danish, and said by `retelling.restated`.
"""

from datetime import date

from bot.domain import retelling
from bot.domain.language import DANISH, later, speaking, t, tn
from bot.domain.wording import joined, long_date
from bot.errors import BoldenError, UnknownError

NOT_YOURS = later("Den opgave står ikke på dig, så jeg har ikke ændret noget.")
NOT_REVIEWER = later("Det kan kun referenten eller mødelederen.")
NOT_CONVENER = later("Det kan kun gruppens tovholder, referenten eller mødelederen.")
NOT_APPROVED = later("Referatet er ikke godkendt endnu.")
ALREADY_APPROVED = later("Referatet er allerede godkendt.")
NONE_SURE = later("Der er ingen sikre opfølgninger at godkende.")
ALREADY_SO = later("Det er allerede noteret.")
GROUP_CLOSED = later("Der er lukket for tilmelding.")
NO_DATE = later("Skriv en dato, fx »udsæt til 1/6«.")
NO_LAST_DAY = later("Til hvornår? Skriv fx »pause til 1/6«.")
PAST_DATE = later("Datoen er allerede gået.")
NOTHING_TO_UNDO = later("Der er ikke noget at fortryde.")
TOO_LATE_TO_UNDO = later("Det kan ikke fortrydes mere, for andre er gået videre med den.")
NOTE_IS_SENT = later("Beskeden er sendt og kan ikke tages tilbage.")
ROSTER_IS_SENT = later("Deltagerlisten er sendt og kan ikke tages tilbage.")
NOT_QUIET = later("Du får allerede beskeder.")
NOT_IN_GROUP = later("Du er ikke med i gruppen.")
CALL_ANSWERS = later("Jeg forstod ikke dit svar. Skriv »ja tak«, »måske« eller »nej tak«.")
WHICH_NUMBER = later("Hvilket nummer? Skriv det foran, fx »1 færdig«.")
NO_SUCH_NUMBER = later("Det nummer har du ikke åbent.")
NO_SUCH_DATE = later("Den dato findes ikke. Skriv den fx som 1/6.")
UNKNOWN_PERSON = later("Jeg kender dig ikke fra netværkets medlemsliste endnu.")
OTHERS_READ = later("Her læser andre med. Skriv til mig i vores egen chat, så svarer jeg dér.")
PRIVATE = later("Det kan kun den, der noterede det, og den ansvarlige se.")
NOT_MEMBER = later("Personen er ikke på netværkets medlemsliste.")
NO_TEXT = later("Skriv, hvad der skal gøres.")
NO_NAME = later("Skriv, hvad gruppen hedder.")
NO_TITLE = later("Skriv, hvad mødet hedder.")
BAD_SEATS = later("Skriv antallet af pladser som et tal, fx 6.")
NO_NOTE = later("Skriv, hvad gruppen skal vide.")
LONG_NOTE = later("Beskeden er for lang. Skriv højst 1000 tegn.")
NOBODY_TO_WRITE_TO = later("Der er ingen i gruppen at skrive til endnu.")
ALREADY_SENT = later("Det er allerede sendt i dag.")
NO_PERSON = later("Vælg en person.")
DUE_BEFORE_MEETING = later("Fristen ligger før mødet.")
CANNOT_MERGE = later("Vælg to forskellige opfølgninger fra samme referat.")
EVERYBODYS = later("Den er alles: hver kommune svarer for sig.")
WHICH_LANGUAGE = later("Jeg kan skrive på dansk og engelsk.")
NEWER_FILE = later(
    "Der er kommet en rettet udgave af referatet. Se den igennem i den nye besked, og godkend så."
)
GONE = later("Den findes ikke længere.")


def refusal(error: BoldenError) -> str:
    """Say why something was refused; what is unknown was named for whoever runs Bolden."""
    return t(GONE if isinstance(error, UnknownError) else str(error))


def several(name: str, candidates: list[str]) -> str:
    """Say that a name fits more than one member."""
    with speaking(DANISH):
        return retelling.SEVERAL.format(name=name, names=joined(candidates))


def unlisted(name: str) -> str:
    """Say that nobody in the network has that name."""
    return retelling.UNLISTED.format(name=name)


def not_listed(name: str) -> str:
    """Give a name with the remark that nobody in the network has it."""
    return retelling.NOT_LISTED.format(name=name)


def no_contact(body: str) -> str:
    """Say that nobody is known to answer for a body."""
    return retelling.NO_CONTACT.format(body=body)


def no_contacts(bodies: list[str]) -> str:
    """Say for which municipalities nobody is known to answer."""
    with speaking(DANISH):
        return retelling.NO_CONTACTS.format(names=joined(bodies))


def which_group(names: list[str]) -> str:
    """Ask which of somebody's groups is meant."""
    return t("Du er tovholder for flere grupper. Skriv navnet med: {names}.").format(
        names=joined([t("»{text}«").format(text=name) for name in names])
    )


def taken(name: str) -> str:
    """Say who was first."""
    return t("{name} har den.").format(name=name)


def about(name: str, numbers: tuple[int, ...]) -> str:
    """Name somebody with the numbers of what is theirs."""
    said = joined([str(number) for number in numbers])
    return t("{name} (nr. {numbers})").format(name=name, numbers=said)


def stopped(names: list[str]) -> str:
    """Say who gets no word because they want none; nothing where that is nobody."""
    if not names:
        return ""
    return tn(
        "{count} får ikke besked, fordi vedkommende har sagt stop: {names}.",
        "{count} får ikke besked, fordi de har sagt stop: {names}.",
        len(names),
    ).format(count=len(names), names=joined(names))


def unasked(bodies: list[str]) -> str:
    """Say for whom nobody is asked therefore; nothing where that is for nobody."""
    return t("For {names} bliver ingen spurgt.").format(names=joined(bodies)) if bodies else ""


def paused(name: str, until: date, substitute: str | None) -> str:
    """Say who gets word later, and who stands in for them until then."""
    if substitute:
        return t("{name} holder pause til {day}; {substitute} er afløser.").format(
            name=name, day=long_date(until), substitute=substitute
        )
    return t("{name} holder pause og får først besked {day}.").format(
        name=name, day=long_date(until)
    )
