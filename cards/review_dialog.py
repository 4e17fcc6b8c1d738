"""The dialog in which the minute-taker corrects one draft."""

from bot.domain import corrected
from bot.domain.language import t
from bot.domain.notices import Draft, DraftForm
from bot.domain.sentences import certainty, due_line
from bot.domain.verbs import Verb
from cards.blocks import FALLBACK, more_choices, quote_line, whose
from cards.elements import (
    Element,
    aside,
    card,
    choice_input,
    container,
    date_input,
    literal,
    sentence,
    submit,
    text_input,
)

#: as much as the page takes
_LONGEST = 1000


def title(form: DraftForm) -> str:
    """Name the dialog."""
    return t("Ret opfølgning nr. {number}").format(number=form.draft.number)


def build(form: DraftForm) -> Element:
    """Show the draft's fields as they stand; an owner is only changed by choosing another."""
    draft = form.draft
    body = [
        *_refused(form.refusal),
        *_mark(draft),
        *quote_line(draft.quote, draft.item),
        *_doubt(draft.doubt),
        text_input("task", t("Hvad skal der gøres?"), value=_task(form), longest=_LONGEST),
        _owner(form),
        *more_choices(form.choices),
        _due(form),
        aside(_as_read(form)),
    ]
    ids = {"draft": draft.follow_up_id}
    save = t("Gem og tag med") if draft.is_offered_only else t("Gem")
    actions = [
        submit(save, Verb.EDIT, ids | {"whole": 1}, with_inputs=True) | {"style": "positive"},
        submit(t("Behold som før") if draft.renews else t("Fjern opfølgningen"), Verb.DROP, ids),
    ]
    return card(body, actions, speak=title(form), fallback=FALLBACK)


def _refused(refusal: str | None) -> list[Element]:
    return [container([sentence(refusal)], style="attention")] if refusal else []


def _mark(draft: Draft) -> list[Element]:
    said = corrected.mark(draft)
    return [container([sentence(said)], style="emphasis")] if said else []


def _doubt(doubt: str | None) -> list[Element]:
    if not doubt:
        return []
    return [container([sentence(t("Afklar: {doubt}").format(doubt=doubt))], style="warning")]


def _task(form: DraftForm) -> str:
    return literal(form.typed.get("task", form.draft.task), _LONGEST)


def _owner(form: DraftForm) -> Element:
    owners = whose(form.draft.owners, form.draft.audience)
    now = t("Som nu: {owners}").format(owners=owners)
    field = choice_input("owner", t("Ansvarlig"), now, form.choices)
    chosen = form.typed.get("owner")
    return field | ({"value": chosen} if chosen else {})


def _due(form: DraftForm) -> Element:
    day = form.typed.get("due") or (form.draft.due.isoformat() if form.draft.due else "")
    return date_input("due", t("Frist")) | ({"value": day} if day else {})


def _as_read(form: DraftForm) -> str:
    read = due_line(form.draft.due, form.draft.due_words)
    return f"{read} · {certainty(form.draft.confidence)}"
