"""The real mail desk on a database that is put back, and all that is logged meanwhile."""

import asyncio
import logging
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bot.app import read_minutes
from bot.delivery.channel import Capabilities, Incoming
from bot.delivery.mail.binding import Binding
from bot.delivery.mail.folder import MaildirMailbox
from bot.delivery.mail.sender import MailSender
from bot.delivery.sending import Sender
from bot.domain.delivery import MailAddress, Receipt
from bot.followups.composing.composer import Composer
from bot.storage import outbox
from bot.storage.engine import Store
from bot.storage.tables import outbox as table
from handlers.dispatch import Dispatcher
from handlers.mail_desk import MailDesk
from handlers.mailbox import poll
from tests.conftest import TUESDAY, Clock
from tests.hostile.audit import Change
from tests.hostile.mails import BOT, Sent, sent
from tests.rights.stage import Dump, dump

BINDING = Binding(b"invented key of the tests, 32 by", "example.org")
BOARD = "http://127.0.0.1:3978"


@dataclass
class OneMail:
    """A mailbox with one mail in it."""

    raw: bytes
    settled: list[str] = field(default_factory=list)
    capabilities: Capabilities = field(default_factory=Capabilities)

    async def send(self, message: bytes, *, recipient: str, is_repeat: bool = False) -> Receipt:
        """Nothing leaves by it."""
        raise AssertionError(f"{recipient} is written to {len(message), is_repeat}")

    async def fetch_new(self) -> Sequence[Incoming]:
        """Give the mail."""
        return [Incoming("1", self.raw)]

    async def settle(self, uid: str) -> None:
        """Note it."""
        self.settled.append(uid)


class Logged(logging.Handler):
    """All that was logged, by anybody."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it as it would be written."""
        self.lines.append(f"{record.levelname} {logging.Formatter().format(record)}")


class Desk:
    """The real mail desk, on a database that is put back each time."""

    def __init__(self, folder: Path, stage: Path) -> None:
        self.runner = asyncio.Runner()
        self._whole, self._file = folder / "whole.sqlite", folder / "bolden.sqlite"
        shutil.copy(stage, self._whole)
        self.clock = Clock(TUESDAY)
        self.marks = self.runner.run(self._told(folder))
        shutil.copy(self._whole, self._file)
        self.before = dump(self._whole)
        self.store = Store(f"sqlite:///{self._file}")
        self.composer = Composer(BOARD)
        dispatcher = Dispatcher(self.store, self.composer, self.clock, lambda: None)
        self._desk = MailDesk(dispatcher, partial(read_minutes, ocr=False))
        self.logged = Logged()
        logging.getLogger().addHandler(self.logged)

    async def _told(self, folder: Path) -> list[Sent]:
        """Let everybody be told by mail, so that there is something to answer."""
        store = Store(f"sqlite:///{self._whole}")
        mailbox = MaildirMailbox(folder / "mail", clock=self.clock)
        mail = MailSender(mailbox, BINDING, MailAddress("Bolden", BOT), self.clock)
        sender = Sender(store, Composer(BOARD), mail, None, None, self.clock, "worker")
        for _ in range(20):
            await sender.send_due()
            self.clock.forward(minutes=1)
        async with store.transaction() as connection:
            rows = await outbox.rows(connection, table.c.ref.is_not(None))
        await store.close()
        with sqlite3.connect(self._whole) as whole:
            whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        whole.close()
        return [sent(row.outbox_id, BINDING) for row in rows]

    def receive(self, raw: bytes) -> OneMail:
        """Let a mail come in."""
        box = OneMail(raw)
        self.logged.lines.clear()
        self.runner.run(self._poll(box))
        return box

    async def _poll(self, box: OneMail) -> None:
        await poll(
            box,
            self._desk,
            BINDING,
            self.clock(),
            own_addresses=frozenset({BOT}),
            trusted_servers=frozenset({"post.example.org"}),
            must_vouch=True,
        )

    def after(self) -> Dump:
        """Give what is stored."""
        return dump(self._file)

    def said(self, found: Sequence[Change]) -> list[tuple[int, str]]:
        """Give what people will be told for these changes: whose person, and the words."""
        return self.runner.run(self._said(found))

    async def _said(self, found: Sequence[Change]) -> list[tuple[int, str]]:
        new = [one.row["id"] for one in found if one.table == "outbox" and one.before is None]
        said = []
        async with self.store.transaction() as connection:
            for row in await outbox.rows(connection, table.c.id.in_(new)):
                notice = await self.composer.compose(connection, row, self.clock())
                if notice is not None and row.person_id is not None:
                    said.append((row.person_id, repr(notice)))
        return said

    def restore(self) -> None:
        """Put everything back, so that each example stands alone."""
        self.runner.run(self.store.close())
        with sqlite3.connect(self._whole) as whole, sqlite3.connect(self._file) as changed:
            whole.backup(changed)
        whole.close()
        changed.close()

    def close(self) -> None:
        """End it."""
        logging.getLogger().removeHandler(self.logged)
        self.runner.run(self.store.close())
        self.runner.close()
