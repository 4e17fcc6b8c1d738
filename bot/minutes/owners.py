"""From a frame to what is entered: whose it is, and how it is worded."""

import re
from collections.abc import Sequence

from bot.domain.meetings import Party, PartyKind
from bot.minutes.frames import Frame, Voice
from bot.minutes.parties import Mention, Register

_NOBODY = Party(PartyKind.UNASSIGNED)
_EVERYONE = Party(PartyKind.EVERYONE)
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


_PUT_OFF = frozenset({"udsætte", "udskyde", "flytte", "drøfte", "behandle", "genoptage"})
#: a party in such a clause says when or where, not who
_WHEN = re.compile(
    r"\S\s+(?:så snart|til|indtil|før|inden)?\s*\b(?:når|hvor|hvis|såfremt|så|fordi|eftersom|mens)"
    r"\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)  # fmt: skip
_BY = re.compile(r"(?<!t)(?<!ede)(?<!es)\s+af\s+$")
_BETWEEN = re.compile(r"\b(?:mellem|imellem)\s+$", re.IGNORECASE)
_AMONG = re.compile(r"^\s+(?:imellem|indbyrdes)\b", re.IGNORECASE)
_HANDED = re.compile(r"\bfra\s+$", re.IGNORECASE)
_EACH = re.compile(r"\baf\s+(?:de enkelte|alle|hver|hvert|samtlige)\b", re.IGNORECASE)
_NO_ADDRESSEE = re.compile(
    r"^\W*der\s+\w+s\b(?!\s+til\s+at\b)(?:\s+om\b|\s+\w+\s+i\b)", re.IGNORECASE
)
_REMEMBER = re.compile(r"^\W*husk\b", re.IGNORECASE)
_THROUGH = re.compile(r"^[\w\s]{0,30}?\bv(?:/|ed)\s*$")
_PRONOUN = re.compile(
    r"^\W*(?:og\s+|men\s+)?(?:han|hun)\s+(?:\w+(?:r|å)\b|skal\b|vil\b)", re.IGNORECASE
)


def owners_of(frame: Frame, register: Register | None = None) -> tuple[Party, ...]:
    """The parties that a follow-up belongs to; nobody is said aloud."""
    actors = _through(frame, _doers(frame))
    parties: list[Party] = []
    for mention in actors:
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
    named = [p for p in parties if p.kind not in (PartyKind.EVERYONE, PartyKind.UNASSIGNED)]
    if named:
        return tuple(named)
    if parties:
        return (parties[0],)
    return _without_doer(frame, register)


def _doers(frame: Frame) -> list[Mention]:
    """The actors without those whom only a time or a place is told by."""
    text, actors = frame.unit.text, list(frame.actors)
    if frame.by_tail or not actors:
        return actors
    first = actors[0].start
    if frame.voice is Voice.ACTIVE and _WHEN.search(text[:first]):
        return []
    if frame.voice is Voice.PASSIVE and _BY.search(text[:first]):
        verb = text.find(frame.verb) if frame.verb else -1
        return [] if verb > first else actors  # 'salg af X udskydes'
    return actors


def _through(frame: Frame, actors: list[Mention]) -> list[Mention]:
    """'Rådet ringer v/ formanden': the one who acts for the body."""
    if len(actors) != 1 or actors[0].how != "body":
        return actors
    text = frame.unit.text
    for mention in frame.mentions:
        between = text[actors[0].end : mention.start]
        if mention.how in ("person", "initials", "role") and _THROUGH.match(between):
            return [mention]
    return actors


def _aside(frame: Frame, pair: Sequence[Mention]) -> tuple[Party, ...]:
    """'mellem Ida og Bo', 'medlemmerne imellem', 'fra Ida til Bo': doers that are no subject."""
    text, first = frame.unit.text, pair[0]
    before, after = text[: first.start], text[first.end :]
    if first.how == "everyone" and _AMONG.match(after):
        return (_EVERYONE,)
    if len(pair) < 2 or any(m.party.kind is not PartyKind.PERSON for m in pair):
        return ()
    if _BETWEEN.search(before):
        return tuple(m.party for m in pair)
    handed = frame.voice is Voice.PASSIVE and _HANDED.search(before)
    return (first.party,) if handed and re.match(r"\s+til\s", after) else ()


def _without_doer(frame: Frame, register: Register | None) -> tuple[Party, ...]:
    """Whose it is where no party is the subject."""
    text = frame.unit.text
    for at in range(len(frame.mentions)):
        if found := _aside(frame, frame.mentions[at : at + 2]):
            return found
    if _PRONOUN.match(text) and register and frame.unit.before:
        said = [m.party for m in register.mentions(frame.unit.before) if m.how == "person"]
        if len(set(said)) == 1:
            return (said[0],)
    asked = frame.voice is Voice.REQUEST and not _NO_ADDRESSEE.match(text)
    return (_EVERYONE,) if asked or _EACH.search(text) or _REMEMBER.match(text) else (_NOBODY,)


def task_of(frame: Frame) -> str:
    """The clause as one short sentence."""
    text = _LEAD.sub("", frame.unit.text.strip(" •-–*"))
    if frame.by_tail:
        text = _SPLIT_TAIL.sub("", text) or text
    text = re.sub(r"\s+", " ", text).strip(" ,;")
    return text[:1].upper() + text[1:] if text else frame.unit.text
