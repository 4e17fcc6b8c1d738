"""Substitutes: who may be one, what they may do and are told, and that it ends."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain import doubts, standing_in
from bot.domain.followups import FollowUp, Status
from bot.domain.notices import Assignment, NoticeKind, Outcome, Substitute
from bot.domain.people import Role
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError, OutdatedError
from bot.followups import informing, reminders, silent, substitutes
from bot.storage import history, people
from bot.storage import substitutes as stored
from bot.storage.people import Wishes
from tests.factories import actor, approved, by, found
from tests.followups.conftest import Desk, part

BACK = date(2026, 9, 22)
DUE = date(2026, 9, 10)


async def appoint(desk: Desk, who: str, to: str, **period: date | None) -> Any:
    person = desk.world[who]
    asked: dict[str, date | None] = {"starts_on": None, "until": BACK, **period}
    return await desk.do(substitutes.appoint, actor(person), person, to, **asked, now=desk.clock())


async def told(desk: Desk) -> list[tuple[str, Substitute | None]]:
    """Give whom notices to substitutes are for, and what each says now."""
    by_id = {person.person_id: first for first, person in desk.world.people.items()}
    rows = await desk.outbox(NoticeKind.SUBSTITUTE)
    return [(by_id[row.person_id], await desk.seen(row)) for row in rows]


@pytest.fixture
async def item(desk: Desk) -> FollowUp:
    """Give Birk and Frej something to do together."""
    owners = (by("Birk Tjørnelund"), by("Frej Østermark"))
    (item,) = await approved(
        desk.store, desk.world, desk.clock(), found("Sende eksempler", *owners, due=DUE)
    )
    return item


async def test_a_substitute_acts_for_the_owner_and_for_nobody_else(
    desk: Desk, item: FollowUp
) -> None:
    birk, frej = part(item, desk.world["Birk"]), part(item, desk.world["Frej"])
    with pytest.raises(NotAllowedError, match=doubts.NOT_YOURS):
        await desk.act("Lau", birk, Verb.FINISH)
    assert await appoint(desk, "Birk", "Lau") == Outcome(
        Verb.SUBSTITUTE, to="Lau Tangmose", due=BACK
    )
    with pytest.raises(NotAllowedError, match=doubts.NOT_YOURS):
        await desk.act("Lau", frej, Verb.FINISH)
    await desk.act("Lau", birk, Verb.FINISH)
    assert ("Birk", Status.REPORTED_DONE) in await desk.standing(item.follow_up_id)
    (line,) = await desk.do(history.lines_of, "ownership", [birk])
    assert line["person_id"] == desk.world["Lau"].person_id


async def test_the_owners_card_says_who_did_it(desk: Desk, item: FollowUp) -> None:
    birk = part(item, desk.world["Birk"])
    await appoint(desk, "Birk", "Lau")
    await desk.act("Lau", birk, Verb.BLOCK)
    row = next(
        one
        for one in await desk.outbox(NoticeKind.ASSIGNMENT)
        if one.person_id == desk.world["Birk"].person_id
    )
    card = await desk.seen(row)
    assert isinstance(card, Assignment)
    assert card.tasks[0].noted == Outcome(Verb.BLOCK, by="Lau Tangmose")
    (_, own_card) = (await told(desk))[0]
    assert own_card is not None
    assert own_card.tasks[0].noted == Outcome(Verb.BLOCK)
    # both may take it back
    await desk.undo("Birk", birk)
    assert ("Birk", Status.OPEN) in await desk.standing(item.follow_up_id)
    await desk.act("Lau", birk, Verb.BLOCK)
    await desk.undo("Lau", birk)
    assert ("Birk", Status.OPEN) in await desk.standing(item.follow_up_id)


async def test_it_begins_and_ends_by_itself(desk: Desk, item: FollowUp) -> None:
    birk = part(item, desk.world["Birk"])
    start = desk.clock().date() + timedelta(days=3)
    outcome = await appoint(desk, "Birk", "Lau", starts_on=start)
    assert outcome == Outcome(Verb.SUBSTITUTE, to="Lau Tangmose", starts_on=start, due=BACK)
    assert await told(desk) == [
        ("Lau", Substitute("Lau Tangmose", "Birk Tjørnelund", start, BACK, ()))
    ]
    with pytest.raises(NotAllowedError):
        await desk.act("Lau", birk, Verb.ACCEPT)
    desk.clock.forward(days=3)
    assert await desk.do(informing.inform, desk.clock()) == 1
    await desk.act("Lau", birk, Verb.ACCEPT)
    desk.clock.moment += BACK - desk.clock().date()
    await desk.send_all()
    for _ in range(2):
        with pytest.raises(NotAllowedError):
            await desk.act("Lau", birk, Verb.FINISH)
        with pytest.raises(NotAllowedError):
            await desk.undo("Lau", birk)
        await desk.do(substitutes.end, desk.clock())
    over = [await desk.seen(row) for row in await desk.outbox(updates=True)]
    assert Substitute("Lau Tangmose", "Birk Tjørnelund", None, None, ()) in over
    assert await desk.do(informing.inform, desk.clock()) == 0


async def test_a_substitute_is_told_once_of_each_thing(desk: Desk, item: FollowUp) -> None:
    await appoint(desk, "Birk", "Lau")
    (one,) = await told(desk)
    assert one[0] == "Lau"
    assert one[1] is not None
    assert [task.task for task in one[1].tasks] == ["Sende eksempler"]
    assert await desk.do(informing.inform, desk.clock()) == 0
    new = found("Booke en sal", by("Birk Tjørnelund"))
    await approved(desk.store, desk.world, desk.clock(), new, data=b"2")
    assert await desk.do(informing.inform, desk.clock()) == 1
    assert await desk.do(informing.inform, desk.clock()) == 0
    (_, later) = (await told(desk))[1]
    assert later is not None
    assert [task.task for task in later.tasks] == ["Booke en sal"]
    # and so is the owner, for when they are back
    assert (await desk.told(NoticeKind.ASSIGNMENT)).count("Birk") == 2


async def test_the_substitute_is_reminded_instead(desk: Desk, item: FollowUp) -> None:
    await appoint(desk, "Birk", "Lau")
    assert await desk.do(reminders.remind, desk.clock()) == 0  # told today
    desk.clock.forward(days=1)
    assert await desk.do(reminders.remind, desk.clock()) == 2
    assert await desk.do(reminders.remind, desk.clock()) == 0
    assert await desk.told(NoticeKind.REMINDER) == ["Frej"]
    (_, reminded) = (await told(desk))[1]
    assert reminded is not None
    assert reminded.reminds
    # back again, the owner is reminded of what is left
    birk = desk.world["Birk"]
    await desk.do(substitutes.dismiss, actor(birk), birk, now=desk.clock())
    assert await desk.do(reminders.remind, desk.clock()) == 1
    assert await desk.told(NoticeKind.REMINDER) == ["Frej", "Birk"]


async def test_who_does_not_listen_is_not_asked_instead(desk: Desk, item: FollowUp) -> None:
    await appoint(desk, "Birk", "Lau")
    await desk.do(people.set_wishes, desk.world["Lau"].person_id, Wishes(True, None))
    desk.clock.forward(days=1)
    await desk.do(reminders.remind, desk.clock())
    assert await desk.told(NoticeKind.REMINDER) == ["Birk", "Frej"]


@pytest.mark.parametrize(
    ("to", "period", "said"),
    [
        ("Ingrid", {}, doubts.unlisted("Ingrid")),
        ("Nora", {}, doubts.unlisted("Nora")),  # of another network
        ("Birk", {}, standing_in.ONESELF),
        ("Lau", {"until": None}, standing_in.UNTIL_WHEN),
        ("Lau", {"until": date(2026, 9, 8)}, doubts.PAST_DATE),
        ("Lau", {"starts_on": BACK}, doubts.PAST_DATE),
        ("Elva", {}, standing_in.is_silent("Elva Kildeskov")),
        ("Gro", {}, standing_in.is_away("Gro Havgaard")),
    ],
)
async def test_who_cannot_be_one(
    desk: Desk, to: str, period: dict[str, date | None], said: str
) -> None:
    async with desk.store.transaction() as connection:
        other = await people.add_network(connection, "naboer", "Naboer")
        values = {"name": "Nora Kvistbæk", "email": "nora@example.org"}
        await people.save_member(connection, other.network_id, values, [Role.CHAIR])
        elva = desk.world["Elva"].person_id
        await people.set_wishes(connection, elva, Wishes(True, None))
    await appoint(desk, "Gro", "Dagny")
    with pytest.raises(BadInputError) as refused:
        await appoint(desk, "Birk", to, **period)
    assert str(refused.value) == said
    birk = desk.world["Birk"].person_id
    assert await desk.do(stored.substitution_of, birk) is None


async def test_two_of_a_name_are_asked_about(desk: Desk) -> None:
    async with desk.store.transaction() as connection:
        values = {"name": "Lau Birkelund", "email": "lb@example.org", "municipality": "Køge"}
        await people.save_member(connection, desk.world.network.network_id, values, [])
    with pytest.raises(BadInputError, match="Flere kan være »Lau«"):
        await appoint(desk, "Birk", "Lau")


async def test_there_are_no_chains_and_no_loops(desk: Desk) -> None:
    await appoint(desk, "Birk", "Lau")
    for who, to in (("Lau", "Gro"), ("Lau", "Birk"), ("Frej", "Birk")):
        with pytest.raises(BadInputError):
            await appoint(desk, who, to)
    # at another time they may
    after = BACK + timedelta(days=7)
    await appoint(desk, "Lau", "Gro", starts_on=BACK, until=after)


async def test_only_what_both_may_see(desk: Desk) -> None:
    """In a network of which the substitute is no member they see and do nothing."""
    async with desk.store.transaction() as connection:
        network = await people.add_network(connection, "andre", "Andre")
        values = {"name": "Birk Tjørnelund", "email": "birk@example.org"}
        await people.save_member(connection, network.network_id, values, [])
    theirs = type(desk.world)(network, desk.world.people)
    task = found("Skrive referat om", by("Birk Tjørnelund"), due=DUE)
    (item,) = await approved(desk.store, theirs, desk.clock(), task)
    await appoint(desk, "Birk", "Lau")
    assert await told(desk) == [
        ("Lau", Substitute("Lau Tangmose", "Birk Tjørnelund", None, BACK, ()))
    ]
    with pytest.raises(NotAllowedError, match=doubts.NOT_YOURS):
        await desk.act("Lau", part(item, desk.world["Birk"]), Verb.FINISH)
    desk.clock.forward(days=1)
    await desk.do(reminders.remind, desk.clock())
    assert await desk.told(NoticeKind.REMINDER) == ["Birk"]


async def test_it_is_undone_and_the_card_says_so(desk: Desk, item: FollowUp) -> None:
    birk = desk.world["Birk"]
    await appoint(desk, "Birk", "Lau")
    await desk.undo("Birk")
    assert await desk.do(stored.substitution_of, birk.person_id) is None
    ((_, first),) = await told(desk)
    assert first is None  # not sent yet: nothing left to say
    await appoint(desk, "Birk", "Lau")
    await desk.do(substitutes.dismiss, actor(birk), birk, now=desk.clock())
    with pytest.raises(OutdatedError, match=standing_in.NOBODY):
        await desk.do(substitutes.dismiss, actor(birk), birk, now=desk.clock())
    await desk.undo("Birk")
    running = await desk.do(stored.substitution_of, birk.person_id)
    assert running is not None
    assert running.until == BACK


async def test_what_has_been_changed_since_is_not_undone(desk: Desk) -> None:
    await appoint(desk, "Birk", "Lau")
    await appoint(desk, "Birk", "Frej")
    await desk.undo("Birk")
    running = await desk.do(stored.substitution_of, desk.world["Birk"].person_id)
    assert running is not None
    assert running.substitute_id == desk.world["Lau"].person_id
    desk.clock.moment += BACK - desk.clock().date()
    await desk.do(substitutes.end, desk.clock())
    with pytest.raises(OutdatedError, match=doubts.TOO_LATE_TO_UNDO):
        await desk.undo("Birk")


async def test_the_review_says_who_stands_in_for_whoever_pauses(desk: Desk, item: FollowUp) -> None:
    pause = Wishes(opted_out=False, paused_until=BACK)
    for who in ("Birk", "Frej"):
        await desk.do(people.set_wishes, desk.world[who].person_id, pause)
    await appoint(desk, "Birk", "Lau")
    untold = await desk.do(silent.silent_owners, [(1, item)], desk.clock().date())
    assert silent.sentences(untold) == (
        "Birk Tjørnelund (nr. 1) holder pause til 22. september 2026; Lau Tangmose er afløser.",
        "Frej Østermark (nr. 1) holder pause og får først besked 22. september 2026.",
    )
    await desk.do(people.set_wishes, desk.world["Lau"].person_id, pause)
    untold = await desk.do(silent.silent_owners, [(1, item)], desk.clock().date())
    assert "Lau" not in " ".join(silent.sentences(untold))
