"""A folder as mailbox: mails out as .eml files, mails in as a Maildir or as files dropped there."""

import asyncio
import logging
import os
import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from bot.delivery.channel import Capabilities, Incoming
from bot.delivery.mail.message import message_id_of
from bot.domain.delivery import Receipt, SendState

_log = logging.getLogger(__name__)

#: a file that was dropped by hand and has not changed for so long is complete
SETTLING = timedelta(seconds=2)
#: nobody writes more than this; the rest of a file is attachments
LARGEST = 5_000_000
#: Maildir's separator is no letter that every file system can write
_SEPARATOR = "!" if os.name == "nt" else ":"
_SEEN = re.compile(r"[:!]2,[A-Za-z]*S[A-Za-z]*$")
_FLAGS = re.compile(r"[:!]2,[A-Za-z]*$")


class MaildirMailbox:
    """Implements `Mailbox` with `outbox/` and `inbox/` under one folder."""

    #: whatever is written into the folder reaches us
    capabilities = Capabilities(plus_address=True, looks_up=True)

    def __init__(self, root: Path, *, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._inbox, self._outbox = root / "inbox", root / "outbox"
        for folder in (self._outbox, *(self._inbox / name for name in ("tmp", "new", "cur"))):
            folder.mkdir(parents=True, exist_ok=True)
        #: what dropped files looked like last time
        self._looks: dict[str, tuple[int, int]] = {}

    async def send(self, message: bytes, *, recipient: str, is_repeat: bool = False) -> Receipt:
        """Write the mail to the outbox; the file's name holds nothing about anybody."""
        try:
            message_id = message_id_of(message)
            stem = _file_stem(message_id, message)
            if not is_repeat or not (self._outbox / f"{stem}.eml").exists():
                await asyncio.to_thread(self._write, stem, message)
        except OSError:
            later = self._clock() + timedelta(minutes=5)
            return Receipt(SendState.RETRY, reason="MailFolderNotWritable", retry_at=later)
        return Receipt(SendState.SENT, ref=message_id)

    async def fetch_new(self) -> Sequence[Incoming]:
        """Give what has come in and is not settled, oldest first."""
        return await asyncio.to_thread(self._read_all)

    async def settle(self, uid: str) -> None:
        """Move the mail to `cur` as seen."""
        await asyncio.to_thread(self._settle, uid)

    def _write(self, stem: str, message: bytes) -> None:
        unfinished = self._outbox / f".{uuid4().hex}.tmp"
        try:
            with unfinished.open("wb") as file:
                file.write(message)
                file.flush()
                os.fsync(file.fileno())
            _name_as_new(unfinished, self._outbox, stem)
        finally:
            unfinished.unlink(missing_ok=True)

    def _read_all(self) -> list[Incoming]:
        found: list[tuple[int, Incoming]] = []
        for path in self._unsettled():
            try:
                with path.open("rb") as file:
                    raw = file.read(LARGEST)
                age = path.stat().st_mtime_ns
            except OSError:  # gone again, or not ours to read: the others are still read
                _log.warning("a mail in the folder cannot be read")
                continue
            uid = path.relative_to(self._inbox).as_posix()
            found.append((age, Incoming(uid, raw)))
        return [incoming for _, incoming in sorted(found, key=lambda entry: entry[0])]

    def _unsettled(self) -> list[Path]:
        arrived = [path for path in (self._inbox / "new").iterdir() if _is_mail(path)]
        # other mail programs move what they have merely listed to cur, without the flag
        listed = [
            path
            for path in (self._inbox / "cur").iterdir()
            if _is_mail(path) and not _SEEN.search(path.name)
        ]
        dropped = [
            path
            for path in self._inbox.iterdir()
            if path.suffix.lower() == ".eml" and _is_mail(path) and self._is_complete(path)
        ]
        return [*arrived, *listed, *dropped]

    def _is_complete(self, path: Path) -> bool:
        """Whether whoever copies the file here is done: it is old, or as it was last time."""
        try:
            status = path.stat()
        except OSError:
            return False
        look = (status.st_size, status.st_mtime_ns)
        before, self._looks[path.name] = self._looks.get(path.name), look
        age = self._clock().timestamp() - status.st_mtime
        return look == before or age >= SETTLING.total_seconds()

    def _settle(self, uid: str) -> None:
        path = self._inbox / uid
        self._looks.pop(uid, None)
        name = _FLAGS.sub("", path.name)
        target = self._inbox / "cur" / f"{name}{_SEPARATOR}2,S"
        if target.exists():  # a second file of the same name
            target = target.with_name(f"{uuid4().hex}.{name}{_SEPARATOR}2,S")
        try:
            path.rename(target)
        except FileNotFoundError:
            _log.info("a mail was gone from the folder before it was settled")


def _is_mail(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")


def _file_stem(message_id: str, message: bytes) -> str:
    """Give the outbox id where the mail has one, else what the mail itself hashes to."""
    known = re.match(r"<b(\d+)\.", message_id)
    return known[1] if known else sha256(message).hexdigest()[:16]


def _name_as_new(finished: Path, folder: Path, stem: str) -> None:
    """Give the file its name whole and at once; a mail sent twice stays visible as two."""
    target, count = folder / f"{stem}.eml", 1
    while target.exists():
        count += 1
        target = folder / f"{stem}-{count}.eml"
    finished.rename(target)
