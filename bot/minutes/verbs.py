"""How Danish verbs show who acts and when: the shapes of the words, nothing more."""

import re
from functools import lru_cache

from bot.minutes.lexicon import either, words

_ADVERB = (
    r"(?:også|derfor|så|nu|herefter|derefter|endvidere|desuden|fortsat|ligeledes|dog|gerne|selv"
    r"|igen"
    r"|fremover|fremadrettet|sammen|snarest|derudover|samtidig|efterfølgende|hver især|straks"
    r"|videre|alle)"
)
_MODAL = r"(?P<modal>skal|vil|kan|bør|må|skulle|ville|kunne|behøver|forsøger at|prøver at)"
_PRESENT = (
    r"(?P<verb>[a-zæøå]{2,}[^\Ws]r|er|har|samles|mødes|ses|hjælpes|s[eåø]r|[a-zæøå]*(?:lægger|tager|giver|står|går|får"
    r"|gør))"
)
#: what parties do with each other: no passive
TOGETHER = frozenset({"samles", "mødes", "ses", "hjælpes"})
AFTER = re.compile(
    rf"^(?:\s*\([^)]*\))?\s*(?:{_ADVERB}\s+)*(?:{_MODAL}\b(?:\s+{_ADVERB})*(?:\s+(?P<infinitive>[a-zæøå]+))?"
    rf"|{_PRESENT}\b|(?P<past>[a-zæøå]+(?:ede|te|de)|var|havde|blev|gik|tog|gav|kom|fik|så"
    rf"|skrev|sagde)\b)"
)
BEFORE = re.compile(rf"(?:{_MODAL}|(?<![\w-]){_PRESENT}|(?P<past>havde|har|blev|[a-zæøå]+ede))\s*$")
_PASSIVE = re.compile(
    r"(?<![\w-])(?P<verb>(?:^[A-ZÆØÅ]?|(?<=[.:] )[A-ZÆØÅ]?)?[a-zæøå]{2,}(?:es|ås|øs))(?![\w-])"
)
_PASSIVE_ENDING = re.compile(r"(?:es|ås|øs)(?![\w-])")
PASSIVE_PAST = re.compile(r"\b(?:blev|er blevet|[a-zæøå]{3,}edes)\b")
BECOMES = re.compile(
    r"\b(?:bliver|(?:vil|skal)\s+(?:\S+\s+){0,4}?blive)\s+(?:(?!sat pris)\S+\s+){0,4}?"
    r"(?P<verb>[a-zæøå]{2,}(?:et|t|sat|lagt))\b", re.IGNORECASE
)  # fmt: skip
BY = re.compile(
    r"(?<!deltagelse )(?<!hjælp )(?<!oplæg )(?<!brug )(?<!inddragelse )"
    r"\baf\s+(?:hele\s+|den samlede\s+)?$"
)
ASK = re.compile(rf"(?<![\w-])(?P<verb>{either('verbs', 'ask')})(?![\w-])", re.IGNORECASE)
IMPERATIVE = re.compile(
    r"^\W*(?:så\s+|og\s+|derfor:?\s+)?(?P<verb>husk|send|meld|skriv|kontakt|tilmeld|giv|find"
    r"|ring|brug|læs|se"
    r"|kom|tag|lav|sørg|hold|mail|svar|overvej|undersøg|tjek|indsend|del|spørg)\s+(?!dag|stykke)",
    re.IGNORECASE,
)
#: 'om', 'hvis' … in front of the subject: not what the clause itself says
SUBORDINATE = re.compile(
    r"\b(?:om|hvis|når|som|der|fordi|da|hvad|hvor|hvem|såfremt|mens|hvilke\w*"
    r"|at)\s+$",
    re.IGNORECASE,
)
LOOKS_AFTER = re.compile(
    r"^\s*(?:\w+\s+)?ser\s+(?:\w+\s+){0,4}?(?:på|efter|nærmere|til"
    r"|videre)\b"
)


def holds(sort: str, text: str) -> bool:
    """Can a text hold a verb of this sort? It is much faster to ask than to search."""
    return any(map(text.lower().__contains__, words("verbs", sort)))


def tells(verb: str) -> bool:
    return verb in words("verbs", "stative")


#: words in -r and -re that are no verbs
_NO_VERB = frozenset(
    re.findall(
        r"\w+",
        "eller efter over under inden uger flere måneder timer møder andre overfor udenfor indenfor"
        " ovenfor nedenfor fremfor fremover derudover herudover herunder herefter derefter bagefter"
        " derfor hvorfor vedr mdr hver især nær år før per",
    )
)


def is_noun(verb: str) -> bool:
    """Does the word only look like a verb in the present?"""
    return verb in _NO_VERB


@lru_cache(1024)  # the frame and the cues ask for the same clause
def passive(text: str) -> re.Match[str] | None:
    """The first passive verb in -es that is neither a noun's genitive nor a deponent."""
    if not _PASSIVE_ENDING.search(text):  # much faster to find than the whole verb
        return None
    for match in _PASSIVE.finditer(text):
        if match["verb"].lower() not in words("verbs", "passive_no"):
            return match
    return None
