"""From a frame to what is entered: whose it is, and how it is worded."""

import re

from bot.domain.meetings import Party, PartyKind
from bot.minutes.antecedents import fuller, partner_cut_off
from bot.minutes.doers import doers, without_doer
from bot.minutes.frames import Frame
from bot.minutes.kinds import comes_back
from bot.minutes.parties import Register

_NOBODY = Party(PartyKind.UNASSIGNED)
_SPLIT_TAIL = re.compile(
    r"[\s(.]*(?:ansvarlig\w*|ansv|udføres af|frist|deadline)\s*[:.–-].*$"
    r"|\s/\s?[A-ZÆØÅ][\w/]*\W*$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:action|aktion|beslutning|opfølgning|aftale|konklusion|referat"
    r"|to ?do)\s*:\s*",
    re.IGNORECASE,
)


_TAKEN_UP = frozenset(
    {"tager", "tage", "ser", "se", "drøfter", "behandler", "vender", "kommer", "snakker", "taler"}
    | {"snakke", "tale", "vende", "beslutter", "genoptager"}
)
_PUT_OFF = frozenset({"udsætte", "udskyde", "flytte", "drøfte", "behandle", "genoptage"})


def owners_of(frame: Frame, register: Register | None = None) -> tuple[Party, ...]:
    """The parties that a follow-up belongs to; nobody is said aloud."""
    parties: list[Party] = []
    for mention in doers(frame):
        party = mention.party
        if (
            mention.how == "everyone"
            and frame.unit.text[mention.start : mention.end].lower() == "man"
        ):
            party = _NOBODY
        if party not in parties:
            parties.append(party)
    if frame.verb in _PUT_OFF and all(p.kind is PartyKind.GROUP for p in parties):
        return (_NOBODY,)  # the body that puts an item off is not to do anything
    taken_up = frame.verb.split(" ")[0] in _TAKEN_UP and all(
        p.kind is PartyKind.GROUP for p in parties
    )
    if parties and taken_up and comes_back(frame.unit.text):
        return (_NOBODY,)  # 'Rådet ser på det igen på næste møde' is an item, not a task
    parties = [
        *partner_cut_off(frame, register),
        *(fuller(p, frame.unit, register) for p in parties),
    ]
    named = [p for p in parties if p.kind not in (PartyKind.EVERYONE, PartyKind.UNASSIGNED)]
    if named:
        return tuple(named)
    if parties:
        return (parties[0],)
    return without_doer(frame, register)


def task_of(frame: Frame) -> str:
    """The clause as one short sentence."""
    text = _LEAD.sub("", frame.unit.text.strip(" •-–*"))
    if frame.by_tail:
        text = _SPLIT_TAIL.sub("", text) or text
    text = re.sub(r"\s+", " ", text).strip(" ,;")
    return text[:1].upper() + text[1:] if text else frame.unit.text
