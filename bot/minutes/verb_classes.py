"""What a Danish verb means and in which form it stands: 'udsendes' is communicate, passive."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path


def _regular(infinitive: str) -> Iterator[tuple[str, str]]:
    """The forms of a verb that is inflected by the rule."""
    stem = infinitive.removesuffix("e")
    short = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    yield infinitive, "infinitive"
    yield f"{stem}er", "present"
    yield f"{stem}ede", "past"
    yield f"{short}te", "past"
    yield f"{stem}et", "done"
    yield f"{short}t", "done"
    yield f"{stem}es", "passive"
    yield short, "imperative"


def _irregular(forms: str) -> Iterator[tuple[str, str]]:
    """The forms of 'infinitive/present/past/participle', and its passive."""
    infinitive, present, past, done = forms.split("/")
    if not infinitive.endswith("s"):
        yield f"{infinitive}s", "passive"
    if infinitive.endswith("e"):
        yield infinitive.removesuffix("e"), "imperative"
    yield done, "done"
    yield past, "past"
    yield present, "present"
    yield infinitive, "infinitive"


@cache
def _forms() -> dict[str, tuple[str, str]]:
    text = Path(__file__).with_name("verb_classes.toml").read_text("utf-8")
    listed: dict[str, str] = tomllib.loads(text)
    found: dict[str, tuple[str, str]] = {}
    for name, verbs in listed.items():
        for verb in verbs.split():
            for word, form in _irregular(verb) if "/" in verb else _regular(verb):
                found.setdefault(word, (name, form))
    return found


def meanings(tokens: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The class and form of every verb among small-written words."""
    forms = _forms()
    for token in tokens:
        if (found := forms.get(token)) is not None:
            yield found
