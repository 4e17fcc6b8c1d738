"""Who joins a working group, perhaps joins, withdraws; the convener closes and has the roster."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain import doubts
from bot.domain.followups import FollowUp, Status
from bot.domain.notices import NoticeKind, Outcome, Roster, VolunteerCall
from bot.domain.verbs import Verb
from bot.errors import NotAllowedError, OutdatedError, UnknownError
from bot.followups import volunteers
from bot.storage import people
from tests.factories import CALL, SEEKING, actor, approved, minutes, take_in
from tests.followups.conftest import Desk

NAME = "Arbejdsgruppe om overgange"


@pytest.fixture
async def call(desk: Desk) -> FollowUp:
    """Have every municipality asked for participants."""
    (item,) = await approved(desk.store, desk.world, desk.clock(), CALL, groups=(SEEKING,))
    await desk.send_all()
    return item


async def answer(desk: Desk, who: str, verb: Verb, group_id: int = 1) -> Outcome:
    person = desk.world[who]
    done: Outcome = await desk.do(
        volunteers.answer, actor(person), person, group_id, verb, now=desk.clock()
    )
    return done


async def close(desk: Desk, who: str) -> Outcome:
    done: Outcome = await desk.do(volunteers.close, actor(desk.world[who]), 1, now=desk.clock())
    return done


async def seen_in_channel(desk: Desk) -> VolunteerCall:
    row = next(r for r in await desk.outbox(NoticeKind.VOLUNTEER_CALL) if r.person_id is None)
    seen = await desk.seen(replace(row, replaces_id=row.outbox_id))
    assert isinstance(seen, VolunteerCall)
    return seen


async def roster(desk: Desk) -> list[tuple[str, str | None, Verb]]:
    return [(v.name, v.municipality, v.answer) for v in (await seen_in_channel(desk)).roster]


FREJ = ("Frej Østermark", "Stevns Kommune", Verb.MAYBE)


async def test_joining_perhaps_joining_and_withdrawing(desk: Desk, call: FollowUp) -> None:
    assert await answer(desk, "Lau", Verb.VOLUNTEER) == Outcome(Verb.VOLUNTEER, about=NAME)
    desk.clock.forward(minutes=1)
    await answer(desk, "Gro", Verb.MAYBE)
    assert await roster(desk) == [
        ("Lau Tangmose", "Faxe Kommune", Verb.VOLUNTEER),
        FREJ,
        ("Gro Havgaard", "Køge Kommune", Verb.MAYBE),
    ]
    await answer(desk, "Gro", Verb.VOLUNTEER)
    await answer(desk, "Lau", Verb.WITHDRAW)
    assert await roster(desk) == [("Gro Havgaard", "Køge Kommune", Verb.VOLUNTEER), FREJ]


async def test_who_stands_as_maybe_in_the_minutes_makes_up_their_mind(
    desk: Desk, call: FollowUp
) -> None:
    await answer(desk, "Frej", Verb.VOLUNTEER)
    assert await roster(desk) == [("Frej Østermark", "Stevns Kommune", Verb.VOLUNTEER)]


async def test_the_same_answer_twice_is_noted_once(desk: Desk, call: FollowUp) -> None:
    await answer(desk, "Lau", Verb.VOLUNTEER)
    with pytest.raises(OutdatedError, match=doubts.ALREADY_SO):
        await answer(desk, "Lau", Verb.VOLUNTEER)
    with pytest.raises(OutdatedError, match=doubts.NOT_IN_GROUP):
        await answer(desk, "Gro", Verb.WITHDRAW)


async def test_of_the_same_press_twice_at_once_one_counts(desk: Desk, call: FollowUp) -> None:
    results = await asyncio.gather(
        *(answer(desk, "Lau", Verb.VOLUNTEER) for _ in range(3)), return_exceptions=True
    )
    assert sum(isinstance(one, Outcome) for one in results) == 1
    assert sum(isinstance(one, OutdatedError) for one in results) == 2


async def status_of(desk: Desk, call: FollowUp, name: str) -> Status:
    item = await desk.item(call.follow_up_id)
    return next(own.status for own in item.owners if own.name == name)


async def test_a_municipality_that_named_somebody_has_done_its_part(
    desk: Desk, call: FollowUp
) -> None:
    await answer(desk, "Gro", Verb.MAYBE)
    assert await status_of(desk, call, "Køge Kommune") is Status.OPEN
    await answer(desk, "Gro", Verb.VOLUNTEER)
    assert await status_of(desk, call, "Køge Kommune") is Status.REPORTED_DONE
    assert await status_of(desk, call, "Faxe Kommune") is Status.OPEN


async def test_a_municipality_that_names_nobody_any_more_has_not(
    desk: Desk, call: FollowUp
) -> None:
    await answer(desk, "Birk", Verb.VOLUNTEER)
    await answer(desk, "Lau", Verb.VOLUNTEER)
    await answer(desk, "Lau", Verb.WITHDRAW)
    assert await status_of(desk, call, "Faxe Kommune") is Status.REPORTED_DONE
    await answer(desk, "Birk", Verb.WITHDRAW)
    assert await status_of(desk, call, "Faxe Kommune") is Status.OPEN


async def test_what_the_contact_said_is_done_stays_done(desk: Desk, call: FollowUp) -> None:
    item = await desk.item(call.follow_up_id)
    faxe = next(own.ownership_id for own in item.owners if own.name == "Faxe Kommune")
    await desk.act("Birk", faxe, Verb.FINISH)
    await answer(desk, "Lau", Verb.VOLUNTEER)
    await answer(desk, "Lau", Verb.WITHDRAW)
    assert await status_of(desk, call, "Faxe Kommune") is Status.REPORTED_DONE


async def test_the_convener_gets_the_roster_and_the_call_shows_it(
    desk: Desk, call: FollowUp
) -> None:
    await answer(desk, "Lau", Verb.VOLUNTEER)
    assert await desk.told(NoticeKind.ROSTER) == ["Tilde"]
    assert await desk.told(NoticeKind.VOLUNTEER_CALL, updates=True) == [None, "Lau", "Signe"]
    await answer(desk, "Gro", Verb.VOLUNTEER)
    (row,) = await desk.outbox(NoticeKind.ROSTER)
    seen = await desk.seen(row)
    assert isinstance(seen, Roster)
    assert [one.name for one in seen.roster] == ["Lau Tangmose", "Gro Havgaard", "Frej Østermark"]
    assert not seen.closed


@pytest.mark.parametrize("who", ["Tilde", "Gro", "Asger"])  # convener, contact, chair
async def test_the_convener_closes(desk: Desk, call: FollowUp, who: str) -> None:
    assert await close(desk, who) == Outcome(Verb.CLOSE_GROUP, about=NAME)
    (row,) = await desk.outbox(NoticeKind.ROSTER)
    seen = await desk.seen(row)
    assert isinstance(seen, Roster)
    assert seen.closed
    assert (await seen_in_channel(desk)).closed
    for verb in (Verb.VOLUNTEER, Verb.MAYBE):
        with pytest.raises(OutdatedError, match=doubts.GROUP_CLOSED):
            await answer(desk, "Lau", verb)
    await answer(desk, "Frej", Verb.WITHDRAW)  # one may always leave
    with pytest.raises(OutdatedError, match=doubts.GROUP_CLOSED):
        await close(desk, who)


@pytest.mark.parametrize("who", ["Lau", "Elva"])
async def test_nobody_else_closes(desk: Desk, call: FollowUp, who: str) -> None:
    with pytest.raises(NotAllowedError, match=doubts.NOT_CONVENER):
        await close(desk, who)
    assert not (await seen_in_channel(desk)).closed


async def test_a_closed_group_calls_nobody_who_was_not_called_yet(desk: Desk) -> None:
    await approved(desk.store, desk.world, desk.clock(), CALL, groups=(SEEKING,))
    await close(desk, "Tilde")
    for row in await desk.outbox(NoticeKind.VOLUNTEER_CALL):
        assert await desk.seen(row) is None


async def test_nobody_joins_before_approval_or_what_does_not_exist(desk: Desk) -> None:
    await desk.do(take_in, desk.world, minutes(CALL, groups=(SEEKING,)), desk.clock())
    with pytest.raises(OutdatedError, match=doubts.NOT_APPROVED):
        await answer(desk, "Lau", Verb.VOLUNTEER)
    with pytest.raises(UnknownError):
        await answer(desk, "Lau", Verb.VOLUNTEER, 99)


async def test_only_members_join(desk: Desk, call: FollowUp) -> None:
    async with desk.store.transaction() as connection:
        other = await people.add_network(connection, "andre", "Andre")
        values = {"name": "Ea Fjord", "email": "ea@example.org"}
        stranger = await people.save_member(connection, other.network_id, values, [])
    desk.world.people["Ea"] = stranger
    with pytest.raises(NotAllowedError, match=doubts.UNKNOWN_PERSON):
        await answer(desk, "Ea", Verb.VOLUNTEER)
