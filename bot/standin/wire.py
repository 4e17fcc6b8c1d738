"""What the stand-in's services have in common: tokens asked for, faults on demand, a record."""

from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime

from aiohttp import web

from bot.standin.faults import Fault, play, refusal, shown
from bot.standin.record import Call, Record, parsed, telling

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Wire:
    """Between the bot and what answers below one path."""

    def __init__(
        self,
        root: str,
        record: Record,
        *,
        now: Callable[[], datetime],
        accepts: Callable[[str | None], bool],
        unknown: str = "Unauthorized",
    ) -> None:
        self._root = root
        self._record = record
        self._now = now
        self._accepts = accepts
        self._unknown = unknown
        #: shown one a call, in this order
        self.faults: deque[Fault] = deque()

    def app(self) -> web.Application:
        """Give an application without routes as yet."""
        return web.Application(middlewares=[self._recorded, self._guard])

    @web.middleware
    async def _recorded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(self._root):
            return await handler(request)
        call = Call(
            at=self._now(),
            method=request.method,
            path=request.path,
            headers=telling(request.headers),
            body=parsed(await request.read()),
        )
        self._record.calls.append(call)
        answer = await handler(request)
        if request.transport is not None and not request.transport.is_closing():
            call.status = answer.status
            call.answer = parsed(answer.text if isinstance(answer, web.Response) else None)
            call.answer_headers = telling(answer.headers)
        return answer

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(self._root):
            return await handler(request)
        if not self._accepts(request.headers.get("Authorization")):
            return refusal(401, self._unknown)
        fault = self.faults.popleft() if self.faults else None
        if fault is None:
            return await handler(request)
        return await play(fault, request, lambda: handler(request), lambda: shown(fault))
