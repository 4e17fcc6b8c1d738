"""Big minutes stay quick: the number of questions to the database does not explode."""

from sqlalchemy import event

from bot.followups import review
from bot.storage.engine import Store
from tests.conftest import Clock
from tests.factories import EVERYONE, KEEPER, found, make_world, minutes, take_in


async def test_statements_do_not_grow_with_the_owners(sqlite_store: Store, clock: Clock) -> None:
    world = await make_world(sqlite_store)
    statements: list[str] = []

    @event.listens_for(sqlite_store.engine.sync_engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    count = 100
    read = minutes(*(found(f"Opgave {number}", EVERYONE) for number in range(count)))
    async with sqlite_store.transaction() as connection:
        minutes_id = await take_in(connection, world, read, clock())
    assert len(statements) < 5 * count
    statements.clear()
    async with sqlite_store.transaction() as connection:
        assert await review.approve(connection, minutes_id, actor=KEEPER, now=clock()) == count
    cards = [one for one in statements if one.startswith("INSERT INTO outbox")]
    assert len(cards) < count
    assert len(statements) - len(cards) < 50
