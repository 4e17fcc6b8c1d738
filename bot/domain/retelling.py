"""What was written down in Danish when minutes came in, said again in the language spoken now.

The reader and the intake speak Danish, for nobody knows yet who will look at it.
"""

import re
from functools import cache

from bot.domain.language import DANISH, later, spoken, t

SEVERAL = later("Flere kan være »{name}«: {names}.")
UNLISTED = later("»{name}« står ikke på medlemslisten.")
NOT_LISTED = later("{name} (ikke på medlemslisten)")
NO_CONTACT = later("Hvem svarer for {body}?")
#: how a day's notes are called where a meeting's title stands
IN_TEAMS = later("Samtale i Teams")
NO_CONTACTS = later("Ingen kontaktperson for {names}. Sæt en på medlemslisten.")

#: whatever is kept as such a text; what is said of a page goes before what is said of any name
_KEPT = (
    SEVERAL,
    UNLISTED,
    NOT_LISTED,
    NO_CONTACT,
    NO_CONTACTS,
    IN_TEAMS,
    later("{name} kan være {names}."),
    later("Mødekoder og møde-id er skjult i teksten."),
    later("CPR-numre er skjult i teksten. Overvej, om referatet bør rettes."),
    later("Et lukket punkt er udeladt."),
    later("{count} lukkede punkter er udeladt."),
    later("Teksten er meget lang. Kun den første del er læst for opfølgninger."),
    later("Teksten er læst fra et billede. Tjek navne og datoer."),
    later("Side {names} er læst fra et billede. Tjek navne og datoer."),
    later("Side {names} kunne ikke læses."),
    later("Kun de første {some} af {all} sider er læst."),
    later("Læst er mailens egen tekst."),
    later("Læst er {name}."),
    later("{name} kunne ikke læses."),
    later("Ikke læst: {name}."),
)


def restated(danish: str) -> str:
    """Say it in the language spoken now; what nobody here wrote stays as it is."""
    if spoken() == DANISH:
        return danish
    for kept, pattern in _patterns():
        if found := pattern.fullmatch(danish):
            fields = {name: _listed(name, value) for name, value in found.groupdict().items()}
            return t(kept).format(**fields)
    return danish


def _listed(name: str, value: str) -> str:
    if name != "names":
        return value
    for danish in (later("{first} og {last}"), later("{first} eller {last}")):
        first, _, last = value.rpartition(danish.format(first="", last=""))
        if first:
            return t(danish).format(first=first, last=last)
    return value


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kept, re.compile(_pattern(kept), re.DOTALL)) for kept in _KEPT)


def _pattern(kept: str) -> str:
    """Turn the fields of a text into groups of that name."""
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(kept))
