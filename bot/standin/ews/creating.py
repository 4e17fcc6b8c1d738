"""CreateItem and SendItem.

https://learn.microsoft.com/exchange/client-developer/web-service-reference/createitem-operation
https://learn.microsoft.com/exchange/client-developer/web-service-reference/senditem-operation
"""

from email.utils import parseaddr
from xml.etree.ElementTree import Element

from bot.standin.ews.exchange import Caller
from bot.standin.ews.mime import asked_for, without_auto_submitted
from bot.standin.ews.shapes import item_id
from bot.standin.ews.soap import ExchangeError, each, find, is_true, m, needed, t, words
from bot.standin.ews.store import Folder, Item, Mailbox

_SENDING = {"SendOnly", "SendAndSaveCopy"}


def create_item(caller: Caller, request: Element) -> list[Element]:
    """Make mails, and send them where that is asked for."""
    way = request.get("MessageDisposition", "")
    if way not in _SENDING | {"SaveOnly"}:
        raise ExchangeError("ErrorMessageDispositionRequired")
    saved = find(request, "m:SavedItemFolderId")

    def told(message: Element) -> list[Element]:
        if not message.tag.endswith("}Message"):
            raise ExchangeError("ErrorInvalidRequest", "Only mails are known here.")
        made = _made(caller, message, way, None if saved is None else saved[0])
        return [m("Items", *made)]

    return each("CreateItem", needed(request, "m:Items"), told)


def send_item(caller: Caller, request: Element) -> list[Element]:
    """Send drafts; without their latest key they are not sent."""
    saves = is_true(request.get("SaveItemToFolder"))

    def told(named: Element) -> list[Element]:
        mailbox, item = caller.item(named)
        _check_key(named, item)
        folder = _folder(caller, find(request, "m:SavedItemFolderId"), mailbox)
        _leave(caller, mailbox, item)
        mailbox.remove(item)
        if saves:
            mailbox.put(folder, item.raw, is_read=True)
        return []

    return each("SendItem", needed(request, "m:ItemIds"), told)


def _made(caller: Caller, message: Element, way: str, saved: Element | None) -> list[Element]:
    usual = "drafts" if way == "SaveOnly" else "sentitems"
    mailbox = caller.mailbox()
    folder = mailbox.folder(usual)
    if saved is not None:
        mailbox, folder = caller.folder(saved)
    raw = asked_for(message, mailbox.address, caller.exchange.now())
    if way == "SaveOnly":
        item = mailbox.put(folder, raw, is_read=True, is_draft=usual == folder.distinguished)
        return [t("Message", item_id(item))]
    item = Item("", folder.folder_id, raw, caller.exchange.now())
    if words(message, "t:MimeContent") and caller.exchange.manners.drops_auto_submitted:
        item.raw = without_auto_submitted(raw)
    _leave(caller, mailbox, item)
    if way == "SendAndSaveCopy":
        mailbox.put(folder, raw, is_read=True)
    # of what was sent no id is told
    return []


def _leave(caller: Caller, mailbox: Mailbox, item: Item) -> None:
    sender = parseaddr(str(item.mail["From"] or ""))[1].lower()
    if sender and sender != mailbox.address:
        raise ExchangeError("ErrorSendAsDenied")
    caller.exchange.send(item)


def _check_key(named: Element, item: Item) -> None:
    key = named.get("ChangeKey")
    if not key:
        raise ExchangeError("ErrorChangeKeyRequired")
    if key != item.change_key:
        raise ExchangeError("ErrorStaleObject")


def _folder(caller: Caller, saved: Element | None, mailbox: Mailbox) -> Folder:
    return mailbox.folder("sentitems") if saved is None else caller.folder(saved[0])[1]
