"""Whatever a person did, they can take back, as long as nobody has built on it."""

from datetime import date
from typing import Any

import pytest

from bot.domain import doubts
from bot.domain.followups import FollowUp, Status
from bot.domain.notices import Assignment, NoticeKind, Outcome, OwnerSought, VolunteerCall
from bot.domain.verbs import Verb
from bot.errors import OutdatedError
from bot.followups import handover, ownership, volunteers
from bot.storage import history, people
from bot.storage.outbox import OutboxState
from bot.storage.people import Wishes
from tests.factories import CALL, SEEKING, actor, approved, by, found
from tests.followups.conftest import Desk, part

DUE = date(2026, 10, 1)


@pytest.fixture
async def item(desk: Desk) -> FollowUp:
    """Give Birk something to do."""
    (item,) = await approved(
        desk.store,
        desk.world,
        desk.clock(),
        found("Sende eksempler", by("Birk Tjørnelund"), due=DUE),
    )
    await desk.send_all()
    return item


@pytest.mark.parametrize(
    ("verb", "more"),
    [
        (Verb.ACCEPT, {}),
        (Verb.FINISH, {}),
        (Verb.BLOCK, {}),
        (Verb.DECLINE, {}),
        (Verb.DECLINE, {"to": "Gro"}),
        (Verb.POSTPONE, {"due": date(2026, 11, 2)}),
    ],
)
async def test_an_owners_change_is_taken_back(
    desk: Desk, item: FollowUp, verb: Verb, more: dict[str, Any]
) -> None:
    birk = part(item, desk.world["Birk"])
    await desk.act("Birk", birk, verb, **more)
    assert await desk.undo("Birk") == Outcome(Verb.UNDO, about="Sende eksempler", undone=verb)
    own = (await desk.item(item.follow_up_id)).owners[0]
    assert (own.status, own.due) == (Status.OPEN, DUE)
    # and what was said because of it has not left
    assert [row for row in await desk.outbox() if row.state is OutboxState.READY] == []
    with pytest.raises(OutdatedError, match=doubts.NOTHING_TO_UNDO):
        await desk.undo("Birk")


async def test_changes_are_taken_back_one_by_one(desk: Desk, item: FollowUp) -> None:
    birk = part(item, desk.world["Birk"])
    await desk.act("Birk", birk, Verb.ACCEPT)
    await desk.act("Birk", birk, Verb.FINISH)
    for status in (Status.ACCEPTED, Status.OPEN):
        await desk.undo("Birk", birk)
        assert await desk.standing(item.follow_up_id) == [("Birk", status)]
    # each undoing is a line of its own, and can be done anew
    verbs = [line["verb"] for line in await desk.do(history.lines_of, "ownership", [birk])]
    assert verbs == [Verb.ACCEPT, Verb.FINISH, Verb.UNDO, Verb.UNDO]
    await desk.act("Birk", birk, Verb.FINISH)


async def test_only_the_follow_up_that_is_meant(desk: Desk) -> None:
    first, second = await approved(
        desk.store,
        desk.world,
        desk.clock(),
        found("A", by("Birk Tjørnelund")),
        found("B", by("Birk Tjørnelund")),
    )
    await desk.act("Birk", first.owners[0].ownership_id, Verb.FINISH)
    await desk.act("Birk", second.owners[0].ownership_id, Verb.FINISH)
    outcome = await desk.undo("Birk", first.owners[0].ownership_id)
    assert outcome.about == "A"
    assert await desk.standing(second.follow_up_id) == [("Birk", Status.REPORTED_DONE)]


async def test_nobody_undoes_what_somebody_else_did(desk: Desk, item: FollowUp) -> None:
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.FINISH)
    with pytest.raises(OutdatedError, match=doubts.NOTHING_TO_UNDO):
        await desk.undo("Gro", part(item, desk.world["Birk"]))


async def test_a_hand_over_is_taken_back_until_it_is_answered(desk: Desk, item: FollowUp) -> None:
    birk = part(item, desk.world["Birk"])
    await desk.act("Birk", birk, Verb.DECLINE, to="Gro")
    await desk.undo("Birk")
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.OPEN),
        ("Gro", Status.DROPPED),
    ]
    (given,) = [row for row in await desk.outbox() if row.state is OutboxState.VOID]
    assert given.kind is NoticeKind.ASSIGNMENT
    await desk.act("Birk", birk, Verb.DECLINE, to="Gro")
    fresh = await desk.item(item.follow_up_id)
    await desk.act("Gro", fresh.owners[-1].ownership_id, Verb.ACCEPT)
    with pytest.raises(OutdatedError, match=doubts.TOO_LATE_TO_UNDO):
        await desk.undo("Birk")


async def test_who_was_told_sees_that_it_was_taken_back(desk: Desk, item: FollowUp) -> None:
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.DECLINE, to="Gro")
    await desk.send_all()
    await desk.undo("Birk")
    updates = await desk.outbox(NoticeKind.ASSIGNMENT, updates=True)
    (gros,) = [row for row in updates if row.person_id == desk.world["Gro"].person_id]
    seen = await desk.seen(gros)
    assert isinstance(seen, Assignment)
    assert [(one.task, one.status) for one in seen.tasks] == [("Sende eksempler", Status.DROPPED)]


async def test_the_reviewer_reads_that_the_refusal_was_taken_back(
    desk: Desk, item: FollowUp
) -> None:
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.DECLINE)
    await desk.send_all()
    await desk.undo("Birk")
    (update,) = await desk.outbox(NoticeKind.OWNER_SOUGHT, updates=True)
    seen = await desk.seen(update)
    assert isinstance(seen, OwnerSought)
    assert (seen.settled, seen.taken_back) == ("Birk Tjørnelund", True)


async def test_what_the_reviewer_gave_on_is_no_longer_the_decliners_to_undo(
    desk: Desk, item: FollowUp
) -> None:
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.DECLINE)
    fresh = await desk.item(item.follow_up_id)
    tilde = actor(desk.world["Tilde"])
    await desk.do(
        handover.reassign, tilde, fresh, fresh.owners[0], desk.world["Lau"], now=desk.clock()
    )
    with pytest.raises(OutdatedError, match=doubts.TOO_LATE_TO_UNDO):
        await desk.undo("Birk")
    await desk.undo("Tilde")
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.DECLINED),
        ("Lau", Status.DROPPED),
    ]
    await desk.undo("Birk")
    assert (await desk.standing(item.follow_up_id))[0] == ("Birk", Status.OPEN)


async def test_what_the_reviewer_gave_from_nobody_is_nobodys_again(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Skrive"))
    tilde = actor(desk.world["Tilde"])
    await desk.do(handover.reassign, tilde, item, None, desk.world["Lau"], now=desk.clock())
    await desk.undo("Tilde")
    assert await desk.standing(item.follow_up_id) == [("Lau", Status.DROPPED)]
    (row,) = await desk.outbox(NoticeKind.ASSIGNMENT)
    assert row.state is OutboxState.VOID


async def test_what_was_taken_is_given_back(desk: Desk, item: FollowUp) -> None:
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.DECLINE)
    gro = desk.world["Gro"]
    await desk.do(ownership.take, actor(gro), gro, item.follow_up_id, now=desk.clock())
    await desk.undo("Gro")
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.DECLINED),
        ("Gro", Status.DROPPED),
    ]
    lau = desk.world["Lau"]
    await desk.do(ownership.take, actor(lau), lau, item.follow_up_id, now=desk.clock())


async def group_answer(desk: Desk, who: str, verb: Verb) -> Outcome:
    person = desk.world[who]
    done: Outcome = await desk.do(
        volunteers.answer, actor(person), person, 1, verb, now=desk.clock()
    )
    return done


async def roster(desk: Desk) -> list[tuple[str, Verb]]:
    row, *_ = await desk.outbox(NoticeKind.VOLUNTEER_CALL)
    seen = await desk.seen(row)
    assert isinstance(seen, VolunteerCall)
    return [(one.name, one.answer) for one in seen.roster]


async def test_an_answer_to_a_call_is_taken_back(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), CALL, groups=(SEEKING,))
    before = await roster(desk)
    await group_answer(desk, "Gro", Verb.MAYBE)
    await group_answer(desk, "Gro", Verb.VOLUNTEER)
    koege = part(item, name="Køge Kommune")
    assert dict(await _by_id(desk, item))[koege] is Status.REPORTED_DONE
    await desk.undo("Gro")
    assert ("Gro Havgaard", Verb.MAYBE) in await roster(desk)
    assert dict(await _by_id(desk, item))[koege] is Status.OPEN
    await desk.undo("Gro")
    assert await roster(desk) == before


async def _by_id(desk: Desk, item: FollowUp) -> list[tuple[int, Status]]:
    return [(o.ownership_id, o.status) for o in (await desk.item(item.follow_up_id)).owners]


async def test_nobody_comes_back_into_a_closed_group(desk: Desk) -> None:
    await approved(desk.store, desk.world, desk.clock(), CALL, groups=(SEEKING,))
    await group_answer(desk, "Lau", Verb.VOLUNTEER)
    await group_answer(desk, "Lau", Verb.WITHDRAW)
    tilde = actor(desk.world["Tilde"])
    await desk.do(volunteers.close, tilde, 1, now=desk.clock())
    with pytest.raises(OutdatedError, match=doubts.TOO_LATE_TO_UNDO):
        await desk.undo("Lau")


async def test_a_closed_group_is_opened_again(desk: Desk) -> None:
    await approved(desk.store, desk.world, desk.clock(), CALL, groups=(SEEKING,))
    tilde = actor(desk.world["Tilde"])
    await desk.do(volunteers.close, tilde, 1, now=desk.clock())
    assert (await desk.undo("Tilde")).about == "Arbejdsgruppe om overgange"
    await group_answer(desk, "Lau", Verb.VOLUNTEER)
    await desk.do(volunteers.close, tilde, 1, now=desk.clock())
    finals = [row for row in await desk.outbox(NoticeKind.ROSTER) if "closed" in row.key]
    assert [row.state for row in finals] == [OutboxState.VOID, OutboxState.READY]


async def test_a_pause_is_taken_back(desk: Desk) -> None:
    gro = desk.world["Gro"]
    wishes = Wishes(opted_out=False, paused_until=date(2026, 10, 1))
    before = Wishes(opted_out=False, paused_until=None)
    async with desk.store.transaction() as connection:
        await people.set_wishes(connection, gro.person_id, wishes)
        await history.record(
            connection,
            actor(gro),
            Verb.PAUSE,
            "person",
            gro.person_id,
            now=desk.clock(),
            before=history.plain(vars(before)),
            after=history.plain(vars(wishes)),
        )
    assert (await desk.undo("Gro")).about is None
    assert await desk.do(people.wishes_of, gro.person_id) == before
