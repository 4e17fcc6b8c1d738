"""Danish sentences for what must be settled by a person: doubts in the review, and refusals."""

from bot.domain.danish import joined

NOT_YOURS = "Den opgave står ikke på dig, så jeg har ikke ændret noget."
NOT_REVIEWER = "Det kan kun referenten eller mødelederen."
NOT_CONVENER = "Det kan kun gruppens tovholder, referenten eller mødelederen."
NOT_APPROVED = "Referatet er ikke godkendt endnu."
ALREADY_APPROVED = "Referatet er allerede godkendt."
ALREADY_SO = "Det er allerede noteret."
GROUP_CLOSED = "Der er lukket for tilmelding."
NO_DATE = "Skriv en dato, fx »udsæt til 1/6«."
PAST_DATE = "Datoen er allerede gået."
NOTHING_TO_UNDO = "Der er ikke noget at fortryde."
TOO_LATE_TO_UNDO = "Det kan ikke fortrydes mere, for andre er gået videre med den."
UNKNOWN_PERSON = "Jeg kender dig ikke fra netværkets medlemsliste endnu."
OTHERS_READ = "Her læser andre med. Skriv til mig i vores egen chat, så svarer jeg dér."
NOT_MEMBER = "Personen er ikke på netværkets medlemsliste."
NO_TEXT = "Skriv, hvad der skal gøres."
CANNOT_MERGE = "Vælg to forskellige opfølgninger fra samme referat."
EVERYBODYS = "Den er alles: hver kommune svarer for sig."
GONE = "Den findes ikke længere."


def several(name: str, candidates: list[str]) -> str:
    """Say that a name fits more than one member."""
    return f"Flere kan være »{name}«: {joined(candidates)}."


def unlisted(name: str) -> str:
    """Say that nobody in the network has that name."""
    return f"»{name}« står ikke på medlemslisten."


def no_contact(body: str) -> str:
    """Say that nobody is known to answer for a body."""
    return f"Hvem svarer for {body}?"


def no_contacts(bodies: list[str]) -> str:
    """Say for which municipalities nobody is known to answer."""
    return f"Ingen kontaktperson for {joined(bodies)}. Sæt en på medlemslisten."


def taken(name: str) -> str:
    """Say who was first."""
    return f"{name} har den."
