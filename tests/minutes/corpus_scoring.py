"""Scores the reader on our own minutes (tests/corpus): `python -m tests.minutes.corpus_scoring`.

A find and a label are one when their lines meet and their words are most alike; exact when owners
and day agree too. What careful readers would disagree on (`optional`) counts neither way.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.minutes.answer import as_json
from bot.minutes.reading import read

CORPUS = Path(__file__).parents[1] / "corpus"

Entry = dict[str, Any]


@dataclass
class Figures:
    """Counts over all documents."""

    labels: int = 0
    finds: int = 0
    hits: int = 0
    exact: int = 0
    reached: int = 0
    dates: list[bool] = field(default_factory=list)
    #: what differs, for a person to read
    misses: list[str] = field(default_factory=list)

    def table(self) -> dict[str, float]:
        """F1, exact F1, the share that is found or offered, and the share of right dates."""
        both = self.labels + self.finds or 1
        return {
            "f1": round(2 * self.hits / both, 3),
            "exact": round(2 * self.exact / both, 3),
            "reach": round(self.reached / (self.labels or 1), 3),
            "dates": round(sum(self.dates) / (len(self.dates) or 1), 3),
        }


def files() -> list[Path]:
    """The documents of the corpus."""
    return sorted(CORPUS.glob("*.txt"))


def _lines(entry: Entry) -> set[int]:
    return {n for first, last in entry["lines"] for n in range(first, last + 1)}


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w{3,}", text.lower())}


def _alike(label: Entry, find: Entry) -> float:
    said, known = _stems(label["task"]), _stems(f"{find['task']} {find['quote']}")
    return len(said & known) / (len(said) or 1) + 0.5 * _same_owners(label, find)


def _owners(entry: Entry) -> set[tuple[str, str]]:
    bodies = ("organisation", "group")
    return {
        ("body" if o["kind"] in bodies else o["kind"], (o["name"] or "").casefold())
        for o in entry["owners"]
    }


def _same_owners(label: Entry, find: Entry) -> bool:
    return _owners(label) == _owners(find)


def paired(labels: Sequence[Entry], finds: Sequence[Entry]) -> dict[int, int]:
    """Each label with the find it is, the likest first, none used twice."""
    edges = sorted(
        (
            (-_alike(label, find), i, j)
            for i, label in enumerate(labels)
            for j, find in enumerate(finds)
            if _lines(label) & _lines(find) and len(_lines(find)) <= 2 * len(_lines(label)) + 4
        ),
    )
    pairs: dict[int, int] = {}
    for _, i, j in edges:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _without_optional(labels: Sequence[Entry], finds: Sequence[Entry]) -> list[Entry]:
    """The finds, but for those that are nothing but an optional label."""
    firm = [label for label in labels if not label.get("optional")]
    spare = [label for label in labels if label.get("optional")]
    used = set(paired(firm, finds).values())
    rest = [find for j, find in enumerate(finds) if j not in used]
    aside = {id(rest[j]) for j in paired(spare, rest).values()}
    return [find for find in finds if id(find) not in aside]


def _compare(name: str, label: dict[str, Any], found: dict[str, Any], into: Figures) -> None:
    labels = [one for one in label["follow_ups"] if not one.get("optional")]
    offered = _without_optional(label["follow_ups"], found["follow_ups"])
    sure = [one for one in found["follow_ups"] if one["confidence"] >= 0.5]
    finds = _without_optional(label["follow_ups"], sure)
    pairs = paired(labels, finds)
    into.labels += len(labels)
    into.finds += len(finds)
    into.hits += len(pairs)
    into.reached += len(paired(labels, offered))
    into.dates.append(label["meeting"]["date"] == found["meeting"]["date"])
    for i, one in enumerate(labels):
        find = finds[pairs[i]] if i in pairs else None
        if find and _same_owners(one, find) and one["due"] == find["due"]:
            into.exact += 1
        elif find:
            said = f"{_owners(find)} {find['due']}"
            into.misses.append(f"{name} DIFFERS {one['task']}: {said}")
        else:
            into.misses.append(f"{name} MISSED {one['task']}")
    hit = set(pairs.values())
    into.misses += [f"{name} FALSE {f['task']}" for j, f in enumerate(finds) if j not in hit]


def score() -> Figures:
    """Read every document and compare."""
    figures = Figures()
    for file in files():
        label = json.loads(file.with_suffix(".json").read_text("utf-8"))
        _compare(file.stem, label, as_json(read(file.read_bytes(), file.name)), figures)
    return figures


def _told(figures: Figures) -> Iterator[str]:
    yield f"own corpus: {len(files())} documents, {figures.labels} follow-ups"
    for name, value in figures.table().items():
        yield f"  {name:6} {value}"


if __name__ == "__main__":
    result = score()
    if "--show" in sys.argv:
        sys.stdout.write("\n".join(result.misses) + "\n")
    sys.stdout.write("\n".join(_told(result)) + "\n")
