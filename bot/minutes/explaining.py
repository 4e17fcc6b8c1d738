"""Every clause carried through the stages: section, frame, cues, weights, and what came of it."""

from collections.abc import Iterator

from bot.minutes import scoring
from bot.minutes.reading import Candidate, Reading, conclude

#: weights shown of each clause, the heaviest
_HEAVIEST = 8


def explain(reading: Reading) -> str:
    """Give the whole reading as text for the terminal, one paragraph a clause."""
    meeting = reading.meeting
    head = [
        f"meeting: {meeting.title or '-'} · {meeting.date or 'no date'} · "
        f"next {meeting.next_meeting or '-'}",
        f"people: {', '.join(person.name for person in reading.register.people) or '-'}",
        f"clauses: {len(reading.candidates)}",
    ]
    clauses = ["\n".join(_clause(candidate)) for candidate in reading.candidates]
    found = [
        f"{_lines(one.lines)}  {one.confidence:.2f}  {one.kind}  "
        f"{', '.join(p.name or p.kind for p in one.owners) or 'unassigned'}  "
        f"{one.due.day if one.due and one.due.day else '-'}  {one.task}"
        for one in conclude(reading).follow_ups
    ]
    return "\n\n".join(["\n".join(head), *clauses, "\n".join(["follow-ups:", *found])])


def _clause(candidate: Candidate) -> Iterator[str]:
    frame = candidate.frame
    passage = frame.unit.passage
    score = scoring.shipped().score(candidate.features)
    yield f"line {_lines(frame.unit.lines)}  [{passage.item or '-'} / {passage.role}]"
    yield f"  »{frame.unit.text}«"
    actors = ", ".join(m.party.name or m.party.kind for m in frame.actors) or "nobody named"
    past = " · past" if frame.past else ""
    yield f"  frame: {frame.voice} · {frame.modal or frame.verb or 'no verb'} · {actors}{past}"
    cues = [f"{cue.name} »{cue.words}«" if cue.words else cue.name for cue in candidate.cues]
    yield f"  cues: {', '.join(cues) or 'none'}"
    weights = [f"{part:+.2f} {name}" for name, part in score.parts[:_HEAVIEST]]
    yield f"  weighed: {', '.join(weights) or 'nothing'} → {score.confidence:.2f}"


def _lines(lines: tuple[tuple[int, int], ...]) -> str:
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in lines)
