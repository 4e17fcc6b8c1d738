"""The network, and what its people see."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from bot.domain.followups import FollowUp, Status
from bot.domain.notices import Notice, NoticeKind, Outcome
from bot.domain.people import Person, Road
from bot.domain.verbs import Verb
from bot.followups import ownership, undoing
from bot.followups.composing.composer import Composer
from bot.storage import followups, outbox
from bot.storage.engine import Store
from bot.storage.outbox import OutboxRow, OutboxState
from bot.storage.tables import outbox as table
from tests.conftest import Clock
from tests.factories import World, actor, make_world

BOARD = "http://127.0.0.1:3978"


@dataclass
class Desk:
    """Do things as somebody, each in a transaction of its own, and look at what is stored."""

    store: Store
    world: World
    clock: Clock

    async def act(
        self, who: str, own: int, verb: Verb, *, due: date | None = None, to: str | None = None
    ) -> Outcome:
        """Answer as an owner."""
        person = self.world[who]
        async with self.store.transaction() as connection:
            return await ownership.act(
                connection, actor(person), person, own, verb, now=self.clock(), due=due, to=to
            )

    async def undo(self, who: str, own: int | None = None) -> Outcome:
        """Take the last thing back."""
        person = self.world[who]
        async with self.store.transaction() as connection:
            return await undoing.undo(
                connection, actor(person), person, now=self.clock(), ownership_id=own
            )

    async def do(self, use_case: Any, *arguments: Any, **more: Any) -> Any:
        """Run any use case in a transaction."""
        async with self.store.transaction() as connection:
            return await use_case(connection, *arguments, **more)

    async def item(self, follow_up_id: int) -> FollowUp:
        """Give a follow-up as it stands."""
        async with self.store.transaction() as connection:
            return await followups.follow_up_of(connection, follow_up_id)

    async def standing(self, follow_up_id: int) -> list[tuple[str | None, Status]]:
        """Give whom it is with and where it stands with each."""
        by_id = {person.person_id: first for first, person in self.world.people.items()}
        item = await self.item(follow_up_id)
        return [(by_id.get(one.person_id or 0), one.status) for one in item.owners]

    async def outbox(self, kind: NoticeKind | None = None, *, updates: bool = False) -> Any:
        """Give the rows of the outbox that are no updates, or those that are."""
        async with self.store.transaction() as connection:
            found = await outbox.rows(connection)
        return [
            row
            for row in found
            if kind in (None, row.kind) and (row.replaces_id is not None) == updates
        ]

    async def told(self, kind: NoticeKind, *, updates: bool = False) -> list[str | None]:
        """Give whom notices of a kind are for, by first name; None is the channel."""
        by_id = {person.person_id: first for first, person in self.world.people.items()}
        rows = await self.outbox(kind, updates=updates)
        return [by_id[row.person_id] if row.person_id else None for row in rows]

    async def seen(self, row: OutboxRow) -> Notice | None:
        """Give what the notice of a row says now."""
        async with self.store.transaction() as connection:
            return await Composer(BOARD).compose(connection, row, self.clock())

    async def send_all(self) -> None:
        """Have everything that waits be in Teams."""
        async with self.store.transaction() as connection:
            await connection.execute(
                table.update()
                .where(table.c.state == OutboxState.READY)
                .values(state=OutboxState.SENT, road=Road.TEAMS, ref="1", conversation_id="a:1")
            )


@pytest.fixture
async def world(store: Store) -> World:
    """Store the network."""
    return await make_world(store)


@pytest.fixture
def desk(store: Store, world: World, clock: Clock) -> Desk:
    """Give the desk."""
    return Desk(store, world, clock)


def part(item: FollowUp, person: Person | None = None, name: str | None = None) -> int:
    """Give the id of a person's or body's part of a follow-up."""
    for own in item.owners:
        if person is not None and own.person_id == person.person_id:
            return own.ownership_id
        if name is not None and own.name == name:
            return own.ownership_id
    raise AssertionError("no such owner")
