"""Two readings of one meeting side by side: what is the same, changed, new or gone. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from bot.domain.followups import FollowUp, Ownership
from bot.domain.versions import ALL, Field, Reading, bare, differing

#: from 0 to 100: so alike are two wordings of one task, whoever has it; less is enough where it
#: stands under the same agenda item, and less still where the owners are the same
_ALIKE = 85
_BESIDE = 75
_AKIN = 65
#: two titles of one meeting
_TITLE = 90


@dataclass(frozen=True)
class Pair:
    """One follow-up in both readings; without differences it is the same."""

    before: FollowUp
    after: FollowUp
    differences: tuple[Field, ...]


@dataclass(frozen=True)
class Comparison:
    """Everything of both readings, each once."""

    pairs: tuple[Pair, ...]
    new: tuple[FollowUp, ...]
    gone: tuple[FollowUp, ...]


def compare(before: Sequence[FollowUp], after: Sequence[FollowUp]) -> Comparison:
    """Find each follow-up again, the likest first; what the reviewer made of it does not count."""
    candidates = [
        (likeness, -place, old, new)
        for old in before
        for place, new in enumerate(after)
        if (likeness := alike(old, new)) > 0
    ]
    candidates.sort(key=lambda one: one[:2], reverse=True)
    found: dict[int, FollowUp] = {}
    taken: set[int] = set()
    for _, _, old, new in candidates:
        if old.follow_up_id not in taken and new.follow_up_id not in found:
            found[new.follow_up_id] = old
            taken.add(old.follow_up_id)
    return Comparison(
        pairs=tuple(
            Pair(old, new, differing(as_read(old), as_read(new)))
            for new in after
            for old in [found.get(new.follow_up_id)]
            if old is not None
        ),
        new=tuple(new for new in after if new.follow_up_id not in found),
        gone=tuple(old for old in before if old.follow_up_id not in taken),
    )


def as_read(item: FollowUp) -> Reading:
    """Give what was read; of what the reviewer added, what it says."""
    return item.read or item.reading


def owners_after(pair: Pair) -> tuple[Ownership, ...]:
    """Give who would have it: owners as they have become by answers, without those whom only the
    earlier minutes name, and with those whom only the corrected ones name.
    """
    held = pair.before.holders
    if Field.OWNERS not in pair.differences:
        return held
    before, after = as_read(pair.before).names, as_read(pair.after).names
    # where none of them was ever asked, the reviewer had put others in their place
    replaced = not any(bare(own.name) in before for own in pair.before.owners)
    stay = [own for own in held if own.name and _stays(own, before, after, replaced=replaced)]
    names = {bare(own.name) for own in stay}
    come = [own for own in pair.after.owners if own.name]
    come = [own for own in come if bare(own.name) not in before | names]
    nobody = [own for own in pair.after.owners if not own.name]
    return tuple(stay + come or nobody)


def _stays(
    own: Ownership, before: frozenset[str], after: frozenset[str], *, replaced: bool
) -> bool:
    name = bare(own.name)
    if name in after or before <= after:
        return True
    by_answer = own.handed_over_by is not None or not (replaced and before)
    return name not in before and ALL not in before and by_answer


def alike(one: FollowUp, other: FollowUp) -> float:
    """Say how like two follow-ups are, over 100 for the very same; 0 for different ones."""
    before, after = as_read(one), as_read(other)
    words = _ratio(before.task, after.task)
    if words < _AKIN:
        return 0
    same_owners = Field.OWNERS not in differing(before, after)
    same_item = one.item is not None and one.item == other.item
    if words < (_AKIN if same_owners else _BESIDE if same_item else _ALIKE):
        return 0
    return words + 10 * same_owners + 5 * same_item + _ratio(one.quote, other.quote) / 20


def same_title(one: str, other: str) -> bool:
    """Say whether two titles may be the same meeting's: "gruppe A" is not "gruppe B"."""
    return _marks(one) == _marks(other) and _ratio(one, other) >= _TITLE


def _marks(title: str) -> set[str]:
    """Give its numbers and lone letters; "i" is a word."""
    words = set(_words(title))
    return {w for w in words if any(map(str.isdigit, w)) or (len(w) == 1 and w != "i")}


def _ratio(one: str, other: str) -> float:
    return fuzz.ratio(_plain(one), _plain(other))


@lru_cache(maxsize=2000)  # each is compared with all of the other reading
def _plain(text: str) -> str:
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    bare = "".join(char if char.isalnum() else " " for char in text.casefold())
    return bare.split()
