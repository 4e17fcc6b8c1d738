"""Train the reader's weights on labelled minutes, offline; only the weights ship.

    python tools/train_reader.py GOLD_DIR [--write] [--predictions DIR]

Without --write it only cross-validates, with documents of one sender kept together
(kindred.tsv). --predictions writes the cross-validated answers, for score.py.
Names, initials and places are masked before training, and a word must stand in three
documents, written small, to be kept.
"""

import argparse
import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from labelled import INVENTED, Example, Labelled, lessons, load

from bot.minutes import reading
from bot.minutes.answer import as_json
from bot.minutes.scoring import Model, chance

FOLDS = 5
ROUNDS = 25
#: a change of an example's share too small to matter
LEAST = 1e-7
#: where the search for a share may stop, as a part of the whole
CLOSE = 1e-4
MODEL = Path(__file__).parent.parent / "bot" / "minutes" / "model.json"


def vocabulary(documents: Iterable[Labelled]) -> set[str]:
    """The features to keep: cues, and words of at least three documents."""
    seen: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for document in documents:
        names = {name for e in document.examples for name in e.features}
        seen.update(names)
        text = "\n".join(document.reading.document.text)
        small.update({w[:7] for w in re.findall(r"(?<=[a-zæøå,] )[a-zæøå]{2,}", text)})
    return {
        name
        for name, count in seen.items()
        if count >= 3
        and all(
            small[word] >= 3 or word.startswith("<") or not word.isalpha()
            for word in re.findall(r"<?[\wæøå]+", name.partition(":")[2])
            if name[0] in "wbvhin"
        )
    }


def train(
    examples: Sequence[Example], known: set[str], strength: float, seed: int = 7
) -> tuple[dict[str, float], float]:
    """Logistic regression with L2, by dual coordinate descent (Yu, Huang and Lin 2011)."""
    names = ["", *sorted(known)]
    index = {name: at for at, name in enumerate(names)}
    rows = [
        ([(0, 1.0), *((index[n], v) for n, v in e.features.items() if n in known)],
         1.0 if e.is_follow_up else -1.0, e.weight / strength)
        for e in examples
        if e.weight
    ]  # fmt: skip
    sizes = [sum(value * value for _, value in row) for row, _, _ in rows]
    weights = [0.0] * len(names)
    alphas = [0.01 * top for _, _, top in rows]
    for alpha, (row, sign, _) in zip(alphas, rows, strict=True):
        for at, value in row:
            weights[at] += alpha * sign * value
    order = list(range(len(rows)))
    dice = random.Random(seed)  # noqa: S311 - shuffling, not secrets
    for _ in range(ROUNDS):
        dice.shuffle(order)
        for one in order:
            row, sign, top = rows[one]
            slope = sign * sum([weights[at] * value for at, value in row])
            alpha = _step(alphas[one], slope, sizes[one], top)
            change = (alpha - alphas[one]) * sign
            alphas[one] = alpha
            if abs(change) > LEAST:
                for at, value in row:
                    weights[at] += change * value
    learned = zip(names[1:], weights[1:], strict=True)
    return {n: w for n, w in learned if not n.startswith(INVENTED)}, weights[0]


def _step(old: float, slope: float, size: float, top: float) -> float:
    """The best share of one example: where log(a / (top - a)) + size (a - old) + slope is 0."""
    low, high = 0.0, top
    new = old
    for _ in range(12):
        value = math.log(new / (top - new)) + size * (new - old) + slope
        if value > 0:
            high = new
        else:
            low = new
        newton = new - value / (top / (new * (top - new)) + size)
        if not low < newton < high:
            newton = (low + high) / 2
        if abs(newton - new) < CLOSE * top:
            break
        new = newton
    return min(max(new, 1e-9 * top), top * (1 - 1e-9))


def cut_of(pairs: Sequence[tuple[float, Example]]) -> float:
    """The probability that makes a clause a follow-up: the middle of the best stretch."""
    ranked = sorted((p for p in pairs if p[1].weight), key=lambda pair: -pair[0])
    total = sum(e.is_follow_up for _, e in ranked)
    curve: list[tuple[float, float]] = []
    hits = 0
    for count, (likely, example) in enumerate(ranked, 1):
        hits += example.is_follow_up
        curve.append((2 * hits / (count + total), likely))
    best = max(f1 for f1, _ in curve)
    good = [likely for f1, likely in curve if f1 >= best - 0.008]
    return (min(good) + max(good)) / 2


def logit(chance: float) -> float:
    """The other way round from the logistic curve."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(chance / (1 - chance))


def folds(documents: Sequence[Labelled]) -> list[set[str]]:
    """The senders of each fold, about equal in clauses."""
    sizes: Counter[str] = Counter()
    for document in documents:
        sizes[document.sender] += len(document.examples)
    parts: list[set[str]] = [set() for _ in range(FOLDS)]
    filled = [0] * FOLDS
    for sender, size in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])):
        least = filled.index(min(filled))
        parts[least].add(sender)
        filled[least] += size
    return parts


def calm(pairs: Sequence[tuple[float, Example]], cut: float) -> float:
    """The factor on the odds that makes the confidence of unseen clauses most nearly true."""

    def loss(factor: float) -> float:
        total = 0.0
        for likely, example in pairs:
            odds = factor * (logit(likely) - logit(cut))
            total += example.weight * math.log1p(math.exp(-odds if example.is_follow_up else odds))
        return total

    return min((step / 20 for step in range(4, 31)), key=loss)


@dataclass
class Judged:
    """What cross-validation gives: where to cut, how to calm, and the F1 of clauses."""

    cut: float
    factor: float
    f1: float

    def model(self, weights: dict[str, float], bias: float) -> Model:
        """Weights moved so that one half is the cut."""
        moved = {name: weight * self.factor for name, weight in weights.items()}
        return Model(moved, (bias - logit(self.cut)) * self.factor)


def cross_validated(
    documents: Sequence[Labelled],
    besides: Sequence[Labelled],
    strength: float,
    answers: Path | None,
) -> Judged:
    """Judge every document by weights that never saw its sender."""
    pairs: list[tuple[float, Example]] = []
    held: list[tuple[Labelled, dict[str, float], float]] = []
    for part in folds(documents):
        seen = [*(d for d in documents if d.sender not in part), *besides]
        known = vocabulary(seen)
        weights, bias = train([e for d in seen for e in d.examples], known, strength)
        for document in documents:
            if document.sender in part:
                held.append((document, weights, bias))
                model = Model(weights, bias)
                pairs += [(chance(model.odds(e.features)), e) for e in document.examples]
    cut = cut_of(pairs)
    hits = sum(e.is_follow_up for p, e in pairs if p >= cut and e.weight)
    called = sum(p >= cut and e.weight > 0 for p, e in pairs)
    total = sum(e.is_follow_up for _, e in pairs)
    judged = Judged(cut, calm(pairs, cut), 2 * hits / (called + total))
    if answers:
        answers.mkdir(parents=True, exist_ok=True)
        for document, weights, bias in held:
            minutes = reading.conclude(document.reading, judged.model(weights, bias))
            text = json.dumps(as_json(minutes), ensure_ascii=False)
            (answers / f"{document.name}.json").write_text(text, "utf-8")
    return judged


def write(model: Model) -> None:
    """Write what ships: the weights that matter, rounded."""
    kept = {n: round(w, 3) for n, w in sorted(model.weights.items()) if abs(w) >= 0.01}
    shipped = {"bias": round(model.bias, 3), "weights": kept}
    MODEL.write_text(json.dumps(shipped, ensure_ascii=False, indent=0) + "\n", "utf-8")
    sys.stdout.write(f"{MODEL.name}: {len(kept)} weights\n")


def main() -> int:
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("gold", type=Path)
    ask.add_argument("--strength", type=float, default=5.0)
    ask.add_argument("--write", action="store_true")
    ask.add_argument("--predictions", type=Path)
    args = ask.parse_args()
    documents, besides = load(args.gold), lessons()
    examples = [e for d in documents for e in d.examples]
    follow_ups = sum(e.is_follow_up for e in examples)
    sys.stdout.write(f"{len(documents)} documents, {len(examples)} clauses, {follow_ups} said\n")
    judged = cross_validated(documents, besides, args.strength, args.predictions)
    sys.stdout.write(
        f"cross-validated: clause F1 {judged.f1:.3f} at {judged.cut:.3f}, calmed {judged.factor}\n"
    )
    if args.write:
        taught = [*documents, *besides]
        examples = [e for d in taught for e in d.examples]
        weights, bias = train(examples, vocabulary(taught), args.strength)
        write(judged.model(weights, bias))
    return 0


if __name__ == "__main__":
    sys.exit(main())
