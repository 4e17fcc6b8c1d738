"""Who may post to us: the Bot Connector by its signed token, or, without an app, this machine."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.delivery.claims import verified
from bot.delivery.keyring import KeyRing
from bot.errors import UnverifiedError

ISSUER = "https://api.botframework.com"


@dataclass(frozen=True)
class Caller:
    """What a verified request may speak for; None means anything."""

    service_url: str | None = None
    channels: frozenset[str] | None = None

    def vouch_for(self, *, service_url: str, channel_id: str) -> None:
        """Raise unless the caller speaks for this channel and this address."""
        if self.channels is not None and channel_id not in self.channels:
            raise UnverifiedError("The key is not endorsed for the channel.")
        if self.service_url is not None and _same(self.service_url) != _same(service_url):
            raise UnverifiedError("The token is for another service address.")


class TokenVerifier:
    """Checks the Bot Connector's token on a request to the app."""

    def __init__(
        self, app_id: str, keys: KeyRing, *, now: Callable[[], datetime], issuer: str = ISSUER
    ) -> None:
        self._app_id = app_id
        self._keys = keys
        self._now = now
        self._issuer = issuer

    async def verify(self, authorization: str | None, peer: str | None) -> Caller:
        """Give who it is. `peer` proves nothing here: a token is needed from anywhere."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise UnverifiedError("The request bears no token.")
        key, claims = await verified(
            token, self._keys, audience=(self._app_id,), issuer=self._issuer, now=self._now()
        )
        service_url = claims.get("serviceurl")
        if not isinstance(service_url, str) or not service_url:
            raise UnverifiedError("The token names no service address.")
        return Caller(service_url, key.endorsements)


class LoopbackOnly:
    """Stands in for the verifier where the settings say that there is no app registration.

    For the Agents Playground on the same machine; nobody else is let in.
    """

    async def verify(self, authorization: str | None, peer: str | None) -> Caller:
        """Let in what comes from this machine; a token, if any, is not looked at."""
        try:
            is_local = ipaddress.ip_address(peer or "").is_loopback
        except ValueError:
            is_local = False
        if not is_local:
            raise UnverifiedError("Only this machine may post while sign-in is off.")
        return Caller()


def _same(service_url: str) -> str:
    return service_url.rstrip("/").lower()
