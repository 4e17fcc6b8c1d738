"""The part of the review card that adds a draft or makes two one; shown by a button."""

from collections.abc import Sequence

from bot.domain.language import t
from bot.domain.notices import Choice, Draft, ReviewRequest
from bot.domain.sentences import shortened
from bot.domain.verbs import Verb
from cards.blocks import more_choices
from cards.elements import (
    Element,
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
    """Add one, or make one of the page's drafts a part of any."""
    ids = {"minutes_id": notice.occasion.minutes_id}
    among = [draft for draft in notice.drafts if not draft.renews]
    merging = _merging(ids, [draft for draft in drafts if not draft.renews], among)
    panel = [
        *_fields(notice),
        buttons(press(t("Tilføj"), Verb.ADD, ids, with_inputs=True)),
        *merging,
    ]
    title = t("Tilføj eller saml") if merging else t("Tilføj en opfølgning")
    return [
        buttons(toggle(title, _PANEL)) | {"spacing": "Large"},
        container(panel, style="emphasis", hidden_as=_PANEL),
    ]


def _fields(notice: ReviewRequest) -> list[Element]:
    fields: list[Element] = [text_input("task", t("Hvad skal der gøres?"))]
    if notice.choices:
        fields.append(choice_input("owner", t("Ansvarlig"), t("Vælg"), notice.choices))
        fields += more_choices(notice.choices)
    return [*fields, date_input("due", t("Frist"))]


def _merging(
    ids: dict[str, int], drafts: Sequence[Draft], all_drafts: Sequence[Draft]
) -> list[Element]:
    if not drafts or len(all_drafts) < 2:
        return []
    return [
        choice_input("draft", t("Saml opfølgningen"), t("Vælg"), _choices(drafts)),
        choice_input("into", t("med"), t("Vælg"), _choices(all_drafts)),
        buttons(press(t("Saml"), Verb.MERGE, ids, with_inputs=True)),
    ]


def _choices(drafts: Sequence[Draft]) -> list[Choice]:
    return [
        Choice(str(draft.follow_up_id), f"{draft.number}. {shortened(draft.task, 60)}")
        for draft in drafts
    ]
