"""A task keeps its number, in every message: an answer that names one means that task."""

from bot.domain.verbs import Verb
from bot.followups.composing.context import Context
from bot.followups.composing.tasks import tasks_of
from tests.factories import approved, by, found
from tests.followups.conftest import BOARD, Desk, part


async def _numbers(desk: Desk, who: str, minutes_id: int | None = None) -> dict[str, int]:
    async with desk.store.transaction() as connection:
        context = Context(connection, BOARD, desk.clock())
        person_id = desk.world[who].person_id
        shown = await tasks_of(context, person_id, minutes_id=minutes_id)
    return {task.task: task.number for task in shown}


async def test_what_comes_later_from_the_same_meeting_is_numbered_last(desk: Desk) -> None:
    first, *_ = await approved(
        desk.store,
        desk.world,
        desk.clock(),
        found("Finde lokaler", by("Gro Havgaard")),
        found("Sende eksempler", by("Birk Tjørnelund")),
        found("Skrive til alle", by("Birk Tjørnelund")),
    )
    assert await _numbers(desk, "Birk") == {"Sende eksempler": 1, "Skrive til alle": 2}
    await desk.act("Gro", part(first, desk.world["Gro"]), Verb.DECLINE, to="Birk Tjørnelund")
    assert await _numbers(desk, "Birk") == {
        "Sende eksempler": 1,
        "Skrive til alle": 2,
        "Finde lokaler": 3,
    }


async def test_what_is_taken_back_leaves_the_others_their_numbers(desk: Desk) -> None:
    items = await approved(
        desk.store,
        desk.world,
        desk.clock(),
        found("Finde lokaler", by("Gro Havgaard")),
        found("Booke bus", by("Gro Havgaard")),
        found("Sende eksempler", by("Birk Tjørnelund")),
    )
    for item in items[:2]:
        await desk.act("Gro", part(item, desk.world["Gro"]), Verb.DECLINE, to="Birk Tjørnelund")
    before = await _numbers(desk, "Birk")
    await desk.undo("Gro", part(items[0], desk.world["Gro"]))
    assert before == {"Sende eksempler": 1, "Finde lokaler": 2, "Booke bus": 3}
    assert await _numbers(desk, "Birk") == {"Sende eksempler": 1, "Booke bus": 3}


async def test_a_number_stands_for_one_task_whichever_meeting_it_is_from(desk: Desk) -> None:
    for data, task in ((b"marts", "Sende eksempler"), (b"april", "Finde lokaler")):
        item = found(task, by("Birk Tjørnelund"))
        await approved(desk.store, desk.world, desk.clock(), item, data=data)
    assert await _numbers(desk, "Birk") == {"Sende eksempler": 1, "Finde lokaler": 2}
    assert await _numbers(desk, "Birk", minutes_id=2) == {"Finde lokaler": 2}
