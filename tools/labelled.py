"""Labelled minutes to train the reader on: gold, and the invented lessons."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import marked

from bot.minutes import reading
from bot.minutes.documents import open_document
from bot.minutes.reading import Reading
from bot.minutes.sections import Role

LESSONS = Path(__file__).parent / "lessons"
#: the signs that invented minutes may weigh differently: cues, style, neighbours, but not words
_MANNER = "cxpfdqy"
_OWN = 0.7
#: how the names of those copies begin
INVENTED = "~"


@dataclass
class Example:
    """One clause with its features, whether it is a follow-up, and how much it counts."""

    features: dict[str, float]
    is_follow_up: bool
    weight: float


@dataclass
class Labelled:
    """A labelled document as far as its clauses."""

    name: str
    sender: str
    reading: Reading
    examples: list[Example]


def stems(text: str) -> set[str]:
    """Words cut short, for comparing a label with a clause."""
    return {word[:5] for word in re.findall(r"[a-zæøå0-9]{3,}", text.lower())}


def overlap(task: set[str], clause: set[str]) -> float:
    """How much of the label the clause says."""
    return 2 * len(task & clause) / (len(task) + len(clause)) if task and clause else 0.0


def label(found: Reading, follow_ups: Sequence[dict[str, Any]]) -> list[Example]:
    """Mark the clause that says each follow-up, once for each place it is said."""
    candidates = found.candidates
    sure, spare, near = set[int](), set[int](), set[int]()
    for entry in follow_ups:
        task = stems(entry["task"])
        for first, last in entry["lines"]:
            inside = [
                (overlap(task, stems(c.frame.unit.text)), at)
                for at, c in enumerate(candidates)
                if any(a <= last and first <= b for a, b in c.frame.unit.lines)
            ]
            if not inside:
                continue
            best = max(inside)[0]
            chosen = max(inside)[1]
            (spare if entry.get("optional") else sure).add(chosen)
            near |= {at for share, at in inside if share >= 0.6 * best and at != chosen}
    examples = []
    for at, candidate in enumerate(candidates):
        weight = 1.0
        if at not in sure and (at in spare or at in near):
            weight = 0.0
        unit = candidate.frame.unit
        if unit.from_table or unit.passage.role is Role.BACKGROUND:
            weight = 0.0  # decided by rule
        examples.append(Example(candidate.features, at in sure, weight))
    return examples


def load(gold: Path) -> list[Labelled]:
    """Every labelled document, its sender, and its clauses."""
    sender: dict[str, str] = {}
    for line in (gold / "kindred.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            names = line.split("\t")
            sender |= dict.fromkeys(names, names[0])
    documents = []
    for path in sorted(gold.glob("*.json")):
        entry = json.loads(path.read_text("utf-8"))
        text = path.with_suffix(".txt")
        found = reading.survey(open_document(text.read_bytes(), text.name))
        examples = label(found, entry["follow_ups"])
        documents.append(Labelled(path.stem, sender.get(path.stem, path.stem), found, examples))
    return documents


def invented(example: Example) -> Example:
    """With a copy of its signs for invented minutes alone, which real ones never have.

    So what is particular to invention goes into the copies' weights, which do not ship, and what
    holds everywhere into the common ones (Daumé 2007, "Frustratingly easy domain adaptation").
    """
    found = example.features
    own = {f"{INVENTED}{n}": _OWN * v for n, v in found.items() if n[0] in _MANNER}
    features = found | own | {INVENTED: _OWN}
    return Example(features, example.is_follow_up, example.weight)


def lessons(folder: Path = LESSONS) -> list[Labelled]:
    """Invented minutes to learn from besides."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for lesson in marked.lessons(path):
            read = reading.survey(open_document(lesson.text.encode(), f"{lesson.name}.txt"))
            examples = [invented(e) for e in label(read, lesson.entry["follow_ups"])]
            found.append(Labelled(f"{path.stem}_{lesson.name}", lesson.name, read, examples))
    return found
