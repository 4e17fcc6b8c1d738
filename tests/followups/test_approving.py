"""Approving a part of the review first: what is sure is sent, the rest waits."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain import doubts
from bot.domain.followups import Status
from bot.domain.notices import Assignment, NoticeKind, ReviewRequest
from bot.errors import NotAllowedError, OutdatedError
from bot.followups import review
from tests.factories import CALL, KEEPER, SEEKING, actor, by, found, minutes, stored, take_in
from tests.followups.conftest import Desk


async def change(desk: Desk, use_case: Any, *arguments: Any, **more: Any) -> Any:
    return await desk.do(use_case, *arguments, actor=KEEPER, now=desk.clock(), **more)


async def shown(desk: Desk) -> ReviewRequest:
    """Give what the minute-taker's card says."""
    (row,) = await desk.outbox(NoticeKind.REVIEW_REQUEST)
    seen = await desk.seen(row)
    assert isinstance(seen, ReviewRequest)
    return seen


@pytest.fixture
async def mixed(desk: Desk) -> list[int]:
    """Hand in what is sure, what is less so, what nobody is known for, and a group's call."""
    read = minutes(
        found("Sende eksempler", by("Birk Tjørnelund"), confidence=0.95),
        found("Ringe rundt", by("Birk Tjørnelund"), confidence=0.8),
        found("Skrive ud", by("Rigmor Elsted"), confidence=0.95),
        replace(CALL, confidence=0.99),
        found("Måske noget", confidence=0.4),
        groups=(SEEKING,),
    )
    await desk.do(take_in, desk.world, read, desk.clock())
    return [one.follow_up_id for one in await desk.do(stored, 1)]


async def test_only_what_is_sure_is_sent_and_the_rest_waits(desk: Desk, mixed: list[int]) -> None:
    assert await change(desk, review.approve_sure, 1) == 1
    assert [(await desk.item(one)).status for one in mixed] == [Status.OPEN, *[Status.DRAFT] * 4]
    assert await desk.told(NoticeKind.ASSIGNMENT) == ["Birk"]
    assert await desk.told(NoticeKind.VOLUNTEER_CALL) == []
    seen = await shown(desk)
    assert (seen.approved, seen.opened) == (False, 1)
    assert [draft.number for draft in seen.drafts] == [2, 3, 4, 5]
    with pytest.raises(OutdatedError, match=doubts.NONE_SURE):
        await change(desk, review.approve_sure, 1)


async def test_the_rest_is_approved_later_and_nobody_is_told_the_same_twice(
    desk: Desk, mixed: list[int]
) -> None:
    birk = desk.world["Birk"].person_id
    await change(desk, review.approve_sure, 1)
    await desk.send_all()
    await change(desk, review.edit, mixed[1], task="Ringe til alle")
    assert await change(desk, review.approve, 1) == 3
    assert (await desk.item(mixed[4])).status is Status.DROPPED
    rows = await desk.outbox(NoticeKind.ASSIGNMENT)
    _, more = [await desk.seen(row) for row in rows if row.person_id == birk]
    assert isinstance(more, Assignment)
    # in one message, and without what he was told of before
    assert [task.task for task in more.tasks] == ["Ringe til alle", CALL.task]
    assert more.handed_over_by is None
    assert await desk.told(NoticeKind.ASSIGNMENT, updates=True) == ["Birk"]
    assert None in await desk.told(NoticeKind.VOLUNTEER_CALL)
    assert (await shown(desk)).approved
    with pytest.raises(OutdatedError, match=doubts.ALREADY_APPROVED):
        await change(desk, review.approve_sure, 1)


async def test_only_the_reviewer_approves_what_is_sure(desk: Desk, mixed: list[int]) -> None:
    with pytest.raises(NotAllowedError):
        who = actor(desk.world["Birk"])
        await desk.do(review.approve_sure, 1, actor=who, now=desk.clock())
    assert (await desk.item(mixed[0])).status is Status.DRAFT


async def test_a_later_approval_of_many_tasks_comes_on_several_cards(desk: Desk) -> None:
    first = found("Sende eksempler", by("Birk Tjørnelund"), confidence=0.95)
    rest = [found(f"Opgave {n}", by("Birk Tjørnelund"), confidence=0.8) for n in range(14)]
    await desk.do(take_in, desk.world, minutes(first, *rest), desk.clock())
    await change(desk, review.approve_sure, 1)
    await desk.send_all()
    await change(desk, review.approve, 1)
    _, *more = [await desk.seen(row) for row in await desk.outbox(NoticeKind.ASSIGNMENT)]
    assert [(one.part, len(one.tasks)) for one in more] == [((1, 3), 6), ((2, 3), 6), ((3, 3), 2)]
    assert [task.number for one in more for task in one.tasks] == list(range(2, 16))
