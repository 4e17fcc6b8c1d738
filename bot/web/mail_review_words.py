"""What the pages say that lead from a mail to the review of minutes."""

from typing import NamedTuple

from bot.domain.language import later
from bot.web.mail_review_standing import Standing
from bot.web.mail_words import Asking

OPEN = Asking(
    later("Gennemgang af referat"),
    later(
        "Når du trykker, åbner gennemgangen i denne browser. De ansvarlige får først besked, når "
        "du godkender."
    ),
    later("Åbn gennemgangen"),
)
#: who got somebody else's mail should not press
AS_WHOM = later("Du retter og godkender som {name}. Er det ikke dig, så luk siden.")


class Saying(NamedTuple):
    """What a page says, what that means, and with which status."""

    heading: str
    meaning: str
    status: int
    #: a new link may help
    offers_new: bool = True


_VOID = Saying(
    later("Linket gælder ikke længere"),
    later("Et link til en gennemgang gælder i syv dage og kun for den, der fik mailen."),
    404,
)
USED = Saying(
    later("Linket er åbnet i en anden browser"),
    later("Det virker kun ét sted. Vil du gå videre her, så få et nyt link."),
    409,
)
ENDED = {
    Standing.APPROVED: Saying(
        later("Referatet er godkendt"),
        later("De ansvarlige får besked, og der er ikke mere at gøre her."),
        200,
        offers_new=False,
    ),
    Standing.NEWER: Saying(
        later("Der er et nyere link"),
        later(
            "Enten er referatet kommet i en rettet udgave, eller også har du åbnet et nyere link. "
            "Brug linket i den nyeste mail."
        ),
        409,
    ),
    Standing.EXPIRED: _VOID,
    Standing.VOID: _VOID,
}
NEW = later("Venter referatet stadig på dig, bliver et nyt link sendt til din egen mailadresse.")
SEND_NEW = later("Send mig et nyt link")
ASKED = Saying(
    later("Se efter i din indbakke"),
    later(
        "Venter referatet stadig på din gennemgang, er et nyt link på vej til din mailadresse. "
        "Du kan få højst tre i timen."
    ),
    200,
    offers_new=False,
)
