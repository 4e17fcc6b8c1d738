"""Tell whose words a text is made of: people's own, or ours, and then in which language."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

_WORD = re.compile(r"[^\W\d_]+")
#: Danish quotation marks
_MARKS = re.compile("[»«]")
_PO = Path(__file__).parents[1] / "bot" / "locale" / "en" / "LC_MESSAGES" / "bolden.po"


def peoples_words(thing: object) -> set[str]:
    """Give every word that stands in a notice, in small letters, and its quotation marks."""
    return {word for text in _texts(thing) for word in (*words_of(text), *_MARKS.findall(text))}


def words_of(text: str) -> list[str]:
    """Give the words of a text in small letters."""
    return [word.casefold() for word in _WORD.findall(text)]


def danish_in(text: str, peoples: Iterable[str]) -> list[str]:
    """Give the words of an English text that are Danish, and not people's own."""
    own = set(peoples)
    found = [word for word in words_of(text) if word in _danish()] + _MARKS.findall(text)
    return [word for word in found if word not in own]


@cache
def _danish() -> frozenset[str]:
    """Give the words that our Danish texts have and our English ones have not."""
    with _PO.open("rb") as file:
        catalogue = read_po(file)
    danish, english = set[str](), set[str]()
    for message in catalogue:
        danish.update(words_of(_without_fields(message.id)))
        english.update(words_of(_without_fields(message.string)))
    return frozenset(danish - english)


def _without_fields(texts: object) -> str:
    whole = texts if isinstance(texts, str) else " ".join(texts)  # type: ignore[arg-type]
    return re.sub(r"\{\w*\}", " ", whole)


def _texts(thing: object) -> Iterator[str]:
    if isinstance(thing, Enum):
        return
    if isinstance(thing, str):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _texts(getattr(thing, field.name))
    elif isinstance(thing, (tuple, list)):
        for one in thing:
            yield from _texts(one)
