"""What somebody's words ask for; where they do not settle it, nothing but to ask back."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot.domain.replies import Act, OpenItem
from bot.domain.verbs import Verb
from handlers.clauses import Clause, cut
from handlers.frames import Frame, Mood, frame
from handlers.item_marks import mark_items
from handlers.lexicon import anywhere
from handlers.reply_dates import mark_dates
from handlers.volunteering import volunteering
from handlers.wording import plain

ASK = (Act(Verb.ASK),)
#: nobody answers a task in more words; what is longer is a letter
LONGEST = 1500

_OF_AN_ITEM = frozenset({Verb.FINISH, Verb.ACCEPT, Verb.POSTPONE, Verb.DECLINE, Verb.BLOCK})
_MAY_NAME_AN_ITEM = frozenset({Verb.QUESTION, Verb.UNDO})
_TOGETHER = ({Verb.ACCEPT, Verb.POSTPONE}, {Verb.BLOCK, Verb.POSTPONE}, {Verb.ACCEPT, Verb.BLOCK})


def understand(
    text: str,
    items: Sequence[OpenItem],
    today: date,
    *,
    next_meeting: date | None = None,
    group: bool = False,
) -> tuple[Act, ...]:
    """Read the words of somebody who has these items open, in the order said.

    `group`: they answer a volunteer call. A lone ASK: nothing may be changed.
    """
    if len(text) > LONGEST:
        return ASK
    if re.fullmatch(r"[\s?]*\?[\s?]*", text):
        return (Act(Verb.HELP),)
    dated = mark_dates(plain(text), today, next_meeting)
    marked = mark_items(dated.text, items)
    frames = [frame(clause) for clause in cut(marked, dated)]
    if group:
        return volunteering(frames, today) or ASK
    return _acts(_placed(_explained(frames), items), items, today) or ASK


def _explained(frames: list[Frame]) -> list[Frame]:
    """Drop the reasons, unless a reason is the hindrance itself."""
    main = [entry for entry in frames if not entry.clause.is_reason]
    said = {entry.said for entry in main} - {Mood.COURTESY, Mood.HEADING}
    if said <= {Mood.NOT_DONE, Mood.OTHER, Mood.AWAY}:
        main += [entry for entry in frames if entry.clause.is_reason and entry.said is Verb.BLOCK]
    return main


def _placed(
    frames: list[Frame], items: Sequence[OpenItem]
) -> list[tuple[Frame, tuple[int, ...] | None]] | None:
    """Say of each frame which items it is about; None where that cannot be known."""
    numbers = tuple(item.number for item in items)
    placed: list[tuple[Frame, tuple[int, ...] | None]] = []
    heading: tuple[int, ...] | None = None
    before: Frame | None = None
    for position, entry in enumerate(frames):
        clause = entry.clause
        if clause.items == ():
            return None
        if entry.said is Mood.HEADING:
            heading, before = clause.items, entry
            if not _is_followed(frames[position + 1 :]):
                return None
            continue
        if clause.items is not None:
            heading = clause.items
        elif len(numbers) == 1:
            heading = numbers
        elif heading is not None and before is not None and not _carries_on(before, entry):
            heading = None
        placed.append((entry, heading))
        if entry.said is not Mood.COURTESY:
            before = entry
    return placed


def _is_followed(rest: list[Frame]) -> bool:
    """Whether a heading has something under it before the next one."""
    after = next((entry for entry in rest if entry.said is not Mood.COURTESY), None)
    return after is not None and after.clause.items is None


def _carries_on(before: Frame, entry: Frame) -> bool:
    """Whether a clause without an item is about the one before: same sentence, or as said."""
    return (
        before.said is Mood.HEADING
        or before.clause.sentence == entry.clause.sentence
        or entry.said in (before.said, Mood.OTHER, Mood.COURTESY, Mood.AWAY)
    )


def _acts(
    placed: list[tuple[Frame, tuple[int, ...] | None]] | None,
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
        undone = _undone(placed, len(dues))
        return undone
    for entry, numbers in placed:
        if not isinstance(entry.said, Verb):
            continue
        made = _made(entry, numbers, dues, today)
        if made is None:
            return ()
        acts += made
    merged = _merged(acts)
    not_done = [numbers for entry, numbers in placed if entry.said is Mood.NOT_DONE]
    for numbers in not_done:
        helped = {act.item for act in merged if act.verb in (Verb.POSTPONE, Verb.BLOCK)}
        if numbers is None or not set(numbers) <= helped:
            if not (Verb.PAUSE in said and Verb.FINISH not in said):
                return ()
    return merged if _is_consistent(merged) else ()


def _is_unsettled(placed: list[tuple[Frame, tuple[int, ...] | None]]) -> bool:
    verbs = {entry.said for entry, _ in placed if isinstance(entry.said, Verb)}
    tolerant = verbs <= {
        Verb.POSTPONE,
        Verb.BLOCK,
        Verb.DECLINE,
        Verb.PAUSE,
        Verb.OPT_OUT,
        Verb.QUESTION,
    }
    for entry, _ in placed:
        clause = entry.clause
        if entry.said is Mood.UNSURE:
            return True
        if entry.said is Mood.OTHER:
            if clause.items is not None and len(placed) > 1:
                return True
            if not tolerant and (clause.is_contrast or anywhere("unsettling").search(clause.text)):
                return True
        if entry.said is Mood.AWAY and verbs & {Verb.FINISH}:
            return True
    return False


def _is_undoing(placed: list[tuple[Frame, tuple[int, ...] | None]]) -> bool:
    return _undone(placed, 2) != () and any(entry.said is Mood.NOT_DONE for entry, _ in placed)


def _undone(placed: list[tuple[Frame, tuple[int, ...] | None]], count: int) -> tuple[Act, ...]:
    """ "Ups, den er alligevel ikke færdig": the last is taken back."""
    said = {entry.said for entry, _ in placed} - {Mood.COURTESY}
    has_slip = any(
        entry.said is Verb.UNDO or anywhere("oops").search(entry.clause.text) for entry, _ in placed
    )
    if not has_slip or not said <= {Verb.UNDO, Mood.NOT_DONE}:
        return ()
    numbers = next((numbers for entry, numbers in placed if numbers), None)
    return tuple(Act(Verb.UNDO, item=number) for number in numbers or (None,))


def _made(
    entry: Frame,
    numbers: tuple[int, ...] | None,
    dues: dict[int, date | None],
    today: date,
) -> list[Act] | None:
    """The acts of one frame; None where something to know is missing."""
    verb = entry.said
    assert isinstance(verb, Verb)
    if verb is Verb.PAUSE:
        until = _first_day_back(entry, today)
        return None if until is None else [Act(verb, until=until)]
    if verb in _MAY_NAME_AN_ITEM:
        return [Act(verb, item=number) for number in numbers or (None,)]
    if verb not in _OF_AN_ITEM:
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


def _first_day_back(entry: Frame, today: date) -> date | None:
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
        own = [act for act in acts if act.item == item and act.verb in _OF_AN_ITEM]
        verbs = {act.verb for act in own}
        if len(own) != len(verbs) or (len(verbs) > 1 and verbs not in _TOGETHER):
            return False
    pauses = [act for act in acts if act.verb in (Verb.PAUSE, Verb.OPT_OUT)]
    undone = any(act.verb is Verb.UNDO for act in acts)
    changing = any(act.verb in _OF_AN_ITEM for act in acts)
    return len(pauses) <= 1 and not (undone and changing)
