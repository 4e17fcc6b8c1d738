"""To the minute-taker: this was read, correct and approve it."""

from collections.abc import Sequence

from bot.domain.notices import Draft, ReviewRequest
from bot.domain.sentences import certainty, shortened
from bot.domain.verbs import Verb
from cards.blocks import FALLBACK, due_run, left_out, occasion_line, quote_line, task_line, whose
from cards.budget import fitted
from cards.elements import (
    Element,
    aside,
    bullet,
    buttons,
    card,
    container,
    heading,
    line,
    links,
    press,
    run,
    sentence,
    subheading,
)
from cards.review_editing import editing

#: remarks and groups take no more room than this many
_MOST = 10


def summary(notice: ReviewRequest) -> str:
    """Tell it in one line."""
    title = shortened(notice.occasion.title, 80)
    if notice.approved:
        return f"Referatet er godkendt: {title}"
    if not notice.drafts:
        return f"Ingen opfølgninger fundet: {title}"
    return f"Gennemse {_count(len(notice.drafts))}: {title}"


def build(notice: ReviewRequest) -> Element:
    """Show every draft, the sure ones first, with what is needed to correct and approve."""
    if notice.approved:
        return _approved(notice)
    drafts = sorted(notice.drafts, key=lambda draft: draft.is_offered_only)
    return fitted(lambda shown, quotes: _build(notice, drafts[:shown], quotes), len(drafts))


def _count(drafts: int) -> str:
    return "1 opfølgning" if drafts == 1 else f"{drafts} opfølgninger"


def _approved(notice: ReviewRequest) -> Element:
    body = [
        heading("Godkendt"),
        occasion_line(notice.occasion),
        sentence("Tak! Beskederne bliver sendt til de ansvarlige.", spacing="Medium"),
    ]
    page = links("Se på tavlen", notice.occasion.link)
    return card(body, page, speak=summary(notice), fallback=FALLBACK)


def _build(notice: ReviewRequest, drafts: Sequence[Draft], quotes: bool) -> Element:
    sure = [draft for draft in drafts if not draft.is_offered_only]
    maybe = [draft for draft in drafts if draft.is_offered_only]
    found = f": {_count(len(notice.drafts))}" if notice.drafts else ""
    body = [
        heading(f"Referatet er læst{found}"),
        occasion_line(notice.occasion),
        *_introduction(notice),
        *(_draft(draft, quotes) for draft in sure),
        *_offered(maybe, quotes),
        *left_out(len(notice.drafts) - len(drafts), "på siden. Se dem, før du godkender"),
        *_groups(notice),
        *editing(notice, drafts),
    ]
    ids = {"minutes_id": notice.occasion.minutes_id}
    approve = "Godkend og send" if notice.drafts else "Godkend"
    actions = [
        press(approve, Verb.APPROVE, ids, style="positive"),
        *links("Ret på siden", notice.occasion.link),
    ]
    return card(body, actions, speak=summary(notice), fallback=FALLBACK)


def _introduction(notice: ReviewRequest) -> list[Element]:
    said = [sentence("Intet er sendt endnu. Ret, hvad der er galt, og godkend.", spacing="Medium")]
    if not notice.drafts:
        said = [sentence("Jeg fandt ingen opfølgninger i referatet.", spacing="Medium")]
    remarks = (*notice.remarks[:_MOST], *notice.silent[:_MOST])
    return said + [_warning(remark) for remark in remarks]


def _warning(text: str) -> Element:
    """What to look at; a background, since coloured letters are hard to read."""
    return container([sentence(text)], style="warning")


def _draft(draft: Draft, quotes: bool) -> Element:
    facts = [
        run(whose(draft.owners, draft.audience)),
        run(" · "),
        due_run(draft.due, draft.due_words),
        run(f" · {certainty(draft.confidence)}", subtle=True),
    ]
    items = [task_line(draft.task, draft.number), line(*facts, spacing="Small")]
    if quotes:
        items += quote_line(draft.quote)
    if draft.doubt:
        items.append(_warning(f"Afklar: {draft.doubt}"))
    if draft.is_offered_only:
        items.append(buttons(press("Tag med", Verb.EDIT, {"draft": draft.follow_up_id})))
    return container(items, separator=True)


def _offered(drafts: Sequence[Draft], quotes: bool) -> list[Element]:
    """What is too unsure to be sent unless the reviewer takes it in."""
    if not drafts:
        return []
    told = [_draft(draft, quotes) for draft in drafts]
    return [subheading("Måske også"), aside("De sendes kun, hvis du tager dem med."), *told]


def _groups(notice: ReviewRequest) -> list[Element]:
    if not notice.groups:
        return []
    return [
        subheading("Søger deltagere"),
        *(bullet(name) for name in notice.groups[:_MOST]),
        *left_out(len(notice.groups) - _MOST, "på siden"),
    ]
