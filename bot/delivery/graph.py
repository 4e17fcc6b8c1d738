"""Microsoft Graph: one pooled session, the bot's own token, and what came back."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from yarl import URL

from bot.delivery.calling import Answered, DoubtfulError, Line, NotSentError
from bot.delivery.teams_receipts import asked_pause
from bot.delivery.tokens import GRAPH, TokenSource
from bot.errors import BoldenError

log = logging.getLogger(__name__)

Query = Mapping[str, str]
Wait = Callable[[float], Awaitable[None]]

#: how often something is asked that may be asked again, and the longest pause in between
_TRIES = 3
_LONGEST_PAUSE = timedelta(seconds=30)
_PAUSE = "2"
#: worth asking again: slow down, and not just now
_PASSING = frozenset({429, 503, 504})
#: more pages than any network has, so that a list without an end has one
_MOST_PAGES = 200
_CONNECTIONS = 20
#: for derived types and counts in the directory, and for mails' ids that stay when mails move
_HEADERS = {"ConsistencyLevel": "eventual", "Prefer": 'IdType="ImmutableId"'}


class GraphError(BoldenError):
    """Graph gave no answer that can be used; `status` is its own, None where there was none."""

    def __init__(self, status: int | None, code: str) -> None:
        super().__init__(f"Microsoft Graph did not answer as it should ({code}).")
        self.status = status
        self.code = code


@dataclass(frozen=True)
class Changes:
    """What is new in a list, and the link by which to ask for what comes after."""

    entries: Sequence[Mapping[str, Any]]
    link: str


class Graph:
    """Asks Graph as the app itself; what may be asked twice is, a few times."""

    def __init__(
        self,
        tokens: TokenSource,
        *,
        now: Callable[[], datetime],
        base: str = f"{GRAPH}/v1.0",
        wait: Wait = asyncio.sleep,
        timeout_seconds: float = 20.0,
    ) -> None:
        self._line = Line(tokens, timeout_seconds=timeout_seconds, connections=_CONNECTIONS)
        self._now = now
        self._base = URL(base)
        self._wait = wait

    async def close(self) -> None:
        """Close the pooled connections."""
        await self._line.close()

    def url(self, path: str) -> str:
        """Give the address of something in Graph, as it is named to Graph itself."""
        return f"{self._base}/{path}"

    def _asking(self, path: str, query: Query | None = None) -> URL:
        """Give an address as Graph reads it for sure: a blank is %20, for not all take "+"."""
        asked = f"?{urlencode(query, quote_via=quote)}" if query else ""
        return URL(f"{self.url(path)}{asked}", encoded=True)

    async def get(self, path: str, query: Query | None = None) -> Answered:
        """GET, again after a pause where Graph is busy; raise NotSentError or DoubtfulError."""
        return await self._patiently(self._asking(path, query))

    async def post(self, path: str, payload: Mapping[str, Any]) -> Answered:
        """POST, once; raise NotSentError or DoubtfulError."""
        return await self._call("POST", self._asking(path), json.dumps(payload).encode())

    async def post_text(self, path: str, text: str) -> Answered:
        """POST something that is no JSON, once; raise NotSentError or DoubtfulError."""
        return await self._call("POST", self._asking(path), text.encode(), "text/plain")

    async def patch(self, path: str, payload: Mapping[str, Any]) -> Answered:
        """PATCH, once; raise NotSentError or DoubtfulError."""
        return await self._call("PATCH", self._asking(path), json.dumps(payload).encode())

    async def changes(self, path: str, query: Query, since: str | None) -> Changes:
        """Give what is new in a list since a link of an earlier call; raise GraphError.

        Its status is 410 where that link is too old: then all is asked for anew, without one.
        """
        entries: list[Mapping[str, Any]] = []
        link = None
        first = self._asking(path, query) if since is None else self._own(since)
        async for page in self._pages(first):
            entries += page.get("value") or ()
            link = page.get("@odata.deltaLink")
        if link is None:
            raise GraphError(None, "no-delta-link")
        return Changes(entries, str(link))

    async def listed(self, path: str, query: Query) -> AsyncIterator[Mapping[str, Any]]:
        """Give the entries of a list, page by page; raise GraphError."""
        async for page in self._pages(self._asking(path, query)):
            for entry in page.get("value") or ():
                yield entry

    async def _pages(self, url: URL) -> AsyncIterator[Mapping[str, Any]]:
        for _ in range(_MOST_PAGES):
            page = await self._page(url)
            yield page
            further = self._next(page)
            if further is None:
                return
            url = further
        raise GraphError(None, "endless-list")

    async def _page(self, url: URL) -> Mapping[str, Any]:
        try:
            answered = await self._patiently(url)
        except (NotSentError, DoubtfulError) as error:
            raise GraphError(None, error.code) from error
        if not answered.is_success:
            raise GraphError(answered.status, f"Http{answered.status}")
        return answered.body

    def _next(self, page: Mapping[str, Any]) -> URL | None:
        link = page.get("@odata.nextLink")
        return None if link is None else self._own(str(link))

    def _own(self, link: str) -> URL:
        """Our token goes nowhere but to Graph, whatever an answer says."""
        try:
            url = URL(link, encoded=True)
            origin = url.origin()
        except ValueError as error:
            raise GraphError(None, "foreign-link") from error
        if origin != self._base.origin() or not url.path.startswith(f"{self._base.path}/"):
            raise GraphError(None, "foreign-link")
        return url

    async def _patiently(self, url: URL) -> Answered:
        for number in range(1, _TRIES + 1):
            answered: Answered | None = None
            try:
                answered = await self._call("GET", url, None)
            except (NotSentError, DoubtfulError):
                if number == _TRIES:
                    raise
            if answered is not None and answered.status not in _PASSING:
                return answered
            asked = answered.retry_after if answered is not None else None
            pause = asked_pause(asked or _PAUSE, self._now())
            if answered is not None and (number == _TRIES or pause > _LONGEST_PAUSE):
                return answered
            await self._wait(max(pause.total_seconds(), 0.0))
        raise AssertionError("the last try returns or raises")

    async def _call(
        self, method: str, url: URL, body: bytes | None, kind: str = "application/json"
    ) -> Answered:
        answered = await self._line.call(method, url, body, _HEADERS | {"Content-Type": kind})
        if not answered.is_success:
            told = (method, url.path, answered.status, answered.request_id)
            log.info("graph %s %s: %d, %s", *told)
        return answered
