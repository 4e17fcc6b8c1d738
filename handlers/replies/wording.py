"""Words made comparable: spelling, keyboards without æøå, some English, emoji."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_WORD = re.compile(r"[^\W\d_]+")
_SPACES = re.compile(r"[ \t\xa0]+")
_BULLET = re.compile(r"(?m)^\s*[*•·–-]\s+")
_HOUR = re.compile(r"(?i),?\s*\bkl(?:\.|okken)?\s?\d{1,2}(?:[.:]\d\d)?\b")
_KEYBOARDS = (("ae", "æ"), ("oe", "ø"), ("aa", "å"), ("ä", "æ"), ("ö", "ø"))
_SAME = str.maketrans(
    {"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "»": '"', "«": '"', "—": "–"}
    | {"\ufe0f": None, "\u200d": None, "⟦": None, "⟧": None}
)


@cache
def _spelling() -> dict[str, Any]:
    text = files("handlers.replies").joinpath("spelling.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """The words that others may be misspellings of, and those that are none."""
    given = _spelling()
    return frozenset(given["meant"]), frozenset(given["real"])


def plain(text: str) -> str:
    """Give the text as if written with care; names keep their capitals, lines stay lines."""
    text = _BULLET.sub("", _HOUR.sub("", text.translate(_SAME)).replace("=", ": "))
    for phrase, meaning in _spelling()["phrases"].items():
        text = re.sub(rf"(?i)(?<!\w){phrase}(?!\w)", meaning, text)
    text = _WORD.sub(lambda match: _word(match[0]), text)
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.splitlines())


def _word(word: str) -> str:
    low = word.lower()
    meant, real = _known()
    if low in meant or low in real:
        return word
    for typed, letter in _KEYBOARDS:
        if low.replace(typed, letter) in meant:
            return low.replace(typed, letter)
    # a capital inside a sentence may be a name; all capitals are only loud
    return _nearest(low, meant) or word


@cache
def _nearest(word: str, meant: frozenset[str]) -> str | None:
    """The one word that this is a slip of: a letter wrong, missing, doubled or two swapped."""
    if len(word) < 5:
        return None
    near = {
        other
        for other in meant
        if other[0] == word[0] and abs(len(other) - len(word)) < 2 and _is_slip(word, other)
    }
    return near.pop() if len(near) == 1 else None


def _is_slip(one: str, other: str) -> bool:
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, wanted = one[start:], other[start:]
    return (
        rest[1:] == wanted
        or rest == wanted[1:]
        or rest[1:] == wanted[1:]
        or (rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:])
    )
