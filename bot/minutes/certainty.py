"""How sure an entry is as a whole: that it is one, whose it is, and by when."""

from collections.abc import Iterator, Sequence
from math import exp, log

from bot.domain.meetings import Due, Party, PartyKind, Precision
from bot.minutes.frames import Frame, Voice

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
#: points of the finding itself, for each unit of its log odds
_OF_ODDS = 0.5
#: points taken for each word
_OF_WORD = 0.02
#: from here on at least nineteen of twenty were right in owner and date too
SURE = 2.25


def _signs(frame: Frame, owners: Sequence[Party], due: Due | None) -> Iterator[str]:
    how = frame.actors[0].how if frame.actors else ""
    if frame.actors and frame.actors[0].start < 3 and frame.voice is Voice.ACTIVE:
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


def certainty(confidence: float, frame: Frame, owners: Sequence[Party], due: Due | None) -> float:
    """The confidence of the whole entry: 0.9 and more only where owner and date are sure too."""
    if confidence < 0.5:
        return confidence
    odds = min(6.0, log(confidence / max(1e-6, 1 - confidence)))
    points = _OF_ODDS * odds + sum(_POINTS[sign] for sign in _signs(frame, owners, due))
    points -= _OF_WORD * min(40, len(frame.unit.text.split()))
    if points >= SURE:
        return 1 - 0.1 * exp(SURE - points)
    return 0.5 + 0.4 / (1 + exp(1.5 * (SURE - 1 - points)))
