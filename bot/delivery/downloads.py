"""Fetches a file that somebody sent in Teams: from where Teams keeps it, and from nowhere else."""

from urllib.parse import urljoin, urlsplit

import aiohttp
from yarl import URL

from bot.errors import BoldenError
from bot.minutes.documents import MAX_BYTES

#: where Teams keeps what people send in a chat
_DOMAINS = (".sharepoint.com", ".sharepoint-df.com")
_MOST_HOPS = 4
_REDIRECTS = (301, 302, 303, 307, 308)


class NotFetchedError(BoldenError):
    """The file could not be had; `code` says why, for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(f"The file was not fetched ({code}).")
        self.code = code


class TooBigError(NotFetchedError):
    """The file is bigger than any minutes."""


class Downloads:
    """Every fetch is one attempt; its address carries its own permission, so no token is sent."""

    def __init__(
        self,
        origins: frozenset[str] = frozenset(),
        *,
        most_bytes: int = MAX_BYTES,
        seconds: float = 20.0,
    ) -> None:
        self._origins = origins
        self._most_bytes = most_bytes
        self._timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=5.0)

    async def fetch(self, url: str) -> bytes:
        """Give the file's bytes; raise NotFetchedError."""
        try:
            async with aiohttp.ClientSession(
                timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar()
            ) as session:
                for _ in range(_MOST_HOPS):
                    self._check(url)
                    found = await self._step(session, url)
                    if isinstance(found, bytes):
                        return found
                    url = urljoin(url, found)
        except TimeoutError as error:
            raise NotFetchedError("TimedOut") from error
        except (aiohttp.ClientError, ValueError) as error:
            raise NotFetchedError("Disconnected") from error
        raise NotFetchedError("TooManyRedirects")

    async def _step(self, session: aiohttp.ClientSession, url: str) -> bytes | str:
        """Give the bytes, or where to look for them."""
        async with session.get(URL(url, encoded=True), allow_redirects=False) as response:
            if response.status in _REDIRECTS:
                return response.headers.get("Location", "")
            if response.status != 200:
                raise NotFetchedError(f"Http{response.status}")
            data = bytearray()
            async for chunk in response.content.iter_chunked(256 * 1024):
                data += chunk
                if len(data) > self._most_bytes:
                    raise TooBigError("TooBig")
            return bytes(data)

    def _check(self, url: str) -> None:
        """Whoever writes to the bot chooses the address: it must not lead into our own network."""
        try:
            parts = urlsplit(url)
            is_plain = parts.port is None and "@" not in parts.netloc
        except ValueError as error:
            raise NotFetchedError("UntrustedUrl") from error
        if f"{parts.scheme}://{parts.netloc}" in self._origins:
            return
        host = (parts.hostname or "").lower()
        if parts.scheme != "https" or not is_plain or not host.endswith(_DOMAINS):
            raise NotFetchedError("UntrustedUrl")
