"""To the convener: who has joined the working group."""

from bot.domain.notices import Roster
from bot.domain.sentences import shortened
from bot.domain.verbs import Verb
from cards.blocks import FALLBACK, occasion_line, room_lines, roster_count, roster_lines
from cards.budget import fitted
from cards.elements import (
    Element,
    buttons,
    card,
    container,
    heading,
    line,
    links,
    literal,
    press,
    run,
    sentence,
)


def summary(notice: Roster) -> str:
    """Tell it in one line."""
    return f"{shortened(notice.name, 80)}: {roster_count(notice.roster)}"


def build(notice: Roster) -> Element:
    """Show who is in, and let the convener close."""
    return fitted(lambda shown, _: _build(notice, shown), len(notice.roster))


def _build(notice: Roster, shown: int) -> Element:
    members = [
        line(run(roster_count(notice.roster), bold=True)),
        *roster_lines(notice.roster, shown),
    ]
    body = [
        heading("Deltagere i arbejdsgruppen"),
        occasion_line(notice.occasion),
        line(run(literal(notice.name), bold=True), spacing="Medium"),
        container([*members, *room_lines(notice)], separator=True),
        *_closing(notice),
    ]
    page = links("Se referatet", notice.occasion.link)
    return card(body, page, speak=summary(notice), fallback=FALLBACK)


def _closing(notice: Roster) -> list[Element]:
    if notice.closed:
        return [sentence("Tilmeldingen er lukket.", spacing="Medium")]
    close = press("Luk for tilmelding", Verb.CLOSE_GROUP, {"group_id": notice.group_id})
    return [
        sentence("Du får listen, fordi du er tovholder.", spacing="Medium"),
        buttons(close),
    ]
