"""Exchange on loopback: Basic sign-in, operations, faults on demand, a record of calls.

https://learn.microsoft.com/exchange/client-developer/web-service-reference/ews-operations-in-exchange
"""

import asyncio
from base64 import b64decode
from collections.abc import Callable
from contextlib import aclosing, suppress
from datetime import datetime
from email.errors import MessageError
from functools import partial
from xml.etree.ElementTree import Element

from aiohttp import web

from bot.standin.ews.creating import create_item, send_item
from bot.standin.ews.events import get_events, subscribe, unsubscribe
from bot.standin.ews.exchange import Caller, Exchange, caller
from bot.standin.ews.faults import EwsFault, sign_in, soap
from bot.standin.ews.finding import find_item
from bot.standin.ews.folders import create_folder, find_folder, get_folder
from bot.standin.ews.items import get_item, move_item, update_item
from bot.standin.ews.names import resolve_names
from bot.standin.ews.soap import Asked, ExchangeError, answer, fault, read
from bot.standin.ews.streaming import STREAM, stream
from bot.standin.ews.syncing import sync_folder_items
from bot.standin.faults import play
from bot.standin.record import Call, Record, parsed, telling

PATH = "/EWS/Exchange.asmx"
_MOST_BYTES = 32 * 1024 * 1024
_OPERATIONS: dict[str, Callable[[Caller, Element], list[Element]]] = {
    "CreateFolder": create_folder,
    "CreateItem": create_item,
    "FindFolder": find_folder,
    "FindItem": find_item,
    "GetEvents": get_events,
    "GetFolder": get_folder,
    "GetItem": get_item,
    "MoveItem": move_item,
    "ResolveNames": resolve_names,
    "SendItem": send_item,
    "Subscribe": subscribe,
    "SyncFolderItems": sync_folder_items,
    "Unsubscribe": unsubscribe,
    "UpdateItem": update_item,
}


class FakeExchange:
    """Answers as an Exchange in the house does, for the mailboxes of `exchange`.

    `watch` is shown each request that is an envelope with the answer to it.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        watch: Callable[[bytes, bytes], None] = lambda _asked, _answered: None,
    ) -> None:
        self.exchange = Exchange(now)
        self.record = Record()
        #: shown one a call, the first that fits
        self.faults: list[EwsFault] = []
        self._watch = watch
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None

    @property
    def operations(self) -> list[str]:
        """Name what was asked for, in order."""
        return [call.operation for call in self.record.calls if call.operation]

    @property
    def url(self) -> str:
        """Where it listens."""
        if self._runner is None:
            raise RuntimeError("The stand-in is not started.")
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}{PATH}"

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; with 0 the system picks the port."""
        app = web.Application(client_max_size=_MOST_BYTES)
        app.router.add_post(PATH, self._post)
        app.router.add_get(PATH, self._get)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()

    async def stop(self) -> None:
        """Stop listening."""
        self._closing.set()
        self.exchange.stir()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _get(self, request: web.Request) -> web.Response:
        if self._user(request) is None:
            return sign_in()
        return web.Response(text="Exchange Web Services")

    async def _post(self, request: web.Request) -> web.StreamResponse:
        data = await request.read()
        call = Call(self.exchange.now(), "POST", PATH, telling(request.headers), parsed(data))
        self.record.calls.append(call)
        user = self._user(request)
        response = sign_in() if user is None else await self._answered(request, call, user, data)
        body = response.body if isinstance(response, web.Response) else None
        if isinstance(body, bytes) and call.operation and response.content_type == "text/xml":
            self._watch(data, body)
        if request.transport is not None and not request.transport.is_closing():
            call.status = response.status
            call.answer = parsed(body) if isinstance(body, bytes) else None
        return response

    async def _answered(
        self, request: web.Request, call: Call, user: str, data: bytes
    ) -> web.StreamResponse:
        try:
            asked = read(data)
            call.operation = asked.operation
            act = partial(self._right, request, asked, user, data)
            mishap = self._fault(asked.operation)
            if mishap is None:
                return await act()
            show = partial(mishap.shown, asked.operation)
            return await play(mishap, request, act, show)
        except ExchangeError as error:
            return soap(500, fault(error))
        except (ValueError, LookupError, MessageError):
            # what was asked cannot be read as what it should be
            return soap(500, fault(ExchangeError("ErrorSchemaValidation")))

    async def _streamed(
        self, request: web.Request, asked: Asked, data: bytes
    ) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/xml; charset=utf-8"})
        async with aclosing(stream(self.exchange, asked.body, self._closing)) as parts:
            # whoever has heard enough goes away without a word
            with suppress(ConnectionResetError):
                async for part in parts:
                    self._watch(data, part)
                    if not response.prepared:
                        await response.prepare(request)
                    await response.write(part)
        return response

    async def _right(
        self, request: web.Request, asked: Asked, user: str, data: bytes
    ) -> web.StreamResponse:
        if asked.operation == STREAM:
            return await self._streamed(request, asked, data)
        operation = _OPERATIONS.get(asked.operation)
        if operation is None:
            raise ExchangeError("ErrorInvalidRequest", f"{asked.operation} is not known here.")
        who = caller(self.exchange, user, asked.impersonated)
        return soap(200, answer(asked.operation, operation(who, asked.body)))

    def _fault(self, operation: str) -> EwsFault | None:
        for one in self.faults:
            if one.operation in {None, operation}:
                self.faults.remove(one)
                return one
        return None

    def _user(self, request: web.Request) -> str | None:
        kind, _, given = request.headers.get("Authorization", "").partition(" ")
        try:
            known = b64decode(given, validate=True) if kind == "Basic" else b""
        except ValueError:
            return None
        # clients write in either, and IIS takes both
        read_as = {known.decode(code, "replace") for code in ("utf-8", "cp1252")}
        logins = self.exchange.logins.items()
        return next((user for user, word in logins if f"{user}:{word}" in read_as), None)
