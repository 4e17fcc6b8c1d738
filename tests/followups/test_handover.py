"""A follow-up changes hands; whoever gets it must accept, and what is unclear goes to review."""

from datetime import date

import pytest

from bot.domain import doubts
from bot.domain.followups import FollowUp, Status
from bot.domain.meetings import PartyKind
from bot.domain.notices import Assignment, ChannelTasks, NoticeKind, Outcome, OwnerSought
from bot.domain.verbs import Verb
from bot.errors import NotAllowedError, OutdatedError
from bot.followups import handover
from tests.factories import EVERYONE, MUNICIPALITIES, actor, approved, body, by, found
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


async def say_no(desk: Desk, who: str, item: FollowUp, to: str | None = None) -> Outcome:
    fresh = await desk.item(item.follow_up_id)
    return await desk.act(who, part(fresh, desk.world[who]), Verb.DECLINE, to=to)


async def sought(desk: Desk, number: int = 0) -> OwnerSought:
    rows = await desk.outbox(NoticeKind.OWNER_SOUGHT)
    seen = await desk.seen(rows[number])
    assert isinstance(seen, OwnerSought)
    return seen


async def test_who_is_pointed_to_must_accept(desk: Desk, item: FollowUp) -> None:
    outcome = await say_no(desk, "Birk", item, "Gro")
    assert outcome == Outcome(Verb.DECLINE, about="Sende eksempler", to="Gro Havgaard")
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.HANDED_OVER),
        ("Gro", Status.OPEN),
    ]
    *_, row = await desk.outbox(NoticeKind.ASSIGNMENT)
    seen = await desk.seen(row)
    assert isinstance(seen, Assignment)
    assert (seen.to_name, seen.handed_over_by) == ("Gro Havgaard", "Birk Tjørnelund")
    assert [(one.task, one.due) for one in seen.tasks] == [("Sende eksempler", DUE)]
    fresh = await desk.item(item.follow_up_id)
    await desk.act("Gro", part(fresh, desk.world["Gro"]), Verb.ACCEPT)
    with pytest.raises(NotAllowedError, match=doubts.NOT_YOURS):
        await desk.act("Birk", part(fresh, desk.world["Birk"]), Verb.FINISH)


@pytest.mark.parametrize(
    "to",
    [
        "Lau eller Gro",
        "Rigmor",
        "den nye",
        "Birk",  # who says it
        "Roskilde",
    ],
)
async def test_an_unclear_pointer_asks_the_reviewer(desk: Desk, item: FollowUp, to: str) -> None:
    outcome = await say_no(desk, "Birk", item, to)
    proposed = None if to == "Birk" else to
    assert outcome == Outcome(Verb.DECLINE, about="Sende eksempler", proposed=proposed)
    assert await desk.standing(item.follow_up_id) == [("Birk", Status.DECLINED)]
    assert await desk.told(NoticeKind.OWNER_SOUGHT) == ["Tilde"]
    asked = await sought(desk)
    assert (asked.task, asked.declined_by) == ("Sende eksempler", "Birk Tjørnelund")
    unknown = {"Rigmor", "den nye", "Roskilde"}
    named = {to: f"{to} (ikke på medlemslisten)" for to in unknown} | {"Birk": None}
    assert asked.pointed_to == named.get(to, to)
    assert asked.settled is None
    assert len(asked.choices) == len(desk.world.people)


async def test_one_may_point_to_a_body(desk: Desk, item: FollowUp) -> None:
    outcome = await say_no(desk, "Birk", item, "Sekretariatet")
    assert outcome.to == "Signe Morgenrød"


async def test_a_pointer_back_goes_to_the_reviewer(desk: Desk, item: FollowUp) -> None:
    await say_no(desk, "Birk", item, "Gro")
    assert (await say_no(desk, "Gro", item, "Birk")).to is None
    assert await desk.told(NoticeKind.OWNER_SOUGHT) == ["Tilde"]
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.HANDED_OVER),
        ("Gro", Status.DECLINED),
    ]


async def test_who_has_it_already_does_not_get_it_twice(desk: Desk) -> None:
    owners = (by("Birk Tjørnelund"), by("Gro Havgaard"))
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Sende", *owners))
    before = await desk.told(NoticeKind.ASSIGNMENT)
    assert (await say_no(desk, "Birk", item, "Gro")).to == "Gro Havgaard"
    assert await desk.told(NoticeKind.ASSIGNMENT) == before
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.HANDED_OVER),
        ("Gro", Status.OPEN),
    ]


async def test_a_settled_one_cannot_be_pointed_on(desk: Desk, item: FollowUp) -> None:
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.FINISH)
    with pytest.raises(OutdatedError, match=doubts.ALREADY_SO):
        await say_no(desk, "Birk", item, "Gro")


async def test_a_municipalitys_part_stays_its_own(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Indsende", EVERYONE))
    await say_no(desk, "Tilde", item, "Gro Havgaard")
    (row,) = await desk.outbox(NoticeKind.CHANNEL_TASKS)
    seen = await desk.seen(row)
    assert isinstance(seen, ChannelTasks)
    # handed on is not answered
    assert (seen.tasks[0].answered, seen.tasks[0].asked) == ((), MUNICIPALITIES)
    fresh = await desk.item(item.follow_up_id)
    gros = next(own for own in fresh.owners if own.person_id == desk.world["Gro"].person_id)
    assert (gros.kind, gros.name) == (PartyKind.ORGANISATION, "Køge Kommune")
    await desk.act("Gro", gros.ownership_id, Verb.FINISH)
    seen = await desk.seen(row)
    assert isinstance(seen, ChannelTasks)
    assert (seen.tasks[0].answered, seen.tasks[0].asked) == (("Køge Kommune",), MUNICIPALITIES)


async def test_another_bodys_colleague_answers_for_themselves(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Sende", body("Køge")))
    await say_no(desk, "Tilde", item, "Lau")
    fresh = await desk.item(item.follow_up_id)
    assert (fresh.owners[-1].kind, fresh.owners[-1].name) == (PartyKind.PERSON, "Lau Tangmose")


async def reassign(desk: Desk, who: str, item: FollowUp, to: str, own: object = None) -> None:
    await desk.do(
        handover.reassign,
        actor(desk.world[who]),
        item,
        own,
        desk.world[to],
        now=desk.clock(),
    )


async def test_the_reviewer_finds_another(desk: Desk, item: FollowUp) -> None:
    await say_no(desk, "Birk", item)
    await desk.send_all()
    fresh = await desk.item(item.follow_up_id)
    await reassign(desk, "Tilde", fresh, "Lau", fresh.owners[0])
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.HANDED_OVER),
        ("Lau", Status.OPEN),
    ]
    (update,) = await desk.outbox(NoticeKind.OWNER_SOUGHT, updates=True)
    seen = await desk.seen(update)
    assert isinstance(seen, OwnerSought)
    assert seen.settled == "Lau Tangmose"
    with pytest.raises(OutdatedError):
        await reassign(desk, "Tilde", fresh, "Frej", fresh.owners[0])


async def test_the_reviewer_gives_what_was_nobodys(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Skrive", due=DUE))
    await reassign(desk, "Tilde", item, "Lau")
    assert await desk.standing(item.follow_up_id) == [("Lau", Status.OPEN)]
    assert await desk.told(NoticeKind.ASSIGNMENT) == ["Lau"]
    assert (await desk.item(item.follow_up_id)).owners[0].due == DUE


async def test_nobody_else_gives_it_to_anybody(desk: Desk, item: FollowUp) -> None:
    with pytest.raises(NotAllowedError, match=doubts.NOT_REVIEWER):
        await reassign(desk, "Gro", item, "Lau", item.owners[0])
    assert await desk.standing(item.follow_up_id) == [("Birk", Status.OPEN)]


async def test_who_has_a_part_already_is_not_given_a_second_one(desk: Desk) -> None:
    owners = (by("Birk Tjørnelund"), by("Gro Havgaard"))
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Sende", *owners))
    await say_no(desk, "Birk", item)
    fresh = await desk.item(item.follow_up_id)
    await reassign(desk, "Tilde", fresh, "Gro", fresh.owners[0])
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.HANDED_OVER),
        ("Gro", Status.OPEN),
    ]
    assert await desk.told(NoticeKind.ASSIGNMENT) == ["Birk", "Gro"]


async def test_no_number_that_is_nobodys_business_is_kept_with_a_name(
    desk: Desk, item: FollowUp
) -> None:
    await say_no(desk, "Birk", item, "Rigmor 010203-1234")
    assert "1234" not in ((await sought(desk)).pointed_to or "")


async def test_who_handed_it_on_is_not_together_with_who_has_it(desk: Desk, item: FollowUp) -> None:
    await say_no(desk, "Birk", item, "Gro")
    *_, row = await desk.outbox(NoticeKind.ASSIGNMENT)
    seen = await desk.seen(row)
    assert isinstance(seen, Assignment)
    assert [one.together_with for one in seen.tasks] == [()]
