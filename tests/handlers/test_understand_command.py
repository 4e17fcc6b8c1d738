"""`bolden understand`: JSON lines in and out."""

import io
import json
from typing import Any

import pytest

from bot.errors import BadInputError
from handlers.understand_command import run


def answers(*lines: Any) -> list[Any]:
    target = io.StringIO()
    run(io.StringIO("".join(f"{json.dumps(line)}\n" for line in lines)), target)
    return [json.loads(line) for line in target.getvalue().splitlines()]


def test_each_line_is_answered() -> None:
    given = {"html": None, "headers": {}, "open": 2, "today": "2026-05-04", "due": ["2026-05-01"]}
    first, second, third = answers(
        given | {"text": "1 er færdig, 2: spørg Torvald\n\nMvh Solvej"},
        given | {"text": "Udsæt 1 en uge"},
        given | {"text": "Færdig", "headers": {"Auto-Submitted": "auto-replied"}},
    )
    assert first == {
        "class": "reply",
        "reply": "1 er færdig, 2: spørg Torvald",
        "acts": [{"verb": "finish", "item": 1}, {"verb": "decline", "item": 2, "to": "Torvald"}],
    }
    assert second["acts"] == [{"verb": "postpone", "item": 1, "due": "2026-05-08"}]
    assert third == {"class": "auto", "reply": None, "acts": []}


@pytest.mark.parametrize("line", ["{", "[]", '"x"', "{}", '{"text": "x", "today": "i morgen"}'])
def test_nonsense_is_named_by_its_line(line: str) -> None:
    with pytest.raises(BadInputError, match="Line 2 "):
        run(io.StringIO(f"\n{line}\n"), io.StringIO())
