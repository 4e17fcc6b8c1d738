"""Words with a capital that are common nouns: 'Hallen', 'Biblioteket', 'Forældrene'."""

import re

_DEFINITE = re.compile(r"[\wæøåÆØÅ'’.-]{3,}(?:en|et|erne|ene)")
#: 'Klubbens formand', 'Årets fest': whose it is, not who acts
_GENITIVE = re.compile(r"[\wæøåÆØÅ-]{3,}s")
_NOUN_FOLLOWS = re.compile(r"\s+[a-zæøå]{3,}\b")
#: names that end as nouns do in the definite
_NAMES = frozenset(re.findall(r"\w+", """
    karen kirsten karsten carsten torsten thorsten torben jørgen preben esben espen søren
    steen sten morten marten maarten maiken malken gretchen lauren helen ellen ruben reuben
    ceren eren yasmen kareen maureen kathleen eileen even owen sven svén steffen stephen
    kristen christen halfden mikken vibeken bjørgen jolien vivien julien fabien damien adrien
    aurelien lucien sebastien øjsten jensen hansen nielsen pedersen larsen madsen olsen
    andersen sørensen janet harriet elisabet margaret margret bernadet mehmet ahmet ismet
    nusret hikmet saadet muhammet juliet violet bridget irene helene marlene malene charlene
    jolene darlene mylene selene milene eugene maylene
"""))  # fmt: skip

#: people told by what they are: 'Kokken', 'Havnefogeden'
_BY_TRADE = re.compile(
    r"(?i)(?:chef|formand|inspektør|foged|mester|lærer|leder|giver|passer|ejer|lejer|pædagog|præst"
    r"|læge|mand|kone|sekretær|kokk|smed|advokat|konsulent|arkitekt|montør|redaktør|revisor|direktør"
    r"|instruktør|entreprenør|ingeniør|maler|tømrer|murer|elektriker|snedker|gartner|borger)en"
)


def is_common(name: str) -> bool:
    """Is a lone word with a capital a noun in the definite, and not somebody's name?"""
    if _BY_TRADE.search(name):
        return False
    return bool(_DEFINITE.fullmatch(name)) and name.casefold() not in _NAMES


def owns_the_next(name: str, after: str, verbs: frozenset[str]) -> bool:
    """Is a lone word the genitive in front of a noun: 'Museets', 'leder'?"""
    following = _NOUN_FOLLOWS.match(after)
    if not following or not _GENITIVE.fullmatch(name):
        return False
    return following.group().strip() not in verbs
