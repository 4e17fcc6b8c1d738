"""Subscribe, GetEvents, Unsubscribe: word of what happens in a mailbox, fetched or streamed.

https://learn.microsoft.com/exchange/client-developer/web-service-reference/subscribe-operation
https://learn.microsoft.com/exchange/client-developer/web-service-reference/getevents-operation
https://learn.microsoft.com/exchange/client-developer/web-service-reference/unsubscribe-operation
A move is told as an item that is gone and another that came.
"""

from base64 import b64decode, b64encode
from uuid import uuid4
from xml.etree.ElementTree import Element

from bot.standin.ews.exchange import Caller, Exchange, Subscription
from bot.standin.ews.shapes import folder_id, stamp
from bot.standin.ews.soap import ExchangeError, each, find_all, is_true, m, needed, t, words
from bot.standin.ews.store import Happened, Happening, Mailbox

_KINDS = {
    Happened.CREATED: "CreatedEvent",
    Happened.CHANGED: "ModifiedEvent",
    Happened.READ: "ModifiedEvent",
    Happened.GONE: "DeletedEvent",
}


def subscribe(caller: Caller, request: Element) -> list[Element]:
    """Note who wants to hear of what; what is pushed to an address is not known here."""

    def told(wish: Element) -> list[Element]:
        kind = wish.tag.rpartition("}")[2]
        if kind not in {"PullSubscriptionRequest", "StreamingSubscriptionRequest"}:
            raise ExchangeError("ErrorInvalidSubscriptionRequest")
        mailbox, folders = _folders(caller, wish)
        kinds = {one.text or "" for one in find_all(wish, "t:EventTypes/t:EventType")}
        streams = kind == "StreamingSubscriptionRequest"
        made = Subscription(mailbox, folders, kinds, streams, len(mailbox.log))
        name = b64encode(uuid4().bytes).decode()
        caller.exchange.subscriptions[name] = made
        id_ = m("SubscriptionId", text=name)
        if streams or caller.exchange.manners.without_watermarks:
            return [id_]
        return [id_, m("Watermark", text=_watermark(made.begin))]

    return each("Subscribe", request, told)


def get_events(caller: Caller, request: Element) -> list[Element]:
    """Tell what happened since a watermark."""

    def told(named: Element) -> list[Element]:
        subscription = subscribed(caller.exchange, named.text, streams=False)
        subscription.begin = _begin(words(request, "m:Watermark"), subscription.mailbox)
        return [notification(caller.exchange, named.text or "", subscription)]

    return each("GetEvents", [needed(request, "m:SubscriptionId")], told)


def unsubscribe(caller: Caller, request: Element) -> list[Element]:
    """Forget a subscription; who waits for it is told."""

    def told(named: Element) -> list[Element]:
        if caller.exchange.subscriptions.pop(named.text or "", None) is None:
            raise ExchangeError("ErrorSubscriptionNotFound")
        caller.exchange.stir()
        return []

    return each("Unsubscribe", [needed(request, "m:SubscriptionId")], told)


def subscribed(exchange: Exchange, name: str | None, *, streams: bool) -> Subscription:
    """Give a subscription by its id."""
    found = exchange.subscriptions.get(name or "")
    if found is None:
        raise ExchangeError("ErrorSubscriptionNotFound")
    if found.streams is not streams:
        raise ExchangeError("ErrorInvalidSubscription")
    return found


def notification(exchange: Exchange, name: str, subscription: Subscription) -> Element:
    """Tell a subscriber what they have not been told, and remember that they were."""
    without = exchange.manners.without_watermarks or subscription.streams
    log, begin = subscription.mailbox.log, subscription.begin
    subscription.begin = len(log)
    events: list[Element] = []
    for number, one in enumerate(log[begin:], begin + 1):
        mark = [] if without else [t("Watermark", text=_watermark(number))]
        if subscription.folders is None or one.folder_id in subscription.folders:
            events += [t(kind, *mark, *_of(one)) for kind in _heard(one, subscription.kinds)]
    told = [t("SubscriptionId", text=name)]
    if not without:
        told.append(t("PreviousWatermark", text=_watermark(begin)))
        told.append(t("MoreEvents", text="false"))
        events = events or [t("StatusEvent", t("Watermark", text=_watermark(len(log))))]
    return m("Notification", *told, *(events or [t("StatusEvent")]))


def _heard(one: Happening, kinds: set[str]) -> list[str]:
    happened = [_KINDS[one.what]] + (["NewMailEvent"] if one.arrived else [])
    return [kind for kind in happened if kind in kinds]


def _of(one: Happening) -> list[Element]:
    item = t("ItemId", Id=one.item_id)
    return [t("TimeStamp", text=stamp(one.at)), item, folder_id(one.folder_id, "ParentFolderId")]


def _folders(caller: Caller, wish: Element) -> tuple[Mailbox, set[str] | None]:
    if is_true(wish.get("SubscribeToAllFolders")):
        return caller.mailbox(), None
    found = [caller.folder(one) for one in needed(wish, "t:FolderIds")]
    if len({mailbox.address for mailbox, _ in found}) != 1:
        raise ExchangeError("ErrorInvalidSubscriptionRequest")
    return found[0][0], {folder.folder_id for _, folder in found}


def _watermark(number: int) -> str:
    return b64encode(f"watermark {number}".encode()).decode()


def _begin(watermark: str | None, mailbox: Mailbox) -> int:
    try:
        number = int(b64decode(watermark or "", validate=True).decode().removeprefix("watermark "))
    except ValueError:
        number = -1
    if not 0 <= number <= len(mailbox.log):
        raise ExchangeError("ErrorInvalidWatermark")
    return number
