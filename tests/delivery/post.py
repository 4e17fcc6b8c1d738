"""A worker between the outbox and two roads that record, and something for it to send."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.delivery.roads import TeamsHome
from bot.delivery.sending import Sender
from bot.domain.delivery import Receipt, SendState, TeamsAddress
from bot.domain.followups import FollowUp
from bot.domain.meetings import FoundFollowUp
from bot.domain.notices import NoticeKind
from bot.domain.verbs import Verb
from bot.followups import ownership
from bot.followups.announcing import goes_to_channel
from bot.followups.composing.composer import Composer
from bot.storage import conversations, outbox, people, refreshing
from bot.storage.engine import Store
from bot.storage.outbox import OutboxRow, OutboxState
from bot.storage.people import Wishes
from bot.storage.tables import outbox as table
from tests.conftest import Clock
from tests.delivery.roads import RecordingRoad
from tests.factories import CHANNEL, World, actor, approved, by, found

HOME = TeamsHome("https://smba.example.org", "tenant")

BIRKS = TeamsAddress("https://smba.example.org", "tenant", "a:birk", "29:birk")

THE_CHANNEL = TeamsAddress("https://smba.example.org", "tenant", CHANNEL)

REFUSED = Receipt(SendState.REFUSED, reason="MessageSizeTooBig")

BLOCKED = Receipt(SendState.GONE, reason="MessageWritesBlocked")

UNCERTAIN = Receipt(SendState.UNCERTAIN, reason="Http502")


@dataclass
class Post:
    """A worker between the outbox and two roads that record."""

    store: Store
    world: World
    clock: Clock
    teams: RecordingRoad = field(default_factory=RecordingRoad)
    mail: RecordingRoad = field(default_factory=RecordingRoad)

    def worker(self, name: str = "worker", **changed: Any) -> Sender:
        """Give one of any number of workers."""
        sender = Sender(
            self.store,
            Composer("http://127.0.0.1:3978"),
            self.mail,
            self.teams,
            HOME,
            self.clock,
            name,
        )
        return replace(sender, **changed)

    async def go(self, **changed: Any) -> int:
        """Send what is due."""
        return await self.worker(**changed).send_due()

    async def rows(self) -> list[OutboxRow]:
        """Give the outbox, without what was withdrawn before it could leave."""
        async with self.store.transaction() as connection:
            found = await outbox.rows(connection)
        return [row for row in found if row.state is not OutboxState.VOID]

    async def row(self) -> OutboxRow:
        """Give the only row."""
        (row,) = await self.rows()
        return row

    async def remember(self, address: TeamsAddress, first: str | None = None) -> None:
        """Let the bot know a conversation."""
        entra_id = self.world[first].entra_id if first else None
        async with self.store.transaction() as connection:
            await conversations.remember(
                connection,
                address,
                entra_id=entra_id,
                channel_id=None if first else CHANNEL,
                now=self.clock(),
            )

    async def act(self, who: str, item: FollowUp, verb: Verb) -> None:
        """Let an owner answer."""
        person = self.world[who]
        own = next(o for o in item.owners if o.person_id == person.person_id)
        async with self.store.transaction() as connection:
            await ownership.act(
                connection, actor(person), person, own.ownership_id, verb, now=self.clock()
            )

    async def wish(self, first: str, wishes: Wishes) -> None:
        """Let somebody wish to be left alone."""
        async with self.store.transaction() as connection:
            await people.set_wishes(connection, self.world[first].person_id, wishes)


async def approve(post: Post, *follow_ups: FoundFollowUp, data: bytes = b"pdf") -> list[FollowUp]:
    """Have those told whom it is about, but the reviewer no more, nor the channel of news."""
    items = await approved(post.store, post.world, post.clock(), *follow_ups, data=data)
    others = [NoticeKind.REVIEW_REQUEST]
    if not any(goes_to_channel(item) for item in items):
        others.append(NoticeKind.CHANNEL_TASKS)
    async with post.store.transaction() as connection:
        await refreshing.withdraw(connection, post.clock(), table.c.kind.in_(others))
    return items


async def ask(post: Post, *names: str, due: date | None = None) -> FollowUp:
    """Give somebody something to do."""
    owners = [by(post.world[name].name) for name in names]
    (item,) = await approve(post, found("Sende eksempler", *owners, due=due))
    return item
