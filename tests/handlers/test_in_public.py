"""What words do in a channel, where everybody reads the answer."""

import pytest

from bot.domain import doubts
from bot.domain.people import Road
from bot.domain.verbs import Verb
from bot.followups.composing.composer import Composer
from bot.storage import groups, people
from bot.storage.engine import Store
from handlers.dispatch import Dispatcher
from handlers.events import Written
from tests.conftest import Clock
from tests.factories import CALL, CHANNEL, SEEKING, World, approved, make_world


class Channel:
    """The network's channel."""

    def __init__(self, store: Store, world: World, clock: Clock) -> None:
        self.store, self.world, self.clock = store, world, clock
        composer = Composer("http://127.0.0.1:3978")
        self.dispatcher = Dispatcher(store, composer, clock, lambda: None)
        self.said = 0

    async def says(self, text: str, channel_id: str | None = CHANNEL) -> object:
        """Have Birk write there; give what everybody reads."""
        self.said += 1
        event = Written(
            f"k{self.said}",
            Road.TEAMS,
            text,
            entra_id="entra-birk",
            others_read=True,
            channel_id=channel_id,
        )
        return await self.dispatcher.written(event)

    async def answer(self) -> Verb | None:
        """Give Birk's answer to the call."""
        async with self.store.transaction() as connection:
            rosters = [group.volunteers for group in await groups.groups(connection)]
        return next((v.answer for one in rosters for v in one if v.name == "Birk Tjørnelund"), None)


@pytest.fixture
async def channel(sqlite_store: Store, clock: Clock) -> Channel:
    """Give the channel, with one open group."""
    world = await make_world(sqlite_store)
    await approved(sqlite_store, world, clock(), CALL, groups=(SEEKING,))
    return Channel(sqlite_store, world, clock)


async def test_what_everybody_reads_is_in_the_channels_language(channel: Channel) -> None:
    """Whatever the writer has chosen; a group chat, which is no network's, is in Danish."""
    async with channel.store.transaction() as connection:
        await people.set_channel_language(connection, channel.world.network.key, "en")
    assert await channel.says("jeg melder mig") == f"You are signed up for “{SEEKING.name}”."
    assert "Skriv til mig" in str(await channel.says("mine", channel_id=None))


async def test_one_open_group_is_joined_and_left(channel: Channel) -> None:
    name = f"»{SEEKING.name}«"
    assert await channel.says("jeg melder mig") == f"Du er meldt til {name}."
    assert await channel.answer() is Verb.VOLUNTEER
    assert await channel.says("måske") == f"Du står som måske til {name}."
    assert await channel.answer() is Verb.MAYBE
    assert await channel.says("meld fra") == f"Du er meldt fra {name}."
    assert await channel.says("meld fra") == doubts.NOT_IN_GROUP
    assert await channel.answer() is None


@pytest.mark.parametrize(
    "words",
    [
        "vi er færdige",
        "status",
        "stop",
        "ja",
        "måske er vi færdige",
        "Torvald melder sig",
        "fortryd",
    ],
)
async def test_all_else_is_for_the_own_chat(channel: Channel, words: str) -> None:
    assert await channel.says(words) == doubts.OTHERS_READ
    assert await channel.answer() is None


async def test_elsewhere_nobody_knows_which_group(channel: Channel) -> None:
    for place in ("19:another@thread.tacv2", None):
        assert await channel.says("jeg melder mig", place) == doubts.OTHERS_READ
    assert await channel.answer() is None
