"""The stand-in's keys and tokens: signs what it posts to the bot, checks what the bot brings."""

import functools
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://api.botframework.com"
_TOKEN_SECONDS = 3600


class Identity:
    """One app registration, as the login service and the connector know it."""

    def __init__(
        self, *, app_id: str, secret: str, tenant_id: str, now: Callable[[], datetime]
    ) -> None:
        self.app_id = app_id
        self.secret = secret
        self.tenant_id = tenant_id
        self._now = now
        self._tokens: dict[str, datetime] = {}
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
        now = int(self._now().timestamp())
        claims = {
            "iss": ISSUER,
            "aud": self.app_id,
            "serviceurl": service_url,
            "nbf": now,
            "exp": now + _TOKEN_SECONDS,
        } | changes
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": self._key_id})

    def issue(self, form: dict[str, Any]) -> dict[str, Any] | None:
        """Give the bot a token for the connector, None where it does not sign in rightly."""
        given = (form.get("client_id"), form.get("client_secret"))
        if given != (self.app_id, self.secret):
            return None
        token = secrets.token_urlsafe(24)
        self._tokens[token] = self._now() + timedelta(seconds=_TOKEN_SECONDS)
        return {"token_type": "Bearer", "expires_in": _TOKEN_SECONDS, "access_token": token}

    def accepts(self, authorization: str | None) -> bool:
        """Does the bot bring a token that we issued and that is still good?"""
        token = (authorization or "").removeprefix("Bearer ")
        until = self._tokens.get(token)
        return until is not None and self._now() < until

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
