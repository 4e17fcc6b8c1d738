"""To the channel: who joins the working group?"""

from bot.domain.language import t
from bot.domain.notices import Outcome, OwnAnswer, VolunteerCall
from bot.domain.sentences import outcome_sentence, shortened
from bot.domain.verbs import Verb
from cards.blocks import FALLBACK, occasion_line, quote_line, room_lines, roster_count, roster_lines
from cards.budget import fitted
from cards.elements import (
    Element,
    aside,
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
from cards.viewing import with_views


def summary(notice: VolunteerCall) -> str:
    """Tell it in one line."""
    name = shortened(notice.name, 80)
    said = t("{name}: tilmeldingen er lukket") if notice.closed else t("Hvem vil være med? {name}")
    return said.format(name=name)


def build(notice: VolunteerCall) -> Element:
    """Show the group, who has joined so far, and how to join."""
    return fitted(lambda shown, quotes: _build(notice, shown, quotes), len(notice.roster))


def _build(notice: VolunteerCall, shown: int, quotes: bool) -> Element:
    about = [line(run(literal(notice.name), bold=True), spacing="Medium")]
    about += _people(notice)
    if quotes:
        about += quote_line(notice.quote)
    members = [
        line(run(roster_count(notice.roster), bold=True)),
        *room_lines(notice),
        *roster_lines(notice.roster, shown),
    ]
    body = [
        heading(t("Hvem vil være med?")),
        occasion_line(notice.occasion),
        *about,
        container(members, separator=True),
        *_answers(notice),
    ]
    page = links(t("Se referatet"), notice.occasion.link)
    shown_to_all = card(body, page, speak=summary(notice), fallback=FALLBACK)
    return with_views(shown_to_all, Verb.VIEW, {"group_id": notice.group_id}, notice.viewers)


def _people(notice: VolunteerCall) -> list[Element]:
    people = []
    if notice.convener:
        people.append(t("Tovholder: {name}").format(name=notice.convener))
    if notice.contact and notice.contact != notice.convener:
        people.append(t("Kontakt: {name}").format(name=notice.contact))
    return [sentence(" · ".join(people), spacing="Small")] if people else []


def _answers(notice: VolunteerCall) -> list[Element]:
    if notice.closed:
        return [sentence(t("Tilmeldingen er lukket."), spacing="Medium")]
    ids = {"group_id": notice.group_id}
    join = press(t("Jeg melder mig"), Verb.VOLUNTEER, ids, style="positive")
    perhaps = press(t("Måske"), Verb.MAYBE, ids)
    leave = press(t("Meld fra"), Verb.WITHDRAW, ids)
    told = aside(t("Alle i kanalen kan se, hvem der er med."))
    if notice.own is None:  # whoever reads it may be in it or not
        # a third in the row would be cut off on phones
        return [buttons(join, perhaps) | {"spacing": "Medium"}, buttons(leave), told]
    if notice.own.answer is None:
        return [buttons(join, perhaps) | {"spacing": "Medium"}, told]
    offered = [leave] if notice.own.answer is Verb.VOLUNTEER else [join, leave]
    return [_standing(notice, notice.own), buttons(*offered), told]


def _standing(notice: VolunteerCall, own: OwnAnswer) -> Element:
    """Say what the reader has answered."""
    said = Outcome(own.answer or Verb.WITHDRAW, about=notice.name, waiting=own.place)
    return line(run(literal(outcome_sentence(said)), bold=True), spacing="Medium")
