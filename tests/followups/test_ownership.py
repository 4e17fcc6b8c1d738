"""What an owner does with theirs, and what is refused."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from bot.domain import doubts
from bot.domain.followups import FollowUp, Status
from bot.domain.notices import Assignment, ChannelTasks, NoticeKind, Outcome
from bot.domain.people import Person
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError, OutdatedError, UnknownError
from bot.followups import ownership
from bot.storage import followups, history, people
from tests.factories import (
    EVERYONE,
    MUNICIPALITIES,
    actor,
    approved,
    body,
    by,
    found,
    minutes,
    stored,
    take_in,
)
from tests.followups.conftest import Desk, part

DUE = date(2026, 10, 1)


@pytest.fixture
async def item(desk: Desk) -> FollowUp:
    """Give Birk and Gro something to do together."""
    owners = (by("Birk Tjørnelund"), by("Gro Havgaard"))
    (item,) = await approved(
        desk.store, desk.world, desk.clock(), found("Sende eksempler", *owners, due=DUE)
    )
    await desk.send_all()
    return item


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        (Verb.ACCEPT, Status.ACCEPTED),
        (Verb.FINISH, Status.REPORTED_DONE),
        (Verb.BLOCK, Status.BLOCKED),
        (Verb.DECLINE, Status.DECLINED),
    ],
)
async def test_each_owner_answers_for_themselves(
    desk: Desk, item: FollowUp, verb: Verb, status: Status
) -> None:
    birk = part(item, desk.world["Birk"])
    outcome = await desk.act("Birk", birk, verb)
    assert outcome == Outcome(verb, about="Sende eksempler")
    assert await desk.standing(item.follow_up_id) == [("Birk", status), ("Gro", Status.OPEN)]
    (line,) = await desk.do(history.lines_of, "ownership", [birk])
    assert (line["before"], line["after"]) == ({"status": "open"}, {"status": status})
    assert (line["person_id"], line["road"]) == (desk.world["Birk"].person_id, "teams")
    with pytest.raises(OutdatedError, match=doubts.ALREADY_SO):
        await desk.act("Birk", birk, verb)


async def test_a_date_is_moved(desk: Desk, item: FollowUp) -> None:
    birk, later = part(item, desk.world["Birk"]), date(2026, 11, 2)
    outcome = await desk.act("Birk", birk, Verb.POSTPONE, due=later)
    assert outcome == Outcome(Verb.POSTPONE, about="Sende eksempler", due=later)
    assert [own.due for own in (await desk.item(item.follow_up_id)).owners] == [later, DUE]
    with pytest.raises(OutdatedError, match=doubts.ALREADY_SO):
        await desk.act("Birk", birk, Verb.POSTPONE, due=later)


async def test_a_date_must_be_given_and_lie_ahead(desk: Desk, item: FollowUp) -> None:
    birk = part(item, desk.world["Birk"])
    with pytest.raises(BadInputError, match=doubts.NO_DATE):
        await desk.act("Birk", birk, Verb.POSTPONE)
    # 23:30 UTC on the 14th is the 15th in Denmark
    desk.clock.moment = datetime(2026, 9, 14, 23, 30, tzinfo=UTC)
    with pytest.raises(BadInputError, match=doubts.PAST_DATE):
        await desk.act("Birk", birk, Verb.POSTPONE, due=date(2026, 9, 14))
    await desk.act("Birk", birk, Verb.POSTPONE, due=date(2026, 9, 15))


async def test_what_is_settled_has_no_date_to_move(desk: Desk, item: FollowUp) -> None:
    birk = part(item, desk.world["Birk"])
    await desk.act("Birk", birk, Verb.FINISH)
    with pytest.raises(OutdatedError):
        await desk.act("Birk", birk, Verb.POSTPONE, due=date(2026, 11, 2))


@pytest.mark.parametrize(
    "verb", [Verb.ACCEPT, Verb.FINISH, Verb.BLOCK, Verb.DECLINE, Verb.POSTPONE]
)
async def test_nobody_answers_for_somebody_else(desk: Desk, item: FollowUp, verb: Verb) -> None:
    before = await desk.item(item.follow_up_id)
    for who in ("Gro", "Frej", "Lau"):
        with pytest.raises(NotAllowedError, match=doubts.NOT_YOURS):
            await desk.act(who, part(item, desk.world["Birk"]), verb, due=DUE)
    assert await desk.item(item.follow_up_id) == before


async def test_the_reviewer_may_answer_for_somebody_and_take_it_back(
    desk: Desk, item: FollowUp
) -> None:
    birk = part(item, desk.world["Birk"])
    before = await desk.standing(item.follow_up_id)
    await desk.act("Tilde", birk, Verb.FINISH)
    assert ("Birk", Status.REPORTED_DONE) in await desk.standing(item.follow_up_id)
    (line,) = await desk.do(history.lines_of, "ownership", [birk])
    assert line["person_id"] == desk.world["Tilde"].person_id
    with pytest.raises(OutdatedError, match=doubts.NOTHING_TO_UNDO):
        await desk.undo("Frej", birk)
    await desk.undo("Tilde", birk)
    assert await desk.standing(item.follow_up_id) == before
    # what was done for somebody they may take back themselves
    await desk.act("Tilde", birk, Verb.FINISH)
    await desk.undo("Birk", birk)
    assert await desk.standing(item.follow_up_id) == before


async def test_what_does_not_exist_is_said(desk: Desk, item: FollowUp) -> None:
    with pytest.raises(UnknownError):
        await desk.act("Birk", 999, Verb.FINISH)
    with pytest.raises(UnknownError):
        await desk.do(
            ownership.take, actor(desk.world["Birk"]), desk.world["Birk"], 999, now=desk.clock()
        )


async def test_a_draft_cannot_be_answered(desk: Desk) -> None:
    read = minutes(found("Sende eksempler", by("Birk Tjørnelund")))
    await desk.do(take_in, desk.world, read, desk.clock())
    (draft,) = await desk.do(stored, 1)
    with pytest.raises(OutdatedError, match=doubts.NOT_APPROVED):
        await desk.act("Birk", draft.owners[0].ownership_id, Verb.FINISH)


async def test_of_the_same_press_twice_at_once_one_counts(desk: Desk, item: FollowUp) -> None:
    birk = part(item, desk.world["Birk"])
    results = await asyncio.gather(
        *(desk.act("Birk", birk, Verb.FINISH) for _ in range(3)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in results) == [
        "Outcome",
        "OutdatedError",
        "OutdatedError",
    ]
    assert len(await desk.do(history.lines_of, "ownership", [birk])) == 1


async def test_a_question_changes_nothing(desk: Desk, item: FollowUp) -> None:
    with pytest.raises(OutdatedError):
        await desk.act("Birk", part(item, desk.world["Birk"]), Verb.QUESTION)


async def test_the_cards_of_both_owners_are_renewed(desk: Desk, item: FollowUp) -> None:
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.ACCEPT)
    assert await desk.told(NoticeKind.ASSIGNMENT, updates=True) == ["Birk", "Gro"]
    rows = await desk.outbox(NoticeKind.ASSIGNMENT, updates=True)
    seen = await desk.seen(rows[0])
    assert isinstance(seen, Assignment)
    assert [one.status for one in seen.tasks] == [Status.ACCEPTED]


async def test_of_a_personal_one_the_channels_card_is_not_renewed(desk: Desk) -> None:
    mine, _ = await approved(
        desk.store,
        desk.world,
        desk.clock(),
        found("Sende", by("Birk Tjørnelund")),
        found("Skrive"),
    )
    await desk.send_all()
    birk = part(mine, desk.world["Birk"])
    await desk.act("Birk", birk, Verb.ACCEPT)
    assert await desk.told(NoticeKind.CHANNEL_TASKS, updates=True) == []
    await desk.act("Birk", birk, Verb.DECLINE)  # now it is nobody's
    assert await desk.told(NoticeKind.CHANNEL_TASKS, updates=True) == [None]


async def channel_task(desk: Desk) -> object:
    (row,) = await desk.outbox(NoticeKind.CHANNEL_TASKS)
    seen = await desk.seen(row)
    assert isinstance(seen, ChannelTasks)
    return seen.tasks[0]


async def test_of_everybodys_only_the_own_card_and_the_channels_are_renewed(desk: Desk) -> None:
    (item,) = await approved(
        desk.store, desk.world, desk.clock(), found("Indsende tal", EVERYONE, due=DUE)
    )
    await desk.send_all()
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.FINISH)
    assert await desk.told(NoticeKind.ASSIGNMENT, updates=True) == ["Birk"]
    assert await desk.told(NoticeKind.CHANNEL_TASKS, updates=True) == [None]
    task = await channel_task(desk)
    assert (task.answered, task.asked) == (("Faxe Kommune",), MUNICIPALITIES)  # type: ignore[attr-defined]


async def finish_for(desk: Desk, who: str, item: FollowUp) -> Outcome:
    person = desk.world[who]
    done: Outcome = await desk.do(
        ownership.finish_for, actor(person), person, item.follow_up_id, now=desk.clock()
    )
    return done


async def test_a_colleague_may_report_for_the_municipality(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Indsende", EVERYONE))
    await finish_for(desk, "Lau", item)
    task = await channel_task(desk)
    assert task.answered == ("Faxe Kommune",)  # type: ignore[attr-defined]
    with pytest.raises(OutdatedError, match=doubts.ALREADY_SO):
        await finish_for(desk, "Birk", item)
    with pytest.raises(NotAllowedError, match=doubts.NOT_YOURS):
        await finish_for(desk, "Signe", item)


async def make_outsider(desk: Desk) -> Person:
    async with desk.store.transaction() as connection:
        other = await people.add_network(connection, "andre", "Andre")
        values = {
            "name": "Ea Fjord",
            "email": "ea@example.org",
            "municipality": "Faxe Kommune",
        }
        return await people.save_member(connection, other.network_id, values, [])


async def test_a_municipalitys_people_of_another_network_report_nothing(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Indsende", EVERYONE))
    ea = await make_outsider(desk)
    with pytest.raises(NotAllowedError, match=doubts.UNKNOWN_PERSON):
        await desk.do(ownership.finish_for, actor(ea), ea, item.follow_up_id, now=desk.clock())
    assert await desk.item(item.follow_up_id) == item


async def test_a_colleague_does_not_report_what_is_one_municipalitys(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Sende", body("Faxe")))
    with pytest.raises(NotAllowedError, match=doubts.NOT_YOURS):
        await finish_for(desk, "Lau", item)
    assert await desk.standing(item.follow_up_id) == [("Birk", Status.OPEN)]


async def take(desk: Desk, who: str, item: FollowUp) -> Outcome:
    person = desk.world[who]
    taken: Outcome = await desk.do(
        ownership.take, actor(person), person, item.follow_up_id, now=desk.clock()
    )
    return taken


async def test_who_takes_it_first_has_it(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Skrive", due=DUE))
    assert await take(desk, "Gro", item) == Outcome(Verb.TAKE, about="Skrive")
    assert await desk.standing(item.follow_up_id) == [("Gro", Status.ACCEPTED)]
    with pytest.raises(OutdatedError, match="Gro Havgaard har den"):
        await take(desk, "Birk", item)
    task = await channel_task(desk)
    assert task.taken_by == "Gro Havgaard"  # type: ignore[attr-defined]


async def test_of_two_at_the_same_moment_one_has_it(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Skrive"))
    names = ["Gro", "Birk", "Asger", "Frej"]
    results = await asyncio.gather(
        *(take(desk, name, item) for name in names), return_exceptions=True
    )
    assert sum(isinstance(one, Outcome) for one in results) == 1
    assert sum(isinstance(one, OutdatedError) for one in results) == 3
    assert len((await desk.item(item.follow_up_id)).owners) == 1


async def test_what_is_done_or_everybodys_cannot_be_taken(desk: Desk) -> None:
    mine, all_ours = await approved(
        desk.store,
        desk.world,
        desk.clock(),
        found("Sende", by("Birk Tjørnelund")),
        found("Indsende", EVERYONE),
    )
    await desk.act("Birk", part(mine, desk.world["Birk"]), Verb.FINISH)
    with pytest.raises(OutdatedError, match="Birk Tjørnelund har den"):
        await take(desk, "Gro", mine)
    with pytest.raises(OutdatedError, match=doubts.EVERYBODYS):
        await take(desk, "Gro", all_ours)


async def test_only_members_take(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Skrive"))
    ea = await make_outsider(desk)
    with pytest.raises(NotAllowedError, match=doubts.UNKNOWN_PERSON):
        await desk.do(ownership.take, actor(ea), ea, item.follow_up_id, now=desk.clock())


async def test_who_takes_what_was_declined_settles_the_search(desk: Desk) -> None:
    (item,) = await approved(
        desk.store, desk.world, desk.clock(), found("Sende", by("Birk Tjørnelund"))
    )
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.DECLINE)
    (row,) = await desk.outbox(NoticeKind.OWNER_SOUGHT)
    await take(desk, "Gro", item)
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.HANDED_OVER),
        ("Gro", Status.ACCEPTED),
    ]
    assert await desk.seen(row) is None  # settled before the reviewer was asked


async def test_who_takes_what_an_unknown_body_was_to_do_ends_it(desk: Desk) -> None:
    owner = body("Landsforeningen for brobyggere")
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Skrive", owner))
    await take(desk, "Gro", item)
    assert await desk.standing(item.follow_up_id) == [
        (None, Status.HANDED_OVER),
        ("Gro", Status.ACCEPTED),
    ]
    await desk.undo("Gro")
    assert await desk.standing(item.follow_up_id) == [
        (None, Status.OPEN),
        ("Gro", Status.DROPPED),
    ]


async def test_what_is_done_is_no_longer_nobodys(desk: Desk) -> None:
    mine, _ = await approved(
        desk.store,
        desk.world,
        desk.clock(),
        found("Sende", by("Birk Tjørnelund")),
        found("Skrive"),
    )
    await desk.act("Birk", part(mine, desk.world["Birk"]), Verb.FINISH)
    (row,) = await desk.outbox(NoticeKind.CHANNEL_TASKS)
    seen = await desk.seen(row)
    assert isinstance(seen, ChannelTasks)
    assert [one.task for one in seen.tasks] == ["Skrive"]


async def test_an_ownership_and_its_follow_up_are_given_together(
    desk: Desk, item: FollowUp
) -> None:
    gro = part(item, desk.world["Gro"])
    whole, own = await desk.do(followups.follow_up_by_ownership, gro)
    assert (whole.task, own.person_id) == ("Sende eksempler", desk.world["Gro"].person_id)
