"""Owners as they have become by answers stand when a corrected file names other owners."""

from bot.domain.followups import Status
from bot.domain.meetings import Party
from bot.domain.notices import NoticeKind
from bot.domain.verbs import Verb
from bot.followups import ownership, review
from tests.factories import KEEPER, NOBODY, actor, body, by, found
from tests.followups.conftest import Desk, part
from tests.followups.test_renewing import approve, corrections, drafts, hand_in, open_items, opened

BIRK, GRO, LAU, TILDE = (
    by(name) for name in ("Birk Tjørnelund", "Gro Havgaard", "Lau Tangmose", "Tilde Rosenhave")
)
TASK = "Sende eksempler på sagsgange"


async def second(desk: Desk, *owners: Party) -> None:
    """Hand in and approve the same task with other owners."""
    await hand_in(desk, b"second", found(TASK, *owners))
    await approve(desk)


async def test_who_said_no_is_not_asked_again(desk: Desk) -> None:
    (item,) = await opened(desk, found(TASK, BIRK, GRO))
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.DECLINE)
    await second(desk, BIRK, LAU)
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.DECLINED),
        ("Gro", Status.HANDED_OVER),
        ("Lau", Status.OPEN),
    ]
    assert await desk.told(NoticeKind.ASSIGNMENT) == ["Birk", "Gro", "Lau"]
    assert list(await corrections(desk)) == ["Gro"]


async def test_who_took_it_over_keeps_it_and_the_first_is_not_asked_again(desk: Desk) -> None:
    (item,) = await opened(desk, found(TASK, BIRK, GRO))
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.DECLINE, to="Tilde")
    await hand_in(desk, b"second", found(TASK, BIRK, LAU))
    (renewal,) = await drafts(desk)
    # the reviewer sees who would have it then
    assert [own.name for own in renewal.owners] == ["Tilde Rosenhave", "Lau Tangmose"]
    await approve(desk)
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.HANDED_OVER),
        ("Gro", Status.HANDED_OVER),
        ("Tilde", Status.OPEN),
        ("Lau", Status.OPEN),
    ]
    assert await desk.told(NoticeKind.ASSIGNMENT) == ["Birk", "Gro", "Tilde", "Lau"]
    assert sorted(await corrections(desk)) == ["Gro", "Tilde"]


async def test_answers_between_the_file_and_its_approval_stand_too(desk: Desk) -> None:
    (item,) = await opened(desk, found(TASK, BIRK, GRO))
    await hand_in(desk, b"second", found(TASK, BIRK, LAU))
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.DECLINE, to="Tilde")
    await approve(desk)
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.HANDED_OVER),
        ("Gro", Status.HANDED_OVER),
        ("Tilde", Status.OPEN),
        ("Lau", Status.OPEN),
    ]
    assert await desk.told(NoticeKind.ASSIGNMENT) == ["Birk", "Gro", "Tilde", "Lau"]


async def test_a_municipalitys_part_stays_with_whom_it_was_handed_to(desk: Desk) -> None:
    (item,) = await opened(desk, found(TASK, body("Køge Kommune"), BIRK))
    await desk.act("Tilde", part(item, desk.world["Tilde"]), Verb.DECLINE, to="Gro")
    await second(desk, body("Køge Kommune"), LAU)
    held = [one for one in await desk.standing(item.follow_up_id) if one[1] is Status.OPEN]
    assert held == [("Gro", Status.OPEN), ("Lau", Status.OPEN)]
    assert await desk.told(NoticeKind.ASSIGNMENT) == ["Tilde", "Birk", "Gro", "Lau"]


async def test_who_took_what_was_nobodys_keeps_it(desk: Desk) -> None:
    (item,) = await opened(desk, found(TASK, NOBODY))
    lau = desk.world["Lau"]
    await desk.do(ownership.take, actor(lau), lau, item.follow_up_id, now=desk.clock())
    await second(desk, BIRK)
    held = [one for one in await desk.standing(item.follow_up_id) if one[0]]
    assert held == [("Lau", Status.ACCEPTED), ("Birk", Status.OPEN)]
    assert await desk.told(NoticeKind.ASSIGNMENT) == ["Birk"]


async def test_minutes_that_now_name_who_took_it_over_change_nothing(desk: Desk) -> None:
    (item,) = await opened(desk, found(TASK, BIRK))
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.DECLINE, to="Tilde")
    await hand_in(desk, b"second", found(TASK, TILDE))
    assert await drafts(desk) == []
    await hand_in(desk, b"third", found(TASK, TILDE, LAU))
    await approve(desk)
    (item,) = await open_items(desk)
    assert await desk.standing(item.follow_up_id) == [
        ("Birk", Status.HANDED_OVER),
        ("Tilde", Status.OPEN),
        ("Lau", Status.OPEN),
    ]


async def test_the_reviewers_own_owner_goes_when_the_minutes_name_another(desk: Desk) -> None:
    await hand_in(desk, b"first", found(TASK, BIRK))
    (draft,) = await drafts(desk)
    gro = f"person:{desk.world['Gro'].person_id}"
    await desk.do(review.edit, draft.follow_up_id, owner=gro, actor=KEEPER, now=desk.clock())
    await approve(desk)
    await second(desk, LAU)
    (item,) = await open_items(desk)
    assert await desk.standing(item.follow_up_id) == [
        ("Gro", Status.HANDED_OVER),
        ("Lau", Status.OPEN),
    ]
