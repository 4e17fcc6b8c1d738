"""Asks a chat endpoint that speaks as OpenAI's does; every failure is a code, never an obstacle."""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp

#: the answer to three pages of minutes is far below this
_LARGEST = 512 * 1024

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Assistant:
    """An endpoint, and how long all questions about one document may take together."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 40.0

    async def answers(
        self, questions: Sequence[Mapping[str, Any]], about: str
    ) -> tuple[str | None, ...]:
        """Give what it says to each question, None for each that failed; the log gets codes."""
        said: list[str | None] = [None] * len(questions)
        try:
            async with asyncio.timeout(self.seconds), self._session() as session:
                for at, one in enumerate(questions):
                    said[at] = await self._answer(session, one, about)
        except TimeoutError:
            _log.warning("second reader: document %s: out of time", about)
        return tuple(said)

    def _session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(headers=self.headers(), trust_env=False)

    def headers(self) -> dict[str, str]:
        """Give the key as this endpoint wants it."""
        if not self.key:
            return {}
        if (urlsplit(self.url).hostname or "").endswith(".azure.com"):
            return {"api-key": self.key}
        return {"Authorization": f"Bearer {self.key}"}

    async def _answer(
        self, session: aiohttp.ClientSession, question: Mapping[str, Any], about: str
    ) -> str | None:
        body = {"model": self.model, **question} if self.model else dict(question)
        try:
            async with session.post(self.url, json=body, allow_redirects=False) as response:
                if response.status != 200:
                    _log.warning("second reader: document %s: status %d", about, response.status)
                    return None
                data = await _all_of(response)
        except aiohttp.ClientError as error:
            _log.warning("second reader: document %s: %s", about, type(error).__name__)
            return None
        content = _content(data)
        if content is None:
            _log.warning("second reader: document %s: no answer in the reply", about)
        return content


async def _all_of(response: aiohttp.ClientResponse) -> bytes:
    data = bytearray()
    async for chunk in response.content.iter_chunked(64 * 1024):
        data += chunk
        if len(data) > _LARGEST:
            raise aiohttp.ClientPayloadError("too large")
    return bytes(data)


def _content(data: bytes) -> str | None:
    """The words of the first choice; None for any other shape."""
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return content if isinstance(content, str) else None
