"""Corrected minutes are approved: what is open is changed or closed, and told of once."""

from datetime import date

import pytest

from bot.domain import doubts
from bot.domain.corrected import told
from bot.domain.followups import FollowUp, Status
from bot.domain.meetings import FoundFollowUp
from bot.domain.notices import Correction, NoticeKind
from bot.domain.people import Actor
from bot.domain.verbs import Verb
from bot.errors import OutdatedError
from bot.followups import intake, review
from tests.factories import EVERYONE, KEEPER, MUNICIPALITIES, actor, by, found, minutes, stored
from tests.followups.conftest import Desk, part

BIRK, GRO = by("Birk Tjørnelund"), by("Gro Havgaard")
SEND = found("Sende eksempler på sagsgange", BIRK, due=date(2026, 10, 1))
LATER = found("Sende eksempler på sagsgange", BIRK, due=date(2026, 10, 15))
GROS = found("Sende eksempler på sagsgange", GRO, due=date(2026, 10, 1))
RING = found("Ringe rundt til alle skoler", GRO)


async def hand_in(desk: Desk, data: bytes, *follow_ups: FoundFollowUp) -> None:
    await desk.do(
        intake.take_in,
        desk.world.network,
        minutes(*follow_ups),
        data,
        "referat.pdf",
        actor=KEEPER,
        now=desk.clock(),
    )


async def approve(desk: Desk, who: Actor = KEEPER) -> None:
    await desk.do(review.approve, 1, actor=who, now=desk.clock())


async def opened(desk: Desk, *follow_ups: FoundFollowUp) -> list[FollowUp]:
    """Have minutes approved and told of."""
    await hand_in(desk, b"first", *follow_ups)
    await approve(desk)
    await desk.send_all()
    return await open_items(desk)


async def open_items(desk: Desk) -> list[FollowUp]:
    found: list[FollowUp] = await desk.do(stored, 1)
    return [one for one in found if one.status is Status.OPEN]


async def corrections(desk: Desk) -> dict[str, list[tuple[str, ...]]]:
    """Give what owners are told, by first name."""
    names = {p.person_id: first for first, p in desk.world.people.items()}
    seen = {}
    for row in await desk.outbox(NoticeKind.CORRECTION):
        notice = await desk.seen(row)
        if notice is not None:
            assert isinstance(notice, Correction)
            seen[names[row.person_id]] = [told(task) for task in notice.tasks]
    return seen


async def drafts(desk: Desk) -> list[FollowUp]:
    found: list[FollowUp] = await desk.do(stored, 1)
    return [one for one in found if one.status is Status.DRAFT]


async def test_a_new_date_goes_to_the_same_owner_under_the_same_number(desk: Desk) -> None:
    (before, _) = await opened(desk, SEND, RING)
    await desk.act("Birk", part(before, desk.world["Birk"]), Verb.ACCEPT)
    await hand_in(desk, b"second", LATER, RING)
    assert await corrections(desk) == {}
    await approve(desk)
    after, _ = await open_items(desk)
    (own,) = after.owners
    assert (after.follow_up_id, after.due) == (before.follow_up_id, date(2026, 10, 15))
    assert (own.ownership_id, own.number) == (before.owners[0].ownership_id, 1)
    assert (own.status, own.due) == (Status.ACCEPTED, date(2026, 10, 15))
    assert await corrections(desk) == {
        "Birk": [("Frist 1. oktober 2026 → 15. oktober 2026.",)],
    }
    # his card is renewed, and nobody is asked anew
    assert await desk.told(NoticeKind.ASSIGNMENT) == ["Birk", "Gro"]
    assert await desk.told(NoticeKind.ASSIGNMENT, updates=True) == ["Birk"]
    assert await drafts(desk) == []


async def test_a_new_owner_is_told_and_the_old_one_let_go(desk: Desk) -> None:
    await opened(desk, SEND)
    await hand_in(desk, b"second", GROS)
    await approve(desk)
    (item,) = await open_items(desk)
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.HANDED_OVER),
        ("Gro", Status.OPEN),
    ]
    assert await corrections(desk) == {
        "Birk": [("Ansvarlig Birk Tjørnelund → Gro Havgaard.", "Du har den ikke længere.")],
    }
    assert await desk.told(NoticeKind.ASSIGNMENT) == ["Birk", "Gro"]


async def test_the_reviewers_own_owner_stays_when_the_minutes_did_not_change(desk: Desk) -> None:
    await hand_in(desk, b"first", SEND)
    (draft,) = await drafts(desk)
    gro = f"person:{desk.world['Gro'].person_id}"
    await desk.do(review.edit, draft.follow_up_id, owner=gro, actor=KEEPER, now=desk.clock())
    await approve(desk)
    await hand_in(desk, b"second", SEND)
    assert await drafts(desk) == []
    await hand_in(desk, b"third", LATER)
    (renewal,) = await drafts(desk)
    assert [own.name for own in renewal.owners] == ["Gro Havgaard"]
    await approve(desk)
    (item,) = await open_items(desk)
    assert await desk.standing(item.follow_up_id) == [("Gro", Status.OPEN)]
    assert item.due == date(2026, 10, 15)


async def test_what_the_reviewer_makes_of_a_change_counts(desk: Desk) -> None:
    await opened(desk, SEND)
    await hand_in(desk, b"second", LATER)
    (renewal,) = await drafts(desk)
    act = {"actor": KEEPER, "now": desk.clock()}
    await desk.do(review.edit, renewal.follow_up_id, due=date(2026, 10, 20), **act)
    await approve(desk)
    (item,) = await open_items(desk)
    assert item.due == date(2026, 10, 20)


async def test_a_change_that_the_reviewer_takes_out_is_not_made(desk: Desk) -> None:
    await opened(desk, SEND)
    await hand_in(desk, b"second", LATER)
    (renewal,) = await drafts(desk)
    await desk.do(review.drop, renewal.follow_up_id, actor=KEEPER, now=desk.clock())
    await approve(desk)
    (item,) = await open_items(desk)
    assert item.due == date(2026, 10, 1)
    assert await corrections(desk) == {}


@pytest.mark.parametrize("closes", [True, False])
async def test_what_is_gone_is_closed_only_by_the_reviewer(desk: Desk, closes: bool) -> None:
    _, ring = await opened(desk, SEND, RING)
    await hand_in(desk, b"second", SEND)
    (offer,) = await drafts(desk)
    if closes:
        await desk.do(review.edit, offer.follow_up_id, actor=KEEPER, now=desk.clock())
    await approve(desk)
    item = await desk.item(ring.follow_up_id)
    assert item.status is (Status.DROPPED if closes else Status.OPEN)
    (own,) = item.owners
    assert own.status is (Status.DROPPED if closes else Status.OPEN)
    said = {"Gro": [("Opgaven står ikke længere i referatet og er lukket.",)]}
    assert await corrections(desk) == (said if closes else {})


async def test_what_was_closed_and_comes_back_is_new(desk: Desk) -> None:
    await opened(desk, SEND, RING)
    await hand_in(desk, b"second", SEND)
    (offer,) = await drafts(desk)
    await desk.do(review.edit, offer.follow_up_id, actor=KEEPER, now=desk.clock())
    await approve(desk)
    await hand_in(desk, b"third", SEND, RING)
    (again,) = await drafts(desk)
    assert (again.task, again.renews_id) == (RING.task, None)


async def test_what_is_done_is_not_changed_any_more(desk: Desk) -> None:
    (item,) = await opened(desk, SEND)
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.FINISH)
    await hand_in(desk, b"second", LATER)
    assert await drafts(desk) == []


async def test_each_owner_is_told_once_of_all(desk: Desk) -> None:
    first = found("Indsende tal for ventetid", EVERYONE, due=date(2026, 10, 1))
    second = found("Indsende tal for ventetid", EVERYONE, due=date(2026, 11, 1))
    await opened(desk, SEND, first)
    await hand_in(desk, b"second", LATER, second)
    await approve(desk)
    said = await corrections(desk)
    assert len(said) == MUNICIPALITIES
    assert len(said["Birk"]) == 2  # for himself and for Faxe, in one message
    assert len(said["Elva"]) == 1
    with pytest.raises(OutdatedError, match=doubts.ALREADY_APPROVED):
        await approve(desk)


async def test_the_reviewer_takes_a_change_back(desk: Desk) -> None:
    (before,) = await opened(desk, SEND)
    await hand_in(desk, b"second", GROS)
    await approve(desk, actor(desk.world["Tilde"]))
    await desk.undo("Tilde")
    (item,) = await open_items(desk)
    assert (item.due, item.owners[0]) == (before.due, before.owners[0])
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.OPEN),
        ("Gro", Status.DROPPED),
    ]
    # nobody had been told yet, so nobody is
    assert await corrections(desk) == {}
    rows = [r for r in await desk.outbox(NoticeKind.ASSIGNMENT) if r.state == "void"]
    assert [row.person_id for row in rows] == [desk.world["Gro"].person_id]


async def test_who_was_told_is_told_that_it_was_taken_back(desk: Desk) -> None:
    await opened(desk, SEND, RING)
    await hand_in(desk, b"second", LATER)
    offer = (await drafts(desk))[-1]
    await desk.do(review.edit, offer.follow_up_id, actor=KEEPER, now=desk.clock())
    await approve(desk, actor(desk.world["Tilde"]))
    await desk.send_all()
    await desk.undo("Tilde")
    await desk.undo("Tilde")
    send, ring = await open_items(desk)
    assert (send.due, send.owners[0].due) == (date(2026, 10, 1),) * 2
    assert ring.owners[0].status is Status.OPEN
    last = [await desk.seen(row) for row in await desk.outbox(NoticeKind.CORRECTION)][-2:]
    assert all(isinstance(one, Correction) and one.taken_back for one in last)


async def test_what_somebody_built_on_is_not_taken_back(desk: Desk) -> None:
    (item,) = await opened(desk, SEND)
    await hand_in(desk, b"second", LATER)
    await approve(desk, actor(desk.world["Tilde"]))
    due = date(2026, 12, 1)
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.POSTPONE, due=due)
    with pytest.raises(OutdatedError, match=doubts.TOO_LATE_TO_UNDO):
        await desk.undo("Tilde")
