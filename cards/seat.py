"""To somebody who moved on or off a group's waiting list: where they stand."""

from bot.domain.language import t
from bot.domain.notices import Seat
from bot.domain.sentences import (
    HOW_SEATS_ARE_GIVEN,
    WORD_WHEN_FREE,
    shortened,
    where_you_stand,
)
from bot.domain.verbs import Verb
from cards.blocks import FALLBACK, occasion_line
from cards.elements import Element, aside, buttons, card, heading, links, press, sentence


def summary(notice: Seat) -> str:
    """Tell it in one line."""
    return f"{_title(notice)}: {shortened(notice.name, 80)}"


def build(notice: Seat) -> Element:
    """Show where they stand, and let them withdraw."""
    body = [
        heading(_title(notice)),
        occasion_line(notice.occasion),
        sentence(where_you_stand(notice), spacing="Medium"),
    ]
    if notice.place:
        body.append(aside(f"{t(HOW_SEATS_ARE_GIVEN)} {t(WORD_WHEN_FREE)}"))
    if notice.seated or notice.place:
        # `own` says on which card it is pressed: this one is to show the answer
        ids = {"group_id": notice.group_id, "own": 1}
        body.append(buttons(press(t("Meld fra"), Verb.WITHDRAW, ids)))
    page = links(t("Se referatet"), notice.occasion.link)
    return card(body, page, speak=summary(notice), fallback=FALLBACK)


def _title(notice: Seat) -> str:
    if notice.seated:
        return t("Du har fået en plads")
    return t("Du er på venteliste") if notice.place else t("Du er meldt fra")
