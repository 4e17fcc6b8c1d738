"""Two readings of one meeting side by side, without a database."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.followups import FollowUp, Ownership, Status
from bot.domain.meetings import Kind, PartyKind
from bot.domain.versions import Field, Reading
from bot.followups.versions import compare, same_title

OCTOBER = date(2026, 10, 1)


def item(number: int, task: str, *owners: str, due: date | None = None) -> FollowUp:
    """Give a follow-up as read."""
    held = tuple(
        Ownership(number * 100 + n, number, PartyKind.PERSON, name, n, Status.DRAFT, due)
        for n, name in enumerate(owners)
    )
    return FollowUp(
        number, 1, task, Kind.TASK, PartyKind.PERSON, Status.DRAFT, f"Aftalt: {task}",
        ((number, number),), None, due, None, 0.9, (), held,
    )  # fmt: skip


def differences(before: FollowUp, after: FollowUp) -> tuple[Field, ...] | None:
    """Give what changed, None where the two are not the same follow-up."""
    pairs = compare([before], [after]).pairs
    return pairs[0].differences if pairs else None


SEND = item(1, "Sende eksempler på sagsgange til sekretariatet", "Birk Tjørnelund", due=OCTOBER)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (SEND, ()),
        (replace(SEND, task="Sende  eksempler på sagsgange, til sekretariatet."), ()),
        (replace(SEND, due=date(2026, 10, 15)), (Field.DUE,)),
        (replace(SEND, due=None, due_words="snarest"), (Field.DUE,)),
        (item(1, SEND.task, "Gro Havgaard", due=OCTOBER), (Field.OWNERS,)),
        (replace(SEND, task="Sende tre eksempler på sagsgange til sekretariatet"), (Field.TASK,)),
        (
            item(1, SEND.task, "Birk Tjørnelund", "Gro Havgaard"),
            (Field.OWNERS, Field.DUE),
        ),
        (item(1, "Booke et lokale", "Birk Tjørnelund"), None),
        (item(1, "Sende tal til regionen", "Gro Havgaard"), None),
    ],
)
def test_what_changed(after: FollowUp, told: tuple[Field, ...] | None) -> None:
    assert differences(SEND, after) == told


def test_what_the_reviewer_made_of_it_does_not_count() -> None:
    read = Reading(SEND.task, OCTOBER, None, ("Birk Tjørnelund",))
    corrected = replace(item(1, "Sende fem eksempler", "Gro Havgaard"), read=read)
    assert differences(corrected, SEND) == ()


def test_of_two_that_are_alike_each_finds_its_own() -> None:
    before = [item(1, "Indsende tal for 2025", "Køge"), item(2, "Indsende tal for 2026", "Køge")]
    after = [item(3, "Indsende tal for 2026", "Køge"), item(4, "Indsende tal for 2025", "Køge")]
    told = compare(before, after)
    assert {(p.before.follow_up_id, p.after.follow_up_id) for p in told.pairs} == {(1, 4), (2, 3)}
    assert all(not pair.differences for pair in told.pairs)


@given(st.lists(st.sampled_from("abcdefg"), max_size=6), st.lists(st.sampled_from("abcdefg")))
def test_each_follow_up_is_told_of_once(old: list[str], new: list[str]) -> None:
    before = [item(n, f"Opgave {task * 9}", "Birk") for n, task in enumerate(old, 1)]
    after = [item(n, f"Opgave {task * 9}", "Birk") for n, task in enumerate(new, 100)]
    told = compare(before, after)
    pairs = [(p.before.follow_up_id, p.after.follow_up_id) for p in told.pairs]
    assert sorted([one for one, _ in pairs] + [g.follow_up_id for g in told.gone]) == [
        one.follow_up_id for one in before
    ]
    assert sorted([one for _, one in pairs] + [n.follow_up_id for n in told.new]) == [
        one.follow_up_id for one in after
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Netværksmøde 3", "Netværksmøde 3", True),
        ("Referat af netværksmøde i Børn og Unge", "Referat, netværksmøde i Børn og unge", True),
        ("Netværksmøde 3", "Netværksmøde 4", False),
        ("Møde i gruppe A", "Møde i gruppe B", False),
        ("Styregruppen", "Chefforum", False),
    ],
)
def test_titles_of_one_meeting(one: str, other: str, same: bool) -> None:
    assert same_title(one, other) is same
