"""Danish sentences for what must be settled by a person: doubts in the review, and refusals."""

from datetime import date

from bot.domain.wording import joined, long_date

NOT_YOURS = "Den opgave står ikke på dig, så jeg har ikke ændret noget."
NOT_REVIEWER = "Det kan kun referenten eller mødelederen."
NOT_CONVENER = "Det kan kun gruppens tovholder, referenten eller mødelederen."
NOT_APPROVED = "Referatet er ikke godkendt endnu."
ALREADY_APPROVED = "Referatet er allerede godkendt."
NONE_SURE = "Der er ingen sikre opfølgninger at godkende."
ALREADY_SO = "Det er allerede noteret."
GROUP_CLOSED = "Der er lukket for tilmelding."
NO_DATE = "Skriv en dato, fx »udsæt til 1/6«."
PAST_DATE = "Datoen er allerede gået."
NOTHING_TO_UNDO = "Der er ikke noget at fortryde."
TOO_LATE_TO_UNDO = "Det kan ikke fortrydes mere, for andre er gået videre med den."
NOT_QUIET = "Du får allerede beskeder."
NOT_IN_GROUP = "Du er ikke med i gruppen."
CALL_ANSWERS = "Jeg forstod ikke dit svar. Skriv »ja tak«, »måske« eller »nej tak«."
WHICH_NUMBER = "Hvilket nummer? Skriv det foran, fx »1 færdig«."
NO_SUCH_NUMBER = "Det nummer har du ikke åbent."
NO_SUCH_DATE = "Den dato findes ikke. Skriv den fx som 1/6."
UNKNOWN_PERSON = "Jeg kender dig ikke fra netværkets medlemsliste endnu."
OTHERS_READ = "Her læser andre med. Skriv til mig i vores egen chat, så svarer jeg dér."
NOT_MEMBER = "Personen er ikke på netværkets medlemsliste."
NO_TEXT = "Skriv, hvad der skal gøres."
NO_NAME = "Skriv, hvad gruppen hedder."
NO_TITLE = "Skriv, hvad mødet hedder."
BAD_SEATS = "Skriv antallet af pladser som et tal, fx 6."
NO_NOTE = "Skriv, hvad gruppen skal vide."
LONG_NOTE = "Beskeden er for lang. Skriv højst 1000 tegn."
NOBODY_TO_WRITE_TO = "Der er ingen i gruppen at skrive til endnu."
NO_PERSON = "Vælg en person."
DUE_BEFORE_MEETING = "Fristen ligger før mødet."
CANNOT_MERGE = "Vælg to forskellige opfølgninger fra samme referat."
EVERYBODYS = "Den er alles: hver kommune svarer for sig."
GONE = "Den findes ikke længere."


def several(name: str, candidates: list[str]) -> str:
    """Say that a name fits more than one member."""
    return f"Flere kan være »{name}«: {joined(candidates)}."


def unlisted(name: str) -> str:
    """Say that nobody in the network has that name."""
    return f"»{name}« står ikke på medlemslisten."


def not_listed(name: str) -> str:
    """Give a name with the remark that nobody in the network has it."""
    return f"{name} (ikke på medlemslisten)"


def no_contact(body: str) -> str:
    """Say that nobody is known to answer for a body."""
    return f"Hvem svarer for {body}?"


def no_contacts(bodies: list[str]) -> str:
    """Say for which municipalities nobody is known to answer."""
    return f"Ingen kontaktperson for {joined(bodies)}. Sæt en på medlemslisten."


def taken(name: str) -> str:
    """Say who was first."""
    return f"{name} har den."


def about(name: str, numbers: tuple[int, ...]) -> str:
    """Name somebody with the numbers of what is theirs."""
    return f"{name} (nr. {joined([str(number) for number in numbers])})"


def stopped(names: list[str]) -> str:
    """Say who gets no word because they want none; nothing where that is nobody."""
    if not names:
        return ""
    have = "vedkommende har" if len(names) == 1 else "de har"
    return f"{len(names)} får ikke besked, fordi {have} sagt stop: {joined(names)}."


def unasked(bodies: list[str]) -> str:
    """Say for whom nobody is asked therefore; nothing where that is for nobody."""
    return f"For {joined(bodies)} bliver ingen spurgt." if bodies else ""


def paused(name: str, until: date) -> str:
    """Say who gets word later."""
    return f"{name} holder pause og får først besked {long_date(until)}."
