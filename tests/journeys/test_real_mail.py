"""Postfix, Dovecot and mutt where they differ from our miniatures: bounces, quoting, folders."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from imap_tools import BaseMailBox, MailBoxUnencrypted, MailMessage

from bot.app import Running, running
from bot.demo.mailing import words
from bot.domain.people import Role
from bot.followups.members import MemberLine, save_members
from bot.mail_settings import Mail
from bot.settings import Database, Settings
from bot.storage import outbox, people
from bot.storage.outbox import OutboxState
from bot.storage.tables import outbox as table
from tests.conftest import TUESDAY, Clock
from tests.factories import World, approved, by, found
from tests.mail_roads import replied
from tests.mutt import answer
from tests.real_mail import BOT, PATIENCE, RealMail, imap_alone, open_folder, real_mail
from tests.real_mail_files import PASSWORD, own
from tests.web.visitor import Visitor

TILDE, IDA, GONE = "tilde@example.org", "ida@example.org", "rejst@example.org"
DONE = "Den er færdig.\n\nMed venlig hilsen\nIda"


@asynccontextmanager
async def told(
    folder: Path, mail: Mail, *owners: tuple[str, str]
) -> AsyncIterator[tuple[Running, Clock]]:
    """Give Bolden with owners, name and address, who each have something to do."""
    settings = Settings(Database(url=f"sqlite:///{folder / 'bolden.sqlite'}"), mail=mail)
    clock = Clock(TUESDAY)
    async with running(settings, clock=clock) as parts:
        async with parts.store.transaction() as connection:
            network = await people.add_network(connection, "broer", "Brobygning")
            taker = MemberLine("Tilde Rosenhave", TILDE, None, None, None, (Role.MINUTE_TAKER,))
            members = [MemberLine(name, email, None, None, None, ()) for name, email in owners]
            await save_members(connection, network, [taker, *members])
        tasks = [found(f"Sende tal {name}", by(name)) for name, _ in owners]
        await approved(parts.store, World(network), clock(), *tasks)
        await parts.timetable.round()
        yield parts, clock


async def on_board(parts: Running, task: str) -> str:
    """Give what stands on the board about a task."""
    async with TestClient(TestServer(parts.app)) as client:
        return (await Visitor(client).open("/moede/1")).article(task)


@pytest.fixture
def real() -> Iterator[RealMail]:
    """Give the servers with mailboxes for the minute-taker and one owner."""
    with real_mail([TILDE, IDA]) as mail:
        yield mail


def of(raw: bytes) -> EmailMessage:
    """Read a mail."""
    return message_from_bytes(raw, _class=EmailMessage, policy=default)  # type: ignore[arg-type]


async def test_a_mail_that_postfix_cannot_deliver_is_told_to_the_reviewer(
    real: RealMail, tmp_path: Path
) -> None:
    async with told(tmp_path, real.settings(), ("Ida Blom", IDA), ("Ole Toft", GONE)) as run:
        parts, clock = run
        await real.settled()
        clock.forward(minutes=1)
        await parts.timetable.round()
        await real.settled()
        async with parts.store.transaction() as connection:
            (row,) = await outbox.rows(connection, table.c.reason == "bounced")
            ole = await people.find_person(connection, email=GONE)
        assert row.state is OutboxState.FAILED
        assert ole is not None and ole.bounce_code == "5.1.1"
        assert "mail kommer retur" in await on_board(parts, "Sende tal Ole")
    told_last = of(real.got(TILDE)[-1])
    assert told_last["Subject"] == "Mail til Ole Toft kan ikke leveres"
    assert f"på {GONE} kom retur: adressen findes ikke" in words(told_last)


async def test_mutt_answers_as_no_program_of_ours_does(real: RealMail, tmp_path: Path) -> None:
    async with told(tmp_path, real.settings(), ("Ida Blom", IDA)) as (parts, clock):
        await real.settled()
        (asked,) = map(of, real.got(IDA))
        await asyncio.to_thread(
            answer, real, IDA, "Ida Blom", str(asked["Message-ID"]).strip("<>"), DONE
        )
        await real.settled()
        (reply,) = map(of, real.got(BOT))
        assert reply["In-Reply-To"] == reply["References"] == asked["Message-ID"]
        assert "> 1. Sende tal Ida Blom" in reply.get_content()
        clock.forward(minutes=1)
        await parts.timetable.round()
        await real.settled()
        assert "Ida Blom: meldt færdig med mail" in await on_board(parts, "Sende tal")
    assert "meldt færdig" in words(of(real.got(IDA)[-1]))


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a mail folder that an administrator has made ready for Dovecot, what was sent too."""
    with open_folder() as mail:
        inbox, sent = mail / "inbox", mail / "inbox" / ".Sent"
        own([inbox, *(inbox / name for name in ("new", "cur", "tmp"))])
        own([sent, sent / "new", sent / "tmp"])
        (sent / "cur").symlink_to(mail / "outbox")
        yield mail


@dataclass
class Program:
    """A mail program at the folder, by IMAP."""

    port: int

    def read(self, name: str) -> list[MailMessage]:
        """Give the mails of a mailbox; nothing is changed by looking."""
        with self._signed_in() as box:
            box.folder.set(name, readonly=True)
            return list(box.fetch(mark_seen=False))

    def put(self, raw: bytes) -> None:
        """Lay a mail into the inbox."""
        with self._signed_in() as box:
            box.append(raw, "INBOX", flag_set=[])

    def _signed_in(self) -> BaseMailBox:
        return MailBoxUnencrypted("127.0.0.1", self.port, PATIENCE).login(BOT, PASSWORD)


async def test_dovecot_serves_the_folder_that_bolden_uses(folder: Path, tmp_path: Path) -> None:
    mail = Mail(folder=str(folder), address=BOT)
    with imap_alone({BOT: folder / "inbox"}) as port:
        program = Program(port)
        async with told(tmp_path, mail, ("Ida Blom", IDA)) as (parts, clock):
            sent = await asyncio.to_thread(program.read, "Sent")
            (asked,) = (one.obj for one in sent if one.to == (IDA,))
            before = sorted(one.name for one in (folder / "outbox").iterdir())
            reply = replied("Ida Blom", IDA, of(asked.as_bytes()), DONE)
            await asyncio.to_thread(program.put, reply)
            await asyncio.to_thread(program.read, "INBOX")  # listed before Bolden looks
            clock.forward(minutes=1)
            await parts.timetable.round()
            assert "Ida Blom: meldt færdig med mail" in await on_board(parts, "Sende tal")
        (came,) = await asyncio.to_thread(program.read, "INBOX")
        assert came.flags == ("\\Seen",)
        *_, confirmed = await asyncio.to_thread(program.read, "Sent")
        assert "meldt færdig" in confirmed.text
        assert {one.name for one in (folder / "outbox").iterdir()} > set(before)
