"""The review: correct, drop, add, merge, approve; by whom, and until when."""

import asyncio
from datetime import date
from typing import Any

import pytest

from bot.domain import doubts
from bot.domain.followups import Status
from bot.domain.meetings import PartyKind
from bot.domain.notices import NoticeKind, ReviewRequest
from bot.domain.people import SYSTEM, Actor, Road
from bot.errors import BadInputError, BoldenError, NotAllowedError, OutdatedError, UnknownError
from bot.followups import review
from bot.storage import history
from tests.factories import (
    CALL,
    EVERYONE,
    KEEPER,
    MUNICIPALITIES,
    SEEKING,
    actor,
    by,
    found,
    minutes,
    stored,
    take_in,
)
from tests.followups.conftest import Desk


@pytest.fixture
async def drafts(desk: Desk) -> list[int]:
    """Hand in three follow-ups; give their ids."""
    read = minutes(
        found("Sende eksempler", by("Birk Tjørnelund"), due=date(2026, 10, 1)),
        found("Undersøge lokaler"),
        found("Måske noget", confidence=0.4),
    )
    await desk.do(take_in, desk.world, read, desk.clock())
    return [one.follow_up_id for one in await desk.do(stored, 1)]


async def change(desk: Desk, use_case: Any, *arguments: Any, **more: Any) -> Any:
    return await desk.do(use_case, *arguments, actor=KEEPER, now=desk.clock(), **more)


async def approve(desk: Desk) -> int:
    opened: int = await change(desk, review.approve, 1)
    return opened


async def test_owner_date_and_text_are_corrected(desk: Desk, drafts: list[int]) -> None:
    gro = f"person:{desk.world['Gro'].person_id}"
    changed = await change(
        desk, review.edit, drafts[0], task=" Sende tre eksempler ", owner=gro, due=date(2026, 11, 1)
    )
    assert (changed.task, changed.due, changed.due_words) == (
        "Sende tre eksempler",
        date(2026, 11, 1),
        None,
    )
    assert [(one.name, one.status) for one in changed.owners] == [("Gro Havgaard", Status.DRAFT)]
    assert changed.confidence == 1.0


async def test_what_no_minutes_may_say_no_reviewer_may(desk: Desk, drafts: list[int]) -> None:
    secret = "Ring til borgeren med CPR 010190-1234"
    changed = await change(desk, review.edit, drafts[0], task=secret)
    added = await change(desk, review.add, 1, secret, owner="unassigned", due=None)
    lines = await desk.do(history.lines_of, "follow_up", [drafts[0], added.follow_up_id])
    assert "010190" not in f"{changed}{added}{lines}"
    assert changed.task == added.task == "Ring til borgeren med CPR ●●●●●●-●●●●"


async def test_what_is_not_mentioned_stays(desk: Desk, drafts: list[int]) -> None:
    before = await desk.item(drafts[0])
    changed = await change(desk, review.edit, drafts[0], task="  ")
    assert (changed.task, changed.owners, changed.due) == (before.task, before.owners, before.due)
    cleared = await change(desk, review.edit, drafts[0], clear_due=True)
    assert (cleared.due, cleared.due_words) == (None, None)


@pytest.mark.parametrize(
    ("owner", "audience", "count"),
    [
        ("everyone", PartyKind.EVERYONE, MUNICIPALITIES),
        ("unassigned", PartyKind.UNASSIGNED, 0),
        ("body:Faxe Kommune", PartyKind.ORGANISATION, 1),
    ],
)
async def test_an_owner_may_be_a_body_everyone_or_nobody(
    desk: Desk, drafts: list[int], owner: str, audience: PartyKind, count: int
) -> None:
    changed = await change(desk, review.edit, drafts[0], owner=owner)
    assert (changed.audience, len(changed.owners)) == (audience, count)


@pytest.mark.parametrize("owner", ["person:999", "body:Atlantis Kommune", "person:", "x", "body:"])
async def test_an_owner_from_elsewhere_is_refused(
    desk: Desk, drafts: list[int], owner: str
) -> None:
    before = await desk.item(drafts[0])
    with pytest.raises(BadInputError, match=doubts.NOT_MEMBER):
        await change(desk, review.edit, drafts[0], owner=owner, task="Andet")
    assert await desk.item(drafts[0]) == before


async def test_a_dropped_draft_is_gone(desk: Desk, drafts: list[int]) -> None:
    await change(desk, review.drop, drafts[0])
    with pytest.raises(OutdatedError, match=doubts.GONE):
        await change(desk, review.edit, drafts[0], task="Andet")
    assert await approve(desk) == 1
    assert (await desk.item(drafts[0])).status is Status.DROPPED


async def test_one_is_added(desk: Desk, drafts: list[int]) -> None:
    added = await change(
        desk, review.add, 1, "Bestille kage", owner="body:Køge Kommune", due=date(2026, 10, 2)
    )
    assert (added.task, added.status, added.due) == (
        "Bestille kage",
        Status.DRAFT,
        date(2026, 10, 2),
    )
    assert added.owners[0].person_id == desk.world["Tilde"].person_id
    with pytest.raises(BadInputError, match=doubts.NO_TEXT):
        await change(desk, review.add, 1, "  ", owner="everyone", due=None)


async def test_two_are_merged(desk: Desk, drafts: list[int]) -> None:
    kept = await change(desk, review.merge, drafts[0], drafts[1])
    assert kept.task == "Undersøge lokaler"
    assert [one.name for one in kept.owners] == ["Birk Tjørnelund"]
    assert kept.due == date(2026, 10, 1)
    assert kept.quote == "Det blev aftalt: Undersøge lokaler … Det blev aftalt: Sende eksempler"
    assert (await desk.item(drafts[0])).status is Status.DROPPED
    assert await approve(desk) == 1
    assert await desk.told(NoticeKind.ASSIGNMENT) == ["Birk"]


async def test_a_call_for_volunteers_keeps_its_group_when_merged(desk: Desk) -> None:
    read = minutes(CALL, found("Melde ind", EVERYONE), groups=(SEEKING,))
    await desk.do(take_in, desk.world, read, desk.clock())
    call, other = await desk.do(stored, 1)
    kept = await change(desk, review.merge, call.follow_up_id, other.follow_up_id)
    assert kept.group_id == call.group_id
    assert len(kept.owners) == MUNICIPALITIES


async def test_not_everything_can_be_merged(desk: Desk, drafts: list[int]) -> None:
    await desk.do(take_in, desk.world, minutes(found("Fra et andet")), desk.clock(), b"other")
    (other,) = await desk.do(stored, 2)
    for into in (drafts[0], other.follow_up_id):
        with pytest.raises(BadInputError, match=doubts.CANNOT_MERGE):
            await change(desk, review.merge, drafts[0], into)


async def test_another_meetings_follow_up_is_said_to_be_so_whatever_its_state(
    desk: Desk, drafts: list[int]
) -> None:
    await desk.do(take_in, desk.world, minutes(found("Fra et andet")), desk.clock(), b"other")
    (other,) = await desk.do(stored, 2)
    await change(desk, review.approve, 2)
    with pytest.raises(BadInputError, match=doubts.CANNOT_MERGE):
        await change(desk, review.merge, drafts[0], other.follow_up_id)


async def test_adding_the_same_twice_adds_once(desk: Desk, drafts: list[int]) -> None:
    kage = {"owner": "body:Køge Kommune", "due": None}
    one, again = [await change(desk, review.add, 1, "Bestille kage", **kage) for _ in range(2)]
    assert one.follow_up_id == again.follow_up_id
    faxe = await change(desk, review.add, 1, "Bestille kage", owner="body:Faxe Kommune", due=None)
    assert faxe.follow_up_id != one.follow_up_id


async def test_a_date_before_the_meeting_is_refused(desk: Desk, drafts: list[int]) -> None:
    early = date(2026, 9, 2)
    with pytest.raises(BadInputError, match=doubts.DUE_BEFORE_MEETING):
        await change(desk, review.edit, drafts[0], task="Andet", due=early)
    with pytest.raises(BadInputError, match=doubts.DUE_BEFORE_MEETING):
        await change(desk, review.add, 1, "Andet", owner="everyone", due=early)
    assert (await desk.item(drafts[0])).task == "Sende eksempler"


async def test_nothing_is_sent_before_approval(desk: Desk, drafts: list[int]) -> None:
    await change(desk, review.edit, drafts[0], task="Andet")
    await change(desk, review.add, 1, "Mere", owner="everyone", due=None)
    assert await desk.told(NoticeKind.REVIEW_REQUEST) == ["Tilde"]
    assert len(await desk.outbox()) == 1


async def test_what_was_only_offered_falls_away_unless_touched(
    desk: Desk, drafts: list[int]
) -> None:
    await change(desk, review.edit, drafts[2], task="Måske noget andet")
    assert await approve(desk) == 3


async def test_approval_opens_what_is_sure(desk: Desk, drafts: list[int]) -> None:
    assert await approve(desk) == 2
    items = [await desk.item(one) for one in drafts]
    assert [one.status for one in items] == [Status.OPEN, Status.OPEN, Status.DROPPED]
    (own,) = items[0].owners
    assert (own.status, own.due) == (Status.OPEN, date(2026, 10, 1))


async def test_after_approval_nothing_is_corrected(desk: Desk, drafts: list[int]) -> None:
    await approve(desk)
    before = await desk.outbox()
    for use_case, arguments, more in (
        (review.approve, (1,), {}),
        (review.edit, (drafts[0],), {"task": "Andet"}),
        (review.drop, (drafts[0],), {}),
        (review.add, (1, "Mere"), {"owner": "everyone", "due": None}),
        (review.merge, (drafts[0], drafts[1]), {}),
    ):
        with pytest.raises(OutdatedError, match=doubts.ALREADY_APPROVED):
            await change(desk, use_case, *arguments, **more)
    assert await desk.outbox() == before


async def test_of_two_approvals_at_the_same_moment_one_counts(
    desk: Desk, drafts: list[int]
) -> None:
    results = await asyncio.gather(*(approve(desk) for _ in range(3)), return_exceptions=True)
    assert sorted(isinstance(one, OutdatedError) for one in results) == [False, True, True]
    assert await desk.told(NoticeKind.ASSIGNMENT) == ["Birk"]


@pytest.mark.parametrize(
    ("first_name", "allowed"),
    [("Tilde", True), ("Asger", True), ("Signe", True), ("Birk", False), ("Gro", False)],
)
async def test_the_reviewer_and_the_leaders_may(
    desk: Desk, drafts: list[int], first_name: str, allowed: bool
) -> None:
    who = actor(desk.world[first_name])
    approving = desk.do(review.approve, 1, actor=who, now=desk.clock())
    if allowed:
        assert await approving == 2
    else:
        with pytest.raises(NotAllowedError, match=doubts.NOT_REVIEWER):
            await approving
        assert len(await desk.outbox()) == 1


@pytest.mark.parametrize("who", [SYSTEM, Actor(Road.TEAMS), Actor(Road.MAIL, 999)])
async def test_a_stranger_may_not(desk: Desk, drafts: list[int], who: Actor) -> None:
    with pytest.raises(NotAllowedError):
        await desk.do(review.edit, drafts[0], actor=who, now=desk.clock(), task="Andet")


@pytest.mark.parametrize("use_case", [review.approve, review.drop, review.edit])
async def test_what_does_not_exist_is_said(desk: Desk, use_case: Any) -> None:
    with pytest.raises(UnknownError):
        await change(desk, use_case, 99)
    assert issubclass(UnknownError, BoldenError)


async def test_the_review_card_is_renewed_once(desk: Desk, drafts: list[int]) -> None:
    await desk.send_all()
    await change(desk, review.edit, drafts[0], task="Andet")
    await change(desk, review.drop, drafts[1])
    (update,) = await desk.outbox(NoticeKind.REVIEW_REQUEST, updates=True)
    seen = await desk.seen(update)
    assert isinstance(seen, ReviewRequest)
    assert [one.task for one in seen.drafts] == ["Andet", "Måske noget"]
    await approve(desk)
    assert (await desk.seen(update)).approved  # type: ignore[union-attr]


async def test_every_correction_is_in_the_history(desk: Desk, drafts: list[int]) -> None:
    await change(desk, review.edit, drafts[0], task="Andet", due=date(2026, 11, 1))
    (line,) = await desk.do(history.lines_of, "follow_up", drafts)
    assert line["before"]["task"] == "Sende eksempler"
    assert (line["after"]["task"], line["after"]["due"]) == ("Andet", "2026-11-01")
    assert line["road"] == "board"


async def test_settling_a_doubt_keeps_the_owner_who_is_known(desk: Desk) -> None:
    read = minutes(found("Holde oplæg", by("Birk Tjørnelund"), by("Ukendt Ukendtsen")))
    await desk.do(take_in, desk.world, read, desk.clock())
    (draft,) = await desk.do(stored, 1)
    gro = desk.world["Gro"]
    choice = f"person:{gro.person_id}"
    settled = await change(desk, review.edit, draft.follow_up_id, owner=choice, settles_doubt=True)
    assert [one.name for one in settled.owners] == ["Birk Tjørnelund", gro.name]
    replaced = await change(desk, review.edit, draft.follow_up_id, owner=choice)
    assert [one.name for one in replaced.owners] == [gro.name]
