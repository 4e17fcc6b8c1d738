"""Who is named as responsible: in a column, a bracket, a tail or in front of a colon."""

import re

from bot.minutes.clauses import Unit
from bot.minutes.common_nouns import is_common
from bot.minutes.lexicon import either
from bot.minutes.names import PARTICLE, UPPER, lists_names
from bot.minutes.parties import Mention, Register
from bot.minutes.verb_classes import meanings
from bot.minutes.verbs import passive

_NAMED = rf"[{UPPER}][\w.-]*"
_NEXT = rf" (?:{PARTICLE} ){{0,2}}"

#: in front: a clause that holds none of these, written small, need not be searched
_TAILS = (
    (("action",),
     re.compile(rf"\b[Aa]ction\s+(?P<who>{_NAMED}"
        rf"(?:(?:\s?[/,&+]\s?| og ){_NAMED}){{0,3}})\.?$")),
    (("ansv", "tovholder", "udføres af", "action", "handling"),
     re.compile(r"[\s(.]*(?:ansvarlig\w*|ansv|tovholder|udføres af|action"
        r"|handling)\s*[:.–-]\s*(?P<who>[^.;)]{2,60})\)?\.?\s*$", re.IGNORECASE)),
    (("/",),
     re.compile(rf"\s/\s?(?P<who>{_NAMED}(?:(?: og |/|, ?|{_NEXT}){_NAMED}){{0,3}})\W*$")),
    (("(",),
     re.compile(rf"\(\s?(?P<who>{_NAMED}(?:(?:\s?[/,&+]\s?| og |{_NEXT}){_NAMED}){{0,3}})"
        r"\s?\)\W*$")),
    (("-", "–", ".", ":", "v/"),
     re.compile(rf"(?:\s[–-]\s|\.\s|:\s|\bv/\s?)(?P<who>{_NAMED}(?:(?:\s?[/,&+]\s?| og "
        rf"|{_NEXT}){_NAMED}){{0,3}})\.?\s*$")),
)  # fmt: skip
_LEAD = re.compile(
    rf"^(?P<who>[{UPPER}a-zæøå][^:;.?!]{{1,50}}?)\s*:\s+(?=\S)"
    rf"|^(?P<dash>[{UPPER}][\w. ]{{1,30}}?)\s[–-]\s"
)
#: what stands between two of a list
_BETWEEN = re.compile(r"\s*(?:/|,|&|\+|\bog\b)\s*")
_VERB_FIRST = re.compile(
    r"^\s*(?:(?!(?:[Dd]er|[Dd]e|[Ii]kke|[Ii]nt\w+|[Aa]lle|[Hh]er|[Nn]år|[Ff]or|[Ee]r|[Hh]ar"
    r"|[Vv]ar)\b)[A-ZÆØÅ]?[a-zæøå]+[re]\b|[Ss]kal|[Vv]il|[Aa]t\b)"
)


def _of_words(said: str, register: Register, unit: Unit) -> list[Mention]:
    """The parties of a responsible column or tail, written as it may be."""
    found = register.mentions(said, unit.passage.item)
    if found:
        held = " ".join(register.organisation_of(m.party) for m in found)
        return [m for m in found if m.how == "person" or (m.party.name or "-") not in held] or found
    parts = [part.strip(" .:") for part in _BETWEEN.split(said)]
    good = [p for p in parts if 1 < len(p) <= 40 and p[:1].isupper() and len(p.split()) <= 4]
    return [Mention(0, 0, register.person(p), "unknown") for p in good]


def tail_of(unit: Unit, register: Register) -> tuple[Mention, ...]:
    if unit.who:
        return tuple(_of_words(unit.who, register, unit))
    low = unit.text.lower()
    for number, (signs, pattern) in enumerate(_TAILS):
        match = pattern.search(unit.text) if any(map(low.__contains__, signs)) else None
        if not match:
            continue
        found = _of_words(match["who"], register, unit)
        sure = number < 2 or all(m.how in ("person", "initials", "role") for m in found)
        if found and sure:
            return tuple(found)
    return _added(unit, register)


#: 'Græsset slås inden fredag, Ida og Bo', 'Tallene tjekkes IB'
_ADDED = re.compile(
    rf"(?P<comma>,)?\s+(?P<who>{_NAMED}(?:{_NEXT}{_NAMED})?"
    rf"(?:(?:, | og |/|\s?[+&]\s?){_NAMED}(?:{_NEXT}{_NAMED})?){{0,2}})\s*\.?\s*$"
)
_BOUND = re.compile(
    r"\b(?:til|med|af|fra|hos|for|på|om|i|ved|og|eller|samt|hr\.?|fru|mellem|kl\.?)$", re.IGNORECASE
)


def _added(unit: Unit, register: Register) -> tuple[Mention, ...]:
    """The names put at the end of a clause in which nobody else acts."""
    match = _ADDED.search(unit.text)
    if not match:
        return ()
    before = unit.text[: match.start()]
    if _BOUND.search(before) or not (passive(before) or _MUST.search(before)):
        return ()
    found = register.mentions(match["who"], unit.passage.item)
    sure = ("person", "initials") if match["comma"] else ("initials",)
    if not found or any(m.how not in sure for m in found):
        return ()
    sure_ones = ("person", "initials", "everyone", "speaker")
    named = any(m.how in sure_ones for m in register.mentions(before, unit.passage.item))
    return () if named else tuple(found)


_MUST = re.compile(r"\bskal\b")


def lead_of(unit: Unit, register: Register) -> tuple[Mention, ...]:
    """'TH: Skriver til …': the name in front of the colon."""
    intro = unit.passage.intro or ""
    text = unit.text.removeprefix(intro).lstrip()
    match = _LEAD.match(text)
    said: str = (match["who"] or match["dash"]) if match else ""
    if not said:
        return ()
    found = register.mentions(said, unit.passage.item)
    if match and _commands(text[match.end() :]) and lists_names(said):
        return _each(said, register, unit)
    rest = said
    for mention in reversed(found):
        rest = rest[: mention.start] + rest[mention.end :]
    shown = text[match.end() :] if match else ""
    strange = any(m.how in ("unknown", "guess", "body") for m in found)
    acts = _VERB_FIRST.match(shown) or _commands(shown)
    if strange and (not acts or _opens_with_somebody(shown, register, unit)):
        return ()
    if found and len(rest.strip(" ,&/+").replace("og", "").strip()) < 4:
        return tuple(m for m in found if m.how != "everyone" or _commands(shown))
    return ()


def _each(said: str, register: Register, unit: Unit) -> tuple[Mention, ...]:
    """Everybody of a list of names, known or not; nobody where one is a thing."""
    parts = [part.strip() for part in _BETWEEN.split(said)]
    if any(is_common(part) for part in parts):
        return ()
    known = [register.mentions(part, unit.passage.item) for part in parts]
    strange = [[Mention(0, 0, register.person(part), "unknown")] for part in parts]
    return tuple(m for found, new in zip(known, strange, strict=True) for m in found or new)


def _commands(said: str) -> bool:
    """'Læs artiklen': the first word asks for something to be done."""
    word = re.match(r"\W*(\w+)\b(?!:)", said)
    if word is None:
        return False
    low = word[1].lower()
    return low.endswith("ér") or ("imperative" in {form for _, form in meanings([low])})


def _opens_with_somebody(said: str, register: Register, unit: Unit) -> bool:
    """'Kagebod: Bo og Ida står for …': the word before the colon is what it is about."""
    first = next(iter(register.mentions(said, unit.passage.item)), None)
    if first is None or said[: first.start].strip():
        return False
    return first.how in ("person", "initials") or bool(_SOMEBODY_ACTS.match(said, first.end))


_SOMEBODY_ACTS = re.compile(
    rf"(?:,|\s(?:og|samt|\+|&))\s[{UPPER}]|\s(?:skal|vil|{either('verbs', 'human')})\b"
)
