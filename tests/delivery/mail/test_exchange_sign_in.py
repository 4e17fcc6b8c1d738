"""Signing in at an Exchange server by NTLM or token, and servers that are not who they say."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.mail.ews_mailbox import EwsMailbox
from bot.delivery.mail.exchange_line import App, Login
from bot.domain.delivery import Receipt, SendState
from tests.certificates import certificate_pem, key_pem, rsa_key
from tests.conftest import Clock
from tests.ews_world import ews_started
from tests.exchange_door import Door, exchange_door

EVA, PASSWORD = "eva@example.org", "hemmelig7"


@pytest.fixture
async def door(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Door]:
    """Give an Exchange whose certificate is `known.pem`, and who knows EXAMPLE\\bolden."""
    key, file = rsa_key(), tmp_path / "server.pem"
    certificate = certificate_pem(key, datetime.now(UTC) - timedelta(days=1), host="localhost")
    file.write_text(key_pem(key) + certificate)
    (tmp_path / "known.pem").write_text(certificate)
    (tmp_path / "users").write_text(f"EXAMPLE:bolden:{PASSWORD}\n")
    monkeypatch.setenv("NTLM_USER_FILE", str(tmp_path / "users"))
    # neither who else is believed here nor a proxy is any business of this road
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    serving = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    serving.load_cert_chain(file)
    async with ews_started(clock) as ews, exchange_door(ews, serving, certificate) as door:
        yield door


async def sent(
    door: Door, clock: Clock, password: str = PASSWORD, *, way: str = "ntlm"
) -> list[Receipt]:
    app = App(door.url.replace("/EWS/Exchange.asmx", "/token"), "app-1", "app-secret")
    login = Login(door.url, way, "EXAMPLE\\bolden", password, app)
    mailbox = EwsMailbox(login, door.ews.address, clock=clock)
    mails = [f"To: {EVA}\r\nMessage-ID: <b{n}.x@example.org>\r\n\r\nHej\r\n" for n in range(6)]
    try:
        return await asyncio.gather(*[mailbox.send(one.encode(), recipient=EVA) for one in mails])
    finally:
        await mailbox.close()


async def test_each_line_signs_in_once(
    door: Door, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "known.pem"))
    assert {one.state for one in await sent(door, clock)} == {SendState.SENT}
    assert len(door.ews.sent) == 6
    assert door.let_in <= 2
    assert door.refused == 0


async def test_a_wrong_password_is_tried_once(
    door: Door, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "known.pem"))
    assert {one.reason for one in await sent(door, clock, "forkert")} == {"MailLogin401"}
    assert (door.let_in, door.refused, door.ews.sent) == (0, 1, [])


async def test_a_server_that_nobody_vouches_for_gets_nothing(
    door: Door, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "known.pem"))
    assert {one.reason for one in await sent(door, clock)} == {"TransportError"}
    assert door.requests == 0


@pytest.mark.parametrize("lifetimes", [[3600], [-60, 3600]])
async def test_a_token_is_asked_for_anew_once_it_has_ended(
    door: Door,
    clock: Clock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lifetimes: list[int],
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "known.pem"))
    door.lifetimes = list(lifetimes)
    assert {one.state for one in await sent(door, clock, way="oauth")} == {SendState.SENT}
    assert len(door.ews.sent) == 6
    assert door.asked == [
        {
            "grant_type": "password",
            "username": "EXAMPLE\\bolden",
            "password": PASSWORD,
            "client_id": "app-1",
            "client_secret": "app-secret",
            "scope": "https://localhost/EWS.AccessAsUser.All",
        }
    ] * len(lifetimes)


async def test_a_token_that_is_refused_is_asked_for_once(
    door: Door, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "known.pem"))
    receipts = await sent(door, clock, "forkert", way="oauth")
    assert {one.reason for one in receipts} == {"InvalidGrantError"}
    assert {one.retry_at for one in receipts} == {clock() + timedelta(minutes=30)}
    assert (len(door.asked), door.ews.sent) == (1, [])
