"""What a word in a clause takes from the words around it: 'Gruppen', 'Ida og | Bo ringer'."""

import re

from bot.domain.meetings import Party, PartyKind
from bot.minutes.clauses import Unit
from bot.minutes.frames import Frame
from bot.minutes.names import UPPER
from bot.minutes.parties import Register

#: a body called by its last part only, and that part
_SHORT = {"gruppen": "gruppe", "udvalget": "udvalg", "teamet": "team", "holdet": "hold"}
#: bodies that are told of and seldom meant
_OTHERS = r"(?:teknisk|kommunens|byens|amtets|kultur|økonomi|social|miljø)"
_PARTNER = re.compile(
    rf"(?:^|[,.:;–-]\s|\bog\s)(?P<who>[{UPPER}][\w.-]*(?:\s[{UPPER}][\w.-]*){{0,2}})"
    r"\s*(?:,|\bog|\bsamt|\+|&|/)\s*(?:og\s)?$"
)


def fuller(party: Party, unit: Unit, register: Register | None) -> Party:
    """'Gruppen' is the one group whose whole name stands right before, above, or anywhere."""
    stem = _SHORT.get((party.name or "").lower())
    if party.kind is not PartyKind.GROUP or stem is None:
        return party
    passage = unit.passage
    pattern = re.compile(
        rf"(?<![\w-])(?!(?i:{_OTHERS}))[\w-]*[a-zæøå-]{{2,}}{stem}(?:n|en|et)?(?!\w)"
    )
    said = passage.text[: max(0, passage.text.find(unit.text))]
    places = [pattern.findall(p) for p in (said, passage.heading or "", passage.item or "")]
    for names in (*places, pattern.findall(register.text) if register else []):
        found = {re.sub(r"(?:n|en|et)$", "", name.lower()): name for name in names}
        if found:
            return Party(PartyKind.GROUP, next(iter(found.values()))) if len(found) == 1 else party
    return party


def partner_cut_off(frame: Frame, register: Register | None) -> list[Party]:
    """The one who stands before the 'og' at which the sentence was cut: 'Ida og | Bo ringer'."""
    unit = frame.unit
    first = frame.actors[0] if frame.actors else None
    if register is None or first is None or first.start > 1 or frame.by_tail:
        return []
    if first.how not in ("person", "initials") or len(frame.actors) > 1:
        return []
    before = unit.sentence[: max(0, unit.sentence.find(unit.text))]
    match = _PARTNER.search(before)
    if not match or not register.knows(match["who"]):
        return []
    return [register.person(match["who"])]
