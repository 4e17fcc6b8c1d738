"""Reports of mail that came back: what is believed, and what becomes of it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.delivery.mail.binding import Binding
from bot.delivery.mail.folder import MaildirMailbox
from bot.domain.delivery import Receipt, SendState
from bot.domain.notices import NoticeKind, Unreachable
from bot.domain.people import Person
from bot.followups.composing.composer import Composer
from bot.storage import outbox, people, refreshing
from bot.storage.engine import Store
from bot.storage.outbox import OutboxRow, OutboxState
from handlers.dispatch import Dispatcher
from handlers.mail_desk import MailDesk
from handlers.mailbox import poll
from tests.conftest import Clock
from tests.delivery.post import Post, ask
from tests.factories import make_world
from tests.handlers.reports import delivery_report, exchange_report
from tests.handlers.test_mailbox import BINDING, OWN, mail

LAU = "lau@example.org"


async def _read(_data: bytes, _name: str) -> None:
    raise AssertionError("nothing was attached")


@dataclass
class Desk:
    """A worker and a mailbox; Lau, who has mail alone, was told of a task."""

    post: Post
    root: Path

    async def receive(self, raw: bytes) -> None:
        """Let a mail come in."""
        mailbox = MaildirMailbox(self.root, clock=self.post.clock)
        (self.root / "inbox" / "new" / "1").write_bytes(raw)
        composer = Composer("http://127.0.0.1:3978")
        dispatcher = Dispatcher(self.post.store, composer, self.post.clock, lambda: None)
        listener = MailDesk(dispatcher, _read)  # type: ignore[arg-type]
        await poll(mailbox, listener, BINDING, self.post.clock(), own_addresses=OWN)

    async def told(self) -> OutboxRow:
        """Give the row of what Lau was told first."""
        return next(row for row in await self.post.rows() if row.kind is NoticeKind.ASSIGNMENT)

    async def lau(self) -> Person:
        """Give Lau as stored."""
        async with self.post.store.transaction() as connection:
            return await people.person_of(connection, self.post.world["Lau"].person_id)

    async def notices(self) -> list[OutboxRow]:
        """Give what reviewers were told."""
        return [row for row in await self.post.rows() if row.kind is NoticeKind.UNREACHABLE]


@pytest.fixture
async def desk(sqlite_store: Store, clock: Clock, tmp_path: Path) -> Desk:
    """Tell Lau of a task."""
    post = Post(sqlite_store, await make_world(sqlite_store), clock)
    await ask(post, "Lau")
    await post.go()
    return Desk(post, tmp_path)


def _message_id(row: OutboxRow) -> str:
    return BINDING.message_id(row.outbox_id)


@pytest.mark.parametrize("headers_alone", [True, False])
async def test_a_mail_that_came_back_is_told_to_the_reviewer_once(
    desk: Desk, headers_alone: bool
) -> None:
    row = await desk.told()
    report = delivery_report(_message_id(row), LAU, headers_alone=headers_alone)
    await desk.receive(report)
    row = await desk.told()
    assert (row.state, row.reason) == (OutboxState.FAILED, "bounced")
    assert (await desk.lau()).bounce_code == "5.1.1"
    (notice,) = await desk.notices()
    assert notice.person_id == desk.post.world["Tilde"].person_id
    await desk.post.go()
    shown = desk.post.mail.delivered[-1].notice
    if not isinstance(shown, Unreachable):
        shown = desk.post.teams.delivered[-1].notice
    assert isinstance(shown, Unreachable)
    assert (shown.name, shown.email) == ("Lau Tangmose", LAU)
    await desk.receive(exchange_report(_message_id(row)))
    assert len(await desk.notices()) == 1


async def test_sending_again_leaves_the_address_alone(desk: Desk) -> None:
    await desk.receive(delivery_report(_message_id(await desk.told()), LAU))
    await desk.post.go()
    before = len(desk.post.mail.delivered)
    async with desk.post.store.transaction() as connection:
        assert await refreshing.send_failed_again(connection, desk.post.clock()) == 1
    await desk.post.go()
    row = await desk.told()
    assert (row.state, row.reason) == (OutboxState.SKIPPED, "bounced")
    assert (await desk.lau()).bounce_code == "5.1.1"
    assert len(desk.post.mail.delivered) == before


async def test_exchange_says_it_in_danish_words(desk: Desk) -> None:
    await desk.receive(exchange_report(_message_id(await desk.told())))
    assert (await desk.lau()).bounce_code == "5.1.10"


@pytest.mark.parametrize(
    ("status", "action"), [("4.4.7", "delayed"), ("5.0.0", "delayed"), ("2.0.0", "delivered")]
)
async def test_what_may_still_arrive_is_no_matter(desk: Desk, status: str, action: str) -> None:
    about = _message_id(await desk.told())
    await desk.receive(delivery_report(about, LAU, status=status, action=action))
    assert (await desk.told()).state is OutboxState.SENT
    assert (await desk.lau()).bounce_code is None


@pytest.mark.parametrize("status", ["5.7.1", "5.2.2", "5.3.4", "5.4.1", "4.4.7", "5.0.0"])
async def test_what_came_back_for_something_else_leaves_the_address(
    desk: Desk, status: str
) -> None:
    about = _message_id(await desk.told())
    await desk.receive(delivery_report(about, LAU, status=status))
    row = await desk.told()
    assert (row.state, row.reason) == (OutboxState.FAILED, "bounced")
    assert (await desk.lau()).bounce_code is None
    assert await desk.notices() == []


async def test_exchange_says_in_words_too_what_is_no_fault_of_the_address(desk: Desk) -> None:
    await desk.receive(exchange_report(_message_id(await desk.told()), "5.7.133"))
    assert (await desk.told()).reason == "bounced"
    assert (await desk.lau()).bounce_code is None


@pytest.mark.parametrize(
    ("status", "told", "code"),
    [
        ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied. AS(1) [x]", "5.4.1"),
        ("5.0.0", "550 5.1.1 <lau@example.org>: user unknown", "5.1.1"),
        ("5.0.0", "550 5.7.1 no", None),
    ],
)
async def test_what_the_other_server_said_tells_more_than_the_code(
    desk: Desk, status: str, told: str, code: str | None
) -> None:
    about = _message_id(await desk.told())
    await desk.receive(delivery_report(about, LAU, status=status, told=told))
    assert (await desk.lau()).bounce_code == code


@pytest.mark.parametrize("code", ["5.1.1", None])
async def test_an_address_refused_at_once_is_told_as_one_that_came_back(
    desk: Desk, code: str | None
) -> None:
    await _ask_lau_again(
        desk, 2, Receipt(SendState.REFUSED, reason="Mail550 5.1.1", bad_address=code)
    )
    last = next(row for row in await desk.post.rows() if row.key == "again/2")
    assert (last.state, last.reason) == (OutboxState.FAILED, "Mail550 5.1.1")
    assert (await desk.lau()).bounce_code == code
    to = [notice.person_id for notice in await desk.notices()]
    assert to == ([desk.post.world["Tilde"].person_id] if code else [])
    if code:  # nothing more goes there
        await _ask_lau_again(desk, 3)
        last = next(row for row in await desk.post.rows() if row.key == "again/3")
        assert (last.state, last.reason) == (OutboxState.SKIPPED, "bounced")


async def test_a_forged_report_does_nothing(desk: Desk) -> None:
    forged = Binding(b"guessed", "bolden.example.org").message_id((await desk.told()).outbox_id)
    await desk.receive(delivery_report(forged, LAU))
    await desk.receive(exchange_report(forged))
    tagged = exchange_report("<x@example.org>").replace(
        b"Subject: ", f"Subject: {BINDING.subject_tag(1)} ".encode()
    )
    await desk.receive(tagged)
    assert (await desk.told()).state is OutboxState.SENT
    assert (await desk.lau()).bounce_code is None
    assert await desk.notices() == []


async def test_a_report_on_an_address_they_no_longer_have_leaves_the_new_one(desk: Desk) -> None:
    async with desk.post.store.transaction() as connection:
        await people.set_email(connection, desk.post.world["Lau"].person_id, "lau@faxe.example.org")
    await desk.receive(delivery_report(_message_id(await desk.told()), LAU))
    assert (await desk.told()).reason == "bounced"
    assert (await desk.lau()).bounce_code is None


async def test_nothing_more_is_sent_there_until_they_write_or_have_a_new_address(
    desk: Desk,
) -> None:
    await desk.receive(delivery_report(_message_id(await desk.told()), LAU))
    await _ask_lau_again(desk, 2)
    last = (await desk.post.rows())[-1]
    assert (last.state, last.reason) == (OutboxState.SKIPPED, "bounced")
    await desk.receive(mail("status", From=f"Lau Tangmose <{LAU}>"))
    assert (await desk.lau()).bounce_code is None
    await _ask_lau_again(desk, 3)
    assert (await desk.post.rows())[-1].state is OutboxState.SENT
    await desk.receive(delivery_report(_message_id((await desk.post.rows())[-1]), LAU))
    async with desk.post.store.transaction() as connection:
        await people.set_email(connection, desk.post.world["Lau"].person_id, "lau@faxe.example.org")
    assert (await desk.lau()).bounce_code is None


async def _ask_lau_again(desk: Desk, number: int, *answers: Receipt) -> None:
    told = await desk.told()
    desk.post.mail.answers = list(answers)
    async with desk.post.store.transaction() as connection:
        await outbox.enqueue(
            connection,
            NoticeKind.ASSIGNMENT,
            f"again/{number}",
            network_id=told.network_id,
            person_id=told.person_id,
            minutes_id=told.minutes_id,
            about=told.about,
            now=desk.post.clock(),
        )
    await desk.post.go()
