"""To the minute-taker: an owner says that it is not theirs."""

from bot.domain.language import t
from bot.domain.notices import OwnerSought
from bot.domain.sentences import pointed_to, shortened
from bot.domain.verbs import Verb
from cards.blocks import FALLBACK, more_choices, occasion_line, page, quote_line, task_line
from cards.elements import (
    Element,
    buttons,
    card,
    choice_input,
    container,
    heading,
    line,
    literal,
    press,
    run,
    sentence,
)


def summary(notice: OwnerSought) -> str:
    """Tell it in one line."""
    task = shortened(notice.task, 80)
    if notice.taken_back:
        return t("{name} beholder opgaven: {task}").format(name=notice.settled, task=task)
    if notice.settled:
        return t("{name} har den nu: {task}").format(name=notice.settled, task=task)
    return t("{name} siger nej: {task}").format(name=notice.declined_by, task=task)


def build(notice: OwnerSought) -> Element:
    """Show what is without an owner, and let the minute-taker choose one."""
    body = [
        heading(_title(notice)),
        occasion_line(notice.occasion),
        task_line(notice.task) | {"spacing": "Medium"},
        *_declined(notice),
        *_pointed_to(notice),
        *quote_line(notice.quote),
        *(_settled(notice, notice.settled) if notice.settled else _choose(notice)),
    ]
    return card(body, page(notice.occasion), speak=summary(notice), fallback=FALLBACK)


def _title(notice: OwnerSought) -> str:
    if notice.taken_back:
        return t("Svaret er taget tilbage")
    return t("Opgaven har fået en ny ansvarlig") if notice.settled else t("Hvem skal have den?")


def _declined(notice: OwnerSought) -> list[Element]:
    if notice.taken_back:
        return []
    said = t("{name} har svaret »Ikke mig«.").format(name=notice.declined_by)
    return [sentence(said, spacing="Small")]


def _pointed_to(notice: OwnerSought) -> list[Element]:
    if notice.pointed_to is None or notice.settled:
        return []
    return [sentence(pointed_to(notice.pointed_to), spacing="Small")]


def _settled(notice: OwnerSought, name: str) -> list[Element]:
    said = t("{name} har den nu.")
    if notice.taken_back:
        said = t("{name} har fortrudt og beholder opgaven.")
    said = said.format(name=literal(name))
    return [line(run(said, bold=True), spacing="Medium")]


def _choose(notice: OwnerSought) -> list[Element]:
    if not notice.choices:
        return [sentence(t("Giv den til en anden på tavlen."), spacing="Medium")]
    ids = {"ownership_id": notice.ownership_id, "follow_up_id": notice.follow_up_id}
    chosen = [
        choice_input("owner", t("Ny ansvarlig"), t("Vælg"), notice.choices),
        *more_choices(notice.choices),
        buttons(press(t("Giv den til"), Verb.EDIT, ids, style="positive", with_inputs=True)),
    ]
    return [container(chosen, separator=True)]
