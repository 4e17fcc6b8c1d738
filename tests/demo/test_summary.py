"""The table at the end of the demo."""

from bot.demo import summary
from bot.storage.engine import Store
from tests.conftest import Clock
from tests.factories import approved, by, found, make_world


async def test_it_says_why_there_are_fewer_rows_than_were_found(store: Store, clock: Clock) -> None:
    world = await make_world(store)
    maybe = [found(f"Måske {number}", confidence=0.4) for number in range(2)]
    await approved(store, world, clock(), found("Sende", by("Birk Tjørnelund")), *maybe)
    async with store.transaction() as connection:
        lines = await summary.follow_up_lines(connection)
    assert lines[2].startswith("Sende")
    assert lines[3:] == ["2 more were only offered in the review and fell away."]


async def test_it_says_nothing_where_all_are_there(store: Store, clock: Clock) -> None:
    world = await make_world(store)
    await approved(store, world, clock(), found("Sende", by("Birk Tjørnelund")))
    async with store.transaction() as connection:
        assert len(await summary.follow_up_lines(connection)) == 3
