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
    return _said_alike(one, other, _stems(one.task), _stems(other.task))


def _said_alike(
    one: FoundFollowUp, other: FoundFollowUp, a: frozenset[str], b: frozenset[str]
) -> bool:
    """The same with the stems at hand: thousands of drafts are compared two by two."""
    small = min(len(a), len(b))
    if small < 2:
        return False
    shared = len(a & b)
    share = shared / small
    every = len(a) + len(b) - shared
    alike = (shared >= 3 and shared / every >= 0.6) or (small >= 4 and share >= 0.85)
    if one.kind is other.kind is Kind.VOLUNTEER:
        alike = alike or share >= 0.5 or _close(one, other)
    elif one.kind is other.kind is Kind.ESCALATE:
        alike = alike or share >= 0.7
    return alike and _compatible(one.owners, other.owners)


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
    stems: list[frozenset[str]] = []
    for draft in drafts:
        own = _stems(draft.task)
        for at, other in enumerate(kept):
            if _said_alike(draft, other, own, stems[at]):
                kept[at] = _better(other, draft)
                stems[at] = _stems(kept[at].task)
                break
        else:
            kept.append(draft)
            stems.append(own)
    return kept
