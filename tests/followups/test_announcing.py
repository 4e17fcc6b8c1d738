"""After approval: one message an owner and meeting, the rest to the channel."""

from dataclasses import replace
from datetime import date

from bot.domain.followups import Status
from bot.domain.meetings import Kind, PartyKind
from bot.domain.notices import Assignment, ChannelTasks, News, NoticeKind, VolunteerCall
from bot.domain.verbs import Verb
from bot.followups import review
from bot.storage.engine import Store
from tests.conftest import Clock
from tests.factories import (
    CALL,
    EVERYONE,
    KEEPER,
    MUNICIPALITIES,
    SEEKING,
    approved,
    body,
    by,
    found,
    make_world,
    minutes,
    take_in,
)
from tests.followups.conftest import Desk, part

CONTACTS = ["Asger", "Birk", "Dagny", "Elva", "Frej", "Tilde"]


async def test_an_owner_gets_one_message_with_all_of_theirs(desk: Desk) -> None:
    await approved(
        desk.store,
        desk.world,
        desk.clock(),
        found("Sende eksempler", by("Birk Tjørnelund"), due=date(2026, 10, 1)),
        found("Undersøge lokaler", by("Birk Tjørnelund"), by("Gro Havgaard")),
        found("Skrive ud", body("Faxe Kommune")),
    )
    assert sorted(await desk.told(NoticeKind.ASSIGNMENT)) == ["Birk", "Gro"]  # type: ignore[type-var]
    rows = await desk.outbox(NoticeKind.ASSIGNMENT)
    seen = await desk.seen(rows[0])
    assert isinstance(seen, Assignment)
    assert seen.to_name == "Birk Tjørnelund"
    told = [(t.number, t.task, t.due, t.behalf, t.together_with) for t in seen.tasks]
    assert told == [
        (1, "Sende eksempler", date(2026, 10, 1), None, ()),
        (2, "Undersøge lokaler", None, None, ("Gro Havgaard",)),
        (3, "Skrive ud", None, "Faxe Kommune", ()),
    ]


async def test_what_is_too_much_for_one_card_comes_on_several(desk: Desk) -> None:
    many = [found(f"Opgave {n}", by("Birk Tjørnelund"), by("Lau Tangmose")) for n in range(1, 8)]
    items = await approved(desk.store, desk.world, desk.clock(), *many)
    # Lau is outside Teams, and a mail holds any number
    assert sorted(await desk.told(NoticeKind.ASSIGNMENT)) == ["Birk", "Birk", "Lau"]  # type: ignore[type-var]
    parts = []
    for row in await desk.outbox(NoticeKind.ASSIGNMENT):
        seen = await desk.seen(row)
        assert isinstance(seen, Assignment)
        parts.append((seen.to_name.split()[0], seen.part, [task.number for task in seen.tasks]))
    assert sorted(parts, key=str) == [
        ("Birk", (1, 2), [1, 2, 3, 4, 5, 6]),
        ("Birk", (2, 2), [7]),
        ("Lau", None, [1, 2, 3, 4, 5, 6, 7]),
    ]
    # what changes is shown anew on both, and nothing is said twice
    await desk.send_all()
    await desk.act("Birk", part(items[6], desk.world["Birk"]), Verb.FINISH)
    updates = [row for row in await desk.outbox(updates=True) if row.about.get("part") == 2]
    seen = await desk.seen(updates[0])
    assert isinstance(seen, Assignment)
    assert [task.status for task in seen.tasks] == [Status.REPORTED_DONE]


async def test_everyone_is_asked_by_contact_and_shown_in_the_channel(desk: Desk) -> None:
    await approved(desk.store, desk.world, desk.clock(), found("Indsende tal", EVERYONE))
    assert sorted(await desk.told(NoticeKind.ASSIGNMENT)) == CONTACTS  # type: ignore[type-var]
    (row,) = await desk.outbox(NoticeKind.CHANNEL_TASKS)
    seen = await desk.seen(row)
    assert isinstance(seen, ChannelTasks)
    (task,) = seen.tasks
    assert (task.audience, task.asked, task.answered) == (PartyKind.EVERYONE, MUNICIPALITIES, ())
    assert len(task.missing) == MUNICIPALITIES


async def test_who_is_not_done_yet_is_named_by_municipality(desk: Desk) -> None:
    (item,) = await approved(desk.store, desk.world, desk.clock(), found("Indsende tal", EVERYONE))
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.FINISH)
    (row,) = await desk.outbox(NoticeKind.CHANNEL_TASKS)
    seen = await desk.seen(row)
    assert isinstance(seen, ChannelTasks)
    (task,) = seen.tasks
    assert len(task.answered) == 1
    assert set(task.missing) == {own.name for own in item.owners} - set(task.answered)
    assert list(task.missing) == sorted(task.missing)


async def test_the_channel_gets_one_card_a_meeting_nobodys_first(desk: Desk) -> None:
    await approved(
        desk.store,
        desk.world,
        desk.clock(),
        found("Indsende tal", EVERYONE),
        found("Skrive en folder"),
        found("Ringe rundt", by("Rigmor Elsted")),  # nobody knows her
        found("Drøftes næste gang", kind=Kind.AGENDA),
        found("Sende eksempler", by("Birk Tjørnelund")),
    )
    assert await desk.told(NoticeKind.CHANNEL_TASKS) == [None]
    (row,) = await desk.outbox(NoticeKind.CHANNEL_TASKS)
    seen = await desk.seen(row)
    assert isinstance(seen, ChannelTasks)
    assert [one.task for one in seen.tasks] == ["Skrive en folder", "Ringe rundt", "Indsende tal"]


async def test_a_duty_of_everybodys_is_told_as_one(desk: Desk) -> None:
    duty = found("Indberette ventetid", EVERYONE, kind=Kind.STANDING)
    await approved(desk.store, desk.world, desk.clock(), duty, found("Indsende tal", EVERYONE))
    (row,) = await desk.outbox(NoticeKind.CHANNEL_TASKS)
    seen = await desk.seen(row)
    assert isinstance(seen, ChannelTasks)
    assert [(one.task, one.is_standing) for one in seen.tasks] == [
        ("Indberette ventetid", True),
        ("Indsende tal", False),
    ]


async def test_without_anything_common_the_channel_hears_that_it_was_gone_through(
    desk: Desk,
) -> None:
    task = found("Sende eksempler", by("Birk Tjørnelund"))
    await approved(desk.store, desk.world, desk.clock(), task)
    (row,) = await desk.outbox(NoticeKind.CHANNEL_TASKS)
    assert await desk.told(NoticeKind.CHANNEL_TASKS) == [None]
    seen = await desk.seen(row)
    assert isinstance(seen, ChannelTasks)
    # in figures: what is whose is between them and Bolden
    assert (seen.tasks, seen.news) == ((), News(1, 0, reviewer="Tilde Rosenhave"))


async def test_without_a_channel_nobody_hears_of_it(store: Store, clock: Clock) -> None:
    desk = Desk(store, await make_world(store, channel=None), clock)
    await approved(store, desk.world, clock(), found("Sende eksempler", by("Birk Tjørnelund")))
    assert await desk.told(NoticeKind.CHANNEL_TASKS) == []


async def test_minutes_of_which_nothing_came_are_no_news(desk: Desk) -> None:
    await approved(desk.store, desk.world, desk.clock())
    assert await desk.told(NoticeKind.CHANNEL_TASKS) == []


async def test_the_news_follows_what_is_approved_later(desk: Desk) -> None:
    sure = found("Indsende tal", EVERYONE, confidence=0.95)
    rest = found("Sende eksempler", by("Birk Tjørnelund"), confidence=0.8)
    read = minutes(sure, rest, CALL, groups=(SEEKING,))
    act = {"actor": KEEPER, "now": desk.clock()}
    await desk.do(take_in, desk.world, read, desk.clock())
    await desk.do(review.approve_sure, 1, **act)
    (row,) = await desk.outbox(NoticeKind.CHANNEL_TASKS)
    tilde = "Tilde Rosenhave"
    assert (await desk.seen(row)).news == News(1, 0, is_partial=True, reviewer=tilde)  # type: ignore[union-attr]
    await desk.send_all()
    await desk.do(review.approve, 1, **act)
    (update,) = await desk.outbox(NoticeKind.CHANNEL_TASKS, updates=True)
    assert (await desk.seen(update)).news == News(3, 1, reviewer=tilde)  # type: ignore[union-attr]
    await desk.send_all()
    desk.clock.forward(days=1)
    corrected = minutes(sure, rest, CALL, found("Ringe rundt til skolerne"), groups=(SEEKING,))
    await desk.do(take_in, desk.world, corrected, desk.clock(), b"corrected")
    desk.clock.forward(days=1)
    await desk.do(review.approve, 1, actor=KEEPER, now=desk.clock())
    _, update = await desk.outbox(NoticeKind.CHANNEL_TASKS, updates=True)
    day = date(2026, 9, 9)
    assert (await desk.seen(update)).news == News(4, 1, corrected_on=day, reviewer=tilde)  # type: ignore[union-attr]


async def test_a_call_goes_to_the_channel_and_singly_to_those_outside_teams(desk: Desk) -> None:
    await approved(desk.store, desk.world, desk.clock(), CALL, groups=(SEEKING,))
    # Dagny and Elva are outside Teams too, but asked already as their municipality's contact
    assert await desk.told(NoticeKind.VOLUNTEER_CALL) == [None, "Lau", "Signe"]
    assert sorted(await desk.told(NoticeKind.ASSIGNMENT)) == CONTACTS  # type: ignore[type-var]
    (note,) = await desk.outbox(NoticeKind.CHANNEL_TASKS)
    assert (await desk.seen(note)).tasks == ()  # type: ignore[union-attr]
    channel, singly, _ = await desk.outbox(NoticeKind.VOLUNTEER_CALL)
    seen = await desk.seen(channel)
    assert isinstance(seen, VolunteerCall)
    assert (seen.name, seen.convener, seen.contact, seen.to_name) == (
        "Arbejdsgruppe om overgange",
        "Køge",
        "Gro Havgaard",
        None,
    )
    assert [one.name for one in seen.roster] == ["Frej Østermark"]
    assert (await desk.seen(singly)).to_name == "Lau Tangmose"  # type: ignore[union-attr]


async def test_what_sets_up_a_group_with_a_call_is_not_offered_again(desk: Desk) -> None:
    lines = ((30, 32),)
    sets_up = found("Nedsætte en gruppe", quote="Der nedsættes en arbejdsgruppe.", lines=lines)
    beside = found("Lave et udkast", quote="Der laves et udkast.", lines=lines)
    quote = "Der nedsættes en arbejdsgruppe. Der laves et udkast."
    seeking = replace(SEEKING, quote=quote)
    await approved(desk.store, desk.world, desk.clock(), sets_up, beside, groups=(seeking,))
    (row,) = await desk.outbox(NoticeKind.CHANNEL_TASKS)
    seen = await desk.seen(row)
    assert isinstance(seen, ChannelTasks)
    assert [one.task for one in seen.tasks] == ["Lave et udkast"]
    assert None in await desk.told(NoticeKind.VOLUNTEER_CALL)


async def test_a_long_quote_of_a_group_is_cut_at_a_word(desk: Desk) -> None:
    seeking = replace(SEEKING, quote=" … ".join(["Kommunerne melder ind. " * 9, "b" * 20, "c"]))
    await approved(desk.store, desk.world, desk.clock(), groups=(seeking,))
    seen = await desk.seen((await desk.outbox(NoticeKind.VOLUNTEER_CALL))[0])
    assert isinstance(seen, VolunteerCall)
    assert seen.quote.endswith(f"melder ind. … {'b' * 20} …")
    assert len(seen.quote) < 310


async def test_without_a_call_in_the_minutes_all_outside_teams_are_asked(desk: Desk) -> None:
    await approved(desk.store, desk.world, desk.clock(), groups=(SEEKING,))
    told = await desk.told(NoticeKind.VOLUNTEER_CALL)
    assert told == [None, "Dagny", "Elva", "Lau", "Signe"]


async def test_a_group_that_is_full_calls_nobody(desk: Desk) -> None:
    full = replace(SEEKING, open=False)
    await approved(desk.store, desk.world, desk.clock(), groups=(full,))
    assert await desk.told(NoticeKind.VOLUNTEER_CALL) == []


async def test_without_a_channel_the_reviewer_and_each_member_are_told(
    store: Store, clock: Clock
) -> None:
    desk = Desk(store, await make_world(store, channel=None), clock)
    await approved(store, desk.world, clock(), found("Skrive en folder"), groups=(SEEKING,))
    assert await desk.told(NoticeKind.CHANNEL_TASKS) == ["Tilde"]
    told = await desk.told(NoticeKind.VOLUNTEER_CALL)
    # Tilde answers for Køge, which leads the group, and Gro is who to write to about it
    assert sorted(told, key=str) == sorted(desk.world.people.keys() - {"Tilde", "Gro"})


async def test_who_leads_a_group_is_not_called_to_it(desk: Desk) -> None:
    led = replace(SEEKING, leads=(by("Lau Tangmose"),), contact=by("Signe Morgenrød"))
    await approved(desk.store, desk.world, desk.clock(), groups=(led,))
    assert await desk.told(NoticeKind.VOLUNTEER_CALL) == [None, "Dagny", "Elva"]


async def test_an_assignment_settled_before_it_leaves_is_not_sent(desk: Desk) -> None:

    (item,) = await approved(
        desk.store, desk.world, desk.clock(), found("Sende eksempler", by("Birk Tjørnelund"))
    )
    (row,) = await desk.outbox(NoticeKind.ASSIGNMENT)
    await desk.act("Birk", part(item, desk.world["Birk"]), Verb.FINISH)
    assert await desk.seen(row) is None
