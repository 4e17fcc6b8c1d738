"""The patterns of `lexicon.toml`, compiled; a pattern there is Danish, here it is only found."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_NAME = r"(?-i:[A-ZÆØÅÉÖÄÜ][\w'.-]*[\w])"
#: capitals that begin a sentence or are no name of anybody
NO_NAMES = (
    "jeg|vi|den|det|de|han|hun|ingen|nogen|alle|begge|hvem|man|der|som|du|i|ja|nej|men|og|så|hej|tak"
    "|ok|okay|ikke|er|har|kan|skal|vil|når|hvis|hvad|hvor|spørg|kontakt|udsæt|færdig|kollegaen|en|et"
    "|mandag|tirsdag|onsdag|torsdag|fredag|teams|januar|februar|marts|april|maj|juni|juli|august"
    "|september|oktober|november|december|min|mit|mine|vores|dem|mig|os|jer|dig|jeres|stop|venter"
    "|afventer|opgaven|punktet|sagen|mødet|referatet|her|nu|også|desværre|endnu|alt|måske|ups|hov"
    "|lars' opgave|bolden|denne|dette|beklager|undskyld|sorry|jo|jep|yes|hende|ham|noget|andre"
)
_ONE = rf"(?!(?:{NO_NAMES})(?![\w'.-])){_NAME}"
WHO = rf"{_ONE}(?: (?:af |von |van |de )?(?!(?:Kommune\b)?(?:{NO_NAMES})(?![\w'.-])){_NAME}){{0,3}}"
IT = (
    r"(?:den (?:her |der )?opgave|den her|den der|det her|det der|den|det|dem|denne|dette|opgaven|opfølgningen"
    r"|punktet|sagen|aktionen|bolden|⟦i\d+⟧)"
)


def _ready(pattern: str) -> str:
    # "I" (you) must not be read as "i" (in)
    pattern = re.sub(r"(?<![\w-])I(?=[ |)])", "(?-i:I)", pattern)
    return re.sub(r"\bIT\b", lambda _: IT, re.sub(r"\bWHO\b", lambda _: f"(?:{WHO})", pattern))


@cache
def _source() -> dict[str, list[str]]:
    return tomllib.loads(files("handlers").joinpath("lexicon.toml").read_text("utf-8"))


@cache
def anywhere(table: str) -> re.Pattern[str]:
    """One pattern for any entry of the table, as whole words anywhere."""
    return re.compile(rf"(?i)(?<![\w⟦])(?:{_joined(table)})(?!\w)")


@cache
def whole(table: str) -> re.Pattern[str]:
    """One pattern for any entry of the table, to be used with `fullmatch`."""
    return re.compile(rf"(?i)(?:{_joined(table)})")


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the code with WHO and IT filled in."""
    return re.compile(rf"(?i){_ready(pattern)}")


def joined(table: str) -> str:
    """The table's entries as one alternative, for a longer pattern."""
    return f"(?:{_joined(table)})"


def _joined(table: str) -> str:
    return "|".join(_ready(entry) for entry in _source()[table])
