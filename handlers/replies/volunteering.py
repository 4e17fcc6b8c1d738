"""Answers to a volunteer call: with, perhaps, or not."""

import re
from collections.abc import Sequence

from bot.domain.replies import Act
from bot.domain.verbs import Verb
from handlers.replies.lexicon import anywhere, whole
from handlers.replies.saying import Frame, Mood, bare

_TABLES = (("maybe", Verb.MAYBE), ("withdraw", Verb.WITHDRAW), ("volunteer", Verb.VOLUNTEER))
#: said beside the answer, these change nothing about it
_APART = frozenset({Verb.QUESTION, Verb.HELP, Verb.STATUS})
_BOTH = re.compile(r"(?i)\bja\b.*\bnej\b|\bnej\b.*\bja\b")


def volunteering(frames: Sequence[Frame]) -> tuple[Act, ...]:
    """The one answer that the words give; empty where they give none or two."""
    acts: list[Act] = []
    answers: set[Verb] = set()
    for entry in frames:
        answer = _answer(entry)
        if answer is not None:
            answers.add(answer)
            acts.append(Act(answer))
        elif entry.said in _APART and isinstance(entry.said, Verb):
            acts.append(Act(entry.said))
        elif entry.said in (Verb.OPT_OUT, Verb.UNDO):
            return (Act(Verb(entry.said)),) if len(frames) == 1 else ()
        elif _is_against(entry):
            return ()
    return tuple(dict.fromkeys(acts)) if len(answers) <= 1 else ()


def _answer(entry: Frame) -> Verb | None:
    if entry.said in (Verb.PAUSE, Mood.AWAY):  # "jeg er på ferie" joins nothing
        return None
    if entry.clause.asks or entry.clause.is_reason or _BOTH.search(entry.clause.text):
        return None
    for words in (entry.clause.text.strip(" ,.:;!–-"), bare(entry.clause.text)):
        for table, verb in _TABLES:
            if whole(table).fullmatch(words):
                is_perhaps = verb is Verb.VOLUNTEER and anywhere("perhaps").search(words)
                return Verb.MAYBE if is_perhaps else verb
    return None


def _is_against(entry: Frame) -> bool:
    """Whether a clause takes something back of the answer beside it, or speaks of another."""
    if entry.clause.is_reason or entry.said in (Mood.COURTESY, Mood.AWAY):
        return False
    return (
        entry.said in (Mood.UNSURE, Mood.NOT_DONE)
        or isinstance(entry.said, Verb)
        or entry.clause.is_contrast
        or bool(anywhere("unsettling").search(entry.clause.text))
    )
