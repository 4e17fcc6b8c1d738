"""What becomes of words and presses, before the real store."""

from datetime import date

import pytest

from bot.domain import doubts
from bot.domain.followups import Status
from bot.domain.notices import Answer, Assignment, Outcome
from bot.domain.people import Road
from bot.domain.verbs import Verb
from bot.followups.composing.composer import Composer
from bot.storage import followups, groups, outbox
from bot.storage.engine import Store
from handlers.dispatch import Dispatcher
from handlers.events import Pressed, Written
from tests.conftest import Clock
from tests.factories import CALL, SEEKING, World, approved, by, found, make_world


@pytest.fixture
async def world(sqlite_store: Store) -> World:
    """Store the network."""
    return await make_world(sqlite_store)


@pytest.fixture
def dispatcher(sqlite_store: Store, clock: Clock) -> Dispatcher:
    """Give the dispatcher."""
    return Dispatcher(sqlite_store, Composer("http://127.0.0.1:3978"), clock, lambda: None)


async def status_of(store: Store, follow_up_id: int) -> list[Status]:
    """Give where each owner stands."""
    async with store.transaction() as connection:
        item = await followups.follow_up_of(connection, follow_up_id)
    return [own.status for own in item.owners]


async def test_where_others_read_nothing_is_done_and_nothing_told(
    dispatcher: Dispatcher, world: World, clock: Clock
) -> None:
    """The person's tasks of other networks would stand in the channel."""
    sende = found("Sende eksempler", by("Birk Tjørnelund"))
    (item,) = await approved(dispatcher.store, world, clock(), sende)
    for number, words in enumerate(("status", "færdig", "stop")):
        event = Written(f"k{number}", Road.TEAMS, words, entra_id="entra-birk", others_read=True)
        assert await dispatcher.written(event) == doubts.OTHERS_READ
    assert await status_of(dispatcher.store, item.follow_up_id) == [Status.OPEN]
    alone = Written("k", Road.TEAMS, "færdig", entra_id="entra-birk")
    assert isinstance(await dispatcher.written(alone), Answer)
    assert await status_of(dispatcher.store, item.follow_up_id) == [Status.REPORTED_DONE]


async def test_who_was_asked_to_name_somebody_may_join_by_mail(
    dispatcher: Dispatcher, world: World, clock: Clock
) -> None:
    """Who is asked for the municipality gets no call besides."""
    await approved(dispatcher.store, world, clock(), CALL, groups=(SEEKING,))
    async with dispatcher.store.transaction() as connection:
        rows = await outbox.rows(connection)
    (asked,) = [row for row in rows if row.person_id == world["Dagny"].person_id]
    await dispatcher.written(
        Written(
            "<1@x>",
            Road.MAIL,
            "Jeg melder mig",
            email="dagny@example.org",
            outbox_id=asked.outbox_id,
        )
    )
    async with dispatcher.store.transaction() as connection:
        group = await groups.group_of(connection, 1)
    assert "Dagny Enghave" in [one.name for one in group.volunteers]


async def test_what_is_reported_is_not_taken_for_joining(
    dispatcher: Dispatcher, world: World, clock: Clock
) -> None:
    """Though a working group seeks members."""
    sende = found("Sende eksempler", by("Gro Havgaard"))
    (item,) = await approved(dispatcher.store, world, clock(), sende, groups=(SEEKING,))
    words = Written("k", Road.TEAMS, "1 er meldt færdig", entra_id="entra-gro")
    assert isinstance(await dispatcher.written(words), Answer)
    assert await status_of(dispatcher.store, item.follow_up_id) == [Status.REPORTED_DONE]


async def test_two_machines_do_not_answer_each_other_for_ever(
    dispatcher: Dispatcher, world: World, clock: Clock
) -> None:
    """An automatic reply that does not say that it is one."""
    for number in range(30):
        words = "Tak for din mail. Vi vender tilbage."
        await dispatcher.written(
            Written(f"<{number}@x>", Road.MAIL, words, email="lau@example.org")
        )
        clock.forward(seconds=30)
    async with dispatcher.store.transaction() as connection:
        assert len(await outbox.rows(connection)) == 10
    clock.forward(hours=1)
    await dispatcher.written(Written("<x@x>", Road.MAIL, "status", email="lau@example.org"))
    async with dispatcher.store.transaction() as connection:
        assert len(await outbox.rows(connection)) == 11


async def test_the_card_that_was_pressed_is_shown(
    dispatcher: Dispatcher, world: World, clock: Clock
) -> None:
    """Not the later one with a single task that somebody handed on."""
    mine, gros = await approved(
        dispatcher.store,
        world,
        clock(),
        found("Sende eksempler", by("Birk Tjørnelund")),
        found("Finde lokaler", by("Gro Havgaard")),
    )
    own = gros.owners[0].ownership_id
    data = {"ownership_id": str(own), "to": "Birk Tjørnelund"}
    await dispatcher.pressed(Pressed("k1", "entra-gro", Verb.DECLINE, data))
    async with dispatcher.store.transaction() as connection:
        assert len(await outbox.rows(connection)) == 5  # review, two owners, channel, handing on
    data = {"ownership_id": str(mine.owners[0].ownership_id)}
    shown = await dispatcher.pressed(Pressed("k2", "entra-birk", Verb.ACCEPT, data))
    assert isinstance(shown, Assignment)
    told = {task.task: task.status for task in shown.tasks}
    assert told["Sende eksempler"] is Status.ACCEPTED


async def test_a_press_is_confirmed_on_the_card_and_can_be_taken_back_there(
    dispatcher: Dispatcher, world: World, clock: Clock
) -> None:
    """Also a new date, which leaves the state as it was."""
    task = found("Sende eksempler", by("Birk Tjørnelund"))
    (item,) = await approved(dispatcher.store, world, clock(), task)
    own = {"ownership_id": str(item.owners[0].ownership_id)}
    later = own | {f"due_{own['ownership_id']}": "2026-12-10"}
    shown = await dispatcher.pressed(Pressed("k1", "entra-birk", Verb.POSTPONE, later))
    assert isinstance(shown, Assignment)
    assert shown.tasks[0].noted == Outcome(Verb.POSTPONE, due=date(2026, 12, 10))
    shown = await dispatcher.pressed(Pressed("k2", "entra-birk", Verb.UNDO, own))
    assert isinstance(shown, Assignment)
    assert (shown.tasks[0].noted, shown.tasks[0].due) == (None, None)
