"""Two bots that mail each other stop at once; and if all their marks are lost, soon."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.delivery.mail.binding import Binding
from bot.delivery.mail.folder import MaildirMailbox
from bot.delivery.mail.sender import MailSender
from bot.delivery.sending import Sender
from bot.domain.delivery import MailAddress
from bot.domain.people import Person
from bot.followups.composing.composer import Composer
from bot.storage import people
from bot.storage.engine import Store
from handlers.dispatch import MOST_ANSWERS, Dispatcher
from handlers.mail_desk import MailDesk
from handlers.mailbox import poll
from tests.conftest import Clock
from tests.factories import World, approved, by, found, make_world
from tests.handlers.test_mailbox import mail


@pytest.fixture
async def second_store(tmp_path: Path) -> AsyncIterator[Store]:
    """Give the other bot's store."""
    store = Store(f"sqlite:///{tmp_path / 'second.db'}")
    await store.upgrade()
    yield store
    await store.close()


async def _read(_data: bytes, _name: str) -> None:
    raise AssertionError("nothing was attached")


@dataclass
class Bot:
    """A whole bot as far as mail goes, with the other one for a member."""

    store: Store
    root: Path
    address: str
    clock: Clock
    world: World
    other: Person

    async def send(self) -> list[bytes]:
        """Send what is due; give all that it has ever sent."""
        own = MailAddress("Bolden", self.address)
        road = MailSender(self._mailbox, self._binding, own, self.clock)
        composer = Composer("")
        sender = Sender(self.store, composer, road, None, None, self.clock, "worker")
        while await sender.send_due():
            pass
        sent = sorted((self.root / "outbox").glob("*.eml"))
        return [path.read_bytes() for path in sent]

    async def receive(self, raw: bytes, number: int) -> None:
        """Take in one mail."""
        mailbox = self._mailbox
        (self.root / "inbox" / "new" / f"{number}").write_bytes(raw)
        dispatcher = Dispatcher(self.store, Composer(""), self.clock, lambda: None)
        own = frozenset({self.address})
        desk = MailDesk(dispatcher, _read)  # type: ignore[arg-type]
        await poll(mailbox, desk, self._binding, self.clock(), own_addresses=own)

    @property
    def _mailbox(self) -> MaildirMailbox:
        return MaildirMailbox(self.root, clock=self.clock)

    @property
    def _binding(self) -> Binding:
        return Binding(self.address.encode().ljust(32, b"."), self.address.partition("@")[2])


async def _bot(store: Store, root: Path, name: str, other: str, clock: Clock) -> Bot:
    world = await make_world(store, channel=None)
    values = {"name": "Botilde Robotsen", "email": f"bolden@{other}.example.org"}
    async with store.transaction() as connection:
        person = await people.save_member(connection, world.network.network_id, values, None)
    return Bot(store, root / name, f"bolden@{name}.example.org", clock, world, person)


async def _exchange(bots: tuple[Bot, Bot], lost: str) -> list[int]:
    """Let each answer the other for as long as they like; give how many mails each sent."""
    here, there = bots
    task = found("Sende eksempler", by(here.other.name))
    await approved(here.store, here.world, here.clock(), task)
    carried = [0, 0]
    for _ in range(3 * MOST_ANSWERS):
        for number, (bot, to) in enumerate(((here, there), (there, here))):
            mails = [raw for raw in await bot.send() if to.address.encode() in raw]
            for raw in mails[carried[number] :]:
                marks = re.compile(rf"(?im)^(?:{lost}):.*\r?\n".encode())
                await to.receive(marks.sub(b"", raw) if lost else raw, carried[number])
                carried[number] += 1
    return carried


@pytest.mark.parametrize("lost", ["", "auto-submitted"])
async def test_two_bots_stop_at_once(
    sqlite_store: Store, second_store: Store, clock: Clock, tmp_path: Path, lost: str
) -> None:
    """Exchange drops Auto-Submitted and keeps the other mark."""
    here = await _bot(sqlite_store, tmp_path, "her", "der", clock)
    there = await _bot(second_store, tmp_path, "der", "her", clock)
    assert await _exchange((here, there), lost) == [1, 0]


async def test_two_bots_without_marks_stop_after_ten(
    sqlite_store: Store, second_store: Store, clock: Clock, tmp_path: Path
) -> None:
    here = await _bot(sqlite_store, tmp_path, "her", "der", clock)
    there = await _bot(second_store, tmp_path, "der", "her", clock)
    carried = await _exchange((here, there), "auto-submitted|x-auto-response-suppress")
    assert 0 < carried[1] <= MOST_ANSWERS
    assert carried[0] <= 1 + MOST_ANSWERS


@pytest.mark.parametrize(
    "sender", ["noreply", "mailer-daemon", "postmaster", "no-reply", "bolden@her.example.org"]
)
async def test_machines_and_ourselves_are_never_answered(
    sqlite_store: Store, clock: Clock, tmp_path: Path, sender: str
) -> None:
    bot = await _bot(sqlite_store, tmp_path, "her", "der", clock)
    address = sender if "@" in sender else f"{sender}@der.example.org"
    async with bot.store.transaction() as connection:
        values = {"name": "Maskine Robotsen", "email": address}
        await people.save_member(connection, bot.world.network.network_id, values, None)
    await bot.receive(mail("status", From=address), 1)
    assert await bot.send() == []
