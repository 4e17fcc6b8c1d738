"""A review in parts that a person can take in: whole agenda items, in the minutes' order."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.notices import Draft

#: drafts on one page, unless the next item would be torn
_MOST = 6


@dataclass(frozen=True)
class Page:
    """One part: the agenda items that it covers, and their drafts."""

    items: tuple[str | None, ...]
    drafts: tuple[Draft, ...]


def pages(drafts: Sequence[Draft]) -> tuple[Page, ...]:
    """Give the parts; at least one. Only an item that is longer than a page is torn."""
    found: list[list[Draft]] = [[]]
    for group in _by_item(drafts):
        for start in range(0, len(group), _MOST):
            piece = group[start : start + _MOST]
            if found[-1] and len(found[-1]) + len(piece) > _MOST:
                found.append([])
            found[-1] += piece
    return tuple(Page(tuple(dict.fromkeys(d.item for d in one)), tuple(one)) for one in found)


def _by_item(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Put together what stands under one item; what the reviewer added comes last."""
    groups: dict[str | None, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(draft.item, []).append(draft)
    return [groups[item] for item in sorted(groups, key=lambda item: item is None)]
