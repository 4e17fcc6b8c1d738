"""From what the clauses say to what may be done; nothing where they unsettle each other."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.domain.replies import Act, OpenItem
from bot.domain.verbs import Verb
from handlers.replies.lexicon import anywhere, whole
from handlers.replies.placing import Placed
from handlers.replies.saying import Frame, Mood, bare

OF_AN_ITEM = frozenset({Verb.FINISH, Verb.ACCEPT, Verb.POSTPONE, Verb.DECLINE, Verb.BLOCK})
_MAY_NAME_AN_ITEM = frozenset({Verb.QUESTION, Verb.UNDO})
#: what may be said of one item in one breath
_TOGETHER = ({Verb.ACCEPT, Verb.POSTPONE}, {Verb.BLOCK, Verb.POSTPONE}, {Verb.ACCEPT, Verb.BLOCK})
#: beside these an explanation may hold a "not" or a "but"
_TOLERANT = frozenset(
    {Verb.POSTPONE, Verb.BLOCK, Verb.DECLINE, Verb.PAUSE, Verb.OPT_OUT, Verb.QUESTION}
)


def settled(
    placed: list[Placed] | None,
    items: Sequence[OpenItem],
    today: date,
) -> tuple[Act, ...]:
    """Turn frames into acts; nothing at all where one of them unsettles the others."""
    if placed is None:
        return ()
    acts: list[Act] = []
    dues = {item.number: item.due for item in items}
    said = [entry.said for entry, _ in placed]
    if _is_unsettled(placed) or _is_undoing(placed):
        return _undone(placed)
    for entry, numbers in placed:
        made = _made(entry, numbers, dues, today)
        if made is None:
            return ()
        acts += made
    merged = _merged(acts)
    not_done = [numbers for entry, numbers in placed if entry.said in (Mood.NOT_DONE, Mood.NO_DATE)]
    for numbers in not_done:
        helped = {act.item for act in merged if act.verb in (Verb.POSTPONE, Verb.BLOCK)}
        is_excused = Verb.PAUSE in said and Verb.FINISH not in said
        if not is_excused and (numbers is None or not set(numbers) <= helped):
            return ()
    return merged if _is_consistent(merged) else ()


def _is_unsettled(placed: list[Placed]) -> bool:
    verbs = {entry.said for entry, _ in placed if isinstance(entry.said, Verb)}
    is_tolerant = verbs <= _TOLERANT
    slips = any(anywhere("oops").search(entry.clause.text) for entry, _ in placed)
    if slips and verbs & {Verb.FINISH, Verb.ACCEPT}:
        return True
    for entry, _ in placed:
        clause = entry.clause
        is_odd = clause.items or Verb.FINISH in verbs
        if entry.said is Mood.UNSURE or (entry.said is Mood.AWAY and is_odd):
            return True
        if entry.said is Mood.OTHER:
            if anywhere("left_over").search(clause.text) or _is_language(clause.text):
                return True
            takes_back = clause.is_contrast or anywhere("unsettling").search(clause.text)
            if (takes_back and not is_tolerant) or (clause.items and len(placed) > 1):
                return True
    return False


def _is_language(text: str) -> bool:
    return bool(whole("only_language").fullmatch(bare(text)))


def _is_undoing(placed: list[Placed]) -> bool:
    return _undone(placed) != () and any(entry.said is Mood.NOT_DONE for entry, _ in placed)


def _undone(placed: list[Placed]) -> tuple[Act, ...]:
    """Take the last back: "ups, den er alligevel ikke færdig"."""
    said = {entry.said for entry, _ in placed} - {Mood.COURTESY}
    has_slip = any(
        entry.said is Verb.UNDO or anywhere("oops").search(entry.clause.text) for entry, _ in placed
    )
    if not has_slip or not said <= {Verb.UNDO, Mood.NOT_DONE}:
        return ()
    numbers = next((entry.clause.items for entry, _ in placed if entry.clause.items), None)
    return tuple(Act(Verb.UNDO, item=number) for number in numbers or (None,))


def _made(
    entry: Frame,
    numbers: tuple[int, ...] | None,
    dues: dict[int, date | None],
    today: date,
) -> list[Act] | None:
    """The acts of one frame; None where something to know is missing."""
    verb = entry.said
    if not isinstance(verb, Verb):
        return []
    if verb is Verb.PAUSE:
        until = first_day_back(entry, today)
        return None if until is None else [Act(verb, until=until)]
    if verb in _MAY_NAME_AN_ITEM:
        # "fortryd" alone is about the last change, whatever is still open
        may_be_meant = verb is Verb.QUESTION or len(dues) > 1
        is_named = entry.clause.items or (may_be_meant and numbers and len(numbers) == 1)
        return [Act(verb, item=number) for number in (is_named and numbers) or (None,)]
    if verb not in OF_AN_ITEM:
        return [Act(verb)]
    if not numbers:
        return None
    acts: list[Act] = []
    for number in numbers:
        due = entry.when.after(dues[number], today) if entry.when else None
        if verb is Verb.POSTPONE and due is None:
            return None
        if verb is not Verb.POSTPONE:
            acts.append(Act(verb, item=number, to=entry.to))
        if due is not None:
            acts.append(Act(Verb.POSTPONE, item=number, due=due))
        elif entry.when is not None and verb is Verb.ACCEPT:
            return None
    return acts


def first_day_back(entry: Frame, today: date) -> date | None:
    day = entry.when.after(today, today) if entry.when else None
    if day is None or entry.when is None:
        return None
    if entry.when.is_span and not entry.is_inclusive:  # "tilbage i uge 23": from its Monday on
        monday = day - timedelta(days=day.weekday())
        return monday if monday > today and day.weekday() == 4 else None
    if not entry.is_inclusive:
        return day if day > today else None
    back = day + timedelta(days=1)
    if entry.when.is_span and back.weekday() >= 5:
        back += timedelta(days=7 - back.weekday())
    return back


def _merged(acts: list[Act]) -> tuple[Act, ...]:
    """Say each thing once; a name said later belongs to the "not me" before."""
    merged: list[Act] = []
    for act in acts:
        same = next((a for a in merged if (a.verb, a.item) == (act.verb, act.item)), None)
        if same is None:
            merged.append(act)
        elif act.verb is Verb.DECLINE and same.to is None and act.to is not None:
            merged[merged.index(same)] = act
        elif act != same and not (act.verb is Verb.DECLINE and act.to is None):
            merged.append(act)
    return tuple(merged)


def _is_consistent(acts: tuple[Act, ...]) -> bool:
    """Whether no item is asked two things that exclude each other."""
    for item in {act.item for act in acts}:
        own = [act for act in acts if act.item == item and act.verb in OF_AN_ITEM]
        verbs = {act.verb for act in own}
        if len(own) != len(verbs) or (len(verbs) > 1 and verbs not in _TOGETHER):
            return False
    pauses = [act for act in acts if act.verb in (Verb.PAUSE, Verb.OPT_OUT, Verb.RESUME)]
    undone = any(act.verb is Verb.UNDO for act in acts)
    changing = any(act.verb in OF_AN_ITEM for act in acts)
    return len(pauses) <= 1 and not (undone and changing)
