"""The review of the meeting itself and of its working groups."""

from datetime import date
from typing import Any

import pytest

from bot.domain import doubts
from bot.domain.notices import ChannelTasks, NoticeKind, ReviewRequest, VolunteerCall
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError, OutdatedError, UnknownError
from bot.followups import review, review_groups
from bot.storage import groups, history
from tests.factories import CALL, KEEPER, SEEKING, actor, by, found, minutes, stored, take_in
from tests.followups.conftest import Desk


@pytest.fixture
async def group(desk: Desk) -> int:
    """Hand in minutes with an open group and the call for it; give the group's id."""
    read = minutes(CALL, found("Sende", by("Birk Tjørnelund")), groups=(SEEKING,))
    await desk.do(take_in, desk.world, read, desk.clock())
    (one,) = await desk.do(groups.groups)
    return int(one.group_id)


async def change(desk: Desk, use_case: Any, *arguments: Any, **more: Any) -> Any:
    return await desk.do(use_case, *arguments, actor=KEEPER, now=desk.clock(), **more)


async def test_name_and_convener_are_corrected_and_called_by(desk: Desk, group: int) -> None:
    frej = desk.world["Frej"]
    values = {"name": " Gruppen om broer ", "convener": f"person:{frej.person_id}"}
    changed = await change(desk, review_groups.edit_group, group, **values)
    assert (changed.name, changed.convener, changed.convener_id) == (
        "Gruppen om broer",
        "Frej Østermark",
        frej.person_id,
    )
    await change(desk, review.approve, 1)
    seen = await desk.seen((await desk.outbox(NoticeKind.VOLUNTEER_CALL))[0])
    assert isinstance(seen, VolunteerCall)
    assert (seen.name, seen.convener) == ("Gruppen om broer", "Frej Østermark")


async def test_there_may_be_no_convener_yet(desk: Desk, group: int) -> None:
    changed = await change(desk, review_groups.edit_group, group, convener="unassigned")
    assert (changed.convener, changed.convener_id, changed.name) == (None, None, SEEKING.name)


async def test_a_group_that_is_closed_in_the_review_calls_nobody(desk: Desk, group: int) -> None:
    await change(desk, review_groups.edit_group, group, is_open=False)
    await change(desk, review.approve, 1)
    assert await desk.told(NoticeKind.VOLUNTEER_CALL) == []
    # what the minutes ask of the municipalities is told all the same
    (row,) = await desk.outbox(NoticeKind.CHANNEL_TASKS)
    seen = await desk.seen(row)
    assert isinstance(seen, ChannelTasks)
    assert [one.task for one in seen.tasks] == [CALL.task]


async def test_a_group_that_is_opened_calls(desk: Desk, group: int) -> None:
    await change(desk, review_groups.edit_group, group, is_open=False)
    await change(desk, review_groups.edit_group, group, is_open=True)
    await change(desk, review.approve, 1)
    assert None in await desk.told(NoticeKind.VOLUNTEER_CALL)
    (news,) = await desk.outbox(NoticeKind.CHANNEL_TASKS)
    assert (await desk.seen(news)).tasks == ()  # type: ignore[union-attr]


async def test_a_dropped_group_calls_nobody(desk: Desk, group: int) -> None:
    await change(desk, review_groups.drop_group, group)
    assert await desk.do(groups.groups) == []
    await change(desk, review.approve, 1)
    assert await desk.told(NoticeKind.VOLUNTEER_CALL) == []
    assert CALL.task in [one.task for one in await desk.do(stored, 1)]


async def test_without_its_follow_up_a_group_still_calls(desk: Desk, group: int) -> None:
    call = (await desk.do(stored, 1))[0]
    await change(desk, review.drop, call.follow_up_id)
    await change(desk, review.approve, 1)
    assert None in await desk.told(NoticeKind.VOLUNTEER_CALL)
    assert await desk.told(NoticeKind.ASSIGNMENT) == ["Birk"]


async def test_title_and_day_are_what_everybody_reads(desk: Desk, group: int) -> None:
    await change(
        desk, review_groups.edit_meeting, 1, title=" Møde 3 om broer ", held_on=date(2026, 9, 4)
    )
    (row,) = await desk.outbox(NoticeKind.REVIEW_REQUEST)
    seen = await desk.seen(row)
    assert isinstance(seen, ReviewRequest)
    assert (seen.occasion.title, seen.occasion.date) == ("Møde 3 om broer", date(2026, 9, 4))
    kept = await change(desk, review_groups.edit_meeting, 1)
    assert (kept.title, kept.held_on) == ("Møde 3 om broer", date(2026, 9, 4))


async def test_names_are_asked_for_and_cleaned(desk: Desk, group: int) -> None:
    with pytest.raises(BadInputError, match=doubts.NO_NAME):
        await change(desk, review_groups.edit_group, group, name=" ")
    with pytest.raises(BadInputError, match=doubts.NO_TITLE):
        await change(desk, review_groups.edit_meeting, 1, title="")
    with pytest.raises(BadInputError, match=doubts.NOT_MEMBER):
        await change(desk, review_groups.edit_group, group, convener="person:999")
    changed = await change(desk, review_groups.edit_meeting, 1, title="Om 010190-1234")
    assert "010190" not in changed.title


async def test_every_change_is_in_the_history(desk: Desk, group: int) -> None:
    await change(desk, review_groups.edit_group, group, is_open=False)
    await change(desk, review_groups.drop_group, group)
    lines = (await desk.do(history.lines_of, "minutes", [1]))[1:]
    assert [one["verb"] for one in lines] == [Verb.EDIT, Verb.DROP]
    assert lines[0]["before"] == {"group": SEEKING.name, "open": True}
    assert lines[1]["before"] == {"group": SEEKING.name}


async def test_only_reviewers_and_only_before_the_approval(desk: Desk, group: int) -> None:
    calls: tuple[tuple[Any, int, dict[str, Any]], ...] = (
        (review_groups.edit_group, group, {"is_open": False}),
        (review_groups.drop_group, group, {}),
        (review_groups.edit_meeting, 1, {"title": "Andet"}),
    )
    for use_case, number, more in calls:
        with pytest.raises(NotAllowedError):
            birk = actor(desk.world["Birk"])
            await desk.do(use_case, number, actor=birk, now=desk.clock(), **more)
    await change(desk, review.approve, 1)
    for use_case, number, more in calls:
        with pytest.raises(OutdatedError, match=doubts.ALREADY_APPROVED):
            await change(desk, use_case, number, **more)
    with pytest.raises(UnknownError):
        await change(desk, review_groups.drop_group, 99)
