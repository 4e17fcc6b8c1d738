"""How sure it is that a clause is a follow-up: its features weighed by a small model."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

#: a chance of 0.06 gives a confidence of 0.2, from where on a clause is offered
EASE = 0.43


@dataclass(frozen=True)
class Score:
    """The probability, and what each feature gave."""

    confidence: float
    given: Sequence[tuple[str, float]] = ()

    @property
    def parts(self) -> list[tuple[str, float]]:
        """What each feature gave, the most first."""
        return sorted(self.given, key=lambda part: -abs(part[1]))


@dataclass(frozen=True)
class Model:
    """Weights of features; what is heavier than 0 together is more likely a follow-up than not."""

    weights: Mapping[str, float]
    bias: float

    def score(self, found: Mapping[str, float]) -> Score:
        """Weigh the features of one clause."""
        weight = self.weights.get
        parts = [(n, w * value) for n, value in found.items() if (w := weight(n)) is not None]
        return Score(eased(chance(self.bias + sum(part for _, part in parts))), parts)

    def odds(self, found: Mapping[str, float]) -> float:
        """All weights of one clause together; 0 is as likely as not."""
        return self.bias + sum(self.weights.get(n, 0.0) * value for n, value in found.items())


def chance(odds: float) -> float:
    """The logistic curve."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def eased(chance: float) -> float:
    """Confidence of a chance: what is unlikely is lifted, so that one in sixteen is offered."""
    return chance if chance >= 0.5 else 0.5 * (2 * chance) ** EASE


@cache
def shipped() -> Model:
    """The weights that tools/train_reader.py wrote."""
    text = Path(__file__).with_name("model.json").read_text("utf-8")
    loaded = json.loads(text)
    return Model(loaded["weights"], loaded["bias"])
