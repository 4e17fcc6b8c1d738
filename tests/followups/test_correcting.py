"""A corrected file of known minutes: nothing twice, nothing lost, what changed is marked."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.followups import FollowUp, Status
from bot.domain.meetings import FoundFollowUp, Minutes
from bot.domain.notices import NoticeKind, ReviewRequest, Superseded
from bot.domain.versions import Reading, Sort
from bot.followups import intake, review, review_groups
from bot.followups.intake import Intake
from bot.storage import groups, history, meetings
from tests.factories import CALL, KEEPER, NOBODY, SEEKING, by, found, minutes, stored
from tests.followups.conftest import Desk

BIRK, GRO = by("Birk Tjørnelund"), by("Gro Havgaard")
SEND = found("Sende eksempler på sagsgange", BIRK, due=date(2026, 10, 1))
RING = found("Ringe rundt til alle skoler", GRO)
ROOM = found("Finde et lokale til næste møde", NOBODY)
LATER = found("Sende eksempler på sagsgange", BIRK, due=date(2026, 10, 15))
NEW = found("Skrive til regionen om taksten", BIRK)


async def hand_in(
    desk: Desk, read: Minutes, data: bytes = b"corrected", name: str = "referat.pdf"
) -> Intake:
    taken: Intake = await desk.do(
        intake.take_in, desk.world.network, read, data, name, actor=KEEPER, now=desk.clock()
    )
    return taken


async def first(desk: Desk, *follow_ups: FoundFollowUp) -> int:
    taken = await hand_in(desk, minutes(*follow_ups), b"first")
    assert taken.minutes_id is not None
    return taken.minutes_id


async def shown(desk: Desk) -> ReviewRequest:
    """Give what the newest card of the review says."""
    *_, row = await desk.outbox(NoticeKind.REVIEW_REQUEST)
    seen = await desk.seen(row)
    assert isinstance(seen, ReviewRequest)
    return seen


def marks(asked: ReviewRequest) -> list[tuple[str, Sort | None]]:
    return [(one.task, one.change and one.change.sort) for one in asked.drafts]


async def items(desk: Desk) -> list[FollowUp]:
    """Give what is not dropped."""
    found: list[FollowUp] = await desk.do(stored, 1)
    return [one for one in found if one.status is not Status.DROPPED]


async def test_a_corrected_file_is_the_same_meeting_and_says_what_changed(desk: Desk) -> None:
    await first(desk, SEND, RING, ROOM)
    taken = await hand_in(desk, minutes(LATER, RING, NEW))
    assert taken.minutes_id == 1
    assert taken.corrects is not None
    folded = taken.corrects
    assert (folded.new, folded.changed, folded.gone) == (1, 1, 1)
    assert len(await desk.do(meetings.all_minutes, desk.world.network.network_id)) == 1
    asked = await shown(desk)
    assert marks(asked) == [
        (SEND.task, Sort.CHANGED),
        (RING.task, None),
        (ROOM.task, Sort.GONE),
        (NEW.task, Sort.NEW),
    ]
    changed = asked.drafts[0]
    assert changed.due == date(2026, 10, 15)
    assert changed.change is not None
    assert changed.change.before == Reading(
        SEND.task, date(2026, 10, 1), "senest 01.10.2026", ("Birk Tjørnelund",)
    )


async def test_the_earlier_card_leads_to_the_new_one(desk: Desk) -> None:
    await first(desk, SEND)
    await desk.send_all()
    await hand_in(desk, minutes(LATER))
    (update,) = await desk.outbox(NoticeKind.REVIEW_REQUEST, updates=True)
    assert isinstance(await desk.seen(update), Superseded)
    assert await desk.told(NoticeKind.REVIEW_REQUEST) == ["Tilde", "Tilde"]


async def test_a_card_that_has_not_left_is_not_sent_any_more(desk: Desk) -> None:
    await first(desk, SEND)
    await hand_in(desk, minutes(LATER))
    old, new = await desk.outbox(NoticeKind.REVIEW_REQUEST)
    assert await desk.seen(old) is None
    assert await desk.seen(new) is not None


async def test_what_the_reviewer_did_with_what_is_the_same_stays(desk: Desk) -> None:
    await first(desk, SEND, RING, ROOM)
    one, two, three = await items(desk)
    act = {"actor": KEEPER, "now": desk.clock()}
    gro = f"person:{desk.world['Gro'].person_id}"
    await desk.do(review.edit, one.follow_up_id, task="Sende fem eksempler", owner=gro, **act)
    await desk.do(review.drop, two.follow_up_id, **act)
    await desk.do(review.add, 1, "Købe kage", owner=gro, due=None, **act)
    await hand_in(desk, minutes(LATER, RING, ROOM))
    kept, room, cake = await items(desk)
    # only the date was corrected
    assert (kept.task, kept.due) == ("Sende fem eksempler", date(2026, 10, 15))
    assert [own.name for own in kept.owners] == ["Gro Havgaard"]
    assert (room.follow_up_id, room.change, cake.task) == (three.follow_up_id, None, "Købe kage")
    assert cake.change is None


async def test_a_draft_that_is_gone_is_only_offered_and_comes_back(desk: Desk) -> None:
    await first(desk, SEND, ROOM)
    await hand_in(desk, minutes(SEND))
    assert [one.is_offered_only for one in (await shown(desk)).drafts] == [False, True]
    await hand_in(desk, minutes(SEND, ROOM), b"third")
    assert marks(await shown(desk)) == [(SEND.task, None), (ROOM.task, None)]
    assert not (await shown(desk)).drafts[1].is_offered_only


async def test_what_is_open_and_the_same_is_not_asked_again(desk: Desk) -> None:
    await first(desk, SEND, RING)
    await desk.do(review.approve, 1, actor=KEEPER, now=desk.clock())
    before = await items(desk)
    taken = await hand_in(desk, minutes(RING, SEND))
    assert taken.corrects is not None
    assert not taken.corrects.asks
    assert (taken.is_new, taken.found, taken.reviewer) == (True, 0, None)
    after = await items(desk)
    assert [(one.follow_up_id, one.owners) for one in after] == [
        (one.follow_up_id, one.owners) for one in before
    ]
    row = await desk.do(meetings.minutes_of, 1)
    assert not await desk.do(review.is_in_review, row)
    assert len(await desk.outbox(NoticeKind.REVIEW_REQUEST)) == 1
    lines = await desk.do(history.lines_of, "follow_up", [one.follow_up_id for one in before])
    assert [line["after"] for line in lines] == [{"again": True}] * 2


async def test_what_differs_from_what_is_open_waits_for_the_reviewer(desk: Desk) -> None:
    await first(desk, SEND, RING)
    await desk.do(review.approve, 1, actor=KEEPER, now=desk.clock())
    await hand_in(desk, minutes(LATER, NEW))
    send, ring, *drafts = await items(desk)
    assert (send.due, send.status, ring.status) == (date(2026, 10, 1), Status.OPEN, Status.OPEN)
    asked = await shown(desk)
    assert (asked.opened, asked.approved) == (2, False)
    assert marks(asked) == [
        (SEND.task, Sort.CHANGED),
        (NEW.task, Sort.NEW),
        (RING.task, Sort.GONE),
    ]
    assert [one.renews_id for one in drafts] == [send.follow_up_id, None, ring.follow_up_id]
    assert [own.name for own in drafts[2].owners] == ["Gro Havgaard"]


async def test_a_third_file_takes_the_place_of_what_a_second_asked(desk: Desk) -> None:
    await first(desk, SEND, RING)
    await desk.do(review.approve, 1, actor=KEEPER, now=desk.clock())
    await hand_in(desk, minutes(LATER))
    await hand_in(desk, minutes(LATER, RING), b"third")
    assert marks(await shown(desk)) == [(SEND.task, Sort.CHANGED)]


async def test_a_group_that_is_known_is_not_set_up_again(desk: Desk) -> None:
    await hand_in(desk, minutes(CALL, groups=(SEEKING,)), b"first")
    other = replace(SEEKING, name="Arbejdsgruppe om fravær", lines=((40, 42),))
    await hand_in(desk, minutes(CALL, groups=(SEEKING, other)))
    known = await desk.do(groups.groups)
    assert [(one.group_id, one.minutes_id, one.name) for one in known] == [
        (1, 1, SEEKING.name),
        (3, 1, "Arbejdsgruppe om fravær"),
    ]
    (call,) = await items(desk)
    assert call.group_id == 1


async def test_the_same_bytes_as_any_version_add_nothing(desk: Desk) -> None:
    await first(desk, SEND)
    await hand_in(desk, minutes(LATER))
    for data in (b"first", b"corrected"):
        again = await hand_in(desk, minutes(SEND), data)
        assert again == Intake(1, is_new=False, found=0, reviewer=None)


@pytest.mark.parametrize(
    ("change", "name", "is_same"),
    [
        ({}, "rettet.pdf", True),  # title and contents
        ({"title": "Møde om alt andet"}, "referat.pdf", True),  # name and contents
        ({"title": "Møde om alt andet"}, "rettet.pdf", False),
        ({"date": date(2026, 9, 4)}, "referat.pdf", False),
        ({"date": None}, "referat.pdf", True),
    ],
)
async def test_what_makes_it_the_same_meeting(
    desk: Desk, change: dict[str, object], name: str, is_same: bool
) -> None:
    await first(desk, SEND)
    read = minutes(LATER)
    read = replace(read, meeting=replace(read.meeting, **change))  # type: ignore[arg-type]
    taken = await hand_in(desk, read, name=name)
    assert (taken.minutes_id == 1) is is_same


@pytest.mark.parametrize("day", [None, date(2026, 9, 3)])
async def test_undated_minutes_that_share_no_task_are_two_meetings(
    desk: Desk, day: date | None
) -> None:
    def undated(*found: FoundFollowUp, day: date | None = None) -> Minutes:
        read = minutes(*found)
        return replace(read, meeting=replace(read.meeting, date=day))

    await hand_in(desk, undated(SEND, ROOM, RING, day=day), b"first", "Referat.docx")
    taken = await hand_in(desk, undated(NEW), b"second", "Referat.docx")
    assert (taken.minutes_id, taken.corrects) == (2, None)
    # one task that comes again every month is not enough
    bus, cake = found("Bestille bus til temadag", GRO), found("Købe kage", BIRK)
    taken = await hand_in(desk, undated(SEND, bus, cake), b"third", "Referat.docx")
    assert (taken.minutes_id, taken.corrects) == (3, None)
    assert [(one.task, one.change) for one in await items(desk)] == [
        (one.task, None) for one in (SEND, ROOM, RING)
    ]


async def test_two_groups_that_meet_on_one_day_are_two_meetings(desk: Desk) -> None:
    await first(desk, SEND)
    taken = await hand_in(desk, minutes(NEW), name="gruppe b.pdf")
    assert taken.minutes_id != 1
    assert taken.corrects is None


async def test_what_the_reviewer_says_of_the_meeting_stays(desk: Desk) -> None:
    await first(desk, SEND)
    act = {"actor": KEEPER, "now": desk.clock()}
    await desk.do(review_groups.edit_meeting, 1, title="Møde nr. 3", **act)
    read = minutes(SEND)
    read = replace(read, meeting=replace(read.meeting, next_meeting=date(2026, 12, 10)))
    await hand_in(desk, read)
    row = await desk.do(meetings.minutes_of, 1)
    assert (row.title, row.next_meeting) == ("Møde nr. 3", date(2026, 12, 10))
