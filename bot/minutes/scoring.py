"""How sure it is that a clause is a follow-up: cues and masked words, weighed by a small model."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from math import exp

from bot.minutes.cues import Cue
from bot.minutes.frames import Frame
from bot.minutes.sections import Role

_TOKEN = re.compile(r"<\w+>|[\wæøåÆØÅé]+(?:-[\wæøå]+)*|[?!:%]")
_STEM = 7
_LABELLED = (Role.BACKGROUND, Role.PROPOSAL, Role.DECISION, Role.FOLLOW_UP)


def masked(frame: Frame) -> list[str]:
    """The clause's words with every name, number and unknown capital hidden."""
    text = frame.unit.text
    for mention in sorted(frame.mentions, key=lambda m: -m.start):
        text = f"{text[: mention.start]} <{mention.party.kind.name}> {text[mention.end :]}"
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        if token.startswith("<"):
            tokens.append(token)
        elif any(char.isdigit() for char in token):
            tokens.append("<NUM>")
        elif token[:1].isupper() and tokens and tokens[-1] not in ("?", "!", ":"):
            tokens.append("<CAP>")
        else:
            tokens.append(token.lower())
    return tokens


def features(frame: Frame, cues: Sequence[Cue], before: Sequence[Cue] = ()) -> dict[str, float]:
    """What the model sees of a clause."""
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
    for name in _words(frame):
        found[name] = 0.7
    return found


_CROSSED = frozenset(
    {
        "party_acts",
        "all_act",
        "human_verb",
        "passive",
        "passive_first",
        "must",
        "decided_at",
        "infinitive_start",
        "noun_start",
        "can",
        "told",
        "happened",
        "bullet",
        "due_any",
        "no_actor",
        "actor_everyone",
    }
)


#: signs that also tell something of the clause after
_CARRIED = frozenset(
    {
        "party_acts",
        "party_acted",
        "passive",
        "passive_first",
        "decided",
        "told",
        "talked",
        "happened",
        "done",
        "question",
        "noted",
        "wish",
        "role_phrase",
        "send",
    }
)


def _words(frame: Frame) -> Iterator[str]:
    tokens = masked(frame)
    stems = [token if token.startswith("<") else token[:_STEM] for token in tokens]
    yield from {f"w:{stem}" for stem in stems}
    padded = ["^", *stems]
    yield from {f"b:{a} {b}" for a, b in pairwise(padded)}
    if frame.verb:
        yield f"v:{frame.verb}"
    passage = frame.unit.passage
    for name, text in (("h", passage.heading), ("i", passage.item), ("n", passage.intro)):
        for word in re.findall(r"[a-zæøå]{3,}", (text or "").lower())[:8]:
            yield f"{name}:{word[:_STEM]}"


@dataclass(frozen=True)
class Score:
    """The probability, and what each feature gave."""

    confidence: float
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Model:
    """Weights of features; what is heavier than 0 together is more likely a follow-up than not."""

    weights: Mapping[str, float]
    bias: float

    def score(self, found: Mapping[str, float]) -> Score:
        """Weigh the features of one clause."""
        parts = [(n, self.weights[n] * value) for n, value in found.items() if n in self.weights]
        total = self.bias + sum(part for _, part in parts)
        confidence = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
        return Score(confidence, tuple(sorted(parts, key=lambda part: -abs(part[1]))))


@cache
def shipped() -> Model:
    """The weights that tools/train_reader.py wrote."""
    text = resources.files(__package__).joinpath("model.json").read_text("utf-8")
    loaded = json.loads(text)
    return Model(loaded["weights"], loaded["bias"])
