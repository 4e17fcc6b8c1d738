"""The stand-in's keys and tokens: signs what it posts to the bot, checks what the bot brings."""

import base64
import functools
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://api.botframework.com"
#: what the bot's tokens are good for
CONNECTOR, GRAPH = ISSUER, "https://graph.microsoft.com"
_TOKEN_SECONDS = 3600


class Identity:
    """One app registration, as the login service and the connector know it."""

    def __init__(
        self, *, app_id: str, secret: str, tenant_id: str, now: Callable[[], datetime]
    ) -> None:
        self.app_id = app_id
        self.secret = secret
        self.tenant_id = tenant_id
        self.now = now
        self._tokens: dict[str, tuple[str, datetime]] = {}
        self._certificates: dict[str, x509.Certificate] = {}
        #: who the machine is, where it has an identity of its own
        self.machine_id: str | None = None
        #: gives a token for a code, once there is a page where people sign in
        self.redeem: Callable[[dict[str, Any]], dict[str, Any] | None] = lambda form: None
        self._key_id = ""
        self._published: list[dict[str, Any]] = []
        self._publish(_first_key(), ("msteams",))

    def rotate(self, *, endorsements: tuple[str, ...] = ("msteams",)) -> None:
        """Sign with a new key from now on, published beside the old ones."""
        self._publish(_new_key(), endorsements)

    def _publish(self, key: rsa.RSAPrivateKey, endorsements: tuple[str, ...]) -> None:
        self._key = key
        self._key_id = secrets.token_hex(8)
        public = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        entry = {**public, "kid": self._key_id, "use": "sig", "endorsements": list(endorsements)}
        self._published.append(entry)

    def keys(self) -> dict[str, Any]:
        """Give the public keys as a JWKS document."""
        return {"keys": self._published}

    def sign(self, service_url: str, **changes: Any) -> str:
        """Sign a token as the connector does; `changes` make it a wrong one (None: left out)."""
        now = int(self.now().timestamp())
        claims = {
            "iss": ISSUER,
            "aud": self.app_id,
            "serviceurl": service_url,
            "nbf": now,
            "exp": now + _TOKEN_SECONDS,
        } | changes
        return self.sign_claims(claims)

    def sign_claims(self, claims: dict[str, Any]) -> str:
        """Sign a token that says just this; what is None is left out."""
        said = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(said, self._key, algorithm="RS256", headers={"kid": self._key_id})

    def trust(self, pem: str) -> None:
        """Let the app registration have a certificate."""
        certificate = x509.load_pem_x509_certificate(pem.encode())
        digest = base64.urlsafe_b64encode(certificate.fingerprint(hashes.SHA256()))
        self._certificates[digest.decode().rstrip("=")] = certificate

    def issue(self, form: dict[str, Any]) -> dict[str, Any] | None:
        """Give the bot a token for one service, None where it does not sign in rightly."""
        is_known = form.get("client_id") == self.app_id
        if not is_known or not (form.get("client_secret") == self.secret or self._proves(form)):
            return None
        return self._give(str(form.get("scope", CONNECTOR)).removesuffix("/.default"))

    def issue_to_machine(self, resource: str, client_id: str | None) -> dict[str, Any] | None:
        """Give the machine's identity a token, None where it has no such identity."""
        if self.machine_id is None or client_id not in (None, self.machine_id):
            return None
        return self._give(resource)

    def _proves(self, form: dict[str, Any]) -> bool:
        """Is the assertion signed by a certificate that the registration has?

        https://learn.microsoft.com/entra/identity-platform/certificate-credentials
        """
        given = str(form.get("client_assertion", ""))
        try:
            name = str(jwt.get_unverified_header(given)["x5t#S256"])
            key: Any = self._certificates[name.rstrip("=")].public_key()
            audience = f"https://login.microsoftonline.com/{self.tenant_id}/oauth2/v2.0/token"
            checks: Any = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}
            said = jwt.decode(given, key, ["PS256"], options=checks, audience=audience)
        except (jwt.PyJWTError, KeyError):
            return False
        return {said.get("iss"), said.get("sub")} == {self.app_id}

    def _give(self, service: str) -> dict[str, Any]:
        token = secrets.token_urlsafe(24)
        self._tokens[token] = (service, self.now() + timedelta(seconds=_TOKEN_SECONDS))
        return {"token_type": "Bearer", "expires_in": _TOKEN_SECONDS, "access_token": token}

    def accepts(self, authorization: str | None, service: str = CONNECTOR) -> bool:
        """Does the bot bring a token for this service that we issued and that is still good?"""
        token = (authorization or "").removeprefix("Bearer ")
        audience, until = self._tokens.get(token, ("", self.now()))
        return audience == service and self.now() < until

    def withdraw_tokens(self) -> None:
        """Believe none of the tokens issued so far."""
        self._tokens.clear()

    @property
    def issued(self) -> int:
        """How many tokens are believed."""
        return len(self._tokens)


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@functools.cache
def _first_key() -> rsa.RSAPrivateKey:
    """Make one a process: making it takes longer than all else of starting."""
    return _new_key()
