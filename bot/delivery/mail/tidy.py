"""People's words made fit for a mail: one line each, no control characters, no endless text."""

import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

#: longer than any sentence of minutes; a mail must stay a mail
LONGEST = 1500

_T = TypeVar("_T")


def one_line(text: str, longest: int = LONGEST) -> str:
    """Fold white space, drop control and direction characters, cut what is too long."""
    # the other format characters (joiners, soft hyphens) belong to emoji and long words
    drop = {"Cc", "Cs", "Co"}
    kept = "".join(
        character
        for character in " ".join(text.split())
        if unicodedata.category(character) not in drop
        and unicodedata.bidirectional(character)
        not in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    )
    return kept if len(kept) <= longest else f"{kept[: longest - 1].rstrip()}…"


def tidy(value: _T) -> _T:
    """Give the same notice with every text in it on one line."""
    return _tidy(value)  # type: ignore[no-any-return]


def _tidy(value: Any) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, tuple):
        return tuple(_tidy(entry) for entry in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _tidy(getattr(value, f.name)) for f in fields(value)})
    return value
