"""How sure an entry is as a whole: that it is one, whose it is, and by when."""

import re
from collections.abc import Iterator, Sequence
from math import exp, log

from bot.domain.meetings import Due, Party, PartyKind, Precision
from bot.minutes.date_rules import ANY_MONTH, ANY_WEEKDAY
from bot.minutes.frames import Frame, Voice
from bot.minutes.sections import Role

#: what speaks for and against owner and date being right, as measured on labelled minutes
_POINTS = {
    "opens with who acts": 0.45,
    "asked": 0.35,
    "initials": 0.35,
    "person": 0.15,
    "listed as an action": 0.2,
    "guessed name": -0.5,
    "body": -0.1,
    "doubt": -1.0,
    "colon": -0.4,
    "day": -0.3,
    "other time": -0.1,
    "several owners": -0.45,
    "told or old": -0.15,
}
#: a party that begins before this letter opens the clause
_OPENING = 3
#: points of the finding itself, for each unit of its log odds
_OF_ODDS = 0.5
#: points taken for each word
_OF_WORD = 0.02
#: how many points make an entry as likely right as not
_HALF = 1.25
#: of plain clauses from here on nineteen of twenty were right in owner and date too
SURE = 0.98
_WHEN = (
    rf"senest|inden|næste|weekend\w*|uge|ugen|{ANY_MONTH}|{ANY_WEEKDAY}"
    r"|frist\w*|deadline|\d+/\d+"
)
#: a time told right beside the clause may be its own
_TIME = re.compile(rf"\b(?:{_WHEN})\b", re.IGNORECASE)
#: a time that the clause has and no day was found for
_OPEN_TIME = re.compile(
    rf"\b(?:{_WHEN}|uge\w*|jul|påske|pinse|sommerferie\w*|mødet|så snart|når|først)\b",
    re.IGNORECASE,
)
_NEAR = 120
_NEXT_SENTENCE = re.compile(r"[.!?]\s+[A-ZÆØÅ]")


def _signs(frame: Frame, owners: Sequence[Party], due: Due | None) -> Iterator[str]:
    how = frame.actors[0].how if frame.actors else ""
    if frame.actors and frame.actors[0].start < _OPENING and frame.voice is Voice.ACTIVE:
        yield "opens with who acts"
    if frame.voice is Voice.REQUEST:
        yield "asked"
    if how in ("initials", "person"):
        yield how
    if how in ("guess", "unknown"):
        yield "guessed name"
    if owners[0].kind in (PartyKind.GROUP, PartyKind.ORGANISATION):
        yield "body"
    if any(owner.doubt for owner in owners):
        yield "doubt"
    if len(owners) > 1:
        yield "several owners"
    if ":" in frame.unit.text:
        yield "colon"
    if frame.unit.from_table:
        yield "listed as an action"
    if frame.unit.passage.role.value in ("past", "minutes", "proposal"):
        yield "told or old"
    if due is not None:
        yield "day" if due.precision is Precision.DAY else "other time"


def _is_plain(frame: Frame, owners: Sequence[Party], due: Due | None) -> bool:
    """Does one person whom the list knows open the clause, and is there no time to get wrong?"""
    unit, actor = frame.unit, frame.actors[0] if frame.actors else None
    if actor is None or actor.start >= _OPENING or actor.how not in ("person", "initials"):
        return False
    if len(owners) != 1 or owners[0].kind is not PartyKind.PERSON or owners[0].doubt:
        return False
    told = unit.passage.role in (Role.PAST, Role.MINUTES, Role.PROPOSAL, Role.BACKGROUND)
    if frame.voice is not Voice.ACTIVE or frame.past or told:
        return False
    return not (":" in unit.text or _NEXT_SENTENCE.search(unit.text) or _may_be_late(frame, due))


def _may_be_late(frame: Frame, due: Due | None) -> bool:
    """Is there a time in the clause or beside it that may have been read wrongly?"""
    text, around = frame.unit.text, frame.unit.passage.text
    if due is not None and due.day is not None:
        return True
    at = around.find(text)
    before, after = around[max(0, at - _NEAR) : max(0, at)], ""
    if at >= 0:
        after = around[at + len(text) : at + len(text) + _NEAR]
    above = f"{frame.unit.passage.item or ''} {frame.unit.passage.heading or ''}"
    beside = (before, after, above)
    return bool(_OPEN_TIME.search(text)) or any(_TIME.search(words) for words in beside)


def certainty(confidence: float, frame: Frame, owners: Sequence[Party], due: Due | None) -> float:
    """The confidence of the whole entry: 0.9 and more only where owner and date are sure too."""
    if confidence < 0.5:
        return confidence
    if confidence >= SURE and _is_plain(frame, owners, due):
        return 0.9 + 0.1 * (confidence - SURE) / (1 - SURE)
    odds = min(6.0, log(confidence / max(1e-6, 1 - confidence)))
    points = _OF_ODDS * odds + sum(_POINTS[sign] for sign in _signs(frame, owners, due))
    points -= _OF_WORD * min(40, len(frame.unit.text.split()))
    return 0.5 + 0.39 / (1 + exp(1.5 * (_HALF - points)))
