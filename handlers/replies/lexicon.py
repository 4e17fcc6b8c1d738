"""The patterns of `lexicon.toml`, compiled; a pattern there is Danish, here it is only found."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

#: a capital word in a pattern stands for a part or a table of the lexicon
_PLACE = re.compile(r"(?<![\w\\])[A-Z]{2,}(?!\w)")
#: "I" (you) must not be read as "i" (in)
_YOU = re.compile(r"(?<![\w-])I(?=[ |)])")


@cache
def _source() -> dict[str, Any]:
    return tomllib.loads(files("handlers.replies").joinpath("lexicon.toml").read_text("utf-8"))


@cache
def anywhere(table: str) -> re.Pattern[str]:
    """One pattern for any entry of the table, as whole words anywhere."""
    return re.compile(rf"(?i)(?<![\w⟦]){_joined(table)}(?!\w)")


@cache
def whole(table: str) -> re.Pattern[str]:
    """One pattern for any entry of the table, to be used with `fullmatch`."""
    return re.compile(rf"(?i){_joined(table)}")


@cache
def each(table: str) -> tuple[re.Pattern[str], ...]:
    """The entries of the table one by one, to be used with `fullmatch`; for those with groups."""
    return tuple(re.compile(rf"(?i){_ready(entry)}") for entry in _source()[table])


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the code with the lexicon's parts filled in."""
    return re.compile(rf"(?i){_ready(pattern)}")


def _joined(table: str) -> str:
    return f"(?:{'|'.join(_ready(entry) for entry in _source()[table])})"


def _ready(pattern: str) -> str:
    return _PLACE.sub(_part, _YOU.sub("(?-i:I)", pattern))


def _part(match: re.Match[str]) -> str:
    name, source = match[0], _source()
    if name in source["parts"]:
        return f"(?:{_ready(source['parts'][name])})"
    return _joined(name.lower()) if name.lower() in source else name
