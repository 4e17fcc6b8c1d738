"""A folder as mailbox: what is taken, what is left, what is kept."""

import os
from datetime import UTC, datetime, timedelta
from mailbox import Maildir
from pathlib import Path

import pytest

from bot.delivery.mail.folder import MaildirMailbox
from bot.domain.delivery import SendState

NOW = datetime.now(UTC)
MAIL = b"From: eva@example.org\r\nSubject: SV\r\n\r\nF\xc3\xa6rdig\r\n"


def open_mailbox(root: Path, later: timedelta = timedelta()) -> MaildirMailbox:
    return MaildirMailbox(root, clock=lambda: NOW + later)


async def texts(mailbox: MaildirMailbox) -> list[bytes]:
    return [mail.raw for mail in await mailbox.fetch_new()]


async def test_a_maildir_delivery_is_given_until_it_is_settled(tmp_path: Path) -> None:
    mailbox = open_mailbox(tmp_path)
    (tmp_path / "inbox" / "new" / "1700000000.1.host").write_bytes(MAIL)
    (mail,) = await mailbox.fetch_new()
    assert mail.raw == MAIL
    assert await texts(mailbox) == [MAIL]
    await mailbox.settle(mail.uid)
    assert await texts(mailbox) == []
    assert await texts(open_mailbox(tmp_path)) == []
    stored = Maildir(tmp_path / "inbox", create=False)
    assert [message.get_flags() for message in stored] == ["S"]
    await mailbox.settle(mail.uid)  # a second time is no fault


async def test_what_is_still_in_tmp_after_a_crash_is_not_taken(tmp_path: Path) -> None:
    mailbox = open_mailbox(tmp_path, timedelta(days=1))
    (tmp_path / "inbox" / "tmp" / "half").write_bytes(MAIL[:20])
    assert await texts(mailbox) == []


async def test_a_file_dropped_by_hand_is_taken_once_it_is_complete(tmp_path: Path) -> None:
    mailbox = open_mailbox(tmp_path)
    dropped = tmp_path / "inbox" / "Svar på opfølgning.eml"
    dropped.write_bytes(MAIL[:20])
    assert await texts(mailbox) == []
    dropped.write_bytes(MAIL)
    assert await texts(mailbox) == []
    (mail,) = await mailbox.fetch_new()
    assert mail.raw == MAIL
    await mailbox.settle(mail.uid)
    assert not dropped.exists()
    assert await texts(open_mailbox(tmp_path, timedelta(days=1))) == []


async def test_an_old_file_needs_no_second_look(tmp_path: Path) -> None:
    mailbox = open_mailbox(tmp_path, timedelta(days=1))
    (tmp_path / "inbox" / "a.EML").write_bytes(MAIL)
    (tmp_path / "inbox" / "notes.txt").write_bytes(MAIL)
    (tmp_path / "inbox" / ".a.eml.swp").write_bytes(MAIL)
    assert await texts(mailbox) == [MAIL]


async def test_two_files_of_one_name_are_two_mails(tmp_path: Path) -> None:
    mailbox = open_mailbox(tmp_path, timedelta(days=1))
    for _ in range(2):
        (tmp_path / "inbox" / "svar.eml").write_bytes(MAIL)
        (mail,) = await mailbox.fetch_new()
        await mailbox.settle(mail.uid)
    assert len(list((tmp_path / "inbox" / "cur").iterdir())) == 2


async def test_what_another_program_has_listed_is_still_given(tmp_path: Path) -> None:
    mailbox = open_mailbox(tmp_path)
    (tmp_path / "inbox" / "cur" / "1.host:2,").write_bytes(MAIL)
    (tmp_path / "inbox" / "cur" / "2.host:2,RS").write_bytes(b"seen")
    (mail,) = await mailbox.fetch_new()
    await mailbox.settle(mail.uid)
    assert await texts(mailbox) == []


async def test_oldest_first_and_a_broken_one_stops_nobody(tmp_path: Path) -> None:
    mailbox = open_mailbox(tmp_path)
    new = tmp_path / "inbox" / "new"
    for name, age in (("b", 10), ("a", 5), ("c", 20)):
        (new / name).write_bytes(name.encode())
        os.utime(new / name, (NOW.timestamp() - age, NOW.timestamp() - age))
    (new / "gone").symlink_to(tmp_path / "nowhere")
    (new / "folder").mkdir()
    assert await texts(mailbox) == [b"c", b"b", b"a"]


async def test_a_sent_mail_is_a_file_named_by_its_outbox_row(tmp_path: Path) -> None:
    mailbox = open_mailbox(tmp_path)
    message = b"Message-ID: <b42.abc@example.org>\r\nTo: eva@example.org\r\n\r\nHej\r\n"
    receipt = await mailbox.send(message, recipient="eva@example.org")
    assert (receipt.state, receipt.ref) == (SendState.SENT, "<b42.abc@example.org>")
    assert (tmp_path / "outbox" / "42.eml").read_bytes() == message
    await mailbox.send(message, recipient="eva@example.org")
    names = sorted(path.name for path in (tmp_path / "outbox").iterdir())
    assert names == ["42-2.eml", "42.eml"]


async def test_a_name_from_outside_never_becomes_a_path(tmp_path: Path) -> None:
    mailbox = open_mailbox(tmp_path)
    await mailbox.send(b"Message-ID: <../../x@example.org>\r\n\r\nHej", recipient="a@example.org")
    (path,) = (tmp_path / "outbox").iterdir()
    assert path.stem.isalnum()


async def test_a_full_or_missing_disk_is_tried_again(tmp_path: Path) -> None:
    mailbox = open_mailbox(tmp_path)
    (tmp_path / "outbox").rmdir()
    receipt = await mailbox.send(MAIL, recipient="eva@example.org")
    assert receipt.state is SendState.RETRY
    assert receipt.retry_at is not None
    assert receipt.retry_at > NOW


@pytest.mark.skipif(os.getuid() == 0, reason="root reads everything")
async def test_a_mail_that_may_not_be_read_is_left(tmp_path: Path) -> None:
    mailbox = open_mailbox(tmp_path)
    closed = tmp_path / "inbox" / "new" / "closed"
    closed.write_bytes(MAIL)
    closed.chmod(0)
    assert await texts(mailbox) == []


async def test_a_repeated_mail_that_is_there_is_not_written_again(tmp_path: Path) -> None:
    mailbox = open_mailbox(tmp_path)
    message = b"Message-ID: <b7.x@example.org>\r\n\r\nHej"
    for is_repeat in (True, True):
        receipt = await mailbox.send(message, recipient="eva@example.org", is_repeat=is_repeat)
        assert receipt.state is SendState.SENT
    assert [path.name for path in (tmp_path / "outbox").iterdir()] == ["7.eml"]
