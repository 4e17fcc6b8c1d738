"""FindItem: by message id and whether it is read, page by page; the newest first.

https://learn.microsoft.com/exchange/client-developer/web-service-reference/finditem-operation
"""

from xml.etree.ElementTree import Element

from bot.standin.ews.exchange import Caller
from bot.standin.ews.paging import page
from bot.standin.ews.shapes import shape, tell
from bot.standin.ews.soap import ExchangeError, each, find, is_true, m, needed, t
from bot.standin.ews.store import Item


def find_item(caller: Caller, request: Element) -> list[Element]:
    """List the items of folders."""
    restriction = find(request, "m:Restriction")

    def told(named: Element) -> list[Element]:
        wanted = shape(request, "m:ItemShape", of_list=True)
        _, folder = caller.folder(named)
        there = reversed(folder.items.values())
        found = [one for one in there if restriction is None or _all(one, restriction)]
        shown, paging = page(request, "m:IndexedPageItemView", found)
        listed = t("Items", *(tell(one, wanted, caller.exchange.manners) for one in shown))
        return [m("RootFolder", listed, **paging)]

    return each("FindItem", needed(request, "m:ParentFolderIds"), told)


def _all(item: Item, conditions: Element) -> bool:
    return all(_holds(item, one) for one in conditions)


def _holds(item: Item, condition: Element) -> bool:
    kind = condition.tag.rpartition("}")[2]
    if kind == "And":
        return _all(item, condition)
    if kind == "Or":
        return any(_holds(item, one) for one in condition)
    if kind != "IsEqualTo":
        raise ExchangeError("ErrorUnsupportedPathForQuery", f"{kind} is not known here.")
    uri = needed(condition, "t:FieldURI").get("FieldURI")
    value = needed(condition, "t:FieldURIOrConstant/t:Constant").get("Value", "")
    if uri == "message:InternetMessageId":
        return item.message_id == value
    if uri == "message:IsRead":
        return item.is_read is is_true(value)
    raise ExchangeError("ErrorUnsupportedPathForQuery", f"{uri} is not known here.")
