"""Names from anywhere: who somebody is called changes no follow-up and no owner."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.domain.meetings import FoundFollowUp, PartyKind
from bot.minutes.reading import read
from tests.minutes.renaming import ORIGINS, Swap, swap_for

TESTS = Path(__file__).parents[1]
SAMPLES = sorted((TESTS.parent / "samples").glob("*.txt"))
CORPUS = sorted((TESTS / "corpus").glob("*.txt"))
FORM = sorted((TESTS / "minutes" / "convention" / "minutes").glob("*.txt"))
#: what initials stand for changes with the name, and these use them
WITH_INITIALS = ("02_bestyrelse_initialer", "31_vandvaerk", "03_board_bullets", "11_initials")

Told = tuple[tuple[tuple[int, int], ...], str, str | None, tuple[tuple[str, str | None], ...]]


def told(one: FoundFollowUp, swap: Swap | None = None) -> Told:
    """What must not change: place, kind, day, and the owners."""
    owners = [
        (o.kind.value, swap.owner(o.name) if swap and o.kind is PartyKind.PERSON else o.name)
        for o in one.owners
    ]
    day = one.due.day.isoformat() if one.due and one.due.day else None
    return one.lines, one.kind.value, day, tuple(owners)


@cache
def people_of(file: Path) -> tuple[str, ...]:
    """Everybody of the document, as labelled; of the others, as read."""
    label = file.with_suffix(".json")
    if file in CORPUS and label.exists():
        return tuple(one["name"] for one in json.loads(label.read_text("utf-8"))["people"]
                     if one["name"] != one["name"].lower())  # fmt: skip
    return tuple(one.name for one in read(file.read_bytes(), file.name).people)


def differences(file: Path, origin: str) -> list[str]:
    """What reads otherwise once everybody has another name."""
    text = file.read_text("utf-8")
    swap = swap_for(people_of(file), origin)
    before = [one for one in read(text.encode(), "a.txt").follow_ups if one.confidence >= 0.5]
    renamed = read(swap.text(text).encode(), "a.txt").follow_ups
    after = [told(one) for one in renamed if one.confidence >= 0.5]
    wanted = [told(one, swap) for one in before]
    gone = [f"- {one}" for one in wanted if one not in after]
    return gone + [f"+ {one}" for one in after if one not in wanted]


def cases() -> list[Any]:
    """Every document with names of every origin."""
    return [
        pytest.param(file, origin, id=f"{file.stem}-{origin}")
        for file in [*SAMPLES, *CORPUS, *FORM]
        if not file.stem.startswith(WITH_INITIALS)
        for origin in ORIGINS
    ]


@pytest.mark.parametrize(("file", "origin"), cases())
def test_other_names_change_nothing(file: Path, origin: str) -> None:
    assert differences(file, origin) == []


def test_a_swap_reaches_every_spelling() -> None:
    swap = swap_for(["Bo-Anders Fynbo", "Stella Norup"], "polish")
    new = swap.text("Bo-Anders Fynbo og Stella ringer; Norups nøgle. Bodil, bo@example.org")
    assert "Fynbo" not in new and "Stella" not in new and "Norup" not in new
    assert new.endswith("nøgle. Bodil, bo@example.org")
    assert swap.owner("Stella Norup") == swap.names["Stella Norup"]
