"""SyncFolderItems: what happened in a folder since the state that the caller has.

https://learn.microsoft.com/exchange/client-developer/web-service-reference/syncfolderitems-operation
"""

from base64 import b64decode, b64encode
from xml.etree.ElementTree import Element

from bot.standin.ews.exchange import Caller
from bot.standin.ews.shapes import Shape, item_id, shape, tell
from bot.standin.ews.soap import ExchangeError, each, m, needed, t, words
from bot.standin.ews.store import Folder, Happened, Mailbox

_MOST = 512


def sync_folder_items(caller: Caller, request: Element) -> list[Element]:
    """Tell what is new, changed and gone, as many as are asked for at once."""
    most = int(words(request, "m:MaxChangesReturned") or "0")
    if not 0 < most <= _MOST:
        raise ExchangeError("ErrorSchemaValidation", "MaxChangesReturned is out of range.")

    def told(named: Element) -> list[Element]:
        wanted = shape(request, "m:ItemShape", of_list=True)
        mailbox, folder = caller.folder(named)
        begin = _begin(caller, mailbox, folder, words(request, "m:SyncState"))
        befell = _befallen(mailbox, folder, begin)
        names = list(befell)
        is_last = len(names) <= most
        end = len(mailbox.log) if is_last else befell[names[most]][1]
        changes = [_told(caller, folder, one, befell[one][0], wanted) for one in names[:most]]
        return [
            m("SyncState", text=_state(folder, end)),
            m("IncludesLastItemInRange", text=str(is_last).lower()),
            m("Changes", *changes),
        ]

    return each("SyncFolderItems", needed(request, "m:SyncFolderId"), told)


def _befallen(mailbox: Mailbox, folder: Folder, begin: int) -> dict[str, tuple[Happened, int]]:
    """Say what befell each item, and when first, in that order."""
    before = mailbox.known(folder, begin)
    first: dict[str, int] = {}
    only_read: dict[str, bool] = {}
    for number, one in enumerate(mailbox.log[begin:], begin):
        if one.folder_id == folder.folder_id:
            first.setdefault(one.item_id, number)
            is_read = one.what is Happened.READ
            only_read[one.item_id] = only_read.get(one.item_id, True) and is_read
    befell = {}
    for name, number in first.items():
        if name in before and name in folder.items:
            what = Happened.READ if only_read[name] else Happened.CHANGED
        elif name in before:
            what = Happened.GONE
        elif name in folder.items:
            what = Happened.CREATED
        else:
            continue
        befell[name] = (what, number)
    return befell


def _told(caller: Caller, folder: Folder, name: str, what: Happened, wanted: Shape) -> Element:
    if what is Happened.GONE:
        return t("Delete", t("ItemId", Id=name))
    item = folder.items[name]
    if what is Happened.READ:
        return t("ReadFlagChange", item_id(item), t("IsRead", text=str(item.is_read).lower()))
    return t(what, tell(item, wanted, caller.exchange.manners))


def _state(folder: Folder, end: int) -> str:
    return b64encode(f"{end}:{folder.folder_id}".encode()).decode()


def _begin(caller: Caller, mailbox: Mailbox, folder: Folder, state: str | None) -> int:
    if not state:
        return 0
    try:
        number, _, of_folder = b64decode(state, validate=True).decode().partition(":")
        begin = int(number)
    except ValueError:
        begin, of_folder = -1, ""
    if of_folder == folder.folder_id and mailbox.oldest <= begin <= len(mailbox.log):
        return begin
    if caller.exchange.manners.begins_anew:
        return 0
    raise ExchangeError("ErrorInvalidSyncStateData")
