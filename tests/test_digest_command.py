"""What `bolden digest --dry-run` prints: which week is meant, and what would be said of it."""

from bot.digest_command import shown
from bot.followups.composing.context import Context
from bot.storage.engine import Store
from tests.conftest import Clock
from tests.factories import approved, found, make_world


async def test_the_week_and_its_days_are_named(sqlite_store: Store, clock: Clock) -> None:
    world = await make_world(sqlite_store)
    await approved(sqlite_store, world, clock(), found("Skrive en folder"))
    async with sqlite_store.transaction() as connection:
        context = Context(connection, "http://127.0.0.1:3978", clock())
        before = await shown(context, world.network, 2026, 37)
        coming = await shown(context, world.network, 2026, 38)
    assert before == (
        "The digest of week 37, of Monday 2026-08-31 to Monday 2026-09-07, each at 8:\n"
        "There is nothing to say: nothing is sent."
    )
    assert coming.startswith(
        "The digest of week 38, of Monday 2026-09-07 to Monday 2026-09-14, each at 8:\n\n"
    )
    assert "Skrive en folder" in coming
