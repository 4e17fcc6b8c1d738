"""Which items each clause is about, where it does not say so itself."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.replies import OpenItem
from bot.domain.verbs import Verb
from handlers.replies.saying import Frame, Mood, is_only_a_date

#: a frame, and the items it is about; None where it names none
Placed = tuple[Frame, tuple[int, ...] | None]


def carried_over(frames: list[Frame]) -> list[Frame]:
    """Let "udsæt 1 til 15/5, 2 til 1/6" say its verb once."""
    carried: list[Frame] = []
    for entry in frames:
        before = carried[-1] if carried else None
        is_bare = entry.said is Mood.OTHER and entry.clause.items and len(entry.clause.dates) == 1
        if is_bare and is_only_a_date(entry.clause) and before and before.said is Verb.POSTPONE:
            entry = replace(entry, said=Verb.POSTPONE, when=entry.clause.dates[0])
        carried.append(entry)
    return carried


def explained(frames: list[Frame]) -> list[Frame]:
    """Drop the reasons, unless a reason is the hindrance itself."""
    main = [entry for entry in frames if not entry.clause.is_reason]
    said = {entry.said for entry in main} - {Mood.COURTESY, Mood.HEADING}
    if said <= {Mood.NOT_DONE, Mood.NO_DATE, Mood.OTHER, Mood.AWAY}:
        main += [entry for entry in frames if entry.clause.is_reason and entry.said is Verb.BLOCK]
    return main


def placed(frames: list[Frame], items: Sequence[OpenItem]) -> list[Placed] | None:
    """Say of each frame which items it is about; None where that cannot be known."""
    numbers = tuple(item.number for item in items)
    found: list[Placed] = []
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
        found.append((entry, heading))
        if entry.said is not Mood.COURTESY:
            before = entry
    return found


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
