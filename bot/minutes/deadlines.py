"""By when: the day that a clause gives, or that the words around it give it."""

import re
from collections.abc import Sequence
from datetime import date

from bot.domain.meetings import Due, Meeting, Precision
from bot.minutes import dates
from bot.minutes.events import Events
from bot.minutes.frames import Frame, Voice
from bot.minutes.lexicon import either, words
from bot.minutes.sections import Passage

_TODAY = re.compile(r"(?:i dag|nu)", re.IGNORECASE)
#: 'skal have klippet hæk'
_GET_DONE = re.compile(
    r"\b(?:skal|vil)\s+(?:\w+\s+){0,3}(?:have|få|blive)\s+"
    rf"(?i:{either('verbs', 'on_the_day_done')})(?!\w)"
)
_TO_COME = re.compile(
    r"\b(?:skal|skulle|vil)\s+(?:\w+\s+){0,2}(?:møde|komme|deltage|hjælpe|bydes|samles)\b"
)
#: what is booked has its day, the booking has not
_BOOKED = re.compile(r"\b(?:booke[rs]?|booket|reservere[rs]?|reserveret)\b", re.IGNORECASE)
#: verbs that are of the day only in this company
_WITH = {
    "leder": re.compile(r"\befter\b"),
    "tager": re.compile(r"\b(?:med|sig af|imod|ned|billeder)\b"),
    "står": re.compile(r"\bfor\b"),
    "sørger": re.compile(r"\bfor\b(?! at\b)"),
    "giver": re.compile(r"^(?!.*\b(?:besked|svar|tilbage\w*|lov|input|status|tilsagn)\b)"),
}
#: 'Det hele skal være klar til …' says when for what was said before
_ALL_READY = re.compile(
    r"^\W*(?:det(?: hele)?|alt(?: sammen)?|dette|begge dele|der|alle\s\w+)\s+"
    r"(?:skal|er|bør|må|gerne|være|ligge|foreligge|\s)+\s*(?:\w+\s+){0,5}?"
    r"(?:klar\w*|færdig\w*|på plads|gjort|afleveret|ligge|noget)\b", re.IGNORECASE
)  # fmt: skip
#: 'Kaffe og kage: Bo', 'Kaffe (Bo)'
_THING = re.compile(r"^(?!.*\b(?:skal|vil|kan|bør|må|er)\b)[^:.(]{2,50}(?::\s|\()[^:.]{2,60}$")
_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")


def due_of(
    frame: Frame, base: date, next_meeting: date | None, events: Events | None = None
) -> Due | None:
    """The date that the clause, its column, its list or its event gives."""
    unit = frame.unit
    for text in (unit.when, unit.text):
        found = dates.find_due(text, base, next_meeting) if text else None
        if found and not _TODAY.fullmatch(found.words) and not _is_booked(text, found):
            return found
    for text in (_up_to(unit.sentence, unit.text), unit.passage.intro or ""):
        found = dates.find_due(text, base) if text else None
        if found and found.precision is Precision.DAY and found.last != base:
            return found
    said = unit.when or unit.text
    return (
        (events.named(said) if events else None)
        or _ready_by(frame, base, next_meeting, events)
        or _of_event(frame, base)
    )


def _is_booked(text: str | None, found: Due) -> bool:
    """Is the day that of what is booked: 'booker lokalet den 3. maj'?"""
    before = (text or "").partition(found.words)[0]
    loose = found.precision is Precision.DAY and not re.match(r"(?i)senest|inden", found.words)
    return loose and bool(_BOOKED.search(before))


def _up_to(sentence: str, clause: str) -> str:
    """What the sentence says before the clause."""
    return sentence[: max(0, sentence.find(clause[:30]))]


def _ready_by(
    frame: Frame, base: date, next_meeting: date | None, events: Events | None
) -> Due | None:
    """A later sentence of the paragraph that says when all of it is to be ready."""
    text = frame.unit.passage.text
    at = text.find(frame.unit.text[:40])
    if at < 0:
        return None
    for sentence in _END.split(text[at + len(frame.unit.text) :].strip())[:3]:
        if _ALL_READY.match(sentence):
            found = dates.find_due(sentence, base, next_meeting)
            return found or (events.named(sentence) if events else None)
    return None


def _of_event(frame: Frame, base: date) -> Due | None:
    """The day of the event told of just before, for what is done on that day."""
    unit = frame.unit
    if frame.past or not (_on_the_day(frame) or _only_named(frame)):
        return None
    before = unit.passage.text[: max(0, unit.passage.text.find(unit.text[:40]))]
    heads = (unit.passage.heading or "", unit.passage.item or "")
    for text in (before, *heads):
        found = _last_day(text, base)
        if found:
            return found
    return None


def _only_named(frame: Frame) -> bool:
    """'Kaffe: Bo', with no verb, in a list under what it is for?"""
    named = frame.by_tail and not frame.verb and frame.voice is Voice.NONE
    return named and _THING.match(frame.unit.text) is not None


def _on_the_day(frame: Frame) -> bool:
    """Is this done when people gather, or got ready for them?"""
    text, verb = frame.unit.text, frame.verb
    company = _WITH.get(verb)
    acts = verb in words("verbs", "on_the_day") and (company is None or company.search(text))
    return bool(acts or _GET_DONE.search(text) or _TO_COME.search(text))


def _last_day(text: str, base: date) -> Due | None:
    """The last day ahead that a text names with no word of a time limit."""
    days = [
        m.due for m in dates.mentions(text, base)
        if m.due.precision is Precision.DAY and m.due.last is not None and m.due.last > base
        and not m.deadline and not m.after and (m.dated or m.due.last - base <= dates.FAR)
    ]  # fmt: skip
    return days[-1] if days else None


def events_of(passages: Sequence[Passage], meeting: Meeting) -> Events | None:
    """The dated events of a document, None where it is not known from when it is read."""
    return Events(passages, meeting.date) if meeting.date else None
