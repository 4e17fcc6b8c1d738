"""The parties at the head of a line in the agreed form, or in its column 'Hvem'."""

import re
from collections.abc import Sequence

from bot.domain.meetings import Party, PartyKind
from bot.minutes import municipalities
from bot.minutes.lexicon import either, fold, words
from bot.minutes.names import ORGANISATION, UPPER
from bot.minutes.parties import Register

_AND = re.compile(r"\s*(?:[,;/+&]|(?<!-)\s(?:og|samt|sammen med)\s)\s*(?:(?:og|samt)\s+)?")
_EVERYONE = re.compile(
    rf"(?:{either('parties', 'everyone')}|(?:alle|samtlige|hver|de enkelte)\s[a-zæøå ]{{3,40}})",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:ingen(?: \w+){0,2}|(?:endnu )?ikke (?:fordelt|aftalt|afklaret)|uafklaret|ufordelt|ukendt"
    r"|mangler|afventer|n\.?\s?n\.?|tbd|\?+|[-–—]+)", re.IGNORECASE
)  # fmt: skip
_ROLE = re.compile(rf"{either('parties', 'roles')}|\w{{3,}}ansvarlige?", re.IGNORECASE)
_BODY = re.compile(
    rf"(?:(?:den|det|de)\s)?(?:[\wæøåé.-]+\s){{0,3}}"
    rf"(?:{either('parties', 'bodies')}|[\w-]*{either('parties', 'body_endings')}"
    r"|[\w-]*sekretariat|[\w-]*kommunerne)(?:\s(?:for|om|vedr\.?)\s[\w -]{2,40})?", re.IGNORECASE
)  # fmt: skip
_INITIALS = re.compile(r"[^\W\d_a-zæøå]{2,4}")
_PARTICLES = frozenset(
    {"van", "de", "der", "den", "von", "af", "el", "al", "bin", "ibn", "ben", "da", "dos", "la"}
    | {"le", "di", "du", "y", "ter", "zu", "abu"}
)
_BRACKET = re.compile(r"(?P<name>[^()]+?)\s*\((?P<inside>[^()]{2,60})\)")
_TITLE = re.compile(r"(?:[a-zæøå][\w.-]*\s+){1,3}(?=[^\W\d_a-zæøå])")
_BEFORE_CAPITAL = re.compile(rf"(?<![\w-])([\w-]+)(?=\s+[{UPPER}]\w)")
_LISTED = re.compile(
    rf"(?:(?<=, )|(?<= og ))[{UPPER}][\w-]+|(?<=: )[{UPPER}][\w-]+(?=, [{UPPER}]| og [{UPPER}])"
)
_HYPHENED = re.compile(r"(?:al|el)-(?=\S)")


def parts(text: str) -> list[str]:
    """The parties of a list, each as written."""
    shielded = re.sub(r"\([^)]*\)", lambda m: "\0" * len(m.group()), text)
    found, start = [], 0
    for match in _AND.finditer(shielded):
        found.append(text[start : match.start()])
        start = match.end()
    found.append(text[start:])
    return [part.strip(" .:*_") for part in found if part.strip(" .:*_")]


def looks_like_name(text: str) -> bool:
    """Words with capitals and the particles between them, in any alphabet's letters."""
    tokens = _HYPHENED.sub("", text).split()
    if not tokens or len(tokens) > 6 or any(char.isdigit() for char in text):
        return False
    capitals = [t[:1].isupper() or t.lower() in _PARTICLES for t in tokens]
    lone = tokens[0].casefold().strip(".") in words("parties", "not_names")
    return all(capitals) and tokens[-1][:1].isupper() and not lone


def is_nobody(text: str) -> bool:
    """'ingen endnu', '?', or nothing."""
    bare = text.strip(" .:")
    return not bare or bool(_NOBODY.fullmatch(bare))


def is_party(part: str) -> bool:
    """Do these words alone name somebody, by their looks?"""
    bracket = _BRACKET.fullmatch(part)
    bare = bracket["name"] if bracket else part
    if _title_off(bare) != bare:
        bare = _title_off(bare)
    known = (_EVERYONE, _NOBODY, _ROLE, _BODY, _INITIALS)
    return (
        any(pattern.fullmatch(bare) for pattern in known)
        or fold(bare) in words("parties", "speaker")
        or municipalities.canonical(bare) is not None
        or looks_like_name(bare)
    )


def begun_names(text: str) -> frozenset[str]:
    """Words that stand somewhere as names do: before another capital, or in a list."""
    return frozenset(_BEFORE_CAPITAL.findall(text)) | frozenset(_LISTED.findall(text))


def is_surely_party(part: str, begun: frozenset[str]) -> bool:
    """A lone capital may be any word, unless the document has it in a name or a list."""
    if not is_party(part):
        return False
    known = (_INITIALS, _EVERYONE, _BODY)
    if not looks_like_name(part) or len(part.split()) > 1 or part in begun:
        return True
    return any(p.fullmatch(part) for p in known) or bool(municipalities.canonical(part))


def owners(text: str, register: Register) -> tuple[Party, ...]:
    """Everybody whom the words name, nobody said aloud."""
    listed = parts(text)
    if text.rstrip().endswith(","):  # 'Anna Holt, Køge Kommune, sender': where she is from
        listed = listed[:1] + [part for part in listed[1:] if not municipalities.canonical(part)]
    found: list[Party] = []
    for part in listed:
        party = _party(part, register)
        if party not in found:
            found.append(party)
    named = [party for party in found if party.kind is not PartyKind.UNASSIGNED]
    return tuple(_largest(named)) or (Party(PartyKind.UNASSIGNED),)


def _largest(parties: Sequence[Party]) -> Sequence[Party]:
    everyone = [party for party in parties if party.kind is PartyKind.EVERYONE]
    return parties if len(everyone) < len(parties) else everyone[:1]


def _title_off(text: str) -> str:
    match = _TITLE.match(text)
    return text[match.end() :] if match and looks_like_name(text[match.end() :]) else text


def _party(part: str, register: Register) -> Party:
    if is_nobody(part):
        return Party(PartyKind.UNASSIGNED)
    bracket = _BRACKET.fullmatch(part)
    if bracket:
        return _bracketed(bracket["name"], bracket["inside"], register)
    if _EVERYONE.fullmatch(part):
        return Party(PartyKind.EVERYONE)
    if municipality := municipalities.canonical(part):
        return Party(PartyKind.ORGANISATION, municipality)
    if fold(part) in words("parties", "speaker"):
        return register.minute_taker() or Party(PartyKind.PERSON, part)
    if register.knows(part):
        return register.person(part)
    if _ROLE.fullmatch(part):
        return register.role(part)
    if _BODY.fullmatch(part):
        return Party(PartyKind.GROUP, part)
    if ORGANISATION.search(part):
        return Party(PartyKind.ORGANISATION, part)
    bare = _title_off(part)
    if looks_like_name(bare) or _INITIALS.fullmatch(bare):
        return _surnamed(bare, register) or register.person(bare)
    return Party(PartyKind.GROUP, part)


def _surnamed(name: str, register: Register) -> Party | None:
    """The one person on the list whose last name this is."""
    found = [person.name for person in register.people if person.name.split()[-1] == name]
    return Party(PartyKind.PERSON, found[0]) if len(found) == 1 else None


def _bracketed(name: str, inside: str, register: Register) -> Party:
    """'Køge (Anna Holt)' and 'Anna Holt (Køge)' are Anna Holt."""
    municipality = municipalities.canonical(name)
    if municipality and looks_like_name(inside):
        return register.person(inside, municipality)
    party = _party(name, register)
    if party.kind is PartyKind.PERSON:
        return register.person(_title_off(name), municipalities.canonical(inside))
    return party
