"""Keep a card within what Teams takes: first the quotes go, then the last lines."""

import json
from collections.abc import Callable

from cards.elements import Element

#: bytes of UTF-16; Teams counts so and refuses above about 80 000 with everything around the card
LIMIT = 56_000


def weight(content: Element) -> int:
    """Count as Teams does."""
    return len(json.dumps(content, ensure_ascii=False).encode("utf-16-le"))


def fitted(build: Callable[[int, bool], Element], count: int) -> Element:
    """Give the fullest card that fits; `build` is told how many lines, and whether with quotes."""
    whole = build(count, True)
    if weight(whole) <= LIMIT:
        return whole
    without_quotes = build(count, False)
    if weight(without_quotes) <= LIMIT:
        return without_quotes
    fits, too_many = 0, count
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if weight(build(middle, False)) <= LIMIT:
            fits = middle
        else:
            too_many = middle
    return build(fits, False)
