"""The door of the reader: bytes in, the minutes understood out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.meetings import (
    Attendee,
    FoundFollowUp,
    Meeting,
    Minutes,
    Party,
    PartyKind,
)
from bot.minutes import masking, scoring
from bot.minutes.blocks import Block, Document
from bot.minutes.certainty import certainty
from bot.minutes.clauses import units
from bot.minutes.closed_items import without_closed
from bot.minutes.convention import written
from bot.minutes.convention.agreed import Agreed, agreed
from bot.minutes.cues import Cue, cues_of
from bot.minutes.deadlines import due_of, events_of
from bot.minutes.events import Events
from bot.minutes.features import features, style_of
from bot.minutes.frames import Frame, frame_of
from bot.minutes.groups import groups_of
from bot.minutes.kinds import kind_of
from bot.minutes.meeting import meeting_of
from bot.minutes.merging import merged
from bot.minutes.owners import owners_of, task_of
from bot.minutes.parties import Register
from bot.minutes.reasons import reasons_of
from bot.minutes.rosters import roster
from bot.minutes.scoring import Model
from bot.minutes.sections import Passage, Role, sections

#: what is less likely than this is not even offered
OFFERED = 0.2
#: an open row of an action table
LISTED = 0.85
#: what stands under 'Baggrund' or 'Sagsfremstilling', and a question, is at most offered
TOLD = 0.45
_ASKED = re.compile(
    r"\W*(?:hvad|hvem|hvor\w*|hvilke\w*|mon|skal|kan|er|har|vil|bør|må|kunne|skulle|burde)\b[^.!]*\?\W*$",
    re.IGNORECASE,
)
#: 'Bo deltog ikke i mødet', 'Bo deltager under dette punkt': who was there is nothing to do
_ATTENDS = re.compile(
    r"\b(?:deltager|deltog)\s+(?:ikke\s+|delvis\w*\s+|også\s+)?(?:under|i|på|ved)\s+(?:dette\s+|denne\s+)?"
    r"(?:mødet|punkt\w*|pkt|sag\w*|behandlingen)\b|\bdeltog som (?:suppleant|stedfortræder)",
    re.IGNORECASE,
)
#: clauses of far more than one meeting's minutes: the rest would take minutes to read
MOST = 3_000
TOO_MUCH = "Teksten er meget lang. Kun den første del er læst for opfølgninger."
_NO_MEETING = date(1970, 1, 1)


@dataclass(frozen=True)
class Candidate:
    """One clause with all that is known of it before it is judged."""

    frame: Frame
    cues: tuple[Cue, ...]
    features: dict[str, float]


@dataclass(frozen=True)
class Reading:
    """A document up to the point where its clauses are judged."""

    document: Document
    passages: tuple[Passage, ...]
    meeting: Meeting
    register: Register
    candidates: tuple[Candidate, ...]
    #: what stands in the agreed form
    agreed: Agreed


def read(data: bytes, name: str) -> Minutes:
    """What a file of minutes says, in any format that is known."""
    from bot.minutes.documents import open_document

    return understand(open_document(data, name))


def understand(document: Document) -> Minutes:
    """What a document says: the meeting, its people, follow-ups and groups."""
    return conclude(survey(document))


def conclude(reading: Reading, model: Model | None = None) -> Minutes:
    """Judge the clauses of a surveyed document and lay everything together."""
    model = model or scoring.shipped()
    events = events_of(reading.passages, reading.meeting)
    found = merged([f for c in reading.candidates if (f := _follow_up(c, reading, events, model))])
    follow_ups = reading.agreed.with_others(found)
    told = groups_of(reading.passages, reading.register, reading.document.text)
    groups = reading.agreed.with_other_groups(told)
    owners = [party for found in follow_ups if found.confidence >= 0.5 for party in found.owners]
    members = [p for g in groups for p in (*g.leads, *g.members, *g.maybe)]
    return Minutes(
        reading.meeting,
        _people(reading.register, [*owners, *members]),
        tuple(follow_ups),
        groups,
        reading.document.text,
        reading.document.remarks,
    )


def survey(document: Document) -> Reading:
    """Everything up to the judging of the clauses."""
    document = masking.masked(document)
    blocks = [replace(b, text=_clipped(b.text)) if _is_long(b) else b for b in document.blocks]
    passages = sections(blocks)
    passages, closed = without_closed(passages)
    if closed:
        document = _blanked(document, passages, closed)
    passages, in_form = written.apart(passages)
    meeting = meeting_of(passages)
    register = Register(roster(passages), _clipped("\n".join(document.text)))
    labelled = any(p.role in (Role.DECISION, Role.FOLLOW_UP) for p in passages)
    base = meeting.date or _NO_MEETING
    said = units(passages, document.text)
    if len(said) > MOST:
        document = replace(document, remarks=(*document.remarks, TOO_MUCH))
    frames = [frame_of(unit, register) for unit in said[:MOST]]
    cues = [cues_of(frame, base, meeting.next_meeting, labelled) for frame in frames]
    sure = agreed(in_form, register, meeting)
    return Reading(document, passages, meeting, register, _candidates(frames, cues), sure)


def _is_long(block: Block) -> bool:
    return len(block.text) > _WORD


def _clipped(text: str) -> str:
    """Without the tail of what is no word: hundreds of characters in a row."""
    return _ENDLESS.sub(lambda match: match.group()[:_WORD], text)


_WORD = 200
_ENDLESS = re.compile(rf"\S{{{_WORD + 1},}}")


def _candidates(frames: Sequence[Frame], cues: Sequence[tuple[Cue, ...]]) -> tuple[Candidate, ...]:
    """The clauses with their features, which need the neighbours and the whole document."""
    style = style_of(cues)
    found = []
    for at, (frame, signs) in enumerate(zip(frames, cues, strict=True)):
        together = at > 0 and frames[at - 1].unit.passage is frame.unit.passage
        before = cues[at - 1] if together else ()
        after = cues[at + 1] if at + 1 < len(cues) else ()
        seen = features(frame, signs, style, before=before, after=after)
        found.append(Candidate(frame, signs, seen))
    return tuple(found)


def _blanked(document: Document, passages: Sequence[Passage], closed: int) -> Document:
    """Without the lines of closed items."""
    kept = {n for p in passages for n in range(p.block.lines[0], p.block.lines[1] + 1)}
    held = {n for b in document.blocks for n in range(b.lines[0], b.lines[1] + 1)}
    what = "Et lukket punkt er" if closed == 1 else f"{closed} lukkede punkter er"
    return masking.without_lines(document, held - kept, f"{what} udeladt.")


def _follow_up(
    candidate: Candidate, reading: Reading, events: Events | None, model: Model
) -> FoundFollowUp | None:
    score = model.score(candidate.features)
    if candidate.frame.unit.from_table:  # somebody has listed it as an action already
        score = replace(score, confidence=max(score.confidence, LISTED))
    said = candidate.frame.unit.text
    asked = _ASKED.match(said) and not candidate.frame.by_tail
    told = candidate.frame.unit.passage.role is Role.BACKGROUND or _ATTENDS.search(said)
    if told or asked:  # not agreed
        score = replace(score, confidence=score.confidence * TOLD)
    if score.confidence < OFFERED:
        return None
    frame, meeting = candidate.frame, reading.meeting
    owners = owners_of(frame, reading.register)
    due = due_of(frame, meeting.date, meeting.next_meeting, events) if meeting.date else None
    unit = frame.unit
    return FoundFollowUp(
        task=task_of(frame),
        kind=kind_of(frame, owners, due),
        owners=owners,
        quote=unit.text,
        lines=unit.lines,
        due=due,
        item=unit.passage.item,
        confidence=round(certainty(score.confidence, frame, owners, due), 3),
        reasons=reasons_of(candidate.cues, score),
    )


def _people(register: Register, named: Sequence[Party]) -> tuple[Attendee, ...]:
    """Those on the lists, and those who own something or sit in a group."""
    people = [person.attendee() for person in register.people]
    names = {person.name for person in people}
    for party in named:
        if party.kind is PartyKind.PERSON and party.name and party.name not in names:
            names.add(party.name)
            people.append(Attendee(party.name))
    return tuple(people)
