"""Short forms of names: initials, first names, and what the text explains of them."""

import re
from collections.abc import Callable, Collection, Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import dropwhile

from bot.minutes.names import NAME, PARTICLE, TOKEN, UPPER, is_name

_EXPLAINED = re.compile(rf"({NAME.pattern})\s*\(([{UPPER}][{UPPER}a-zæøå]{{1,4}})\)")

_ENDING = r"(?:råd|udvalg|bestyrels|forening|grupp|styrels|sekretariat|kontor|forum)"
_BODY = re.compile(rf"\b[{UPPER}]\w*{_ENDING}\w*")
_MORE = re.compile(rf"(?:(?: {PARTICLE}){{0,2}} {TOKEN}){{1,2}}")
_ALIKE = 0.88  # ratio of two full names that are one, misspelt

#: what stands before a name in a signature
_TITLED = re.compile(
    r"^(?:Lektor|Professor|Advokat|Arkitekt|Læge|Overlæge|Provst|Sognepræst|Ingeniør|Direktør|Formand"
    r"|Sekretær|Konsulent|Rektor|Lærer|Kordegn|Organist|Hr|Fru|Dr|Referent|Med|Venlig|Hilsen)\.?\s+"
)


def explained(text: str) -> dict[str, set[str]]:
    """Initials that the text explains: 'Bo Krag (BK)', or a full name they fit alone."""
    found: dict[str, set[str]] = {}
    sure: dict[str, set[str]] = {}
    for match in NAME.finditer(text):
        for line in match.group().split("\n"):
            words = line.rstrip(".").split()
            if len(words) < 2:  # no initials of one word
                continue
            name = _TITLED.sub("", " ".join(words))
            if 2 <= sum(word[0].isupper() for word in name.split()) <= 4 and is_name(name):
                for short in initials_of(name):
                    found.setdefault(short, set()).add(name)
    for match in _EXPLAINED.finditer(text):
        if is_name(match[1]) and len(match[1].split()) > 1:
            sure.setdefault(match[2], set()).add(match[1])
    return found | sure


def longer(name: str, text: str, firsts: Collection[str] = ()) -> str | None:
    """The one full name that a text gives to whoever it mostly calls by one word."""
    more = set()
    for match in _with_more(name, text):
        said = match.group().rstrip(".").split()
        rest = list(dropwhile(str.islower, said))
        if rest and rest[0] not in firsts and len(rest[0]) > 2 and is_name(" ".join(rest)):
            more.add(f"{name} {' '.join(said)}")
    return more.pop() if len(more) == 1 else None


def longer_in(text: str) -> Callable[[str], str | None]:
    """The same of any one word; each is looked for once, however often a document has it."""

    @cache
    def one(word: str) -> str | None:
        return None if " " in word or word.isupper() else longer(word, text)

    return one


def _with_more(name: str, text: str) -> Iterator[re.Match[str]]:
    """Where more of a name follows on it; letters are found faster than patterns."""
    start = text.find(name)
    while start >= 0:
        begins = start == 0 or not (text[start - 1].isalnum() or text[start - 1] == "_")
        match = _MORE.match(text, start + len(name)) if begins else None
        if match:
            yield match
        start = text.find(name, match.end() if match else start + 1)


def alike(one: str, other: str) -> bool:
    """Are two full names one, misspelt? The quick ratios are upper bounds."""
    match = SequenceMatcher(None, one, other)
    return (
        match.real_quick_ratio() >= _ALIKE
        and match.quick_ratio() >= _ALIKE
        and match.ratio() >= _ALIKE
    )


def complete(short: str, name: str) -> bool:
    """Do the initials leave no part of the name out: 'BKL' of 'Bo Krag Lund', not 'BL'?"""
    letters = "".join(part[0] for part in re.split(r"[\s-]+", name) if part).upper()
    return short in (letters, "".join(part[0] for part in name.split()).upper())


def bodies_in(text: str) -> str:
    """All words of a text that a short form may stand for."""
    return " ".join(_BODY.findall(text))


def stands_for(short: str, bodies: str) -> str | None:
    """The body of a text that the letters stand for, as ÆR for 'Ældrerådet'."""
    first, last = re.escape(short[0]), re.escape(short[-1].lower())
    middle = "".join(rf"{re.escape(letter.lower())}\w*" for letter in short[1:-1])
    word = re.search(rf"\b{first}\w*{middle}(?={last}){_ENDING}(?P<form>\w*)", bodies)
    if word is None:
        return None
    return word.group().removesuffix("s") if word["form"] in ("et", "ets") else short


def initials_of(name: str) -> set[str]:
    parts = re.split(r"[\s-]+", name)
    if len(parts) < 2 or not all(parts):
        return set()
    letters = re.findall(rf"[{UPPER}](?=\.)", parts[0])
    if len(letters) > 1:  # 'P.A. Tornved' is PA
        return {"".join(letters), "".join(letters) + parts[-1][0].upper()}
    every = "".join(part[0] for part in parts).upper()
    spaced = "".join(part[0] for part in name.split()).upper()
    return {every, spaced, parts[0][0].upper() + parts[-1][0].upper()}


def fits(wanted: list[str], full: list[str]) -> bool:
    """Is this short form of that name: 'Bo Krag' of 'Bo Krag Lund', 'Bo' of 'Bo Krag'?"""
    short, long = sorted((wanted, full), key=len)
    if short[0] != long[0]:
        return False
    if len(short) == 1:
        return len(long) >= 1 and (len(wanted) == 1 or len(full) == 1)
    spots = iter(long)
    return all(
        any(token == other or (len(token) == 1 and other.startswith(token)) for other in spots)
        for token in short
    )
