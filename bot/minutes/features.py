"""What the model sees of a clause: its signs, its masked words, its neighbours, its document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from bot.minutes.cues import Cue
from bot.minutes.frames import Frame
from bot.minutes.sections import Role
from bot.minutes.verb_classes import meanings

_TOKEN = re.compile(r"<\w+>|[\wæøåÆØÅé]+(?:-[\wæøå]+)*|[?!:%]")
_DIGIT = re.compile(r"\d")
_STEM = 7
_LABELLED = (Role.BACKGROUND, Role.PROPOSAL, Role.DECISION, Role.FOLLOW_UP)


def _listed(names: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", names))


def masked(frame: Frame) -> list[str]:
    """The clause's words with every name, number and unknown capital hidden."""
    text = frame.unit.text
    for mention in sorted(frame.mentions, key=lambda m: -m.start):
        text = f"{text[: mention.start]} <{mention.party.kind.name}> {text[mention.end :]}"
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        if token.startswith("<"):
            tokens.append(token)
        elif not token.isalpha() and _DIGIT.search(token):
            tokens.append("<NUM>")
        elif token[:1].isupper() and tokens and tokens[-1] not in ("?", "!", ":"):
            tokens.append("<CAP>")
        else:
            tokens.append(token.lower())
    return tokens


@dataclass(frozen=True)
class Style:
    """How a whole document is written: what is a promise in one is a report in another."""

    acting: float
    passive: float
    past: float
    length: float


def style_of(cues: Sequence[Sequence[Cue]]) -> Style:
    """The share of clauses that act, are passive, tell what was, and how many there are."""
    total = max(1, len(cues))
    names = [{cue.name for cue in of_one} for of_one in cues]

    def share(*wanted: str) -> float:
        return sum(not found.isdisjoint(wanted) for found in names) / total

    return Style(
        share("party_acts"),
        share("passive", "passive_first"),
        share("happened", "past"),
        min(1.0, len(cues) / 100),
    )


def _of_style(names: set[str], style: Style) -> Iterator[tuple[str, float]]:
    shares = {"acting": style.acting * 2, "past": style.past * 2, "length": style.length}
    yield "d:passive", style.passive * 2
    for name, share in shares.items():
        yield f"d:{name}", share
        for cue in names & _STYLED:
            yield f"d:{name}:{cue}", share


def features(
    frame: Frame,
    cues: Sequence[Cue],
    style: Style,
    *,
    before: Sequence[Cue] = (),
    after: Sequence[Cue] = (),
) -> dict[str, float]:
    """What the model sees of a clause, of its neighbours and of its document."""
    names = {cue.name for cue in cues}
    found = {f"c:{name}": 1.0 for name in names}
    role = frame.unit.passage.role
    place = role.value if role in _LABELLED else "other"
    for name in names & _CROSSED:
        found[f"x:{place}:{name}"] = 1.0
    for cue in before:
        if cue.name in _CARRIED:
            found[f"p:{cue.name}"] = 1.0
    if not before:
        found["p:first"] = 1.0
    acting = f"{frame.voice}:{frame.actors[0].party.kind if frame.actors else 'nobody'}"
    found[f"f:{acting}:{frame.modal}:{'past' if frame.past else ''}"] = 1.0
    for cue in after:
        if cue.name in _AHEAD:
            found[f"q:{cue.name}"] = 0.6
    found |= dict(_of_style(names, style))
    for one, other in combinations(sorted(names & _PAIRED), 2):
        found[f"y:{one}+{other}"] = 0.5
    tokens = masked(frame)
    for token in tokens:
        if len(token) > 4 and not token.startswith("<"):
            found[f"s:{token[-3:]}"] = 0.4
    for name in _words(frame, tokens):
        found[name] = 0.7
    found |= dict.fromkeys(_meant(frame, tokens), MEANT)
    return found


MEANT = 0.7


def _meant(frame: Frame, tokens: Sequence[str]) -> Iterator[str]:
    """What the verbs mean, whichever form they stand in, and who does the main one."""
    role = frame.unit.passage.role
    place = role.value if role in _LABELLED else "other"
    for meaning, form in set(meanings(tokens)):
        yield f"k:{meaning}"
        yield f"k:{meaning}:{form}"
    who = frame.actors[0].party.kind.value if frame.actors else "nobody"
    for meaning, _ in meanings([frame.verb]):
        yield f"m:{meaning}:{frame.voice}:{frame.modal}"
        yield f"m:{meaning}:{frame.voice}:{who}"
        yield f"m:{meaning}:{place}"
        yield f"m:{meaning}:{'past' if frame.past else 'now'}"


_CROSSED = _listed(
    """party_acts all_act human_verb passive passive_first must decided_at infinitive_start
    noun_start can told happened bullet due_any no_actor actor_everyone"""
)


#: signs that also tell something of the clause after
_CARRIED = _listed(
    """party_acts party_acted passive passive_first decided told talked happened done question
    noted wish role_phrase send"""
)


#: signs that tell something of the clause before
_AHEAD = _listed(
    """party_acts passive_first decided told happened responsible_named under_follow_up"""
)
#: signs whose weight differs from one sort of document to another
_STYLED = frozenset({"party_acts", "passive", "passive_first", "all_act"})
#: signs that mean more together
_PAIRED = _listed(
    """party_acts all_act human_verb passive passive_first must will can should decided decided_at
    role_phrase send until due_any next_time comes_back negated conditional wish told talked
    done happened opinion to_body actor_person actor_everyone no_actor voice_none bullet past
    question set_up further"""
)


def _words(frame: Frame, tokens: Sequence[str]) -> Iterator[str]:
    stems = [token if token.startswith("<") else token[:_STEM] for token in tokens]
    yield from {f"w:{stem}" for stem in stems}
    padded = ["^", *stems]
    yield from {f"b:{a} {b}" for a, b in pairwise(padded)}
    if frame.verb:
        yield f"v:{frame.verb}"
    passage = frame.unit.passage
    for name, text in (("h", passage.heading), ("i", passage.item), ("n", passage.intro)):
        for stem in _first_stems(text or ""):
            yield f"{name}:{stem}"


@lru_cache(512)  # many clauses stand under one heading
def _first_stems(text: str) -> list[str]:
    return [word[:_STEM] for word in re.findall(r"[a-zæøå]{3,}", text.lower())[:8]]
