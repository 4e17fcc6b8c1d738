"""How sure it is that a clause is a follow-up: its features weighed by a small model."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp


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
