"""One HTTP call to a service of Microsoft's with our own token, and what is known of it after."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from yarl import URL

from bot.delivery.tokens import TokenSource
from bot.errors import BoldenError, NoTokenError


class NotSentError(BoldenError):
    """The request surely did not reach the service; `code` says why, for the report."""

    def __init__(self, code: str) -> None:
        super().__init__(f"The message did not leave ({code}).")
        self.code = code


class DoubtfulError(BoldenError):
    """The request left and no answer came: nobody can know what became of it."""

    def __init__(self, code: str) -> None:
        super().__init__(f"The service did not answer ({code}).")
        self.code = code


@dataclass(frozen=True)
class Answered:
    """What the service said."""

    status: int
    body: Mapping[str, Any] = field(default_factory=dict)
    retry_after: str | None = None
    #: by what the service's own log knows the call
    request_id: str = "-"
    #: what was said, where it is no JSON
    raw: bytes = b""

    @property
    def is_success(self) -> bool:
        """Was it done?"""
        return 200 <= self.status < 300


class Line:
    """One pooled session; a call is one attempt, or two where the token was withdrawn."""

    def __init__(
        self, tokens: TokenSource | None, *, timeout_seconds: float, connections: int
    ) -> None:
        self._tokens = tokens
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds, sock_connect=5.0)
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Close the pooled connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def call(
        self, method: str, url: URL, body: bytes | None, headers: Mapping[str, str]
    ) -> Answered:
        """Ask; raise NotSentError or DoubtfulError. Whether `url` may get the token is known."""
        if self._tokens is None:
            return await self._attempt(method, url, body, headers)
        try:
            token = await self._tokens.token()
            answered = await self._attempt(method, url, body, _signed(headers, token))
            if answered.status == 401:  # surely not done; the token may have been withdrawn
                token = await self._tokens.instead_of(token)
                answered = await self._attempt(method, url, body, _signed(headers, token))
        except NoTokenError as error:
            raise NotSentError("NoToken") from error
        return answered

    async def _attempt(
        self, method: str, url: URL, body: bytes | None, headers: Mapping[str, str]
    ) -> Answered:
        try:
            async with self._open().request(
                method, url, data=body, headers=headers, allow_redirects=False
            ) as response:
                raw, told = await response.read(), response.headers
                return Answered(
                    response.status,
                    _json_object(raw),
                    told.get("Retry-After"),
                    told.get("request-id", "-"),
                    raw,
                )
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


def _signed(headers: Mapping[str, str], token: str) -> dict[str, str]:
    return {**headers, "Authorization": f"Bearer {token}"}


def _json_object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data) if data else {}
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
