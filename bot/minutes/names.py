"""What a person's name looks like, without any list of names."""

import re
from functools import lru_cache

from bot.minutes import municipalities
from bot.minutes.lexicon import words

#: every capital of the Latin letters, for use in a character class
UPPER = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x250)) if letter.isupper())
TOKEN = rf"[{UPPER}][\w'’´`.-]*"
PARTICLE = (
    r"(?:van|de|der|den|von|vom|af|el|al|bin|bint|ibn|ben|abu|da|das|do|dos|del|della|la|las|los|le|di|du|y"
    r"|ter|ten|zu|zur)"
)
_WORD = rf"(?:(?:el|al|ad|an|as|at)-)?{TOKEN}"
NAME = re.compile(rf"{_WORD}(?:\s+(?:{PARTICLE}\s+){{0,2}}{_WORD}){{0,5}}")
ORGANISATION = re.compile(
    r"\b(?:kommunes?|region|sekretariatet?|a/s|aps|universitet|college|forvaltning(?:en)?"
    r"|styrelsen"
    r"|ministeriet|forbund|forening(?:en)?|skolen?|center|centret|hospital|institut|udvalget?"
    r"|museum"
    r"|afdeling(?:en)?|afd|selskab|danmark|rådet|teamet|biblioteket?|fonden)\b"
    r"|\w+(?:sekretariatet|styrelsen|foreningen|forbundet|skolen|centret|ministeriet|kontoret"
    r"|arkivet|arkiv|museet|værket|udvalget|sammenslutningen|klubben|klub|netværket|afdelingen"
    r"|tilsyn|forvaltningen|samarbejdet|selskabet|universitetet)\b", re.IGNORECASE
)  # fmt: skip


_THING = re.compile(
    r"(?:bestyrelse$|møde|referat|dagsorden|punkt|udvalg|forsamling|suppleant|repræsentant|medlem"
    r"|bilag)",
    re.IGNORECASE,
)


#: 'KvalitetsIT', 'OS2', 'Vestby Klubhus' are firms and houses, not persons
FIRM = re.compile(
    r"[a-zæøå][A-ZÆØÅ]|\d|\b\w*(?:[kK]lubhus|[fF]orsamlingshus|hallen|[mM]useum|[kK]ro|[bB]ibliotek|kirke|a/s|aps"
    r"|forsyning)$"
)


#: months that people are called, too: 'Maj Lykke', 'August Krag'
MONTH_NAMES = frozenset({"maj", "august", "april", "juni"})


@lru_cache(2048)  # the same few names are asked for by every stage
def is_name(text: str) -> bool:
    """Can these words be a person's name?"""
    text = text.strip()
    first = text.split()[0].casefold() if text else ""
    return (
        bool(NAME.fullmatch(text))
        and (
            first.strip(".") not in words("parties", "not_names")
            or (text.isupper() and len(text) < 5)
            or (first in MONTH_NAMES and len(text.split()) > 1)
        )
        and not any(char.isdigit() for char in text)
        and not _THING.search(text)
        and not FIRM.search(text)
        and len(text) <= 60
        and not municipalities.canonical(text)
        and not (ORGANISATION.search(text) and len(text.split()) < 4)
    )


#: what people are called by what they do, the last part of such words
CALLINGS = (
    r"leder|chef|formand|kassere?r?|konsulent|koordinator|direktør|sekretær|elev|medlem|suppleant"
    r"|præst|provst|lærer|rektor|ansvarlig|owner|repræsentant|inspektør|borgmester|organist|kordegn"
    r"|kirketjener|graver|revisor|redaktør|pædagog|sygeplejerske|læge|professor|medarbejder|lektor"
    r"|ingeniør|planlægger|jurist|fuldmægtig|pedel|vicevært|bogholder|skovrider|dommer|chauffør"
    r"|betjent|biskop|foged|fører|assistent|tekniker|arkitekt|advokat|rådmand|gartner|webmaster"
    r"|forkvinde|forperson|dirigent|mester|referent"
)
#: 'Ida Holm bestyrelsesmedlem'
OFFICE = rf"[a-zæøå]*(?:{CALLINGS})"
_CALLING = re.compile(rf"[\w-]*(?:{CALLINGS})", re.IGNORECASE)
_IN_OFFICE = re.compile(rf"(?<=\w)\s+{OFFICE}\s*$")


def is_calling(word: str) -> bool:
    """Does this word say what somebody does: 'Centerleder'?"""
    return bool(_CALLING.fullmatch(word))


#: 'Ida Holm #17 Formand', who lives there
HOUSE_NUMBER = re.compile(r"(?:,|\s)\s*#\s?\d{1,4}\b,?\s*(?=[\w(]|$)")


def lists_names(text: str) -> bool:
    """Is this line a list of names, or one name with what the person is?"""
    bare = _IN_OFFICE.sub("", re.sub(r"\([^)]*\)", "", HOUSE_NUMBER.sub(", ", text)))
    parts = [part.strip(" .") for part in re.split(r",|;|\s(?:og|samt|&|[-–/])\s|:\s", bare)]
    parts = [part for part in parts if part]
    first = bool(parts) and is_name(parts[0])
    named = sum(map(is_name, parts))
    long = len(bare.split()) > 12
    return first and (named >= 0.6 * len(parts) if long else named >= 1)
