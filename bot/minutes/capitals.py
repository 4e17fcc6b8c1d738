"""Which words with a capital can be a person's name, judged by their shape and their place."""

import re
from bisect import bisect_left

from bot.minutes.lexicon import either, words
from bot.minutes.names import OFFICE, UPPER

#: 'Esben Krag ringer': two capitals and what a person does
_FULL_NAME_ACTS = re.compile(
    rf"(?:\s+[{UPPER}][\w-]+){{1,3}}\s+(?:(?:og|samt)\s+[{UPPER}]"
    rf"|(?:skal|vil|{either('verbs', 'human')})\b)"
)
#: 'Esben og Ida ringer'
_TWO_ACT = re.compile(
    rf"(?:,|\s(?:og|samt|\+|&))\s[{UPPER}][\w-]+\s+(?:skal|vil|{either('verbs', 'human')})\b"
)
#: 'Ansvarlig: Esben Krag': two or three capitals and nothing more
_FULL_NAME_ALONE = re.compile(
    rf"(?:\s+[{UPPER}][\w-]+){{1,3}}\s*(?:$|[,/&;(]|\.\s*$|(?:og|samt)\s+[{UPPER}])"
)
#: 'ABC-kortene' is no person
_THING = re.compile(rf"[{UPPER}\d]{{2,}}-[a-zæøå]+")
#: 'i Outlook', 'hver Havnecafé': what stands after these is no person
_OF_THINGS = re.compile(r"(?i)\b(?:i|hver|hvert|vores|den|det|en|et|denne|dette|via)\s$")
#: longer than any of these
_NEAR = 8
_NOUN = re.compile(
    r"(?:ing|else|tion|ment|hed|skab|dom|erne|ingen|elsen|tionen|heden|mødet|møde|planen|plan"
    r"|punktet"
    r"|gruppen|udvalg|råd|huset|sagen|midler|penge|ede|ende|ig|isk|lig|som|sfest|fest|dag|aften"
    r"|tilbud|program|listen|aftale|kontrakt|opgave|et|en|er)$"
)
#: 'Faglig leder', 'Pædagogisk konsulent'
_ADJECTIVE = re.compile(r"(?:lig|isk|tiv)$")
_CALLED = re.compile(rf"\s+{OFFICE}\b")
PLURAL = re.compile(
    r"(?:hentere|rejsere|gere|dere|lere|ister|erne|ejere|arbejdere|rådgivere|ledere)$"
)
_DEFINITE = re.compile(
    r"(?:ingen|elsen|tionen|heden|erne|ene|eren|mødet|listen|sagen|planen|kassen)$"
)
#: 'Havnekontoret', 'Beboerne', and where only the sentence gives the capital, 'Bussen'
_NEUTER = re.compile(r"[\w-]{4,}(?:et|erne)")
_WITH_ARTICLE = re.compile(r"[\w-]{3,}(?:et|erne|en|ene)")


class Capitals:
    """The words of one document, small and with a capital."""

    def __init__(self, text: str) -> None:
        self._small = set(re.findall(r"(?<![\w.])[a-zæøå][\wæøåé-]+", text))
        self._in_order = sorted(self._small)
        self._inside = set(re.findall(rf"(?<=[a-zæøå,;] )[{UPPER}][\wæøåéü-]+", text))

    def could_be_name(self, word: str, text: str, start: int) -> bool:
        """Can this word of a text, with its capital, begin the name of somebody unknown?"""
        low = word.casefold().strip(".")
        end = start + len(word)
        if _ADJECTIVE.search(low) and _CALLED.match(text, end):
            return False
        if not _opens(text, start) or _FULL_NAME_ACTS.match(text, end):
            return True
        new = low not in self._small
        if new and (_FULL_NAME_ALONE.match(text, end) or _TWO_ACT.match(text, end)):
            return True
        following = re.match(r"\s+([a-zæøå]+)", text[start + len(word) :])
        if following and following[1] in words("verbs", "human") and not _DEFINITE.search(low):
            return new
        return new and (word in self._inside or not _NOUN.search(low))

    def names_a_thing(self, name: str, seen: bool, listed: bool) -> bool:
        """'Pigefodbold', and where the list has everybody's full name 'Havnekontoret'"""
        pattern = _NEUTER if seen else _WITH_ARTICLE
        return self._is_compound(name) or (listed and pattern.fullmatch(name) is not None)

    def _is_compound(self, word: str) -> bool:
        """Does a word end in one that the text knows small: 'Pigefodbold', and 'fodboldhold'?"""
        low = word.casefold()
        tails = (low[at:] for at in range(3, len(low) - 5)) if word.isalpha() else ()
        return any(self._knows_one_with(tail) for tail in tails)

    def _knows_one_with(self, start: str) -> bool:
        """Does a small word begin so? In their order only one of them has to be looked at."""
        at = bisect_left(self._in_order, start)
        return at < len(self._in_order) and self._in_order[at].startswith(start)

    def seen(self, name: str, text: str, start: int) -> bool:
        """Does more than the start of a sentence give the name its capital?"""
        opens = not text[:start].rstrip(' •"“”(')[-1:].strip(".!?:;–-")
        return len(name.split()) > 1 or name in self._inside or not opens


def _opens(text: str, start: int) -> bool:
    """Does a sentence begin here, so that any word has a capital?"""
    before = text[:start].rstrip(' •"“”')
    return not before or before[-1] in ".!?:;–-("


def is_thing(name: str, before: str) -> bool:
    """'ABC-kortene', 'i Outlook': a word with a capital that is no person."""
    alone = len(name.split()) == 1
    return alone and bool(_THING.fullmatch(name) or _OF_THINGS.search(before[-_NEAR:]))


def inside_a_name(text: str, start: int, end: int) -> bool:
    """Is a word with a capital part of somebody's name: the house of 'Ida Skovhuset Bang'?"""
    return bool(_AFTER.match(text, end) and _BEFORE.search(text[:start]))


_BEFORE = re.compile(rf"(?<![\w.])[{UPPER}][\w-]+\s$")
_AFTER = re.compile(rf"\s[{UPPER}][\w-]+")
