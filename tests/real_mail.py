"""A mail server as municipalities run it: Postfix and Dovecot, on loopback, gone afterwards."""

import asyncio
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiosmtplib import SMTP

from bot.mail_settings import Mail
from tests.real_mail_files import DOMAIN, HOST, PASSWORD, Ports, own, write_dovecot, write_postfix

BOT = f"bolden@{DOMAIN}"
#: Debian keeps servers where only root looks
_PATH = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"
#: seconds until a server has begun, or a mail has arrived, on any machine
PATIENCE = 120
#: what Postfix writes on top of a mail, and the lines on which it goes on
_TRACE = (
    b"Return-Path:", b"X-Original-To:", b"Delivered-To:", b"Authentication-Results:", b"Received:",
    b"\t", b" ",
)  # fmt: skip


def demand(*programs: str) -> None:
    """Skip the test where one is not installed, or where we may not start servers."""
    missing = [program for program in programs if shutil.which(program, path=_PATH) is None]
    if missing and os.environ.get("CI"):
        pytest.fail(f"not installed: {', '.join(missing)}")
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    if os.geteuid() != 0:
        pytest.skip("Postfix and Dovecot are started by root alone")


@dataclass(frozen=True)
class RealMail:
    """Both servers, and everybody's mailbox on them."""

    folder: Path
    ports: Ports

    def settings(self) -> Mail:
        """Give what Bolden's administrator writes down."""
        return Mail(
            road="smtp",
            address=BOT,
            key="invented key of the tests, 32 by",
            smtp_host="127.0.0.1",
            smtp_port=self.ports.submission,
            smtp_security="none",
            smtp_user=BOT,
            smtp_password=PASSWORD,
            imap_host="127.0.0.1",
            imap_port=self.ports.imap,
            imap_security="none",
            imap_user=BOT,
            imap_password=PASSWORD,
            trusted_servers=HOST,
        )

    def files(self, address: str) -> list[Path]:
        """Give the mails in somebody's mailbox as files, oldest first."""
        box = self.folder / "mail" / address.partition("@")[0]
        files = [*box.glob("new/*"), *box.glob("cur/*")]
        return sorted(files, key=lambda one: one.stat().st_mtime_ns)

    def got(self, address: str) -> list[bytes]:
        """Give the mails in somebody's mailbox, oldest first."""
        return [one.read_bytes() for one in self.files(address)]

    async def post(self, raw: bytes, sender: str, to: str = BOT, *, user: str = "") -> None:
        """Let one of our own send a mail, signed in, and have it delivered."""
        async with _line(self.ports.submission) as line:
            await line.login(user or sender, PASSWORD)
            await line.sendmail(sender, [to], raw)
        await self.settled()

    async def post_from_outside(self, raw: bytes, sender: str, to: str = BOT) -> None:
        """Let somebody in the world send a mail, and have it delivered."""
        async with _line(self.ports.world) as line:
            await line.sendmail(sender, [to], raw)
        await self.settled()

    async def settled(self) -> None:
        """Wait until Postfix has delivered all mail, and what it has to say of mail."""
        begun = time.monotonic()
        # twice, for a report may come in behind the eye that has already passed there
        while self._queued() or self._queued():
            assert time.monotonic() - begun < PATIENCE, self.log()
            await asyncio.sleep(0.01)

    def log(self) -> str:
        """Give what the servers have to say."""
        files = (self.folder / "postfix.log", self.folder / "dovecot" / "log")
        return "\n".join(one.read_text() for one in files if one.exists())

    def _queued(self) -> bool:
        folders = (self.folder / "queue" / name for name in ("incoming", "active", "deferred"))
        return any(name.is_file() for folder in folders for name in folder.rglob("*"))


def without_trace(raw: bytes) -> bytes:
    """Give a mail as it was before servers put their headers on top; lines end as on the wire."""
    lines = raw.replace(b"\r\n", b"\n").split(b"\n")
    while lines[0].startswith(_TRACE):
        lines.pop(0)
    return b"\r\n".join(lines)


@contextmanager
def real_mail(people: Sequence[str], certificate: Path | None = None) -> Iterator[RealMail]:
    """Run both servers with a mailbox for Bolden and for each of these addresses."""
    demand("postfix", "dovecot")
    with open_folder() as folder:
        boxes = {one: folder / "mail" / one.partition("@")[0] for one in (BOT, *people)}
        own(boxes.values())
        (folder / "mail").chmod(0o755)
        ports = Ports(*_free_ports(3))
        write_dovecot(folder, ports.imap, boxes, certificate)
        user, group, programs = _of_postfix("mail_owner", "setgid_group", "daemon_directory")
        write_postfix(folder, ports, boxes, f"{user}:{group}", certificate)
        mail = RealMail(folder, ports)
        with ExitStack() as stack:
            stack.enter_context(_dovecot(folder, ports.imap))
            command = [f"{programs}/master", "-s", "-c", str(folder / "postfix")]
            stack.enter_context(_running(command, (ports.world, ports.submission)))
            yield mail


@contextmanager
def imap_alone(boxes: dict[str, Path]) -> Iterator[int]:
    """Let Dovecot serve these Maildirs, address → folder; give its port."""
    demand("dovecot")
    with open_folder() as folder:
        (port,) = _free_ports(1)
        write_dovecot(folder, port, boxes, None)
        with _dovecot(folder, port):
            yield port


@contextmanager
def open_folder() -> Iterator[Path]:
    """Give a folder that the servers may look into, and remove it."""
    # a socket's path may have 107 letters, which pytest's own folders can pass
    folder = Path(tempfile.mkdtemp(prefix="bolden-mail-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _dovecot(folder: Path, port: int) -> Iterator[None]:
    with _running(["dovecot", "-F", "-c", str(folder / "dovecot" / "dovecot.conf")], (port,)):
        yield


@contextmanager
def _running(command: Sequence[str], ports: Sequence[int]) -> Iterator[None]:
    """Run a server in the foreground and in a session of its own, which is ended whole."""
    server = subprocess.Popen(command, env={"PATH": _PATH}, start_new_session=True)
    try:
        for port in ports:
            _greeted(server, port)
        yield
    finally:
        with suppress(ProcessLookupError):
            # nothing is kept, so nothing need be brought to an end
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _greeted(server: subprocess.Popen[bytes], port: int) -> None:
    """Wait until the server says hello."""
    begun = time.monotonic()
    while True:
        assert server.poll() is None, f"{server.args} ended by itself"
        assert time.monotonic() - begun < PATIENCE
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
                if line.recv(100):
                    return
        except OSError:
            time.sleep(0.01)


def _line(port: int) -> SMTP:
    return SMTP(hostname="127.0.0.1", port=port, start_tls=False, timeout=PATIENCE)


def _free_ports(count: int) -> list[int]:
    """Give ports that no system hands out by itself, as it might until the servers take them."""
    free: list[int] = []
    for port in random.sample(range(20_000, 32_000), 1_000):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            free.append(port)
        if len(free) == count:
            break
    return free


def _of_postfix(*names: str) -> list[str]:
    """Give how this Postfix was built."""
    done = subprocess.run(
        ["postconf", "-dh", *names],
        env={"PATH": _PATH}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.split()
