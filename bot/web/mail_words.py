"""What the pages say that mails lead to; unlike the board they speak the person's language."""

from typing import NamedTuple

from bot.domain.language import later
from bot.domain.verbs import Verb

VOID = later("Linket gælder ikke længere. Svar på mailen i stedet.")


class Asking(NamedTuple):
    """What a page asks, what a press does, and what the button says."""

    heading: str
    effect: str
    button: str


ANSWERS = {
    Verb.FINISH: Asking(
        later("Er opgaven færdig?"),
        later("Når du trykker, bliver den meldt færdig."),
        later("Ja, den er færdig"),
    ),
    Verb.ACCEPT: Asking(
        later("Er du i gang?"),
        later("Når du trykker, bliver det noteret, at du er i gang."),
        later("Ja, jeg er i gang"),
    ),
    Verb.POSTPONE: Asking(
        later("Skal opgaven udsættes?"),
        later("Vælg den nye frist. Den gælder, når du trykker."),
        later("Flyt fristen"),
    ),
    Verb.DECLINE: Asking(
        later("Er opgaven ikke din?"),
        later("Skriv gerne, hvem der har den. Ellers finder referenten en anden."),
        later("Det er ikke mig"),
    ),
    Verb.BLOCK: Asking(
        later("Sidder opgaven fast?"),
        later("Når du trykker, bliver det noteret, at den sidder fast."),
        later("Ja, den sidder fast"),
    ),
    Verb.UNDO: Asking(
        later("Vil du fortryde dit svar?"),
        later("Når du trykker, står opgaven som før."),
        later("Fortryd"),
    ),
}
SEATS = {
    Verb.VOLUNTEER: Asking(
        later("Vil du være med?"),
        later("Når du trykker, er du meldt til gruppen."),
        later("Jeg melder mig"),
    ),
    Verb.MAYBE: Asking(
        later("Er du måske med?"),
        later("Når du trykker, bliver du noteret som »måske«."),
        later("Måske"),
    ),
    Verb.WITHDRAW: Asking(
        later("Vil du melde fra?"),
        later("Når du trykker, er du meldt fra gruppen."),
        later("Meld fra"),
    ),
    Verb.UNDO: Asking(
        later("Vil du fortryde dit svar?"),
        later("Når du trykker, bliver dit svar taget tilbage."),
        later("Fortryd"),
    ),
}
OWNERS = {
    Verb.EDIT: Asking(
        later("Hvem skal have opgaven?"),
        later("Skriv navnet på et medlem. Når du trykker, får personen besked."),
        later("Giv opgaven videre"),
    ),
    Verb.UNDO: ANSWERS[Verb.UNDO],
}
NEW_OWNER = later("Navn")
NEW_DUE = later("Ny frist")
WHO_ELSE = later("Hvem er det så? (kan være tomt)")
UNDO = later("Fortryd")
#: who got somebody else's mail should not press
AS_WHOM = later("Du svarer som {name}. Er det ikke dig, så luk siden.")

RHYTHM = Asking(
    later("Hvor tit vil du have overblikket?"),
    later(
        "Overblikket viser det, du har, og det, der er nyt siden sidst. "
        "Er der ikke noget nyt, kommer det ikke."
    ),
    later("Gem valget"),
)
