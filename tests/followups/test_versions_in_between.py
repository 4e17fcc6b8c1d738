"""Corrected files at awkward moments: half-approved, twice, elsewhere, closed items, taken back."""

from datetime import date

import pytest

from bot.domain.followups import FollowUp, Status
from bot.domain.meetings import Minutes
from bot.domain.notices import NoticeKind
from bot.domain.verbs import Verb
from bot.domain.versions import Sort
from bot.errors import OutdatedError
from bot.followups import intake, review
from bot.minutes import reading
from bot.storage import meetings, people
from tests.factories import KEEPER, actor, by, found, minutes, stored
from tests.followups.conftest import Desk, part
from tests.followups.test_renewing import (
    BIRK,
    GRO,
    GROS,
    LATER,
    RING,
    SEND,
    approve,
    corrections,
    drafts,
    hand_in,
    open_items,
    opened,
)

UNSURE = found("Finde et lokale til næste møde", by("Lau Tangmose"), confidence=0.6)
NEW = found("Skrive til regionen om taksten", BIRK)


async def half_approved(desk: Desk) -> FollowUp:
    """Have what is sure approved and told of; the rest waits."""
    await hand_in(desk, b"first", SEND, UNSURE)
    await desk.do(review.approve_sure, 1, actor=KEEPER, now=desk.clock())
    await desk.send_all()
    (item,) = await open_items(desk)
    return item


async def test_a_correction_of_half_approved_minutes(desk: Desk) -> None:
    item = await half_approved(desk)
    await hand_in(desk, b"second", LATER, UNSURE, NEW)
    assert [(one.task, one.change and one.change.sort) for one in await drafts(desk)] == [
        (UNSURE.task, None),
        (SEND.task, Sort.CHANGED),
        (NEW.task, Sort.NEW),
    ]
    assert (await desk.item(item.follow_up_id)).due == date(2026, 10, 1)
    await approve(desk)
    assert [one.task for one in await open_items(desk)] == [SEND.task, UNSURE.task, NEW.task]
    # Birk: his first, the new one, and what was changed; Lau his own
    assert sorted(await desk.told(NoticeKind.ASSIGNMENT), key=str) == ["Birk", "Birk", "Lau"]
    assert list(await corrections(desk)) == ["Birk"]


async def test_a_correction_then_what_is_sure_then_the_rest_tells_each_once(desk: Desk) -> None:
    await half_approved(desk)
    await hand_in(desk, b"second", LATER, UNSURE, NEW)
    await desk.do(review.approve_sure, 1, actor=KEEPER, now=desk.clock())
    assert await desk.told(NoticeKind.ASSIGNMENT) == ["Birk", "Birk"]
    assert await corrections(desk) == {}
    await approve(desk)
    assert await desk.told(NoticeKind.ASSIGNMENT) == ["Birk", "Birk", "Lau"]
    assert list(await corrections(desk)) == ["Birk"]
    assert len(await desk.outbox(NoticeKind.CORRECTION)) == 1


@pytest.mark.parametrize("is_approved", [True, False])
async def test_the_same_correction_twice_is_made_once(desk: Desk, is_approved: bool) -> None:
    await opened(desk, SEND, RING)
    await hand_in(desk, b"second", GROS, RING, NEW)
    if is_approved:
        await approve(desk)
    for data in (b"second", b"the same as Word"):
        await hand_in(desk, data, GROS, RING, NEW)
    assert len(await drafts(desk)) == (0 if is_approved else 2)
    if not is_approved:
        await approve(desk)
    assert sorted(await desk.told(NoticeKind.ASSIGNMENT), key=str) == ["Birk", "Birk", "Gro", "Gro"]
    assert list(await corrections(desk)) == ["Birk"]


async def test_a_change_that_says_nothing_new_tells_nobody(desk: Desk) -> None:
    await opened(desk, SEND)
    await hand_in(desk, b"second", LATER)
    (renewal,) = await drafts(desk)
    act = {"actor": KEEPER, "now": desk.clock()}
    await desk.do(review.edit, renewal.follow_up_id, due=date(2026, 10, 1), **act)
    await approve(desk)
    assert await desk.told(NoticeKind.CORRECTION) == []


async def test_another_networks_minutes_of_the_same_title_are_not_touched(desk: Desk) -> None:
    await opened(desk, SEND, RING)
    before = await desk.do(stored, 1), await desk.do(meetings.minutes_of, 1)
    async with desk.store.transaction() as connection:
        other = await people.add_network(connection, "andet", "Et andet netværk")
    for data in (b"first", b"other"):
        act = {"actor": KEEPER, "now": desk.clock()}
        taken = await desk.do(
            intake.take_in, other, minutes(LATER, NEW), data, "referat.pdf", **act
        )
        assert taken.minutes_id != 1
    assert (await desk.do(stored, 1), await desk.do(meetings.minutes_of, 1)) == before
    assert await desk.told(NoticeKind.REVIEW_REQUEST, updates=True) == []


OPEN = """Referat af møde i netværket
Dato: 3. september 2026

1. Sagsgange
Birk Tjørnelund sender eksempler på sagsgange inden 1. oktober 2026.

2. Regionen{mark}
Gro Havgaard skriver til regionen om taksten inden 8. oktober 2026.
"""


def read(mark: str) -> Minutes:
    return reading.read(OPEN.format(mark=mark).encode(), "referat.txt")


async def test_an_item_that_is_closed_in_the_second_file_is_only_offered(desk: Desk) -> None:
    act = {"actor": KEEPER, "now": desk.clock()}
    for data, mark in ((b"1", ""), (b"2", " (lukket punkt)"), (b"3", "")):
        taken = await desk.do(
            intake.take_in, desk.world.network, read(mark), data, "referat.txt", **act
        )
        assert taken.minutes_id == 1
        row = await desk.do(meetings.minutes_of, 1)
        assert any("lukket" in one for one in row.remarks) is bool(mark)
        waiting = await drafts(desk)
        assert len(waiting) == 2
        gone = [one.change is not None and one.confidence < 0.5 for one in waiting]
        assert gone == [False, bool(mark)]


async def test_an_item_that_was_closed_in_the_first_file_is_new(desk: Desk) -> None:
    act = {"actor": KEEPER, "now": desk.clock()}
    for data, mark in ((b"1", " (lukket punkt)"), (b"2", "")):
        await desk.do(intake.take_in, desk.world.network, read(mark), data, "referat.txt", **act)
    _, new = await drafts(desk)
    assert new.change is not None
    assert new.change.sort is Sort.NEW


async def test_after_undo_the_answers_before_the_correction_stand(desk: Desk) -> None:
    (item,) = await opened(desk, found(SEND.task, BIRK, GRO))
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.DECLINE, to="Tilde")
    await hand_in(desk, b"second", found(SEND.task, BIRK, by("Lau Tangmose")))
    lead = desk.world["Asger"]
    await approve(desk, actor(lead))
    await desk.undo("Asger")
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.HANDED_OVER),
        ("Gro", Status.OPEN),
        ("Tilde", Status.OPEN),
        ("Lau", Status.DROPPED),
    ]
    assert await corrections(desk) == {}
    with pytest.raises(OutdatedError):
        await approve(desk)
