"""A mail server in miniature: SMTP by aiosmtpd, IMAP as far as a mailbox of ours asks for it."""

import asyncio
import re
import ssl
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bot.mail_settings import Mail

USER, PASSWORD = "bolden", 'hem"meligt\\æ'


class Smtp(SMTP):
    """Knows one more fault: to be gone after 354."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - so aiosmtpd calls it
        """Take the mail's words, or break off among them."""
        if self.event_handler.faults and self.event_handler.faults[0] == "cut in DATA":
            self.event_handler.faults.pop(0)
            await self.push("354 go on")
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


@dataclass
class Outgoing:
    """What was sent, and what is to go wrong next, as `RCPT 550 …`, `cut at RCPT`."""

    sent: list[Envelope] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lines: int = 0
    logins: list[bytes] = field(default_factory=list)

    def authenticate(
        self, _server: Smtp, _session: Session, _envelope: Envelope, _way: str, data: LoginPassword
    ) -> AuthResult:
        """Let in who knows the password."""
        self.logins.append(data.password)
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)

    async def handle_MAIL(  # noqa: N802
        self, server: Smtp, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Let whomever send, unless it is to go wrong."""
        envelope.mail_from = address
        return self._said("MAIL", server)

    async def handle_RCPT(  # noqa: N802
        self, server: Smtp, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take whomever, unless it is to go wrong."""
        envelope.rcpt_tos.append(address)
        return self._said("RCPT", server)

    async def handle_DATA(self, server: Smtp, _s: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the mail, also where the answer is lost."""
        said = self._said("DATA", server)
        if said.startswith("250"):
            self.sent.append(envelope)
        return said

    def _said(self, when: str, server: Smtp) -> str:
        if not self.faults or when not in self.faults[0] or self.faults[0] == "cut in DATA":
            return "250 OK"
        fault = self.faults.pop(0)
        if fault == f"cut at {when}":
            server.transport.abort()
            return "250 OK"
        return fault.removeprefix(f"{when} ")


@dataclass
class Letter:
    """One mail in the inbox."""

    uid: int
    raw: bytes
    flags: set[str] = field(default_factory=set)


@dataclass
class Incoming:
    """An inbox, and what was asked of it."""

    letters: list[Letter] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    validity: int = 7
    knows_idle: bool = True
    next_uid: int = 1
    idling: set[asyncio.StreamWriter] = field(default_factory=set)
    writers: set[asyncio.StreamWriter] = field(default_factory=set)
    #: somebody is in IDLE
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    def drop(self, raw: bytes, *flags: str) -> Letter:
        """Let a mail come in."""
        letter = Letter(self.next_uid, raw, set(flags))
        self.next_uid += 1
        self.letters.append(letter)
        for writer in self.idling:  # a line may come in pieces
            writer.write(b"* %d EX" % len(self.letters))
            asyncio.get_running_loop().call_later(0.05, writer.write, b"ISTS\r\n")
        return letter

    def cut(self) -> None:
        """Break all lines."""
        for writer in self.writers:
            writer.transport.abort()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak with one client until it is gone."""
        self.writers.add(writer)
        try:
            writer.write(b"* OK ready\r\n")
            while line := (await reader.readline()).decode().strip():
                tag, _, rest = line.partition(" ")
                self.asked.append(rest)
                await self._answer(tag, rest, reader, writer)
        except (ConnectionError, ssl.SSLError):
            pass
        finally:
            self.writers.discard(writer)
            self.idling.discard(writer)
            writer.close()

    async def _answer(
        self, tag: str, rest: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        done = "OK done"
        match rest.upper().split():
            case ["CAPABILITY"]:
                idle = " IDLE" if self.knows_idle else ""
                writer.write(f"* CAPABILITY IMAP4rev1 AUTH=PLAIN{idle}\r\n".encode())
            case ["LOGIN", *_]:
                done = "NO wrong"
            case ["AUTHENTICATE", "PLAIN"]:
                writer.write(b"+ \r\n")
                given = b64decode(await reader.readline())
                right = b"\0".join([b"", USER.encode(), PASSWORD.encode()])
                done = "OK in" if given == right else "NO wrong"
            case ["SELECT", _]:
                said = f"* {len(self.letters)} EXISTS\r\n* OK [UIDVALIDITY {self.validity}] x\r\n"
                writer.write(said.encode())
            case ["UID", "SEARCH", *what]:
                found = " ".join(str(one.uid) for one in self._found(what))
                writer.write(f"* SEARCH {found}".rstrip().encode() + b"\r\n")
            case ["UID", "FETCH", uid, *_]:
                most = int(re.findall(r"<0\.(\d+)>", rest)[0])
                for number, one in enumerate(self.letters, 1):
                    if one.uid == int(uid):
                        raw = one.raw[:most]
                        head = f"* {number} FETCH (UID {uid} BODY[]<0> {{{len(raw)}}}\r\n"
                        writer.write(head.encode() + raw + b")\r\n")
            case ["UID", "STORE", uids, "+FLAGS.SILENT", flags]:
                for one in self.letters:
                    if str(one.uid) in uids.split(","):
                        one.flags.add(flags.strip("()").capitalize())
            case ["IDLE"]:
                self.idling.add(writer)
                self.heard.set()
                writer.write(b"+ idling\r\n")
                await reader.readline()
                self.idling.discard(writer)
            case _:
                pass
        writer.write(f"{tag} {done}\r\n".encode())

    def _found(self, what: list[str]) -> list[Letter]:
        if what == ["UNSEEN"]:
            return [one for one in self.letters if "\\seen" not in one.flags]
        if what[:1] == ["UID"]:
            least = int(what[1].partition(":")[0])
            return [one for one in self.letters if one.uid >= least] or self.letters[-1:]
        return self.letters


@dataclass
class MailServers:
    """Both servers and where they listen."""

    outgoing: Outgoing
    incoming: Incoming
    smtp_port: int
    imap_port: int

    def settings(self, address: str, key: str) -> Mail:
        """Give what Bolden is set up with to have its mailbox here."""
        return Mail(
            road="smtp",
            address=address,
            key=key,
            smtp_host="127.0.0.1",
            smtp_port=self.smtp_port,
            smtp_security="none",
            smtp_user=USER,
            smtp_password=PASSWORD,
            imap_host="127.0.0.1",
            imap_port=self.imap_port,
            imap_security="none",
            imap_user=USER,
            imap_password=PASSWORD,
            trusted_servers="post.example.org",
        )


@asynccontextmanager
async def mail_servers(tls: ssl.SSLContext | None = None) -> AsyncIterator[MailServers]:
    """Run both on loopback; with `tls` SMTP wants STARTTLS and IMAP is encrypted throughout."""
    outgoing, incoming = Outgoing(), Incoming()

    def line() -> Smtp:
        outgoing.lines += 1
        return Smtp(
            outgoing,
            hostname="post.example.org",
            authenticator=outgoing.authenticate,
            auth_require_tls=tls is not None,
            tls_context=tls,
            require_starttls=tls is not None,
        )

    loop = asyncio.get_running_loop()
    smtp = await loop.create_server(line, "127.0.0.1", 0)
    imap = await asyncio.start_server(incoming.serve, "127.0.0.1", 0, ssl=tls)
    try:
        ports = [one.sockets[0].getsockname()[1] for one in (smtp, imap)]
        yield MailServers(outgoing, incoming, *ports)
    finally:
        smtp.close()
        imap.close()
        incoming.cut()
