"""Our own invented minutes, over all layouts, are read no worse than they were."""

import json
from datetime import date

import pytest

from tests.minutes.corpus_scoring import Figures, files, paired, score

#: what was reached; it may only rise
FLOORS = {"f1": 0.91, "exact": 0.77, "reach": 0.97, "dates": 0.93}
KINDS = {"task", "report", "escalate", "volunteer", "agenda", "standing"}


@pytest.fixture(scope="module")
def figures() -> Figures:
    return score()


@pytest.mark.parametrize("name", FLOORS)
def test_floors(figures: Figures, name: str) -> None:
    reached = figures.table()[name]
    assert reached >= FLOORS[name], "\n".join(figures.misses)


def test_there_are_at_least_thirty_and_their_labels_are_sound() -> None:
    assert len(files()) >= 30
    for file in files():
        lines = file.read_text("utf-8").split("\n")
        label = json.loads(file.with_suffix(".json").read_text("utf-8"))
        assert label["follow_ups"], file.name
        for one in label["follow_ups"]:
            assert one["kind"] in KINDS
            assert one["owners"]
            assert one["due"] is None or date.fromisoformat(one["due"])
            for first, last in one["lines"]:
                assert all(lines[number - 1].strip() for number in range(first, last + 1))
            for owner in one["owners"]:
                named = owner["kind"] not in ("everyone", "unassigned")
                assert bool(owner["name"]) == named


def test_the_scorer_tells_a_wrong_line_owner_and_day_from_right_ones() -> None:
    owner = [{"kind": "person", "name": "Asta"}]
    label = {"task": "Sender listen", "owners": owner, "due": None, "lines": [[3, 3]]}
    find = {**label, "quote": "Asta sender listen", "task": "Asta sender listen"}
    assert paired([label], [find]) == {0: 0}
    assert paired([label], [{**find, "lines": [[4, 4]]}]) == {}
    other = {**find, "task": "Bo ringer", "quote": "Bo ringer", "owners": []}
    assert paired([label], [other, find]) == {0: 1}
