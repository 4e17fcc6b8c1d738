"""Lessons: minutes with their follow-ups marked in place, taken apart into text and labels."""

from pathlib import Path
from typing import Any

import pytest

TOOLS = Path(__file__).parents[2] / "tools"

LESSON = """=== havnelaug
@date 2026-03-06
@next 2026-05-08
@people Ylva Haslund (chair); Zenia [Sorø Kommune]; Cemal Yildirim (absent)
@group Festudvalget; lead Zenia; members Ylva Haslund, Cemal Yildirim; open
Havnelauget 6/3
[[Ylva maler broen]]{Ylva Haslund; 2026-05-08} og [[alle svarer]]{*; report}.
[[Stigen skal måske flyttes]]{?-}. Broen, som sagt: [[den males]]{=1}.
=== uden_mere
[[Kaffen bestilles.]]
"""


@pytest.fixture
def lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    monkeypatch.syspath_prepend(TOOLS)
    import marked

    path = tmp_path / "lessons.txt"
    path.write_text(LESSON, "utf-8")
    return list(marked.lessons(path))


def test_the_reader_sees_plain_text(lessons: list[Any]) -> None:
    assert lessons[0].text.startswith("Havnelauget 6/3\nYlva maler broen og alle svarer.\n")
    assert "[" not in lessons[0].text


def test_labels_have_the_shape_of_gold(lessons: list[Any]) -> None:
    entry = lessons[0].entry
    paints, answers, ladder = entry["follow_ups"]
    assert paints["owners"] == [{"kind": "person", "name": "Ylva Haslund"}]
    assert (paints["due"], paints["lines"]) == ("2026-05-08", [[2, 2], [3, 3]])
    assert (answers["kind"], answers["owners"][0]["kind"]) == ("report", "everyone")
    assert ladder["optional"]
    assert entry["meeting"]["next_meeting"] == "2026-05-08"
    assert [p["attendance"] for p in entry["people"]] == ["present", "present", "absent"]
    assert entry["working_groups"][0]["open"]


def test_a_mark_without_braces_is_a_follow_up_and_no_more(lessons: list[Any]) -> None:
    assert not lessons[1].whole
    assert lessons[1].entry["follow_ups"][0]["task"] == "Kaffen bestilles."


def test_every_lesson_of_the_repository_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(TOOLS)
    import marked

    found = [one for path in (TOOLS / "lessons").glob("*.txt") for one in marked.lessons(path)]
    assert len(found) > 800
    assert len({one.name for one in found}) == len(found)
    assert all(one.entry["follow_ups"] or one.whole for one in found)
