"""To the minute-taker: this was read, correct and approve it."""

from collections.abc import Sequence
from itertools import groupby

from bot.domain import corrected
from bot.domain.language import later, t, tn
from bot.domain.notices import Draft, ReviewRequest
from bot.domain.paging import pages
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
    dialog,
    heading,
    line,
    links,
    literal,
    press,
    run,
    sentence,
    subheading,
)
from cards.review_editing import editing
from cards.review_pages import Place, item_line, turning, where

#: remarks and groups take no more room than this many
_MOST = 10
_MORE = later("… og {count} mere på siden. Se dem, før du godkender.")


def summary(notice: ReviewRequest) -> str:
    """Tell it in one line."""
    title = shortened(notice.occasion.title, 80)
    if notice.approved:
        return t("Referatet er godkendt: {title}").format(title=title)
    if not notice.drafts:
        return t("Ingen opfølgninger fundet: {title}").format(title=title)
    count = len(notice.drafts)
    said = tn(
        "Gennemse {count} opfølgning: {title}", "Gennemse {count} opfølgninger: {title}", count
    )
    return said.format(count=count, title=title)


def build(notice: ReviewRequest) -> Element:
    """Show one page of drafts, the sure ones first, with what is needed to correct and approve."""
    if notice.approved:
        return _approved(notice)
    parts = pages(notice.drafts)
    place = Place(min(notice.page, len(parts) - 1), parts)
    drafts = sorted(place.drafts, key=lambda draft: draft.is_offered_only)
    return fitted(lambda shown, quotes: _build(notice, place, drafts[:shown], quotes), len(drafts))


def _approved(notice: ReviewRequest) -> Element:
    body = [
        heading(t("Godkendt")),
        occasion_line(notice.occasion),
        sentence(t("Tak! Beskederne bliver sendt til de ansvarlige."), spacing="Medium"),
    ]
    page = links(t("Se på tavlen"), notice.occasion.link)
    return card(body, page, speak=summary(notice), fallback=FALLBACK)


def _build(notice: ReviewRequest, place: Place, drafts: Sequence[Draft], quotes: bool) -> Element:
    sure = [draft for draft in drafts if not draft.is_offered_only]
    maybe = [draft for draft in drafts if draft.is_offered_only and not draft.is_gone]
    gone = [draft for draft in drafts if draft.is_offered_only and draft.is_gone]
    body = [
        heading(_heading(notice)),
        occasion_line(notice.occasion),
        *(_introduction(notice) if place.is_first else []),
        *where(place),
        *_by_item(sure, quotes),
        *_offered(maybe, quotes),
        *_dropped_out(gone, quotes),
        *left_out(len(place.drafts) - len(drafts), _MORE),
        *(_groups(notice) if place.is_last else []),
        *turning(notice.occasion.minutes_id, place),
        *editing(notice, drafts),
        *_approving(notice),
    ]
    page = links(t("Ret på siden"), notice.occasion.link)
    return card(body, page, speak=summary(notice), fallback=FALLBACK)


def _heading(notice: ReviewRequest) -> str:
    count = len(notice.drafts)
    if notice.is_correction:
        return t("Rettet udgave af referatet")
    if not count:
        return t("Referatet er læst")
    said = tn(
        "Referatet er læst: {count} opfølgning", "Referatet er læst: {count} opfølgninger", count
    )
    return said.format(count=count)


def _approving(notice: ReviewRequest) -> list[Element]:
    """All at once, or first what was surely read; a row each, as a phone is narrow."""
    ids = {"minutes_id": notice.occasion.minutes_id, "file_id": notice.version}
    all_of_them = t("Godkend resten og send") if notice.opened else t("Godkend og send")
    title = all_of_them if notice.drafts else t("Godkend")
    if notice.opened and notice.is_correction:
        title = t("Godkend ændringerne")
    rows = [buttons(press(title, Verb.APPROVE, ids, style="positive")) | {"spacing": "Large"}]
    if notice.surely_read:
        title = t("Godkend de sikre ({count})").format(count=notice.surely_read)
        rows.append(buttons(press(title, Verb.APPROVE_SURE, ids)))
    return rows


def _introduction(notice: ReviewRequest) -> list[Element]:
    remarks = (*notice.remarks[:_MOST], *notice.silent[:_MOST])
    return [sentence(_standing(notice), spacing="Medium"), *map(_warning, remarks)]


def _standing(notice: ReviewRequest) -> str:
    if notice.is_correction:
        return corrected.standing(notice)
    if notice.opened:
        said = t("{count} er godkendt og sendt. Ret resten, og godkend.")
        return said.format(count=notice.opened)
    if not notice.drafts:
        return t("Jeg fandt ingen opfølgninger i referatet.")
    return t("Intet er sendt endnu. Ret, hvad der er galt, og godkend.")


def _by_item(drafts: Sequence[Draft], quotes: bool) -> list[Element]:
    """Put each agenda item's name above its drafts."""
    told: list[Element] = []
    for item, under in groupby(drafts, key=lambda draft: draft.item):
        if item:
            told.append(item_line(item))
        told += [_draft(draft, quotes) for draft in under]
    return told


def _warning(text: str) -> Element:
    """What to look at; a background, since coloured letters are hard to read."""
    return container([sentence(text)], style="warning")


def _draft(draft: Draft, quotes: bool) -> Element:
    facts = [
        run(whose(draft.owners, draft.audience)),
        run(" · "),
        due_run(draft.due, draft.due_words),
    ]
    if not draft.is_gone:
        facts.append(run(f" · {certainty(draft.confidence)}", subtle=True))
    items = [task_line(draft.task, draft.number), *_mark(draft), line(*facts, spacing="Small")]
    if quotes:
        items += quote_line(draft.quote)
    if draft.doubt:
        items.append(_warning(t("Afklar: {doubt}").format(doubt=draft.doubt)))
    return container([*items, buttons(*_choices(draft))], separator=True)


def _mark(draft: Draft) -> list[Element]:
    """What a corrected file did to it; in words, with a colour beside them."""
    said = corrected.mark(draft)
    return [line(run(literal(said), bold=True, color="Accent"), spacing="Small")] if said else []


def _choices(draft: Draft) -> list[Element]:
    """What the reviewer may do with it: of what is open already, change, close or let it be."""
    ids = {"draft": draft.follow_up_id}
    if draft.renews and draft.is_gone:
        close = [press(t("Luk opgaven"), Verb.EDIT, ids)] if draft.is_offered_only else []
        return [*close, press(t("Behold opgaven"), Verb.DROP, ids)]
    take_in = [press(t("Tag med"), Verb.EDIT, ids)] if draft.is_offered_only else []
    away = t("Behold som før") if draft.renews else t("Fjern")
    return [*take_in, dialog(t("Ret"), ids), press(away, Verb.DROP, ids)]


def _dropped_out(drafts: Sequence[Draft], quotes: bool) -> list[Element]:
    """What a corrected file does not say any more."""
    if not drafts:
        return []
    told = _by_item(drafts, quotes)
    return [subheading(t(corrected.GONE)), aside(t(corrected.GONE_MEANS)), *told]


def _offered(drafts: Sequence[Draft], quotes: bool) -> list[Element]:
    """What is too unsure to be sent unless the reviewer takes it in."""
    if not drafts:
        return []
    told = _by_item(drafts, quotes)
    return [subheading(t("Måske også")), aside(t("De sendes kun, hvis du tager dem med.")), *told]


def _groups(notice: ReviewRequest) -> list[Element]:
    if not notice.groups:
        return []
    return [
        subheading(t("Søger deltagere")),
        *(bullet(name) for name in notice.groups[:_MOST]),
        *left_out(len(notice.groups) - _MOST, later("… og {count} mere på siden.")),
    ]
