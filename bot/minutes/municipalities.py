"""The 98 Danish municipalities and the ways their names are written."""

import re
from functools import cache
from pathlib import Path


@cache
def spellings() -> dict[str, str]:
    """Every spelling with the name that the municipality goes by, 'Køge' → 'Køge Kommune'."""
    listed = Path(__file__).with_name("municipalities.txt").read_text("utf-8")
    found: dict[str, str] = {}
    for line in listed.splitlines():
        first, *others = line.split("|")
        full = f"{first} Kommune" if not first.endswith("Region") else "Bornholms Regionskommune"
        if first == "København":
            full = "Københavns Kommune"
        for spelling in (first, *others):
            found[spelling] = full
            if not spelling.endswith("s"):
                found[spelling + "s"] = full
    return found


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(spellings(), key=len, reverse=True)
    return re.compile(rf"\b(?P<name>{'|'.join(map(re.escape, names))})(?P<word>\s+[Kk]ommunes?)?\b")


#: every spelling begins with one
_CAPITAL = re.compile(r"\b[A-ZÆØÅ]\w*")


@cache
def _first_words() -> frozenset[str]:
    return frozenset(match.group() for name in spellings() if (match := _CAPITAL.match(name)))


def find(text: str) -> re.Match[str] | None:
    """The first municipality in a text; group 'word' tells whether 'Kommune' is written."""
    for word in _CAPITAL.finditer(text):
        if word.group() in _first_words() and (found := _pattern().match(text, word.start())):
            return found
    return None


def canonical(text: str) -> str | None:
    """The full name of a municipality written in any usual way, None for other words."""
    match = _pattern().fullmatch(text.strip(" .,:;"))
    return spellings()[match["name"]] if match else None


@cache
def _domains() -> dict[str, str]:
    """Every name under .dk that can only be a municipality's own: 'koege', 'faxekommune'."""
    found: dict[str, str] = {}
    for spelling, full in spellings().items():
        plain = spelling.casefold().replace(" ", "-").translate(_ASCII)
        for label in (plain, f"{plain}kommune", f"{plain}-kommune"):
            found[label] = full
    return found


_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def of_domain(domain: str) -> str | None:
    """The municipality that a mail domain belongs to, None where the domain does not say it."""
    *_, name, top = ("", *domain.casefold().split("."))
    return _domains().get(name) if top == "dk" else None
