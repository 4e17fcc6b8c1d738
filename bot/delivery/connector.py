"""One pooled HTTP session towards the Bot Connector: addresses, token, and what came back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

import aiohttp
from yarl import URL

from bot.delivery.tokens import NoTokenError, TokenSource
from bot.errors import BoldenError

#: made once: a card is serialised for every message
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_HOST = "smba.trafficmanager.net"
_DOMAIN = ".botframework.com"


class NotSentError(BoldenError):
    """The request surely did not reach the connector; `code` says why, for the report."""

    def __init__(self, code: str) -> None:
        super().__init__(f"The message did not leave ({code}).")
        self.code = code


class DoubtfulError(BoldenError):
    """The request left and no answer came: nobody can know what became of it."""

    def __init__(self, code: str) -> None:
        super().__init__(f"The connector did not answer ({code}).")
        self.code = code


@dataclass(frozen=True)
class Answered:
    """What the connector said."""

    status: int
    body: Mapping[str, Any] = field(default_factory=dict)
    retry_after: str | None = None

    @property
    def is_success(self) -> bool:
        """Was it done?"""
        return 200 <= self.status < 300


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
        connections: int = 50,
    ) -> None:
        self._tokens = tokens
        self._trusted = trusted or TrustedUrls()
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds, sock_connect=5.0)
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None
        self._trusted_seen: set[str] = set()

    @property
    def trusted_origins(self) -> frozenset[str]:
        """Give the origins that the settings name besides Microsoft's own hosts."""
        return self._trusted.origins

    async def close(self) -> None:
        """Close the pooled connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

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
        if self._tokens is None:
            return await self._attempt(method, url, body, None)
        try:
            token = await self._tokens.token()
            answered = await self._attempt(method, url, body, token)
            if answered.status == 401:  # surely not done; the token may have been withdrawn
                token = await self._tokens.instead_of(token)
                answered = await self._attempt(method, url, body, token)
        except NoTokenError as error:
            raise NotSentError("NoToken") from error
        return answered

    def _check_trust(self, service_url: str) -> None:
        if service_url in self._trusted_seen:
            return
        if not self._trusted.trusts(service_url):
            raise NotSentError("UntrustedServiceUrl")
        self._trusted_seen.add(service_url)

    async def _attempt(
        self, method: str, url: URL, body: bytes | None, token: str | None
    ) -> Answered:
        headers = {"Content-Type": "application/json"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        try:
            async with self._open().request(
                method, url, data=body, headers=headers, allow_redirects=False
            ) as response:
                answer = _json_object(await response.read())
                return Answered(response.status, answer, response.headers.get("Retry-After"))
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSentError("NotConnected") from error
        except TimeoutError as error:
            raise DoubtfulError("TimedOut") from error
        except aiohttp.ClientError as error:
            raise DoubtfulError("Disconnected") from error

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                timeout=self._timeout,
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session


def activities(conversation_id: str, activity_id: str | None = None) -> str:
    """Give the path of a conversation's activities, or of one of them."""
    path = f"/v3/conversations/{quote(conversation_id, safe='')}/activities"
    return path if activity_id is None else f"{path}/{quote(activity_id, safe='')}"


def _json_bytes(payload: Mapping[str, Any]) -> bytes:
    # half a surrogate pair, as some PDF files have, becomes a question mark
    return _encode(payload).encode("utf-8", "replace")


def _json_object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data) if data else {}
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
