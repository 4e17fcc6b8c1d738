"""Faults that the stand-in shows on demand, in the connector's own words."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web


@dataclass(frozen=True, kw_only=True)
class Mishap:
    """How a fault strikes, whatever it looks like."""

    #: break the connection instead of answering
    drops: bool = False
    #: do first what was asked, as a proxy may that answers 502
    after_doing: bool = False
    #: answer no sooner than this is set
    holds: asyncio.Event | None = None
    #: do what was asked after all, and answer rightly: it was only slow
    goes_on: bool = False


@dataclass(frozen=True)
class Fault(Mishap):
    """What to answer instead."""

    status: int = 500
    code: str = "ServiceError"
    retry_after: str | None = None

    def body(self) -> dict[str, Any]:
        """Give the connector's error object."""
        return {"error": {"code": self.code, "message": "As the test asked for."}}


THROTTLED = Fault(429, "Throttled", retry_after="7")
BLOCKED = Fault(403, "MessageWritesBlocked")
NOT_IN_ROSTER = Fault(403, "BotNotInConversationRoster")
GONE = Fault(404, "ConversationNotFound")
CONFLICT = Fault(412, "PreconditionFailed")
BROKEN = Fault(500, "ServiceError")
TOO_BIG = Fault(413, "MessageSizeTooBig")
LOST_ANSWER = Fault(drops=True, after_doing=True)


async def play(
    mishap: Mishap,
    request: web.Request,
    act: Callable[[], Awaitable[web.StreamResponse]],
    show: Callable[[], web.StreamResponse],
) -> web.StreamResponse:
    """Let a fault have its way with a call: `act` does what was asked, `show` refuses."""
    if mishap.after_doing:
        await act()
    if mishap.holds is not None:
        await mishap.holds.wait()
    if mishap.goes_on:
        return await act()
    if mishap.drops and request.transport is not None:
        request.transport.abort()
    return show()


def shown(fault: Fault) -> web.Response:
    """Give the answer that a fault is."""
    headers = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
    return web.json_response(fault.body(), status=fault.status, headers=headers)


def refusal(status: int, code: str) -> web.Response:
    """Refuse as the connector does."""
    return shown(Fault(status, code))
