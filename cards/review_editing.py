"""The part of the review card that corrects a draft; shown by a button."""

from collections.abc import Sequence

from bot.domain.notices import Choice, Draft, ReviewRequest
from bot.domain.sentences import shortened
from bot.domain.verbs import Verb
from cards.blocks import more_choices
from cards.elements import (
    Element,
    aside,
    buttons,
    choice_input,
    container,
    date_input,
    press,
    text_input,
    toggle,
)

_PANEL = "editing"


def editing(notice: ReviewRequest, drafts: Sequence[Draft]) -> list[Element]:
    """Correct, drop, add or merge; what is left empty stays as it is."""
    ids = {"minutes_id": notice.occasion.minutes_id}
    panel = [*_fields(notice, drafts), _corrections(ids, bool(drafts)), *_merging(ids, drafts)]
    title = "Ret, fjern eller tilføj" if drafts else "Tilføj en opfølgning"
    return [
        buttons(toggle(title, _PANEL)) | {"spacing": "Large"},
        container(panel, style="emphasis", hidden_as=_PANEL),
    ]


def _fields(notice: ReviewRequest, drafts: Sequence[Draft]) -> list[Element]:
    fields: list[Element] = []
    same = "Uændret" if drafts else ""
    if drafts:
        fields.append(aside("Tomme felter ændrer intet. Gem, før du godkender."))
        fields.append(choice_input("draft", "Opfølgning", "Vælg", _choices(drafts)))
    fields.append(text_input("task", "Tekst", same))
    if notice.choices:
        fields.append(choice_input("owner", "Ansvarlig", same or "Vælg", notice.choices))
        fields += more_choices(notice.choices)
    return [*fields, date_input("due", "Frist")]


def _corrections(ids: dict[str, int], any_drafts: bool) -> Element:
    add = press("Tilføj som ny", Verb.ADD, ids, with_inputs=True)
    if not any_drafts:
        return buttons(add)
    return buttons(
        press("Gem", Verb.EDIT, ids, with_inputs=True),
        press("Fjern", Verb.DROP, ids, with_inputs=True),
        add,
    )


def _merging(ids: dict[str, int], drafts: Sequence[Draft]) -> list[Element]:
    if len(drafts) < 2:
        return []
    return [
        choice_input("into", "Saml opfølgningen med", "Vælg", _choices(drafts)),
        buttons(press("Saml", Verb.MERGE, ids, with_inputs=True)),
    ]


def _choices(drafts: Sequence[Draft]) -> list[Choice]:
    return [
        Choice(str(draft.follow_up_id), f"{draft.number}. {shortened(draft.task, 80)}")
        for draft in drafts
    ]
