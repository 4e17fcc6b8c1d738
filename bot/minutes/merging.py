"""One act said several times is one follow-up with several places."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bot.domain.meetings import FoundFollowUp, Kind, Party, PartyKind

_EMPTY = frozenset(
    [
        "alle",
        "andre",
        "arbej",
        "blive",
        "denne",
        "deres",
        "disse",
        "efter",
        "eller",
        "forhold",
        "fra",
        "heraf",
        "hvad",
        "have",
        "kunne",
        "med",
        "mere",
        "møde",
        "næste",
        "også",
        "samt",
        "skal",
        "skulle",
        "tages",
        "til",
        "under",
        "vedr",
        "vil",
        "vores",
        "være",
        "der",
        "det",
        "den",
        "som",
        "for",
        "ikke",
    ]
)
_NAMELESS = (PartyKind.EVERYONE, PartyKind.UNASSIGNED)


@lru_cache(1024)
def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"\w{3,}", text.lower())
    return frozenset(word[:6] for word in words if word[:5] not in _EMPTY and word not in _EMPTY)


def _compatible(one: tuple[Party, ...], other: tuple[Party, ...]) -> bool:
    if set(one) == set(other):
        return True
    return one[0].kind in _NAMELESS or other[0].kind in _NAMELESS


def _close(one: FoundFollowUp, other: FoundFollowUp) -> bool:
    """Do two places stand within a few lines of each other?"""
    return any(
        abs(a[1] - b[0]) <= 3 or abs(b[1] - a[0]) <= 3 for a in one.lines for b in other.lines
    )


def same_act(one: FoundFollowUp, other: FoundFollowUp) -> bool:
    """Do two drafts say the same thing?"""
    if not _compatible(one.owners, other.owners):
        return False
    a, b = _stems(one.task), _stems(other.task)
    small, large = sorted((a, b), key=len)
    if len(small) < 2:
        return False
    shared = len(small & large)
    share = shared / len(small)
    both_call = one.kind is other.kind is Kind.VOLUNTEER
    if both_call and (share >= 0.5 or _close(one, other)):
        return True
    if one.kind is other.kind is Kind.ESCALATE and share >= 0.7:
        return True
    return (shared >= 3 and shared / len(a | b) >= 0.6) or (len(small) >= 4 and share >= 0.85)


def _better(one: FoundFollowUp, other: FoundFollowUp) -> FoundFollowUp:
    """The two as one: the surer words, whichever owner and date are said, all places."""
    first, second = (one, other) if one.confidence >= other.confidence else (other, one)
    nameless = first.owners[0].kind is PartyKind.UNASSIGNED
    places = sorted({*one.lines, *other.lines})
    return replace(
        first,
        owners=second.owners if nameless else first.owners,
        due=first.due or second.due,
        lines=tuple(places),
        kind=second.kind
        if first.kind is Kind.TASK and second.kind is not Kind.TASK
        else first.kind,
    )


def merged(drafts: Sequence[FoundFollowUp]) -> list[FoundFollowUp]:
    """The drafts with repetitions laid together, in the order of the document."""
    kept: list[FoundFollowUp] = []
    for draft in drafts:
        for at, other in enumerate(kept):
            if same_act(draft, other):
                kept[at] = _better(other, draft)
                break
        else:
            kept.append(draft)
    return kept
