"""How the bot proves who it is: by a secret, a certificate or a managed identity."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.errors import BadSettingsError

#: what 'teams.managed_identity' says where the machine has one identity of its own
SYSTEM = "system"


@dataclass(frozen=True)
class Secret:
    """A password of the app registration."""

    app_id: str
    tenant_id: str
    secret: str = field(repr=False)

    def __str__(self) -> str:
        return "secret"


@dataclass(frozen=True)
class Certificate:
    """A certificate of the app registration, both parts as PEM."""

    app_id: str
    tenant_id: str
    key: str = field(repr=False)
    public: str = field(repr=False)
    #: as Entra shows it: SHA-1, in capitals
    thumbprint: str
    ends_at: datetime

    def __str__(self) -> str:
        return f"certificate {self.thumbprint}, good until {self.ends_at:%Y-%m-%d}"


@dataclass(frozen=True)
class ManagedIdentity:
    """An identity of the machine in Azure; without a client id the machine's own."""

    client_id: str | None = None

    def __str__(self) -> str:
        return f"managed identity {self.client_id or 'of the machine'}"


Credential = Secret | Certificate | ManagedIdentity


def managed_identity(setting: str) -> ManagedIdentity:
    """Give the identity that the setting names."""
    return ManagedIdentity(None if setting.casefold() == SYSTEM else setting)


def read_certificate(file: Path, app_id: str, tenant_id: str, now: datetime) -> Certificate:
    """Read a PEM file with a private key and its certificate, in any order.

    Raises BadSettingsError where it cannot be read, or is not, or no longer, good.
    """
    from cryptography import x509  # slow to load, and only wanted here
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    try:
        data = file.read_bytes()
    except OSError as error:
        raise _bad(file, "cannot be read") from error
    try:
        key = serialization.load_pem_private_key(data, password=None)
        listed = x509.load_pem_x509_certificates(data)
    except TypeError as error:  # what cryptography raises where a password is wanted
        raise _bad(file, "has a key with a password; Bolden needs one without") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _bad(file, "must hold a private key and its certificate as PEM") from error
    if not isinstance(key, RSAPrivateKey):
        raise _bad(file, "has a key that is not RSA; Entra takes no other")
    public = next((one for one in listed if one.public_key() == key.public_key()), None)
    if public is None:
        raise _bad(file, "has a certificate that does not belong to its key")
    if not public.not_valid_before_utc <= now < public.not_valid_after_utc:
        span = f"{public.not_valid_before_utc:%Y-%m-%d} to {public.not_valid_after_utc:%Y-%m-%d}"
        raise _bad(file, f"has a certificate that is good from {span} only")
    return Certificate(
        app_id,
        tenant_id,
        _text(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        ),
        _text(public.public_bytes(serialization.Encoding.PEM)),
        # not for safety: it is the name by which Entra lists the certificate
        public.fingerprint(hashes.SHA1()).hex().upper(),  # noqa: S303
        public.not_valid_after_utc,
    )


def _text(pem: Any) -> str:
    return bytes(pem).decode("ascii")


def _bad(file: Path, what: str) -> BadSettingsError:
    return BadSettingsError(f"The file {file} that 'teams.certificate_file' names {what}.")
