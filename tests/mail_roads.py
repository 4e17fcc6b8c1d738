"""The roads that mail can take, from the side of the people: what they got, what they answer."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import make_msgid
from pathlib import Path

from bot.app import Running
from bot.demo.building import APP_ID, SECRET, link_to
from bot.demo.mailing import words
from bot.demo.stage import TENANT
from bot.linking import TeamsLink
from bot.mail_settings import Mail
from bot.standin.graph.mailboxes import MAIL, SEND_MAIL
from bot.standin.serving import StandIn
from tests import mutt
from tests.conftest import TUESDAY, Clock
from tests.ews_world import ews_started
from tests.mail_servers import mail_servers
from tests.real_mail import real_mail

BOT, KEY = "bolden@example.org", "invented key of the tests, 32 by"
VOUCHED = "post.example.org; dmarc=pass header.from=example.org"


async def _at_once() -> None:
    """Where mail takes no time."""


@dataclass
class OpenRoad:
    """A mailbox for Bolden on one road; everybody else has mail alone."""

    mail: Mail
    #: what was sent by Bolden to an address, oldest first
    got: Callable[[str], Sequence[bytes]]
    #: a mail to Bolden as its sender wrote it, and the sender
    post: Callable[[bytes, str], Awaitable[None]]
    link: TeamsLink | None = None
    clock: Clock = field(default_factory=lambda: Clock(TUESDAY))
    #: until nothing is on its way
    delivered: Callable[[], Awaitable[None]] = _at_once
    #: name and address of who answers, the mail they answer, and their words
    answer: Callable[[str, str, EmailMessage, str], Awaitable[None]] | None = None

    def mails(self, address: str) -> list[EmailMessage]:
        """Give what somebody got from Bolden, oldest first."""
        return [_parsed(raw) for raw in self.got(address)]

    async def reply(self, name: str, address: str, text: str) -> None:
        """Let somebody answer the newest mail that they got."""
        original = self.mails(address)[-1]
        if self.answer is not None:
            await self.answer(name, address, original, text)
        else:
            await self.post(replied(name, address, original, text), address)

    async def go_on(self, parts: Running, **by: float) -> None:
        """Let time pass and everything happen that then is due."""
        self.clock.forward(**by)
        for _ in range(4):  # an answer is fetched, acted on, confirmed, and told to others
            self.clock.forward(minutes=1)
            await parts.timetable.round()
            await self.delivered()


def replied(name: str, address: str, original: EmailMessage, text: str) -> bytes:
    """Write an answer as mail programs do: words above, the mail quoted below."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = f"{name} <{address}>", BOT
    message["Subject"] = f"SV: {original['Subject']}"
    message["Message-ID"] = make_msgid(domain="example.org")
    message["In-Reply-To"] = message["References"] = str(original["Message-ID"])
    quoted = "\n".join(f"> {line}" for line in words(original).splitlines())
    message.set_content(f"{text}\n\nDen 8.9.2026 kl. 10.15 skrev Bolden <{BOT}>:\n{quoted}\n")
    return message.as_bytes()


@asynccontextmanager
async def mail_road(name: str, folder: Path, people: Sequence[str]) -> AsyncIterator[OpenRoad]:
    """Open the road of this name; `people` are the addresses that have a mailbox beside ours."""
    async with AsyncExitStack() as stack:
        yield await ROADS[name](stack, folder, people)


async def _folder(_: AsyncExitStack, folder: Path, __: Sequence[str]) -> OpenRoad:
    outbox, new = folder / "mail" / "outbox", folder / "mail" / "inbox" / "new"

    def got(address: str) -> list[bytes]:
        files = sorted(outbox.glob("*.eml"), key=lambda one: int(one.stem))
        return _to(address, [one.read_bytes() for one in files])

    async def post(raw: bytes, _sender: str) -> None:
        (new / make_msgid().strip("<>")).write_bytes(raw)

    return OpenRoad(Mail(folder=str(folder / "mail"), address=BOT, key=KEY), got, post)


async def _graph(stack: AsyncExitStack, _: Path, people: Sequence[str]) -> OpenRoad:
    clock = Clock(TUESDAY)
    standin = StandIn(app_id=APP_ID, secret=SECRET, tenant_id=TENANT, now=clock)
    standin.graph.tenant.granted |= {MAIL, SEND_MAIL}
    for address in (BOT, *people):
        standin.graph.mail.open(address)
    await standin.start()
    stack.push_async_callback(standin.stop)

    async def post(raw: bytes, _sender: str) -> None:
        standin.graph.mail.drop(BOT, b"X-MS-Exchange-Organization-AuthAs: Internal\r\n" + raw)

    return OpenRoad(
        Mail(road="graph", address=BOT, key=KEY),
        lambda address: [one.raw for one in standin.graph.mail.boxes[address].inbox],
        post,
        link_to(standin, clock),
        clock,
    )


async def _exchange(stack: AsyncExitStack, _: Path, __: Sequence[str]) -> OpenRoad:
    clock = Clock(TUESDAY)
    ews = await stack.enter_async_context(ews_started(clock))

    async def post(raw: bytes, _sender: str) -> None:
        ews.drop(b"X-MS-Exchange-Organization-AuthAs: Internal\r\n" + raw)

    mail = Mail(
        road="ews",
        address=BOT,
        key=KEY,
        ews_url=ews.url,
        ews_auth="basic",
        ews_user=ews.user,
        ews_password=ews.password,
    )
    return OpenRoad(mail, lambda address: _to(address, ews.sent), post, clock=clock)


async def _smtp(stack: AsyncExitStack, _: Path, __: Sequence[str]) -> OpenRoad:
    servers = await stack.enter_async_context(mail_servers())

    async def post(raw: bytes, _sender: str) -> None:
        servers.incoming.drop(f"Authentication-Results: {VOUCHED}\r\n".encode() + raw)

    return OpenRoad(
        servers.settings(BOT, KEY),
        lambda address: [
            one.original_content or b""
            for one in servers.outgoing.sent
            if one.rcpt_tos == [address]
        ],
        post,
    )


async def _postfix(stack: AsyncExitStack, _: Path, people: Sequence[str]) -> OpenRoad:
    """Everybody answers with mutt."""
    real = stack.enter_context(real_mail(people))

    async def answer(name: str, address: str, original: EmailMessage, text: str) -> None:
        mark = str(original["Message-ID"]).strip("<>")
        await asyncio.to_thread(mutt.answer, real, address, name, mark, text)
        await real.settled()

    return OpenRoad(real.settings(), real.got, real.post, delivered=real.settled, answer=answer)


ROADS = {
    "folder": _folder,
    "graph": _graph,
    "ews": _exchange,
    "smtp": _smtp,
    "postfix": _postfix,
}


def _to(address: str, mails: Sequence[bytes]) -> list[bytes]:
    return [raw for raw in mails if address in str(_parsed(raw)["To"])]


def _parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, _class=EmailMessage, policy=default)  # type: ignore[arg-type]
