"""One pooled HTTP session towards the Bot Connector: addresses, token, and what came back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from yarl import URL

from bot.delivery.calling import Answered, Line, NotSentError
from bot.delivery.tokens import TokenSource

#: made once: a card is serialised for every message
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
#: the workers' batches are the limit: an answer to a person must not wait behind slow sends
_ANY_NUMBER = 0
_HOST = "smba.trafficmanager.net"
_DOMAIN = ".botframework.com"
_HEADERS = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class TrustedUrls:
    """Where our token may go: Microsoft's own hosts, and origins that the settings name."""

    origins: frozenset[str] = frozenset()

    def trusts(self, service_url: str) -> bool:
        """Is this an address that a connector of ours has?"""
        try:
            parts = urlsplit(service_url)
            has_port = parts.port is not None
        except ValueError:
            return False
        if f"{parts.scheme}://{parts.netloc}" in self.origins:
            return True
        host = parts.hostname or ""
        is_plain = not has_port and "@" not in parts.netloc
        return parts.scheme == "https" and is_plain and (host == _HOST or host.endswith(_DOMAIN))


class Connector:
    """Speaks to the connector's REST interface; every call is one attempt."""

    def __init__(
        self,
        tokens: TokenSource | None,
        *,
        trusted: TrustedUrls | None = None,
        timeout_seconds: float = 15.0,
    ) -> None:
        self._line = Line(tokens, timeout_seconds=timeout_seconds, connections=_ANY_NUMBER)
        self._trusted = trusted or TrustedUrls()
        self._trusted_seen: set[str] = set()

    @property
    def trusted_origins(self) -> frozenset[str]:
        """Give the origins that the settings name besides Microsoft's own hosts."""
        return self._trusted.origins

    async def close(self) -> None:
        """Close the pooled connections."""
        await self._line.close()

    async def post(self, service_url: str, path: str, payload: Mapping[str, Any]) -> Answered:
        """POST; raise NotSentError or DoubtfulError."""
        return await self._call("POST", service_url, path, payload)

    async def put(self, service_url: str, path: str, payload: Mapping[str, Any]) -> Answered:
        """PUT; raise NotSentError or DoubtfulError."""
        return await self._call("PUT", service_url, path, payload)

    async def delete(self, service_url: str, path: str) -> Answered:
        """DELETE; raise NotSentError or DoubtfulError."""
        return await self._call("DELETE", service_url, path, None)

    async def _call(
        self, method: str, service_url: str, path: str, payload: Mapping[str, Any] | None
    ) -> Answered:
        self._check_trust(service_url)
        url = URL(service_url.rstrip("/") + path, encoded=True)
        body = None if payload is None else _json_bytes(payload)
        return await self._line.call(method, url, body, _HEADERS)

    def _check_trust(self, service_url: str) -> None:
        if service_url in self._trusted_seen:
            return
        if not self._trusted.trusts(service_url):
            raise NotSentError("UntrustedServiceUrl")
        self._trusted_seen.add(service_url)


def activities(conversation_id: str, activity_id: str | None = None) -> str:
    """Give the path of a conversation's activities, or of one of them."""
    path = f"/v3/conversations/{quote(conversation_id, safe='')}/activities"
    return path if activity_id is None else f"{path}/{quote(activity_id, safe='')}"


def _json_bytes(payload: Mapping[str, Any]) -> bytes:
    # half a surrogate pair, as some PDF files have, becomes a question mark
    return _encode(payload).encode("utf-8", "replace")
