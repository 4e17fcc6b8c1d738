"""To the convener: who has joined the working group."""

from collections.abc import Mapping

from bot.domain.language import t
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
    date_input,
    heading,
    line,
    links,
    literal,
    press,
    run,
    sentence,
    text_input,
    toggle,
)

#: as much as a note may hold
_LONGEST_NOTE = 1000


def summary(notice: Roster) -> str:
    """Tell it in one line."""
    return f"{shortened(notice.name, 80)}: {roster_count(notice.roster)}"


def build(notice: Roster) -> Element:
    """Show who is in, and let the convener close."""
    return fitted(lambda shown, _: _build(notice, shown), len(notice.roster))


def _build(notice: Roster, shown: int) -> Element:
    members = [
        line(run(roster_count(notice.roster), bold=True)),
        *room_lines(notice),
        *roster_lines(notice.roster, shown),
    ]
    body = [
        heading(t("Deltagere i arbejdsgruppen")),
        occasion_line(notice.occasion),
        line(run(literal(notice.name), bold=True), spacing="Medium"),
        container(members, separator=True),
        *_leading(notice),
    ]
    page = links(t("Se referatet"), notice.occasion.link)
    return card(body, page, speak=summary(notice), fallback=FALLBACK)


def _leading(notice: Roster) -> list[Element]:
    """What who leads the group can do, the longer things folded away; two in a row, for phones."""
    ids = {"group_id": notice.group_id}
    file = [press(t("Få som fil"), Verb.SEND_ROSTER, ids)] if notice.roster else []
    write = [toggle(t("Skriv til alle"), "write")] if notice.roster else []
    note = [_note(ids)] if notice.roster else []
    if notice.closed:
        rows = [buttons(*file, *write)] if notice.roster else []
        return [sentence(t("Tilmeldingen er lukket."), spacing="Medium"), *rows, *note]
    return [
        sentence(t("Du får listen, fordi du er tovholder."), spacing="Medium"),
        buttons(press(t("Luk tilmelding"), Verb.CLOSE_GROUP, ids), *file),
        buttons(toggle(t("Pladser og frist"), "frame"), *write),
        _frame(notice, ids),
        *note,
    ]


def _frame(notice: Roster, ids: Mapping[str, int]) -> Element:
    seats = text_input("seats", t("Antal pladser"), t("Tomt: plads til alle"))
    if notice.seats is not None:
        seats["value"] = str(notice.seats)
    closes_on = date_input("closes_on", t("Sidste dag for tilmelding"))
    if notice.closes_on is not None:
        closes_on["value"] = notice.closes_on.isoformat()
    save = buttons(press(t("Gem"), Verb.FRAME, ids, with_inputs=True))
    return container([seats, closes_on, save], hidden_as="frame")


def _note(ids: Mapping[str, int]) -> Element:
    field = text_input("note", t("Besked til alle, der er med"), "")
    field |= {"maxLength": _LONGEST_NOTE, "isMultiline": True}
    send = buttons(press(t("Send til gruppen"), Verb.NOTE, ids, with_inputs=True))
    return container([field, send], hidden_as="write")
