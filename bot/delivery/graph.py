"""Microsoft Graph: one pooled session, the bot's own token, and what came back."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

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
#: Graph lets an app have four calls to one mailbox at a time
_CONNECTIONS = 4
#: what asking for derived types, filters and counts in the directory needs
_HEADERS = {"Content-Type": "application/json", "ConsistencyLevel": "eventual"}


class GraphError(BoldenError):
    """Graph gave no answer that can be used; `status` is its own, None where there was none."""

    def __init__(self, status: int | None, code: str) -> None:
        super().__init__(f"Microsoft Graph did not answer as it should ({code}).")
        self.status = status
        self.code = code


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

    async def get(self, path: str, query: Query | None = None) -> Answered:
        """GET, again after a pause where Graph is busy; raise NotSentError or DoubtfulError."""
        return await self._patiently(URL(self.url(path)).with_query(query))

    async def post(self, path: str, payload: Mapping[str, Any]) -> Answered:
        """POST, once; raise NotSentError or DoubtfulError."""
        return await self._call("POST", URL(self.url(path)), json.dumps(payload).encode())

    async def listed(self, path: str, query: Query) -> AsyncIterator[Mapping[str, Any]]:
        """Give the entries of a list, page by page; raise GraphError."""
        url = URL(self.url(path)).with_query(query)
        for _ in range(_MOST_PAGES):
            page = await self._page(url)
            for entry in page.get("value") or ():
                yield entry
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
        """Our token goes nowhere but to Graph, whatever an answer says."""
        link = page.get("@odata.nextLink")
        if link is None:
            return None
        url = URL(str(link), encoded=True)
        if url.origin() != self._base.origin() or not url.path.startswith(f"{self._base.path}/"):
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

    async def _call(self, method: str, url: URL, body: bytes | None) -> Answered:
        answered = await self._line.call(method, url, body, _HEADERS)
        if not answered.is_success:
            told = (method, url.path, answered.status, answered.request_id)
            log.info("graph %s %s: %d, %s", *told)
        return answered
