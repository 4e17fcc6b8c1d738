"""The public keys of the Bot Connector or of Entra, fetched rarely and by one caller at a time."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    import jwt

METADATA_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"

_FRESH_FOR = timedelta(hours=24)
#: keys that cannot be fetched anew are believed for this long, so that a fault there is not ours
_BELIEVED_FOR = timedelta(hours=48)
#: an unknown key id makes us ask again, but a forger must not make us ask all the time
_AGAIN_AFTER = timedelta(minutes=5)
_AGAIN_AFTER_FAULT = timedelta(seconds=10)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Key:
    """One public key and the channels that it may speak for."""

    key: "jwt.PyJWK"
    endorsements: frozenset[str]
    #: whose tokens it signs; Entra says so, with {tenantid} for any tenant
    issuer: str = ""


class KeyRing:
    """Keys by their id, from an OpenID metadata document."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        metadata_url: str = METADATA_URL,
        timeout_seconds: float = 10.0,
    ) -> None:
        self._now = now
        self._metadata_url = metadata_url
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds)
        self._lock = asyncio.Lock()
        self._keys: dict[str, Key] = {}
        self._fetched_at = _LONG_AGO
        self._ask_from = _LONG_AGO

    async def find(self, key_id: str) -> Key | None:
        """Give the key, or None where nobody (any longer) vouches for it."""
        if self._wants_fetch(key_id):
            async with self._lock:
                if self._wants_fetch(key_id):  # another caller may have fetched meanwhile
                    await self._fetch()
        if self._now() - self._fetched_at > _BELIEVED_FOR:
            return None
        return self._keys.get(key_id)

    def _wants_fetch(self, key_id: str) -> bool:
        now = self._now()
        is_old = now - self._fetched_at > _FRESH_FOR
        return (is_old or key_id not in self._keys) and now >= self._ask_from

    async def _fetch(self) -> None:
        try:
            async with aiohttp.ClientSession(timeout=self._timeout) as session:
                metadata = await _get_json(session, self._metadata_url)
                document = await _get_json(session, str(metadata["jwks_uri"]))
            keys = _keys_in(document)
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError):
            self._ask_from = self._now() + _AGAIN_AFTER_FAULT
            return
        self._keys = keys
        self._fetched_at = self._now()
        self._ask_from = self._fetched_at + _AGAIN_AFTER


async def _get_json(session: aiohttp.ClientSession, url: str) -> dict[str, Any]:
    async with session.get(url, raise_for_status=True) as response:
        document = await response.json(content_type=None)
    if not isinstance(document, dict):
        raise TypeError("not a JSON object")
    return document


def _keys_in(document: dict[str, Any]) -> dict[str, Key]:
    import jwt  # heavy, and not needed before the first token comes

    keys: dict[str, Key] = {}
    for entry in document["keys"]:
        if entry.get("kty") != "RSA" or not entry.get("kid"):
            continue
        try:
            key = jwt.PyJWK(entry, algorithm="RS256")
        except jwt.PyJWTError:  # one odd key does not spoil the others
            continue
        keys[str(entry["kid"])] = Key(
            key, frozenset(entry.get("endorsements") or ()), str(entry.get("issuer") or "")
        )
    return keys
