"""Minutes come in: drafts, doubts and one request to review them; nobody else hears of it."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.followups import Status
from bot.domain.meetings import (
    Attendee,
    Due,
    Meeting,
    MeetingRole,
    Minutes,
    Party,
    PartyKind,
    Precision,
)
from bot.domain.notices import NoticeKind, ReviewRequest
from bot.domain.verbs import Verb
from bot.followups import intake
from bot.followups.intake import Intake
from bot.storage import groups, meetings, people
from bot.storage.tables import membership
from tests.factories import (
    CALL,
    EVERYONE,
    KEEPER,
    MUNICIPALITIES,
    NOBODY,
    SEEKING,
    body,
    by,
    due_on,
    found,
    minutes,
    stored,
)
from tests.followups.conftest import Desk


async def take_in(desk: Desk, read: Minutes, data: bytes = b"pdf") -> Intake:
    taken: Intake = await desk.do(
        intake.take_in,
        desk.world.network,
        read,
        data,
        "referat.pdf",
        actor=KEEPER,
        now=desk.clock(),
    )
    return taken


async def test_drafts_are_stored_and_the_minute_taker_is_asked(desk: Desk) -> None:
    taken = await take_in(
        desk,
        minutes(
            found("Sende eksempler", by("Birk Tjørnelund"), due=date(2026, 10, 1)),
            found("Undersøge lokaler", NOBODY),
        ),
    )
    assert taken == Intake(1, is_new=True, found=2, reviewer="Tilde Rosenhave")
    (row,) = await desk.outbox()
    assert await desk.told(NoticeKind.REVIEW_REQUEST) == ["Tilde"]
    review = await desk.seen(row)
    assert isinstance(review, ReviewRequest)
    assert [(one.task, one.owners, one.due, one.doubt) for one in review.drafts] == [
        ("Sende eksempler", ("Birk Tjørnelund",), date(2026, 10, 1), None),
        ("Undersøge lokaler", (), None, None),
    ]
    assert review.occasion.title == "Netværksmøde 3"
    assert not review.approved


async def test_a_files_name_tells_no_more_than_its_text(desk: Desk) -> None:
    read = replace(minutes(), meeting=replace(minutes().meeting, title=None))
    name = "Sagen 010190-1234.pdf"
    taken = await desk.do(
        intake.take_in, desk.world.network, read, b"pdf", name, actor=KEEPER, now=desk.clock()
    )
    stored = await desk.do(meetings.minutes_of, taken.minutes_id)
    assert stored.file_name == "Sagen ●●●●●●-●●●●.pdf"
    # a mail that said "opfølgninger fra Sagen.pdf" would be odd
    assert stored.title == desk.world.network.name


async def test_the_same_bytes_twice_add_nothing(desk: Desk) -> None:
    read = minutes(found("Sende eksempler", by("Birk Tjørnelund")))
    first = await take_in(desk, read)
    again = await take_in(desk, read)
    assert again == Intake(first.minutes_id, is_new=False, found=0, reviewer=None)
    assert len(await desk.outbox()) == 1
    assert len(await desk.do(stored, 1)) == 1
    other = await take_in(desk, read, b"other bytes")
    assert other.is_new


async def test_the_same_bytes_at_the_same_moment_add_nothing(desk: Desk) -> None:
    read = minutes(found("Sende eksempler", by("Birk Tjørnelund")))
    taken = await asyncio.gather(*(take_in(desk, read) for _ in range(4)))
    assert sorted(one.is_new for one in taken) == [False, False, False, True]
    assert {one.minutes_id for one in taken} == {taken[0].minutes_id}
    assert len(await desk.outbox()) == 1


async def test_what_is_no_minutes_leaves_nothing(desk: Desk) -> None:
    taken = await take_in(desk, Minutes(Meeting()))
    assert taken == Intake(None, is_new=False, found=0, reviewer=None)
    assert await desk.do(meetings.all_minutes, desk.world.network.network_id) == []


async def test_minutes_without_follow_ups_ask_nobody(desk: Desk) -> None:
    taken = await take_in(desk, minutes())
    assert (taken.is_new, taken.found) == (True, 0)
    assert await desk.outbox() == []


async def test_what_is_unclear_is_said_in_the_review(desk: Desk) -> None:
    await take_in(
        desk,
        minutes(
            found("Ringe rundt", by("Rigmor Elsted")),
            found("Skrive ud", body("Roskilde Kommune"), by("Birk Tjørnelund")),
        ),
    )
    (row,) = await desk.outbox()
    review = await desk.seen(row)
    assert isinstance(review, ReviewRequest)
    assert [one.doubt for one in review.drafts] == [
        "»Rigmor Elsted« står ikke på medlemslisten.",
        "Hvem svarer for Roskilde Kommune?",
    ]


async def test_everyone_is_each_municipalitys_contact(desk: Desk) -> None:
    await take_in(desk, minutes(found("Indsende tal", EVERYONE, due=date(2026, 10, 1))))
    (item,) = await desk.do(stored, 1)
    assert item.audience is PartyKind.EVERYONE
    assert len(item.owners) == MUNICIPALITIES
    assert {one.status for one in item.owners} == {Status.DRAFT}
    koege = next(one for one in item.owners if one.name == "Køge Kommune")
    assert koege.person_id == desk.world["Tilde"].person_id  # the contact, not Gro


async def test_a_municipality_without_contact_is_told_once_for_all(desk: Desk) -> None:
    world = desk.world
    async with desk.store.transaction() as connection:
        rows = [
            {"name": name, "email": f"{name}@example.org", "municipality": "Solrød Kommune"}
            for name in ("Ea", "Bo")
        ]
        for row in rows:
            await people.save_member(connection, world.network.network_id, row, [])
    await take_in(desk, minutes(found("A", EVERYONE), found("B", EVERYONE)))
    (row,) = await desk.outbox()
    review = await desk.seen(row)
    assert isinstance(review, ReviewRequest)
    assert review.remarks == ("Ingen kontaktperson for Solrød Kommune. Sæt en på medlemslisten.",)
    assert [one.doubt for one in review.drafts] == [None, None]


@pytest.mark.parametrize(
    ("listed", "reviewer"),
    [
        (Attendee("Gro Havgaard", "Køge", roles=(MeetingRole.MINUTE_TAKER,)), "Gro Havgaard"),
        # a minute-taker whom the network does not know: the network's own
        (Attendee("Rigmor Elsted", None, roles=(MeetingRole.MINUTE_TAKER,)), "Tilde Rosenhave"),
        (Attendee("Gro Havgaard", "Køge"), "Tilde Rosenhave"),
    ],
)
async def test_who_wrote_the_minutes_reviews_them(
    desk: Desk, listed: Attendee, reviewer: str
) -> None:
    read = replace(minutes(found("Sende eksempler")), people=(listed,))
    assert (await take_in(desk, read)).reviewer == reviewer


async def test_without_any_minute_taker_the_chair_reviews(desk: Desk) -> None:
    tilde = membership.c.person_id == desk.world["Tilde"].person_id
    async with desk.store.transaction() as connection:
        await connection.execute(membership.update().where(tilde).values(roles=[]))
    read = replace(minutes(found("Sende eksempler")), people=())
    assert (await take_in(desk, read)).reviewer == "Asger Vindelev"


async def test_a_group_that_seeks_members_is_stored_with_its_people(desk: Desk) -> None:
    seeking = replace(SEEKING, members=(by("Frej Østermark"), by("Rigmor Elsted")))
    await take_in(desk, minutes(CALL, groups=(seeking,)))
    (group,) = await desk.do(groups.groups)
    world = desk.world
    assert (group.convener, group.convener_id) == ("Køge", world["Tilde"].person_id)
    assert (group.contact, group.contact_id) == ("Gro Havgaard", world["Gro"].person_id)
    assert [(one.name, one.person_id, one.answer) for one in group.volunteers] == [
        ("Frej Østermark", world["Frej"].person_id, Verb.VOLUNTEER),  # named twice, once surely
        ("Rigmor Elsted", None, Verb.VOLUNTEER),
    ]
    (item,) = await desk.do(stored, 1)
    assert item.group_id == group.group_id


async def test_a_loose_date_stays_the_minutes_words(desk: Desk) -> None:
    loose = Due("hurtigst muligt", Precision.LOOSE)
    await take_in(
        desk,
        minutes(replace(found("A"), due=loose), replace(found("B"), due=due_on(date(2026, 10, 1)))),
    )
    first, second = await desk.do(stored, 1)
    assert (first.due, first.due_words) == (None, "hurtigst muligt")
    assert (second.due, second.due_words) == (date(2026, 10, 1), "senest 01.10.2026")


async def test_one_person_for_two_bodies_is_asked_for_each(desk: Desk) -> None:
    await take_in(desk, minutes(found("A", body("Køge"), by("Tilde Rosenhave"), body("Køge"))))
    (item,) = await desk.do(stored, 1)
    assert [one.name for one in item.owners] == ["Køge", "Tilde Rosenhave"]


async def test_a_group_as_owner_is_who_answers_for_it(desk: Desk) -> None:
    group = Party(PartyKind.GROUP, "Arbejdsgruppe om overgange")
    await take_in(desk, minutes(found("Holde møde", group), groups=(SEEKING,)))
    (item,) = await desk.do(stored, 1)
    assert item.owners[0].person_id == desk.world["Tilde"].person_id
