"""Turning the review's pages: by whom, and what is remembered."""

import itertools

import pytest

from bot.domain import doubts
from bot.domain.notices import NoticeKind, ReviewRequest
from bot.domain.verbs import Verb
from bot.followups import intake
from bot.followups.composing.composer import Composer
from bot.storage import outbox, people
from bot.storage.engine import Store
from bot.storage.tables import outbox as table
from handlers.dispatch import Dispatcher
from handlers.events import Pressed
from tests.conftest import Clock
from tests.factories import KEEPER, found, make_world, minutes, take_in

_KEYS = map(str, itertools.count())


@pytest.fixture
async def dispatcher(store: Store, clock: Clock) -> Dispatcher:
    """Have minutes in review."""
    world = await make_world(store)
    async with store.transaction() as connection:
        drafts = (found(f"Opgave {n}", item=f"Punkt {n}") for n in range(20))
        await take_in(connection, world, minutes(*drafts), clock())
    return Dispatcher(store, Composer("https://tavle.example.org"), clock, lambda: None)


async def press(dispatcher: Dispatcher, who: str, verb: Verb, **data: str) -> object:
    return await dispatcher.pressed(Pressed(next(_KEYS), f"entra-{who}", verb, data))


async def page_sent(dispatcher: Dispatcher) -> int:
    """Give the page at which the minute-taker's card would be renewed now."""
    async with dispatcher.store.transaction() as connection:
        (row,) = await outbox.rows(connection, table.c.kind == NoticeKind.REVIEW_REQUEST)
        shown = await dispatcher.composer.shown(connection, row, dispatcher.clock())
    assert isinstance(shown, ReviewRequest)
    return shown.page


async def test_the_page_is_shown_and_stays_through_what_is_done_on_it(
    dispatcher: Dispatcher,
) -> None:
    turned = await press(dispatcher, "tilde", Verb.PAGE, minutes_id="1", page="2")
    assert isinstance(turned, ReviewRequest)
    assert turned.page == 2
    dropped = await press(dispatcher, "tilde", Verb.DROP, draft="15")
    assert isinstance(dropped, ReviewRequest)
    assert dropped.page == 2
    assert await page_sent(dispatcher) == 2


@pytest.mark.parametrize(
    ("who", "data", "sentence"),
    [
        ("birk", {"minutes_id": "1", "page": "1"}, doubts.NOT_REVIEWER),
        ("tilde", {"minutes_id": "99", "page": "1"}, doubts.GONE),
        ("tilde", {"minutes_id": "1", "page": "-1"}, doubts.GONE),
        ("tilde", {"minutes_id": "1", "page": ""}, doubts.GONE),
        ("tilde", {"minutes_id": "1"}, doubts.GONE),
    ],
)
async def test_what_leads_nowhere_turns_nothing(
    dispatcher: Dispatcher, who: str, data: dict[str, str], sentence: str
) -> None:
    assert await press(dispatcher, who, Verb.PAGE, **data) == sentence
    assert await page_sent(dispatcher) == 0


async def test_a_card_of_an_earlier_file_approves_nothing(dispatcher: Dispatcher) -> None:
    async with dispatcher.store.transaction() as connection:
        network = (await people.all_networks(connection))[0]
        read = minutes(*(found(f"Opgave {n}", item=f"Punkt {n}") for n in range(19)))
        now = dispatcher.clock()
        await intake.take_in(connection, network, read, b"2", "referat.pdf", actor=KEEPER, now=now)
    for verb in (Verb.APPROVE, Verb.APPROVE_SURE):
        for data in ({}, {"file_id": "1"}):
            said = await press(dispatcher, "tilde", verb, minutes_id="1", **data)
            assert said == doubts.NEWER_FILE
    approved = await press(dispatcher, "tilde", Verb.APPROVE, minutes_id="1", file_id="2")
    assert isinstance(approved, ReviewRequest)
    assert approved.approved
