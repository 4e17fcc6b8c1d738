"""Mailboxes as Graph has them: MIME is sent, sent mail found by its Message-ID, new mail listed.

https://learn.microsoft.com/graph/api/user-sendmail
https://learn.microsoft.com/graph/api/user-list-messages
https://learn.microsoft.com/graph/api/message-delta
https://learn.microsoft.com/graph/outlook-get-mime-message
https://learn.microsoft.com/graph/api/message-update
A delta token that is too old: 410 with SyncStateNotFound, as delta queries' overview has it.
"""

import binascii
import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from functools import cached_property

from aiohttp import web

from bot.standin.faults import refusal
from bot.standin.graph.tenant import Json, Tenant

SEND_MAIL, MAIL = "Mail.Send", "Mail.ReadWrite"
_BY_ID = re.compile(r"internetMessageId eq '(.*)'")


@dataclass
class Item:
    """One mail in a folder."""

    item_id: str
    raw: bytes
    at: datetime
    is_read: bool = False

    @cached_property
    def message_id(self) -> str:
        """Give the mail's own id."""
        return str(message_from_bytes(self.raw, policy=default)["Message-ID"] or "")


@dataclass
class Box:
    """One mailbox; `oldest` is the first of its delta tokens that is still good."""

    inbox: list[Item] = field(default_factory=list)
    sent: list[Item] = field(default_factory=list)
    oldest: int = 0
    page_size: int = 10


class Mailboxes:
    """The mailboxes of a tenant, by address."""

    def __init__(self, tenant: Tenant, now: Callable[[], datetime]) -> None:
        self._tenant = tenant
        self._now = now
        self.boxes: dict[str, Box] = {}

    def add_to(self, app: web.Application) -> None:
        """Serve them."""
        folders = "/users/{address}/mailFolders"
        app.router.add_post("/users/{address}/sendMail", self._send)
        app.router.add_get(folders + "/sentitems/messages", self._sent)
        app.router.add_get(folders + "/inbox/messages/delta", self._delta)
        app.router.add_get("/users/{address}/messages/{item}/$value", self._value)
        app.router.add_patch("/users/{address}/messages/{item}", self._update)

    def open(self, address: str) -> Box:
        """Make a mailbox."""
        return self.boxes.setdefault(address, Box())

    def drop(self, address: str, raw: bytes) -> Item:
        """Let a mail arrive."""
        box = self.boxes[address]
        item = Item(f"AAMk{len(box.inbox)}=", raw, self._now())
        box.inbox.append(item)
        return item

    async def _send(self, request: web.Request) -> web.Response:
        box = self._box(request, SEND_MAIL)
        if isinstance(box, web.Response):
            return box
        try:
            raw = b64decode(await request.read(), validate=True)
        except binascii.Error:
            return refusal(400, "ErrorMimeContentInvalidBase64String")
        if request.content_type != "text/plain":
            return refusal(400, "ErrorInvalidRequest")
        box.sent.append(Item(f"AAMkS{len(box.sent)}=", raw, self._now(), is_read=True))
        for address in str(message_from_bytes(raw, policy=default)["To"]).split(","):
            name = address.rpartition("<")[2].strip(" >").lower()
            if name in self.boxes:
                self.drop(name, raw)
        return web.Response(status=202)

    async def _sent(self, request: web.Request) -> web.Response:
        box = self._box(request, MAIL)
        if isinstance(box, web.Response):
            return box
        asked = _BY_ID.fullmatch(request.query.get("$filter", ""))
        wanted = asked[1].replace("''", "'") if asked else None
        found = [{"id": one.item_id} for one in box.sent if one.message_id == wanted]
        return web.json_response({"value": found})

    async def _delta(self, request: web.Request) -> web.Response:
        box = self._box(request, MAIL)
        if isinstance(box, web.Response):
            return box
        tokens = [request.query.get(name) for name in ("$deltatoken", "$skiptoken")]
        token = next((one for one in tokens if one is not None), None)
        if token is not None and int(token) < box.oldest:
            return refusal(410, "SyncStateNotFound")
        begin = int(token or 0)
        page = box.inbox[begin : begin + box.page_size]
        end = begin + len(page)
        link, name = ("deltaLink", "deltatoken")
        if end < len(box.inbox):
            link, name = ("nextLink", "skiptoken")
        address = request.url.with_query({f"${name}": str(end)})
        return web.json_response(
            {f"@odata.{link}": str(address), "value": [_told(one) for one in page]}
        )

    async def _value(self, request: web.Request) -> web.Response:
        item = self._item(request)
        return item if isinstance(item, web.Response) else web.Response(body=item.raw)

    async def _update(self, request: web.Request) -> web.Response:
        item = self._item(request)
        if isinstance(item, web.Response):
            return item
        item.is_read = bool((await request.json())["isRead"])
        return web.json_response(_told(item))

    def _box(self, request: web.Request, permission: str) -> Box | web.Response:
        if permission not in self._tenant.granted:
            return refusal(403, "ErrorAccessDenied")
        return self.boxes.get(request.match_info["address"]) or refusal(404, "ErrorInvalidUser")

    def _item(self, request: web.Request) -> Item | web.Response:
        box = self._box(request, MAIL)
        if isinstance(box, web.Response):
            return box
        wanted = request.match_info["item"]
        found = (one for one in (*box.inbox, *box.sent) if one.item_id == wanted)
        return next(found, None) or refusal(404, "ErrorItemNotFound")


def _told(item: Item) -> Json:
    at = item.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"id": item.item_id, "isRead": item.is_read, "receivedDateTime": at}
