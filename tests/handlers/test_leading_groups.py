"""What who leads a working group can press on the roster, before the real store."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.delivery.roads import TeamsHome, route
from bot.domain import doubts
from bot.domain.delivery import MailAddress
from bot.domain.notices import Notice, NoticeKind, Roster, Seat, VolunteerCall
from bot.domain.verbs import Verb
from bot.followups.composing.composer import Composer
from bot.storage import outbox
from bot.storage.engine import Store
from cards.rendering import render
from handlers.dispatch import Dispatcher
from handlers.events import Pressed
from tests.cards.reading import words
from tests.conftest import Clock
from tests.factories import CALL, SEEKING, approved, make_world

HOME = TeamsHome("https://smba.example.org", "tenant")
Press = Callable[..., Awaitable[Notice | str | None]]


@pytest.fixture
async def press(sqlite_store: Store, clock: Clock) -> Press:
    """Give a way to press a button of the group's as somebody, after its approval."""
    world = await make_world(sqlite_store)
    await approved(sqlite_store, world, clock(), CALL, groups=(SEEKING,))
    dispatcher = Dispatcher(sqlite_store, Composer("https://example.org"), clock, lambda: None)

    async def pressed(who: str, verb: Verb, **data: str) -> Notice | str | None:
        clock.forward(minutes=1)
        known = {"group_id": "1"} | data
        return await dispatcher.pressed(Pressed(f"k{clock()}", f"entra-{who}", verb, known))

    return pressed


async def test_seats_are_set_on_the_roster_and_shown_in_the_call(
    press: Press, clock: Clock
) -> None:
    last = (clock().date() + timedelta(days=5)).isoformat()
    seen = await press("tilde", Verb.FRAME, seats="1", closes_on=last)
    assert isinstance(seen, Roster)
    assert (seen.seats, str(seen.closes_on)) == (1, last)
    await press("gro", Verb.VOLUNTEER)
    call = await press("birk", Verb.VOLUNTEER)
    assert isinstance(call, VolunteerCall)
    shown = words(render(call))
    assert "1 er med, 1 på venteliste, 1 måske" in shown
    assert "• Birk Tjørnelund (Faxe Kommune) – venteliste" in shown
    assert "1 plads, ingen ledige · tilmelding senest" in shown


async def test_what_is_no_number_or_no_date_is_refused(press: Press) -> None:
    assert await press("tilde", Verb.FRAME, seats="mange") == doubts.BAD_SEATS
    assert await press("tilde", Verb.FRAME, closes_on="i morgen") == doubts.NO_SUCH_DATE
    assert await press("tilde", Verb.FRAME, closes_on="2020-01-01") == doubts.PAST_DATE


async def test_who_withdraws_on_the_card_about_the_own_seat_sees_it_there(press: Press) -> None:
    await press("birk", Verb.VOLUNTEER)
    seen = await press("birk", Verb.WITHDRAW, own="1")
    assert isinstance(seen, Seat)
    assert "Du er meldt fra" in words(render(seen))


async def test_a_note_is_sent_and_the_roster_comes_by_mail(
    press: Press, sqlite_store: Store
) -> None:
    """By mail also to somebody in Teams: only a mail can bring the file."""
    assert await press("tilde", Verb.NOTE, note="Hej") == doubts.NOBODY_TO_WRITE_TO
    await press("birk", Verb.VOLUNTEER)
    said = await press("tilde", Verb.NOTE, note="Vi mødes 4. maj.")
    assert said == "Din besked er på vej til 1 i gruppen."
    assert "på vej til dig med mail" in str(await press("tilde", Verb.SEND_ROSTER))
    async with sqlite_store.transaction() as connection:
        rosters = [row for row in await outbox.rows(connection) if row.kind is NoticeKind.ROSTER]
        ways = [
            await route(connection, row, HOME, row.created_at, has_teams=True) for row in rosters
        ]
    assert len(ways[0].addresses) == 2
    assert ways[1].addresses == (MailAddress("Tilde Rosenhave", "tilde@example.org"),)
