"""A mailbox behind IMAP: what is given until it is settled, what a break or a start changes."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import pytest

from bot.delivery.mail.idle import Watcher
from bot.delivery.mail.imap import sign_in
from bot.delivery.mail.internet_mailbox import InternetMailbox
from bot.delivery.mail.server import Security, Server, trusted_tls
from bot.delivery.mail.smtp import Courier
from tests.conftest import TUESDAY, Clock
from tests.mail_servers import PASSWORD, USER, Incoming, mail_servers

BOT = "bolden@example.org"


@dataclass
class Box:
    """The bot's mailbox, from both sides."""

    clock: Clock
    server: Server
    incoming: Incoming
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    opened: list[InternetMailbox] = field(default_factory=list)

    def open(self, server: Server | None = None) -> InternetMailbox:
        """Start Bolden anew."""
        server, tls = server or self.server, trusted_tls()
        courier = Courier(server, BOT, clock=self.clock, tls=tls)
        wake = self.woken.set
        mailbox = InternetMailbox(courier, server, clock=self.clock, tls=tls, wake=wake)
        self.opened.append(mailbox)
        return mailbox

    async def fetch(self) -> list[bytes]:
        """Look again, once it is time to."""
        self.clock.forward(seconds=30)
        return [one.raw for one in await self.opened[-1].fetch_new()]

    async def settle(self, *texts: bytes) -> None:
        """Settle the mails of these words."""
        self.clock.forward(seconds=30)
        for one in await self.opened[-1].fetch_new():
            if one.raw in texts:
                await self.opened[-1].settle(one.uid)

    def asked(self, word: str) -> int:
        return sum(word in line for line in self.incoming.asked)


@pytest.fixture
async def box() -> AsyncIterator[Box]:
    """Give a mailbox on a server that has no IDLE, so that nothing happens by itself."""
    async with mail_servers() as servers:
        servers.incoming.knows_idle = False
        server = Server("127.0.0.1", servers.imap_port, Security.NONE, USER, PASSWORD)
        box = Box(Clock(TUESDAY), server, servers.incoming)
        box.open()
        yield box
        for mailbox in box.opened:
            await mailbox.close()


async def test_a_mail_is_given_until_it_is_settled(box: Box) -> None:
    first, second = box.incoming.drop(b"one"), box.incoming.drop(b"two")
    assert await box.fetch() == [b"one", b"two"]
    assert (first.flags, second.flags) == (set(), set())
    await box.settle(b"one")
    assert (first.flags, second.flags) == ({"\\seen"}, set())
    box.incoming.drop(b"three")
    assert await box.fetch() == [b"two", b"three"]


async def test_after_a_start_what_is_settled_or_read_is_left_alone(box: Box) -> None:
    box.incoming.drop(b"read long ago", "\\seen")
    box.incoming.drop(b"one")
    box.incoming.drop(b"two")
    await box.settle(b"one")
    box.open()
    assert await box.fetch() == [b"two"]


async def test_what_somebody_reads_before_us_is_given_all_the_same(box: Box) -> None:
    assert await box.fetch() == []
    box.incoming.drop(b"one", "\\seen")
    assert await box.fetch() == [b"one"]


async def test_it_is_asked_for_news_every_half_a_minute(box: Box) -> None:
    await box.fetch()
    await box.opened[-1].fetch_new()
    assert box.asked("SEARCH") == 2
    await box.fetch()
    assert box.asked("SEARCH") == 3


async def test_a_line_that_is_cut_loses_nothing(box: Box) -> None:
    box.incoming.drop(b"one")
    assert await box.fetch() == [b"one"]
    box.incoming.cut()
    box.incoming.drop(b"two", "\\seen")
    assert await box.fetch() == []
    assert await box.fetch() == [b"one", b"two"]


async def test_what_was_settled_on_a_line_that_broke_is_marked_on_the_next(box: Box) -> None:
    letter = box.incoming.drop(b"one")
    box.clock.forward(seconds=30)
    (given,) = await box.opened[-1].fetch_new()
    box.incoming.cut()
    await box.opened[-1].settle(given.uid)
    assert letter.flags == set()
    assert await box.fetch() == []
    assert letter.flags == {"\\seen"}


async def test_where_the_numbers_count_anew_nothing_is_lost_and_no_other_mail_marked(
    box: Box,
) -> None:
    done, left = box.incoming.drop(b"one"), box.incoming.drop(b"two")
    box.clock.forward(seconds=30)
    first, _ = await box.opened[-1].fetch_new()
    box.incoming.validity += 1
    done.uid, left.uid = 2, 1  # restored from a copy
    box.incoming.cut()
    assert await box.fetch() == []
    assert await box.fetch() == [b"two", b"one"]
    await box.opened[-1].settle(first.uid)
    assert (done.flags, left.flags) == (set(), set())


async def test_a_mail_that_was_taken_away_is_forgotten(box: Box) -> None:
    box.incoming.drop(b"one")
    box.incoming.drop(b"two")
    await box.fetch()
    del box.incoming.letters[0]
    assert await box.fetch() == [b"two"]
    assert await box.fetch() == [b"two"]
    assert box.asked("FETCH 1 ") == 2


async def test_a_huge_mail_is_cut(box: Box) -> None:
    box.incoming.drop(b"x" * 5_000_001)
    (raw,) = await box.fetch()
    assert len(raw) == 5_000_000


async def test_many_come_in_portions_at_once_and_a_broken_one_stops_nobody(box: Box) -> None:
    for number in range(60):
        box.incoming.drop(b"%d" % number)
    box.clock.forward(seconds=30)
    given = [one.raw for _ in range(2) for one in await box.opened[-1].fetch_new()]
    assert len(given) == 100  # none was settled: those come again, after the others
    assert len(set(given)) == 60


async def test_a_wrong_password_is_not_tried_again_and_again(
    box: Box, caplog: pytest.LogCaptureFixture
) -> None:
    box.open(replace(box.server, password="førkert"))
    for _ in range(5):
        assert await box.fetch() == []
    tried = box.asked("AUTHENTICATE")
    assert tried == 1
    assert "does not take 'mail.imap_user'" in caplog.text
    assert "førkert" not in caplog.text
    box.clock.forward(minutes=10)
    await box.fetch()
    assert box.asked("AUTHENTICATE") == tried + 1


async def test_a_server_that_is_away_comes_back(box: Box) -> None:
    gone = replace(box.server, port=1)
    box.open(gone)
    assert await box.fetch() == []
    box.open()
    box.incoming.drop(b"one")
    assert await box.fetch() == [b"one"]


async def heard(box: Box) -> None:
    """Wait until the bot listens, and has looked for what came before."""
    await asyncio.wait_for(box.incoming.heard.wait(), 180)
    await box.opened[-1].fetch_new()
    box.woken.clear()


async def test_new_mail_wakes_and_is_given_at_once(box: Box) -> None:
    box.incoming.knows_idle = True
    assert await box.fetch() == []
    await heard(box)
    box.incoming.drop(b"one")
    await asyncio.wait_for(box.woken.wait(), 180)
    (one,) = await box.opened[-1].fetch_new()  # the clock has not moved
    assert one.raw == b"one"


async def test_who_listens_comes_back_after_a_break_and_looks(box: Box) -> None:
    news = asyncio.Event()
    loop = asyncio.get_running_loop()
    box.incoming.knows_idle = True

    def tell() -> None:
        loop.call_soon_threadsafe(news.set)

    watcher = Watcher(lambda: sign_in(box.server, trusted_tls()), tell, pause=0, renewed=0.01)
    watcher.start()
    for _ in range(2):
        await asyncio.wait_for(box.incoming.heard.wait(), 180)
        box.incoming.heard.clear()
        news.clear()
        box.incoming.cut()
        await asyncio.wait_for(news.wait(), 180)
    await asyncio.to_thread(watcher.stop)
