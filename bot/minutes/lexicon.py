"""The Danish words the reader knows, loaded once from lexicon.toml."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text("utf-8"))


@cache
def words(*path: str) -> frozenset[str]:
    """The words under a key, `words("verbs", "ask")`."""
    value: Any = _data()
    for key in path:
        value = value[key]
    listed = value.split() if isinstance(value, str) else value
    return frozenset(str(word) for word in listed)


@cache
def label_roles() -> dict[str, str]:
    """Each label, folded, with the role of what stands under it."""
    return {fold(label): role for role, labels in _data()["labels"].items() for label in labels}


def fold(text: str) -> str:
    """Lower-case words only, for comparing."""
    return " ".join(re.findall(r"[\wæøåéü]+", text.casefold()))


@cache
def either(*path: str) -> str:
    """The words under a key as a regular expression, the longest first."""
    listed = sorted(words(*path), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in listed) + ")"


@cache
def openings(*path: str) -> frozenset[str]:
    """The first word of each entry under a key, written small."""
    return frozenset(re.findall(r"\w+", entry.lower())[0] for entry in words(*path))
