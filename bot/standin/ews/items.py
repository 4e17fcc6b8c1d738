"""GetItem, UpdateItem, MoveItem.

https://learn.microsoft.com/exchange/client-developer/web-service-reference/getitem-operation
https://learn.microsoft.com/exchange/client-developer/web-service-reference/updateitem-operation
https://learn.microsoft.com/exchange/client-developer/web-service-reference/moveitem-operation
"""

from xml.etree.ElementTree import Element

from bot.standin.ews.exchange import Caller
from bot.standin.ews.shapes import item_id, shape, tell
from bot.standin.ews.soap import ExchangeError, each, find, find_all, is_true, m, needed, t, words
from bot.standin.ews.store import Item, Mailbox


def get_item(caller: Caller, request: Element) -> list[Element]:
    """Tell of items by their ids."""
    wanted = shape(request, "m:ItemShape")

    def told(named: Element) -> list[Element]:
        _, item = caller.item(named)
        return [m("Items", tell(item, wanted, caller.exchange.manners))]

    return each("GetItem", needed(request, "m:ItemIds"), told)


def update_item(caller: Caller, request: Element) -> list[Element]:
    """Mark items as read or unread: nothing else is known here."""
    strict = request.get("ConflictResolution") == "NeverOverwrite"

    def told(change: Element) -> list[Element]:
        named = needed(change, "t:ItemId")
        mailbox, item = caller.item(named)
        if strict and named.get("ChangeKey") != item.change_key:
            raise ExchangeError("ErrorIrresolvableConflict")
        _mark(mailbox, item, change)
        conflicts = m("ConflictResults", t("Count", text="0"))
        return [m("Items", t("Message", item_id(item))), conflicts]

    return each("UpdateItem", find_all(request, "m:ItemChanges/t:ItemChange"), told)


def move_item(caller: Caller, request: Element) -> list[Element]:
    """Move items to a folder; each gets another id."""
    (named_folder,) = needed(request, "m:ToFolderId")

    def told(named: Element) -> list[Element]:
        target, folder = caller.folder(named_folder)
        mailbox, item = caller.item(named)
        if mailbox is not target:
            raise ExchangeError("ErrorCrossMailboxMoveCopy")
        return [m("Items", t("Message", item_id(mailbox.move(item, folder))))]

    return each("MoveItem", needed(request, "m:ItemIds"), told)


def _mark(mailbox: Mailbox, item: Item, change: Element) -> None:
    for update in find_all(change, "t:Updates/t:SetItemField"):
        uri = find(update, "t:FieldURI")
        if uri is None or uri.get("FieldURI") != "message:IsRead":
            raise ExchangeError("ErrorInvalidPropertySet", "Only IsRead can be set here.")
        mailbox.mark(item, is_read=is_true(words(update, "t:Message/t:IsRead")))
