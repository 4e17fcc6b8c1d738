"""What a log may hold of an error that nobody expected, and what people are told of others."""

import ast
from pathlib import Path

import pytest

from bot.domain.calendar import week_start
from bot.domain.doubts import GONE, NOT_YOURS, refusal
from bot.domain.language import speaking
from bot.errors import NotAllowedError, UnknownError, place_of

ROOT = Path(__file__).parents[1]


def test_the_log_gets_the_kind_and_our_way_there_but_no_words() -> None:
    with pytest.raises(ValueError, match="99") as caught:
        week_start(2026, 99)
    said = place_of(caught.value)
    assert said.startswith("ValueError at calendar.py:")
    assert str(caught.value) not in said


#: what these say is for whoever runs Bolden, or for Teams itself
_NOT_FOR_PEOPLE = {
    "bot/followups/aliases.py",
    "bot/followups/members.py",
    "handlers/messages.py",
    "handlers/teams_activities.py",
    "handlers/understand_command.py",
}
_SHOWN = {"BadInputError", "NotAllowedError", "OutdatedError"}


def _spelled_out(file: Path) -> list[int]:
    """Give the lines where an error that people are shown gets its words on the spot."""
    tree = ast.parse(file.read_text("utf-8"))
    raised = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise)]
    calls = [one for one in raised if isinstance(one, ast.Call) and one.args]
    return [
        one.lineno
        for one in calls
        if isinstance(one.func, ast.Name)
        and one.func.id in _SHOWN
        and isinstance(one.args[0], ast.Constant | ast.JoinedStr)
    ]


def test_what_people_are_refused_with_stands_in_the_catalogue() -> None:
    """Sentences for people are constants and functions; English is for the command line."""
    files = [one for room in ("bot/followups", "bot/web", "handlers") for one in _files(room)]
    found = {
        str(one.relative_to(ROOT)): lines
        for one in files
        if str(one.relative_to(ROOT)) not in _NOT_FOR_PEOPLE and (lines := _spelled_out(one))
    }
    assert not found


def test_what_is_unknown_is_named_to_nobody_in_english() -> None:
    assert refusal(UnknownError("There is no owner number 7.")) == GONE
    assert refusal(NotAllowedError(NOT_YOURS)) == NOT_YOURS
    with speaking("en"):
        assert refusal(NotAllowedError(NOT_YOURS)) != NOT_YOURS
    shown = [one for room in ("bot/web", "handlers") for one in _files(room)]
    by_hand = [one.name for one in shown if "str(refused)" in one.read_text("utf-8")]
    assert not by_hand, "say it by doubts.refusal"


def _files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))
