"""Mail servers that are not who they say, or do not encrypt: neither password nor mail is given."""

import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.mail.internet_mailbox import InternetMailbox
from bot.delivery.mail.server import Security, Server, trusted_tls
from bot.delivery.mail.smtp import Courier
from bot.domain.delivery import Receipt, SendState
from tests.certificates import certificate_pem, key_pem, rsa_key
from tests.conftest import Clock
from tests.mail_servers import PASSWORD, USER, MailServers, mail_servers

EVA = "eva@example.org"
MAIL = b"Message-ID: <b1.x@example.org>\r\n\r\nHej\r\n"


@dataclass
class Encrypted:
    """Servers with a certificate that is signed by nobody known."""

    servers: MailServers
    #: of who knows it all the same
    knowing: ssl.SSLContext


@pytest.fixture
async def encrypted(tmp_path: Path) -> AsyncIterator[Encrypted]:
    """Give servers that want encryption."""
    key, file = rsa_key(), tmp_path / "server.pem"
    certificate = certificate_pem(key, datetime.now(UTC) - timedelta(days=1), host="localhost")
    file.write_text(key_pem(key) + certificate)
    serving = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    serving.load_cert_chain(file)
    async with mail_servers(serving) as servers:
        yield Encrypted(servers, ssl.create_default_context(cadata=certificate))


def smtp(port: int) -> Server:
    return Server("localhost", port, Security.STARTTLS, USER, PASSWORD)


async def sent(server: Server, tls: ssl.SSLContext, clock: Clock) -> Receipt:
    courier = Courier(server, "bolden@example.org", clock=clock, tls=tls)
    try:
        return await courier.send(MAIL, EVA)
    finally:
        await courier.close()


async def test_a_server_with_a_known_certificate_is_used(
    encrypted: Encrypted, clock: Clock
) -> None:
    servers = encrypted.servers
    receipt = await sent(smtp(servers.smtp_port), encrypted.knowing, clock)
    assert receipt.state is SendState.SENT
    servers.incoming.drop(b"one")
    server = Server("localhost", servers.imap_port, Security.TLS, USER, PASSWORD)
    courier = Courier(server, "bolden@example.org", clock=clock, tls=encrypted.knowing)
    mailbox = InternetMailbox(
        courier, server, clock=clock, tls=encrypted.knowing, wake=lambda: None
    )
    assert [one.raw for one in await mailbox.fetch_new()] == [b"one"]
    await mailbox.close()


async def test_a_server_that_nobody_vouches_for_gets_nothing(
    encrypted: Encrypted, clock: Clock
) -> None:
    servers = encrypted.servers
    receipt = await sent(smtp(servers.smtp_port), trusted_tls(), clock)
    assert (receipt.state, receipt.reason) == (SendState.RETRY, "NotConnected")
    assert (servers.outgoing.logins, servers.outgoing.sent) == ([], [])
    server = Server("localhost", servers.imap_port, Security.TLS, USER, PASSWORD)
    mailbox = InternetMailbox(
        Courier(server, "bolden@example.org", clock=clock, tls=trusted_tls()),
        server,
        clock=clock,
        tls=trusted_tls(),
        wake=lambda: None,
    )
    assert await mailbox.fetch_new() == []
    await mailbox.close()
    assert servers.incoming.asked == []


async def test_a_server_that_does_not_encrypt_gets_nothing(clock: Clock) -> None:
    async with mail_servers() as servers:
        receipt = await sent(smtp(servers.smtp_port), trusted_tls(), clock)
        assert (receipt.state, receipt.reason) == (SendState.RETRY, "NotConnected")
        assert (servers.outgoing.logins, servers.outgoing.sent) == ([], [])
