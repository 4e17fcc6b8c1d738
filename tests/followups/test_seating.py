"""Who gets a seat: each municipality one first, then by time; who moves is told."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import doubts
from bot.domain.notices import NoticeKind, Outcome, Seat
from bot.domain.verbs import Verb
from bot.errors import OutdatedError
from bot.followups import volunteers
from bot.followups.composing.group import listed
from bot.followups.seating import Seating, seated
from bot.storage import groups
from bot.storage.groups import VolunteerRow
from tests.factories import CALL, SEEKING, actor, approved
from tests.followups.conftest import Desk

PLACES = ("Køge Kommune", "Køge", "Faxe Kommune", "Greve Kommune", "Sorø Kommune", None)


def row(number: int, place: str | None, answer: Verb = Verb.VOLUNTEER) -> VolunteerRow:
    return VolunteerRow(number, number, f"Nr. {number}", place, answer)


def ids(rows: tuple[VolunteerRow, ...]) -> list[int]:
    return [one.volunteer_id for one in rows]


def test_without_seats_there_is_room_for_all() -> None:
    rows = [row(1, "Køge"), row(2, "Køge"), row(3, "Faxe", Verb.MAYBE)]
    assert seated(rows, None) == Seating((rows[0], rows[1]), (), (rows[2],))


def test_a_municipality_without_a_seat_goes_before_anothers_second() -> None:
    rows = [row(1, "Køge Kommune"), row(2, "Køge"), row(3, "Faxe"), row(4, "Faxe"), row(5, "Greve")]
    three = seated(rows, 3)
    assert (ids(three.seated), ids(three.waiting)) == ([1, 3, 5], [2, 4])
    four = seated(rows, 4)
    assert (ids(four.seated), ids(four.waiting)) == ([1, 2, 3, 5], [4])


def test_who_belongs_to_no_municipality_takes_no_other_ones_turn() -> None:
    rows = [row(1, None), row(2, None), row(3, "Køge"), row(4, "Køge")]
    assert ids(seated(rows, 3).seated) == [1, 2, 3]


def body(place: str | None) -> str | None:
    return place and place.removesuffix(" Kommune")


@given(
    st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([Verb.VOLUNTEER, Verb.MAYBE]))),
    st.none() | st.integers(1, 12),
)
def test_nobody_is_lost_and_no_municipality_has_two_while_another_waits(
    answers: list[tuple[str | None, Verb]], seats: int | None
) -> None:
    rows = [row(n, place, answer) for n, (place, answer) in enumerate(answers)]
    found = seated(rows, seats)
    assert sorted(ids((*found.seated, *found.waiting, *found.maybe))) == ids(tuple(rows))
    assert ids(found.seated) == sorted(ids(found.seated))
    if seats is None:
        assert not found.waiting
        return
    assert len(found.seated) <= seats
    assert not found.waiting or len(found.seated) == seats
    inside = [body(one.municipality) for one in found.seated]
    outside = {one.municipality and body(one.municipality) for one in found.waiting}
    if outside - set(inside) or None in outside:
        named = [place for place in inside if place]
        assert len(named) == len(set(named))


@given(st.lists(st.sampled_from(PLACES), min_size=1), st.integers(1, 6), st.data())
def test_who_leaves_costs_nobody_their_seat(
    places: list[str | None], seats: int, data: st.DataObject
) -> None:
    rows = [row(n, place) for n, place in enumerate(places)]
    before = seated(rows, seats)
    gone = data.draw(st.sampled_from(rows))
    after = seated([one for one in rows if one is not gone], seats)
    assert set(ids(before.seated)) - {gone.volunteer_id} <= set(ids(after.seated))


@pytest.fixture
async def two_seats(desk: Desk) -> None:
    """Call to a group with two seats that is open until Friday week."""
    await approved(desk.store, desk.world, desk.clock(), CALL, groups=(SEEKING,))
    await desk.do(groups.change_group, 1, seats=2)
    await desk.send_all()


async def answer(desk: Desk, who: str, verb: Verb) -> Outcome:
    desk.clock.forward(minutes=1)
    person = desk.world[who]
    done: Outcome = await desk.do(
        volunteers.answer, actor(person), person, 1, verb, now=desk.clock()
    )
    return done


async def standing(desk: Desk) -> list[tuple[str, bool]]:
    group = await desk.do(groups.group_of, 1)
    return [
        (one.name.split()[0], one.waiting) for one in listed(group) if one.answer is Verb.VOLUNTEER
    ]


async def seat_of(desk: Desk, who: str) -> Seat | None:
    rows = await desk.outbox(NoticeKind.SEAT)
    seen = await desk.seen([r for r in rows if r.person_id == desk.world[who].person_id][-1])
    assert seen is None or isinstance(seen, Seat)
    return seen


async def test_who_comes_too_late_is_told_their_place_at_once(desk: Desk, two_seats: None) -> None:
    assert (await answer(desk, "Lau", Verb.VOLUNTEER)).waiting is None
    assert (await answer(desk, "Gro", Verb.VOLUNTEER)).waiting is None
    assert (await answer(desk, "Birk", Verb.VOLUNTEER)).waiting == 1
    assert await standing(desk) == [("Lau", False), ("Gro", False), ("Birk", True)]
    assert await desk.told(NoticeKind.SEAT) == []


async def test_who_moves_up_is_told(desk: Desk, two_seats: None) -> None:
    for who in ("Lau", "Gro", "Birk"):
        await answer(desk, who, Verb.VOLUNTEER)
    await answer(desk, "Gro", Verb.WITHDRAW)
    assert await standing(desk) == [("Lau", False), ("Birk", False)]
    assert await desk.told(NoticeKind.SEAT) == ["Birk"]
    seen = await seat_of(desk, "Birk")
    assert seen is not None
    assert (seen.seated, seen.place) == (True, None)


async def test_who_loses_a_seat_to_another_municipality_is_told(
    desk: Desk, two_seats: None
) -> None:
    await answer(desk, "Lau", Verb.VOLUNTEER)
    await answer(desk, "Birk", Verb.VOLUNTEER)
    await answer(desk, "Gro", Verb.VOLUNTEER)
    assert await standing(desk) == [("Lau", False), ("Gro", False), ("Birk", True)]
    assert await desk.told(NoticeKind.SEAT) == ["Birk"]
    seen = await seat_of(desk, "Birk")
    assert seen is not None
    assert (seen.seated, seen.place) == (False, 1)


async def test_who_withdrew_before_it_left_is_told_nothing(desk: Desk, two_seats: None) -> None:
    for who in ("Lau", "Gro", "Birk"):
        await answer(desk, who, Verb.VOLUNTEER)
    await answer(desk, "Gro", Verb.WITHDRAW)
    await answer(desk, "Birk", Verb.WITHDRAW)
    assert await seat_of(desk, "Birk") is None


async def test_after_the_last_day_nobody_joins_and_the_convener_has_the_roster(
    desk: Desk, two_seats: None
) -> None:
    last = desk.clock().date() + timedelta(days=1)
    await desk.do(groups.change_group, 1, closes_on=last)
    desk.clock.forward(days=1)
    assert await desk.do(volunteers.close_due, desk.clock()) == 0
    await answer(desk, "Lau", Verb.VOLUNTEER)
    desk.clock.forward(days=1)
    with pytest.raises(OutdatedError, match=doubts.GROUP_CLOSED):
        await answer(desk, "Gro", Verb.VOLUNTEER)
    assert await desk.do(volunteers.close_due, desk.clock()) == 1
    assert await desk.do(volunteers.close_due, desk.clock()) == 0
    assert not (await desk.do(groups.group_of, 1)).open
    assert await desk.told(NoticeKind.ROSTER) == ["Tilde", "Tilde"]


async def test_who_leaves_after_the_closing_makes_room_for_the_next(
    desk: Desk, two_seats: None
) -> None:
    for who in ("Lau", "Gro", "Birk"):
        await answer(desk, who, Verb.VOLUNTEER)
    await desk.do(volunteers.close, actor(desk.world["Tilde"]), 1, now=desk.clock())
    await answer(desk, "Lau", Verb.WITHDRAW)
    assert await desk.told(NoticeKind.SEAT) == ["Birk"]
