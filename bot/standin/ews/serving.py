"""Exchange on loopback: Basic sign-in, operations, faults on demand, a record of calls.

https://learn.microsoft.com/exchange/client-developer/web-service-reference/ews-operations-in-exchange
"""

from collections.abc import Callable
from datetime import datetime
from email.errors import MessageError
from hmac import compare_digest
from xml.etree.ElementTree import Element

from aiohttp import BasicAuth, web

from bot.standin.ews.creating import create_item, send_item
from bot.standin.ews.exchange import Caller, Exchange, caller
from bot.standin.ews.faults import EwsFault, play, sign_in, soap
from bot.standin.ews.finding import find_item
from bot.standin.ews.folders import create_folder, find_folder, get_folder
from bot.standin.ews.items import get_item, move_item, update_item
from bot.standin.ews.names import resolve_names
from bot.standin.ews.soap import Asked, ExchangeError, answer, fault, read
from bot.standin.ews.syncing import sync_folder_items
from bot.standin.record import Call, Record, parsed, telling

PATH = "/EWS/Exchange.asmx"
_MOST_BYTES = 32 * 1024 * 1024
_OPERATIONS: dict[str, Callable[[Caller, Element], list[Element]]] = {
    "CreateFolder": create_folder,
    "CreateItem": create_item,
    "FindFolder": find_folder,
    "FindItem": find_item,
    "GetFolder": get_folder,
    "GetItem": get_item,
    "MoveItem": move_item,
    "ResolveNames": resolve_names,
    "SendItem": send_item,
    "SyncFolderItems": sync_folder_items,
    "UpdateItem": update_item,
}


class FakeExchange:
    """Answers as an Exchange in the house does, for the mailboxes of `exchange`.

    `watch` is shown each request that is an envelope with the answer to it.
    """

    def __init__(
        self, now: Callable[[], datetime], *, watch: Callable[[bytes, bytes], None] | None = None
    ) -> None:
        self.exchange = Exchange(now)
        self.record = Record()
        #: shown one a call, the first that fits
        self.faults: list[EwsFault] = []
        self._watch = watch
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
        if self._runner is not None:
            await self._runner.cleanup()

    async def _get(self, request: web.Request) -> web.Response:
        if self._user(request) is None:
            return sign_in()
        return web.Response(text="Exchange Web Services")

    async def _post(self, request: web.Request) -> web.Response:
        data = await request.read()
        call = Call(self.exchange.now(), "POST", PATH, telling(request.headers), parsed(data))
        self.record.calls.append(call)
        user = self._user(request)
        response = sign_in() if user is None else await self._answered(request, call, user, data)
        body = response.body if isinstance(response.body, bytes) else b""
        if call.operation and self._watch is not None and response.content_type == "text/xml":
            self._watch(data, body)
        if request.transport is not None and not request.transport.is_closing():
            call.status, call.answer = response.status, parsed(body)
        return response

    async def _answered(
        self, request: web.Request, call: Call, user: str, data: bytes
    ) -> web.Response:
        try:
            asked = read(data)
            call.operation = asked.operation
            shown = self._fault(asked.operation)
            if shown is None:
                return self._right(asked, user)
            return await play(shown, request, asked.operation, lambda: self._right(asked, user))
        except ExchangeError as error:
            return soap(500, fault(error))

    def _right(self, asked: Asked, user: str) -> web.Response:
        operation = _OPERATIONS.get(asked.operation)
        if operation is None:
            raise ExchangeError("ErrorInvalidRequest", f"{asked.operation} is not known here.")
        who = caller(self.exchange, user, asked.impersonated)
        try:
            return soap(200, answer(asked.operation, operation(who, asked.body)))
        except (ValueError, MessageError) as error:
            raise ExchangeError("ErrorSchemaValidation", "A value is none of its kind.") from error

    def _fault(self, operation: str) -> EwsFault | None:
        for shown in self.faults:
            if shown.operation in {None, operation}:
                self.faults.remove(shown)
                return shown
        return None

    def _user(self, request: web.Request) -> str | None:
        header = request.headers.get("Authorization", "")
        # IIS takes both, for clients differ
        return self._known(header, "utf-8") or self._known(header, "latin-1")

    def _known(self, header: str, encoding: str) -> str | None:
        try:
            given = BasicAuth.decode(header, encoding)
        except ValueError:
            return None
        password = self.exchange.logins.get(given.login)
        if password is None or not compare_digest(password.encode(), given.password.encode()):
            return None
        return str(given.login)
