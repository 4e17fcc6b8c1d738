"""What the bot signs in with: secret, certificate or managed identity; each gets its own token."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from bot.delivery.credentials import (
    Certificate,
    Credential,
    ManagedIdentity,
    Secret,
    managed_identity,
    read_certificate,
)
from bot.delivery.tokens import CONNECTOR, GRAPH, TokenSource
from bot.errors import BadSettingsError, NoTokenError
from tests.certificates import certificate_pem, key_pem, rsa_key
from tests.teams_world import APP_ID, TENANT, Teams

KEY = rsa_key()


def certificate(tmp_path: Path, text: str, now: datetime) -> Certificate:
    file = tmp_path / "bolden.pem"
    file.write_text(text, "utf-8")
    return read_certificate(file, APP_ID, TENANT, now)


def good(now: datetime, days: int = 30) -> str:
    return key_pem(KEY) + certificate_pem(KEY, now - timedelta(days=1), days)


def source(teams: Teams, credential: Credential, service: str = CONNECTOR) -> TokenSource:
    login = teams.standin.login
    return TokenSource(credential, now=teams.clock, service=service, http_client=login)


async def test_a_certificate_gets_a_token(teams: Teams, tmp_path: Path) -> None:
    credential = certificate(tmp_path, good(teams.clock()), teams.clock())
    with pytest.raises(NoTokenError, match="invalid_client"):
        await source(teams, credential).token()
    teams.standin.identity.trust(credential.public)
    tokens = source(teams, credential)
    token = await tokens.token()
    assert teams.standin.identity.accepts(f"Bearer {token}")
    teams.standin.identity.withdraw_tokens()
    assert await tokens.instead_of(token) != token


async def test_a_key_that_the_registration_does_not_have_gets_none(
    teams: Teams, tmp_path: Path
) -> None:
    teams.standin.identity.trust(certificate_pem(rsa_key(), teams.clock()))
    tokens = source(teams, certificate(tmp_path, good(teams.clock()), teams.clock()))
    with pytest.raises(NoTokenError):
        await tokens.token()


@pytest.mark.parametrize("setting", ["system", "id-of-the-machine"])
async def test_a_managed_identity_gets_a_token(teams: Teams, setting: str) -> None:
    tokens = source(teams, managed_identity(setting))
    with pytest.raises(NoTokenError):
        await tokens.token()
    teams.standin.identity.machine_id = "id-of-the-machine"
    token = await tokens.token()
    assert teams.standin.identity.accepts(f"Bearer {token}")
    assert await tokens.token() == token
    teams.clock.forward(minutes=56)
    assert await tokens.token() != token


async def test_another_machines_identity_gets_none(teams: Teams) -> None:
    teams.standin.identity.machine_id = "id-of-the-machine"
    with pytest.raises(NoTokenError):
        await source(teams, ManagedIdentity("id-of-another")).token()


async def test_each_service_has_tokens_of_its_own(teams: Teams) -> None:
    identity, secret = teams.standin.identity, Secret(APP_ID, TENANT, "s3cret")
    token = await source(teams, secret, GRAPH).token()
    assert identity.accepts(f"Bearer {token}", GRAPH)
    assert not identity.accepts(f"Bearer {token}", CONNECTOR)


def test_a_certificate_says_when_it_ends_and_hides_its_key(tmp_path: Path, now: datetime) -> None:
    read = certificate(tmp_path, certificate_pem(rsa_key(), now) + good(now), now)
    assert str(read).endswith("good until 2026-10-07")
    assert len(read.thumbprint) == 40
    assert "PRIVATE" not in repr(read)
    assert "hemmeligt" not in repr(Secret(APP_ID, TENANT, "hemmeligt"))


def wrong(now: datetime) -> dict[str, tuple[str, str]]:
    curved = ec.generate_private_key(ec.SECP256R1())
    ended = certificate_pem(KEY, now - timedelta(days=30), 30)
    begins = certificate_pem(KEY, now + timedelta(days=1))
    locked = key_pem(KEY, b"kode") + certificate_pem(KEY, now)
    return {
        "no PEM": ("hemmeligt", "private key and its certificate"),
        "key alone": (key_pem(KEY), "private key and its certificate"),
        "certificate alone": (certificate_pem(KEY, now), "private key and its certificate"),
        "another's": (key_pem(rsa_key()) + certificate_pem(KEY, now), "does not belong to its key"),
        "password": (locked, "key with a password"),
        "not RSA": (key_pem(curved) + certificate_pem(curved, now), "not RSA"),
        "ended": (key_pem(KEY) + ended, "good from 2026-08-09 to 2026-09-08 only"),
        "not begun": (key_pem(KEY) + begins, "good from 2026-09-09"),
    }


@pytest.mark.parametrize(
    "what",
    [
        "no PEM",
        "key alone",
        "certificate alone",
        "another's",
        "password",
        "not RSA",
        "ended",
        "not begun",
    ],
)
def test_a_certificate_that_is_not_good_is_refused(
    tmp_path: Path, now: datetime, what: str
) -> None:
    text, said = wrong(now)[what]
    with pytest.raises(BadSettingsError, match=said):
        certificate(tmp_path, text, now)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(BadSettingsError, match="cannot be read"):
        read_certificate(tmp_path / "none.pem", APP_ID, TENANT, now)
