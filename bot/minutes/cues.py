"""The signs that a clause is a follow-up, or that it is not, each with the words that show it."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.domain.meetings import PartyKind, Precision
from bot.minutes import dates
from bot.minutes.blocks import BlockKind
from bot.minutes.frames import Frame, Voice
from bot.minutes.lexicon import either, words
from bot.minutes.sections import Role
from bot.minutes.verbs import passive


class Cue(NamedTuple):
    """One sign by its name, with the words that showed it."""

    name: str
    words: str = ""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    text = Path(__file__).with_name("cues.toml").read_text("utf-8")
    listed: dict[str, str] = tomllib.loads(text)
    return {
        name: re.compile(_led(pattern.replace("{decide}", either("verbs", "decide"))))
        for name, pattern in listed.items()
    }


def _led(pattern: str) -> str:
    """With a blank for a leading word boundary: the engine leaps from blank to blank."""
    return re.sub(r"^\\b", " ", re.sub(r"^\^", "^ ", pattern))


#: a mark right before a word, as in '(skal' and 'vi/kan'
_MARK = re.compile(r"[^\w ](?=\w)")
_OLD = re.compile("fra sidst|siden sidst|forrige|sidste møde|opfølgning fra|opsamling")


def _of_frame(frame: Frame) -> Iterator[Cue]:
    yield Cue(f"voice_{frame.voice}", frame.verb)
    if frame.actors:
        kind = frame.actors[0].party.kind
        how = frame.actors[0].how
        yield Cue(f"actor_{kind}")
        yield Cue(f"actor_how_{how}")
        named = kind in (PartyKind.PERSON, PartyKind.ORGANISATION, PartyKind.GROUP)
        if frame.voice is Voice.ACTIVE and not frame.past and named:
            stative = frame.verb in words("verbs", "stative") and not frame.modal
            yield Cue("party_states" if stative else "party_acts", frame.verb)
        if kind is PartyKind.EVERYONE and frame.voice is Voice.ACTIVE and not frame.past:
            stative = frame.verb in words("verbs", "stative") and not frame.modal
            yield Cue("all_state" if stative else "all_act", frame.verb)
        if frame.verb in words("verbs", "human") and not frame.past:
            yield Cue("human_verb", frame.verb)
        if frame.past:
            yield Cue("party_acted")
        if frame.by_tail:
            yield Cue("responsible_named")
    else:
        yield Cue("no_actor")
    if frame.modal:
        yield Cue(f"modal_{frame.modal}")
    if frame.past:
        yield Cue("past")
    word = passive(frame.unit.text)
    if word:
        opens = not frame.unit.text[: word.start()].strip(" -•").count(" ")
        yield Cue("passive_first" if opens else "passive", word["verb"])
    else:
        yield Cue("no_passive")


def _of_dates(frame: Frame, base: date, next_meeting: date | None) -> Iterator[Cue]:
    unit = frame.unit
    if unit.when:
        yield Cue("due_column", unit.when)
    due = dates.find_due(unit.text, base, next_meeting)
    if due is not None:
        yield Cue(f"due_{due.precision.name.lower()}", due.words)
        if due.precision is not Precision.LOOSE:
            yield Cue("due_any", due.words)
    elif any(m.dated for m in dates.mentions(unit.text, base, next_meeting)):
        yield Cue("past_date")


def _of_place(frame: Frame, labelled: bool) -> Iterator[Cue]:
    passage = frame.unit.passage
    role = passage.role
    yield Cue(f"under_{role.value}")
    if labelled and role is Role.NONE:
        yield Cue("under_none_though_labels")
    if passage.block.kind is BlockKind.BULLET:
        yield Cue("bullet")
    if passage.block.level:
        yield Cue("nested")
    if passage.intro:
        yield Cue("under_intro", passage.intro)
    if frame.unit.from_table:
        yield Cue("action_table")
    if passage.is_title:
        yield Cue("short_line")
    if _OLD.search(f"{passage.item} {passage.heading}".lower()):
        yield Cue("old_tasks")
    if frame.unit.depth < 0.08:
        yield Cue("document_top")
    if passage.item is None and passage.heading is None:
        yield Cue("no_item")
    length = len(frame.unit.text.split())
    yield Cue("len_" + ("1" if length < 4 else "2" if length < 8 else "3" if length < 25 else "4"))


def cues_of(
    frame: Frame, base: date, next_meeting: date | None = None, labelled: bool = False
) -> tuple[Cue, ...]:
    """Every sign in a clause and in its place."""
    return (
        *_of_frame(frame),
        *_of_dates(frame, base, next_meeting),
        *_of_place(frame, labelled),
        *_of_words(frame.unit.text),
    )


def _of_words(text: str) -> Iterator[Cue]:
    low = text.lower()
    shown = f" {text if len(low) == len(text) else low}"
    spaced = f" {low}"
    tails = [(m.end(), f" {low[m.end() :]}") for m in _MARK.finditer(low)]
    for name, pattern in _patterns().items():
        match = pattern.search(spaced)
        span = match.span() if match else None
        if tails and pattern.pattern[0] == " ":
            span = _earlier(pattern, tails, span)
        if span:
            yield Cue(name, shown[span[0] : span[1]].lstrip(" "))


def _earlier(
    pattern: re.Pattern[str], tails: Sequence[tuple[int, str]], span: tuple[int, int] | None
) -> tuple[int, int] | None:
    """The span, or the match before it in a tail: what follows a mark, with a blank in front."""
    for at, tail in tails:
        if span and span[0] < at:
            break
        if found := pattern.match(tail):
            return at + 1, at + found.end()
    return span
