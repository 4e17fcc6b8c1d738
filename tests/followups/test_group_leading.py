"""Who leads a group sets seats and last day, writes to all in it, and gets the roster as a file."""

from datetime import timedelta

import pytest

from bot.domain import doubts
from bot.domain.notices import GroupNote, NoticeKind, Outcome, Roster
from bot.domain.people import Road
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError, OutdatedError
from bot.followups import framing, group_notes, volunteers
from bot.followups.framing import Frame, framed
from bot.storage import groups, history
from tests.factories import CALL, SEEKING, actor, approved
from tests.followups.conftest import Desk

NAME = SEEKING.name


@pytest.fixture
async def group(desk: Desk) -> int:
    """Have two of Faxe and one of Køge join; give the group's id."""
    await approved(desk.store, desk.world, desk.clock(), CALL, groups=(SEEKING,))
    for who in ("Lau", "Birk", "Tilde"):
        desk.clock.forward(minutes=1)
        person = desk.world[who]
        await desk.do(volunteers.answer, actor(person), person, 1, Verb.VOLUNTEER, now=desk.clock())
    await desk.send_all()
    return 1


async def frame(desk: Desk, who: str, wanted: Frame) -> Outcome:
    desk.clock.forward(minutes=1)
    done: Outcome = await desk.do(
        framing.set_frame, actor(desk.world[who]), 1, wanted, now=desk.clock()
    )
    return done


async def write(desk: Desk, who: str, text: str) -> int:
    sent: int = await desk.do(group_notes.write, actor(desk.world[who]), 1, text, now=desk.clock())
    return sent


async def test_fewer_seats_are_told_to_who_loses_one_and_taken_back(desk: Desk, group: int) -> None:
    last = desk.clock().date() + timedelta(days=9)
    assert await frame(desk, "Tilde", Frame(2, last)) == Outcome(
        Verb.FRAME, about=NAME, seats=2, due=last
    )
    assert await desk.told(NoticeKind.SEAT) == ["Birk"]
    (row,) = await desk.outbox(NoticeKind.ROSTER)
    seen = await desk.seen(row)
    assert isinstance(seen, Roster)
    assert (seen.seats, seen.closes_on) == (2, last)
    assert [one.name for one in seen.roster if one.waiting] == ["Birk Tjørnelund"]
    assert (await desk.undo("Tilde")).about == NAME
    kept = await desk.do(groups.group_of, group)
    assert (kept.seats, kept.closes_on) == (None, None)


async def test_what_was_changed_again_or_closed_is_not_taken_back(desk: Desk, group: int) -> None:
    await frame(desk, "Tilde", Frame(2, None))
    await frame(desk, "Gro", Frame(3, None))
    with pytest.raises(OutdatedError, match=doubts.TOO_LATE_TO_UNDO):
        await desk.undo("Tilde")
    with pytest.raises(OutdatedError, match=doubts.ALREADY_SO):
        await frame(desk, "Gro", Frame(3, None))
    await desk.do(volunteers.close, actor(desk.world["Gro"]), group, now=desk.clock())
    with pytest.raises(OutdatedError, match=doubts.GROUP_CLOSED):
        await frame(desk, "Gro", Frame(4, None))


@pytest.mark.parametrize("typed", ["0", "501", "mange", "-2", "²", "4,5"])
def test_seats_are_a_number(typed: str, desk: Desk) -> None:
    with pytest.raises(BadInputError, match="som et tal"):
        framed(typed, None, desk.clock().date())


def test_the_last_day_is_not_over_and_both_may_be_left_open(desk: Desk) -> None:
    today = desk.clock().date()
    assert framed(" 6 ", today, today) == Frame(6, today)
    assert framed("", None, today) == Frame(None, None)
    with pytest.raises(BadInputError, match=doubts.PAST_DATE):
        framed("", today - timedelta(days=1), today)


async def test_a_note_reaches_all_with_a_seat_but_its_writer(desk: Desk, group: int) -> None:
    await frame(desk, "Tilde", Frame(2, None))
    assert await write(desk, "Tilde", "Vi mødes 4. maj.\n\nAdgangskode: hemmelig7") == 1
    (row,) = await desk.outbox(NoticeKind.GROUP_NOTE)
    seen = await desk.seen(row)
    assert isinstance(seen, GroupNote)
    assert (seen.to_name, seen.from_name) == ("Lau Tangmose", "Tilde Rosenhave")
    assert seen.from_email == "tilde@example.org"
    assert seen.text[0] == "Vi mødes 4. maj."
    assert "hemmelig7" not in seen.text[1]


async def test_the_history_counts_who_was_written_to_and_keeps_no_words(
    desk: Desk, group: int
) -> None:
    await write(desk, "Tilde", "Vi mødes 4. maj.")
    (line,) = await desk.do(history.lines_of, history.SENT_TO_GROUP, [group])
    assert (line["before"], line["after"]) == ({}, {"told": 2})


async def test_a_second_press_sends_nothing_twice(desk: Desk, group: int) -> None:
    await write(desk, "Tilde", "Vi mødes 4. maj.")
    desk.clock.forward(minutes=1)
    with pytest.raises(OutdatedError, match=doubts.ALREADY_SENT):
        await write(desk, "Tilde", "Vi mødes 4. maj. ")
    assert await desk.told(NoticeKind.GROUP_NOTE) == ["Lau", "Birk"]
    assert len(await desk.do(history.lines_of, history.SENT_TO_GROUP, [group])) == 1
    assert await write(desk, "Tilde", "Vi mødes 5. maj.") == 2
    assert await write(desk, "Gro", "Vi mødes 4. maj.") == 3
    desk.clock.forward(hours=24)
    assert await write(desk, "Tilde", "Vi mødes 4. maj.") == 2


async def test_who_has_joined_since_gets_what_the_others_got(desk: Desk, group: int) -> None:
    await write(desk, "Gro", "Vi mødes 4. maj.")
    asger = desk.world["Asger"]
    await desk.do(volunteers.answer, actor(asger), asger, 1, Verb.VOLUNTEER, now=desk.clock())
    assert await write(desk, "Gro", "Vi mødes 4. maj.") == 1
    assert await desk.told(NoticeKind.GROUP_NOTE) == ["Lau", "Birk", "Tilde", "Asger"]


async def test_the_same_roster_is_sent_once_and_a_changed_one_again(desk: Desk, group: int) -> None:
    tilde, lau = desk.world["Tilde"], desk.world["Lau"]
    before = len(await desk.outbox(NoticeKind.ROSTER))
    await desk.do(group_notes.send_roster, actor(tilde), tilde, group, now=desk.clock())
    desk.clock.forward(minutes=1)
    with pytest.raises(OutdatedError, match=doubts.ALREADY_SENT):
        await desk.do(group_notes.send_roster, actor(tilde), tilde, group, now=desk.clock())
    assert len(await desk.outbox(NoticeKind.ROSTER)) == before + 1
    await desk.do(volunteers.answer, actor(lau), lau, 1, Verb.WITHDRAW, now=desk.clock())
    await desk.do(group_notes.send_roster, actor(tilde), tilde, group, now=desk.clock())
    assert len(await desk.outbox(NoticeKind.ROSTER)) == before + 2


async def test_who_has_left_is_not_written_to(desk: Desk, group: int) -> None:
    await write(desk, "Gro", "Vi mødes 4. maj.")
    lau = desk.world["Lau"]
    await desk.do(volunteers.answer, actor(lau), lau, 1, Verb.WITHDRAW, now=desk.clock())
    rows = await desk.outbox(NoticeKind.GROUP_NOTE)
    told = [row for row in rows if await desk.seen(row) is not None]
    assert [row.person_id for row in rows if row not in told] == [lau.person_id]
    assert len(told) == 2


async def test_a_note_says_something_and_not_too_much(desk: Desk, group: int) -> None:
    for text, doubt in ((" \n ", doubts.NO_NOTE), ("a" * 1001, doubts.LONG_NOTE)):
        with pytest.raises(BadInputError, match=doubt):
            await write(desk, "Tilde", text)


async def test_the_roster_comes_as_a_file_by_mail_with_addresses(desk: Desk, group: int) -> None:
    tilde = desk.world["Tilde"]
    done = await desk.do(group_notes.send_roster, actor(tilde), tilde, group, now=desk.clock())
    assert done == Outcome(Verb.SEND_ROSTER, about=NAME)
    row = (await desk.outbox(NoticeKind.ROSTER))[-1]
    assert (row.person_id, row.road) == (tilde.person_id, Road.MAIL)
    seen = await desk.seen(row)
    assert isinstance(seen, Roster)
    assert [one.email for one in seen.roster][:2] == ["lau@example.org", "birk@example.org"]


@pytest.mark.parametrize("who", ["Lau", "Elva"])
async def test_nobody_else_leads(desk: Desk, group: int, who: str) -> None:
    person = desk.world[who]
    with pytest.raises(NotAllowedError, match=doubts.NOT_CONVENER):
        await frame(desk, who, Frame(2, None))
    with pytest.raises(NotAllowedError, match=doubts.NOT_CONVENER):
        await write(desk, who, "Hej")
    with pytest.raises(NotAllowedError, match=doubts.NOT_CONVENER):
        await desk.do(group_notes.send_roster, actor(person), person, group, now=desk.clock())
    assert await desk.outbox(NoticeKind.GROUP_NOTE) == []
