"""A mailbox on an Exchange server: what leaves once, what comes in once, and what is in doubt."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

import pytest

from bot.delivery.mail.binding import Binding
from bot.delivery.mail.ews_mailbox import EwsMailbox
from bot.delivery.mail.exchange_line import Login
from bot.domain.delivery import Receipt, SendState
from bot.errors import BadSettingsError
from bot.standin.ews.faults import (
    BUSY,
    BUSY_MESSAGE,
    LOST_ANSWER,
    LOST_REQUEST,
    MOVED,
    SIGNED_OUT,
    UNAVAILABLE,
    EwsFault,
)
from handlers.mailbox import parse
from handlers.reply_body import MailClass
from tests.conftest import TUESDAY, Clock
from tests.ews_world import Ews, ews_started

EVA = "eva@example.org"
LOOK, FETCH, MARK = "SyncFolderItems", "GetItem", "UpdateItem"


class Both(asyncio.Event):
    """Comes about once two wait for it."""

    waiting = 0

    async def wait(self) -> Literal[True]:
        self.waiting += 1
        if self.waiting == 2:
            self.set()
        return await super().wait()


@dataclass
class Post:
    """The bot's mailbox, from both sides."""

    ews: Ews
    mailbox: EwsMailbox
    clock: Clock

    async def send(self, number: int = 1, *, is_repeat: bool = False) -> Receipt:
        return await self.mailbox.send(mail(number), recipient=EVA, is_repeat=is_repeat)

    async def fetch(self) -> list[bytes]:
        """Look again, once it is time to."""
        self.clock.forward(seconds=30)
        return [one.raw for one in await self.mailbox.fetch_new()]

    async def fetch_and_settle(self) -> list[bytes]:
        self.clock.forward(seconds=30)
        found = await self.mailbox.fetch_new()
        for one in found:
            await self.mailbox.settle(one.uid)
        return [one.raw for one in found]

    async def open_both_lines(self) -> None:
        """A library with a second line may try there what broke on the first."""
        await self.send(7)
        held = EwsFault(holds=Both(), goes_on=True)
        self.fail(held, held)
        await asyncio.gather(self.send(8), self.send(9))

    def fail(self, *faults: EwsFault) -> None:
        self.ews.faults.extend(faults)


def mail(number: int) -> bytes:
    return (
        f"From: bolden@example.org\r\nTo: {EVA}\r\nMessage-ID: <b{number}.x@example.org>\r\n"
        "Subject: =?utf-8?q?P=C3=A5mindelse?=\r\n\r\nHej\r\n"
    ).encode()


def login(ews: Ews) -> Login:
    return Login(ews.url, "basic", ews.user, ews.password)


@pytest.fixture
async def post() -> AsyncIterator[Post]:
    """Give a mailbox that may be used."""
    clock = Clock(TUESDAY)
    async with ews_started(clock) as ews:
        mailbox = EwsMailbox(login(ews), ews.address, clock=clock)
        yield Post(ews, mailbox, clock)
        await mailbox.close()


async def test_a_mail_leaves_byte_for_byte_and_a_copy_stays(post: Post) -> None:
    assert await post.send() == Receipt(SendState.SENT, ref="<b1.x@example.org>")
    assert post.ews.sent == [mail(1)]
    assert post.ews.lies_in("sentitems") == [mail(1)]
    assert post.ews.calls == ["CreateItem"]  # nothing is guessed or asked before


@pytest.mark.parametrize(
    ("fault", "reason", "seconds"),
    [
        (BUSY, "ErrorServerBusy", 2),
        (BUSY_MESSAGE, "ErrorServerBusy", 60),
        (UNAVAILABLE, "ErrorInternalServerTransientError", 60),
        (EwsFault(status=404), "MalformedResponseError", 60),
        (MOVED, "ErrorMailboxMoveInProgress", 300),
        (LOST_ANSWER, "ErrorTimeoutExpired", 60),
        (LOST_REQUEST, "ErrorTimeoutExpired", 60),
    ],
)
async def test_what_passes_is_tried_again(
    post: Post, fault: EwsFault, reason: str, seconds: int
) -> None:
    await post.open_both_lines()
    post.fail(fault)
    before = len(post.ews.calls)
    receipt = await post.send()
    assert (receipt.state, receipt.reason) == (SendState.RETRY, reason)
    assert receipt.retry_at == post.clock() + timedelta(seconds=seconds)
    assert post.ews.calls[before:] == ["CreateItem"]
    post.clock.forward(seconds=seconds)
    assert (await post.send(is_repeat=True)).state is SendState.SENT
    assert post.ews.sent.count(mail(1)) == 1  # also where the answer alone was lost


async def test_a_repeated_mail_is_looked_for_first(post: Post) -> None:
    await post.send()
    assert (await post.send(is_repeat=True)).state is SendState.SENT
    assert post.ews.calls == ["CreateItem", "FindItem"]


async def test_where_it_cannot_be_looked_for_it_does_not_leave(post: Post) -> None:
    post.fail(EwsFault("ErrorMailboxStoreUnavailable", "FindItem"))
    receipt = await post.send(is_repeat=True)
    assert (receipt.state, receipt.reason) == (SendState.RETRY, "ErrorMailboxStoreUnavailable")
    assert post.ews.sent == []


@pytest.mark.parametrize(
    ("code", "bad_address"),
    [("ErrorInvalidRecipients", "5.1.0"), ("ErrorMessageSizeExceeded", None)],
)
@pytest.mark.parametrize("as_message", [True, False])
async def test_what_is_refused_is_said(
    post: Post, code: str, bad_address: str | None, as_message: bool
) -> None:
    post.fail(EwsFault(code, as_message=as_message))
    assert await post.send() == Receipt(SendState.REFUSED, reason=code, bad_address=bad_address)
    assert (await post.send(2)).state is SendState.SENT


async def test_while_the_server_is_away_it_is_asked_ever_more_rarely(post: Post) -> None:
    pauses = []
    for _ in range(8):
        post.fail(UNAVAILABLE)
        at = (await post.send()).retry_at
        assert at is not None
        pauses.append(int((at - post.clock()).total_seconds() / 60))
        receipts = await asyncio.gather(*map(post.send, range(2, 20)))
        assert {one.retry_at for one in receipts} == {at}
        assert await post.fetch() == []
        post.clock.forward(seconds=(at - post.clock()).total_seconds())
    assert pauses == [1, 1, 3, 7, 15, 30, 30, 30]
    assert len(post.ews.calls) == 8
    assert (await post.send()).state is SendState.SENT
    post.fail(UNAVAILABLE)
    assert (await post.send()).retry_at == post.clock() + timedelta(minutes=1)


async def test_a_wrong_password_is_tried_once_in_half_an_hour(post: Post) -> None:
    wrong = replace(login(post.ews), password="forkert")
    mailbox = EwsMailbox(wrong, post.ews.address, clock=post.clock)
    for _ in range(2):
        sending = (mailbox.send(mail(number), recipient=EVA) for number in range(5))
        receipts, found = await asyncio.gather(asyncio.gather(*sending), mailbox.fetch_new())
        assert {one.reason for one in receipts} == {"MailLogin401"}
        assert {one.retry_at for one in receipts} == {post.clock() + timedelta(minutes=30)}
        assert found == []
        post.clock.forward(minutes=30)
    assert len(post.ews.standin.record.calls) == 2
    await mailbox.close()


async def test_a_password_that_is_changed_meanwhile_is_tried_once(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post.ews.drop(b"Subject: en\r\n\r\n")
    assert len(await post.fetch()) == 1
    post.fail(SIGNED_OUT)
    await post.mailbox.settle("en")
    before = len(post.ews.standin.record.calls)
    assert await post.fetch() == []
    assert (await post.send()).reason == "MailLogin401"
    assert len(post.ews.standin.record.calls) == before
    assert "does not let 'mail.ews_user' in" in caplog.text


async def test_a_password_is_not_tried_sooner_because_the_other_line_broke(post: Post) -> None:
    await post.send(7)
    held = EwsFault(status=401, holds=Both())
    post.fail(held, replace(held, status=503))
    receipts = await asyncio.gather(post.send(8), post.send(9))
    assert {one.reason for one in receipts} >= {"MailLogin401"}
    post.clock.forward(minutes=29)
    assert (await post.send()).reason == "MailLogin401"
    assert post.ews.calls.count("CreateItem") == 3


@pytest.mark.parametrize("code", ["ErrorAccessDenied", "ErrorSendAsDenied"])
async def test_a_mailbox_that_is_closed_is_left_alone_for_a_while(post: Post, code: str) -> None:
    post.fail(EwsFault(code, as_message=True))
    for number in (1, 2):
        receipt = await post.send(number)
        assert (receipt.state, receipt.reason) == (SendState.RETRY, code)
        assert receipt.retry_at == post.clock() + timedelta(minutes=30)
    assert len(post.ews.calls) == 1


async def test_many_are_sent_on_two_lines(post: Post) -> None:
    receipts = await asyncio.gather(*map(post.send, range(20)))
    assert {one.state for one in receipts} == {SendState.SENT}
    assert sorted(post.ews.sent) == sorted(map(mail, range(20)))


async def test_unread_mail_is_given_until_it_is_settled(post: Post) -> None:
    post.ews.drop(b"Subject: en\r\n\r\n").is_read = True
    post.ews.drop(b"Subject: to\r\n\r\n")
    assert await post.mailbox.fetch_new() != []
    assert await post.mailbox.fetch_new() == []  # it is not time yet
    assert await post.fetch() == [b"Subject: to\r\n\r\n"]
    assert await post.fetch_and_settle() == [b"Subject: to\r\n\r\n"]
    assert await post.fetch() == []


async def test_a_mail_that_is_taken_away_is_no_more_given(post: Post) -> None:
    gone = post.ews.drop(b"Subject: en\r\n\r\n")
    assert len(await post.fetch()) == 1
    post.ews.mailbox.remove(gone)
    assert await post.fetch() == []
    assert post.ews.calls.count(FETCH) == 1


async def test_much_mail_is_given_a_part_at_a_time_oldest_first(post: Post) -> None:
    all_of_them = [f"Subject: {number:03}\r\n\r\n".encode() for number in range(120)]
    for raw in all_of_them:
        post.clock.forward(seconds=1)
        post.ews.drop(raw)
    found = await post.fetch_and_settle()
    assert found == all_of_them[:50]
    for _ in range(2):  # at once: the clock stands still
        for one in await post.mailbox.fetch_new():
            found.append(one.raw)
            await post.mailbox.settle(one.uid)
    assert found == all_of_them


@pytest.mark.parametrize("begins_anew", [False, True])
async def test_where_what_was_known_is_lost_nothing_else_is(post: Post, begins_anew: bool) -> None:
    post.ews.drop(b"Subject: en\r\n\r\n")
    assert len(await post.fetch_and_settle()) == 1
    post.ews.drop(b"Subject: to\r\n\r\n")
    post.ews.standin.exchange.manners.begins_anew = begins_anew  # as servers do that say nothing
    post.ews.mailbox.oldest = len(post.ews.mailbox.log)
    assert await post.fetch_and_settle() == ([b"Subject: to\r\n\r\n"] if begins_anew else [])
    # at once: the clock stands still
    assert len(await post.mailbox.fetch_new()) == (0 if begins_anew else 1)
    assert len(await post.fetch_and_settle()) == (0 if begins_anew else 1)
    assert await post.fetch() == []


async def test_a_fault_while_looking_loses_nothing(post: Post) -> None:
    post.ews.drop(b"Subject: en\r\n\r\n")
    for operation in (LOOK, FETCH):
        post.fail(EwsFault(operation=operation, drops=True))
        assert await post.fetch() == []
        post.clock.forward(minutes=5)
    assert await post.fetch() == [b"Subject: en\r\n\r\n"]


async def test_a_mail_that_cannot_be_given_keeps_no_other_waiting(post: Post) -> None:
    post.ews.drop(b"Subject: en\r\n\r\n")
    post.clock.forward(seconds=1)
    post.ews.drop(b"Subject: to\r\n\r\n")
    broken = EwsFault("ErrorMimeContentConversionFailed", FETCH, as_message=True)
    post.fail(broken)
    assert await post.fetch_and_settle() == [b"Subject: to\r\n\r\n"]
    post.fail(*[broken] * 9)
    for _ in range(9):
        assert await post.fetch() == []
    before = post.ews.calls.count(FETCH)
    assert await post.fetch() == []
    assert post.ews.calls.count(FETCH) == before  # it is left alone, unread


async def test_what_could_not_be_marked_as_read_is_marked_later(post: Post) -> None:
    item = post.ews.drop(b"Subject: en\r\n\r\n")
    post.fail(EwsFault(operation=MARK, drops=True))
    assert len(await post.fetch_and_settle()) == 1
    assert not item.is_read
    post.clock.forward(minutes=1)
    assert await post.fetch() == []
    assert item.is_read
    assert await post.fetch() == []
    assert post.ews.calls.count(MARK) == 2


async def test_headers_that_exchange_leaves_out_are_put_back(post: Post) -> None:
    raw = b"Auto-Submitted: auto-replied\r\nSubject: Frav\xc3\xa6r\r\n\r\nTil 3. august\r\n"
    post.ews.standin.exchange.manners.hides_auto_submitted = True
    post.ews.drop(raw)
    (given,) = await post.fetch()
    assert b"Auto-Submitted: auto-replied\r\n" in given


async def test_a_report_without_the_form_of_one_is_known_by_its_kind(post: Post) -> None:
    binding = Binding(b"invented key of the tests, 32 by", "example.org")
    head = f"In-Reply-To: {binding.message_id(7)}\r\nFrom: exchange@example.org\r\n"
    raw = f"{head}Subject: Uden ord\r\n\r\nIkke leveret: #550 5.1.1 RESOLVER\r\n".encode()
    post.ews.drop(raw, item_class="REPORT.IPM.Note.NDR")
    (given,) = await post.fetch()
    report = parse(given, binding=binding, own_addresses=frozenset())
    assert report.bounce is not None and report.bounce.code == "5.1.1"
    assert (report.mail_class, report.returned_id) == (MailClass.AUTO, 7)


async def test_nothing_that_people_wrote_comes_into_the_log(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = b"Subject: hemmelig\r\n\r\nhemmelig\r\n"
    post.ews.drop(secret)
    post.fail(EwsFault(status=404), EwsFault("ErrorNonsense"))
    for _ in range(4):
        await post.mailbox.send(secret, recipient="hemmelig@example.org")
        await post.fetch_and_settle()
        post.clock.forward(minutes=40)
    assert post.ews.faults == []
    assert "hemmelig" not in caplog.text
    assert post.ews.user not in caplog.text


def test_kerberos_without_its_package_is_refused_with_a_word() -> None:
    here = Login("http://127.0.0.1:9/EWS/Exchange.asmx", "kerberos")
    with pytest.raises(BadSettingsError, match="requests-gssapi"):
        EwsMailbox(here, "bolden@example.org", clock=Clock(TUESDAY))
