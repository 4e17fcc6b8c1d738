"""What is told of items and folders: as much as the shape in the request asks for."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import getaddresses
from xml.etree.ElementTree import Element

from bot.standin.ews.exchange import Manners
from bot.standin.ews.mime import header_of, without_auto_submitted
from bot.standin.ews.soap import ExchangeError, find_all, is_true, needed, t, words
from bot.standin.ews.store import Folder, Item, Mailbox

#: what is told of single items alone, never in a list of them
_NOT_LISTED = {
    "item:MimeContent",
    "item:Body",
    "item:InternetMessageHeaders",
    "message:ToRecipients",
    "message:CcRecipients",
    "message:ReplyTo",
}
_USUAL = {
    "item:Subject",
    "item:DateTimeSent",
    "item:DateTimeCreated",
    "item:HasAttachments",
    "message:From",
    "message:IsRead",
}


@dataclass(frozen=True)
class Shape:
    """What a request wants to hear: by Exchange's names, and as extended properties."""

    base: str
    uris: frozenset[str]
    extended: tuple[Element, ...]
    html: bool
    #: of many items at once, so that some things are not told
    of_list: bool

    def wants(self, uri: str) -> bool:
        """Say whether a property is to be told."""
        if uri in self.uris or (self.base == "Default" and uri in _USUAL):
            return True
        if self.base != "AllProperties" or uri == "item:MimeContent":
            return False
        return not (self.of_list and uri in _NOT_LISTED)


def shape(request: Element, path: str, *, of_list: bool = False) -> Shape:
    """Read the shape that a request names."""
    named = needed(request, path)
    uris = {one.get("FieldURI", "") for one in find_all(named, ".//t:FieldURI")}
    if is_true(words(named, "t:IncludeMimeContent")):
        uris.add("item:MimeContent")
    if of_list and uris & _NOT_LISTED:
        raise ExchangeError("ErrorInvalidPropertyRequest", "Ask for that of the item itself.")
    extended = find_all(named, ".//t:ExtendedFieldURI")
    base, body = words(named, "t:BaseShape") or "IdOnly", words(named, "t:BodyType")
    html = body != "Text"
    return Shape(base, frozenset(uris), tuple(extended), html=html, of_list=of_list)


def item_id(item: Item) -> Element:
    """Give an item's id with its key."""
    return t("ItemId", Id=item.item_id, ChangeKey=item.change_key)


def folder_id(folder_id: str, name: str = "FolderId") -> Element:
    """Give a folder's id with its key."""
    return t(name, Id=folder_id, ChangeKey=b64encode(folder_id[8:16].encode()).decode())


def stamp(at: datetime) -> str:
    """Write a moment down."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def tell(item: Item, wanted: Shape, manners: Manners) -> Element:
    """Tell of an item, in the order that the schema demands."""
    mail = item.mail
    told = t("Message")
    if wanted.wants("item:MimeContent"):
        raw = without_auto_submitted(item.raw) if manners.hides_auto_submitted else item.raw
        told.append(t("MimeContent", text=b64encode(raw).decode(), CharacterSet="UTF-8"))
    told.append(item_id(item))
    for uri, teller in _FIELDS.items():
        if uri == "extended":
            told.extend(_extended(mail, wanted.extended))
        elif wanted.wants(uri):
            told.extend(teller(item, mail, wanted))
    return told


def tell_folder(folder: Folder, mailbox: Mailbox, wanted: Shape) -> Element:
    """Tell of a folder, in the order that the schema demands."""
    told = t("Folder", folder_id(folder.folder_id))
    if wanted.base == "IdOnly" and not wanted.uris:
        return told
    if folder.parent_id:
        told.append(folder_id(folder.parent_id, "ParentFolderId"))
    within = [one for one in mailbox.folders.values() if one.parent_id == folder.folder_id]
    unread = sum(not one.is_read for one in folder.items.values())
    told.append(t("FolderClass", text="IPF.Note"))
    told.append(t("DisplayName", text=folder.name))
    told.append(t("TotalCount", text=str(len(folder.items))))
    told.append(t("ChildFolderCount", text=str(len(within))))
    if wanted.wants("folder:DistinguishedFolderId") and folder.distinguished:
        told.append(t("DistinguishedFolderId", text=folder.distinguished))
    told.append(t("UnreadCount", text=str(unread)))
    return told


Teller = Callable[[Item, EmailMessage, Shape], list[Element]]


def _header(element: str, header: str) -> Teller:
    def told(_item: Item, mail: EmailMessage, _wanted: Shape) -> list[Element]:
        value = str(mail[header] or "").strip()
        return [t(element, text=value)] if value else []

    return told


def _of_item(element: str, value: Callable[[Item], str]) -> Teller:
    def told(item: Item, _mail: EmailMessage, _wanted: Shape) -> list[Element]:
        return [t(element, text=value(item))]

    return told


def _people(element: str, header: str) -> Teller:
    def told(_item: Item, mail: EmailMessage, _wanted: Shape) -> list[Element]:
        named = getaddresses([str(one) for one in mail.get_all(header, [])])
        boxes = [person(address, name) for name, address in named if address]
        return [t(element, *boxes)] if boxes else []

    return told


def person(address: str, name: str) -> Element:
    """Give somebody's address as Exchange writes it."""
    parts = (t("EmailAddress", text=address), t("RoutingType", text="SMTP"))
    return t("Mailbox", t("Name", text=name or address), *parts)


def _body(_item: Item, mail: EmailMessage, wanted: Shape) -> list[Element]:
    part = mail.get_body(("html", "plain") if wanted.html else ("plain", "html"))
    if part is None:
        return []
    kind = "HTML" if part.get_content_subtype() == "html" else "Text"
    return [t("Body", text=part.get_content(), BodyType=kind)]


def _headers(_item: Item, mail: EmailMessage, _wanted: Shape) -> list[Element]:
    told = [t("InternetMessageHeader", text=str(v), HeaderName=name) for name, v in mail.items()]
    return [t("InternetMessageHeaders", *told)] if told else []


def _extended(mail: EmailMessage, paths: tuple[Element, ...]) -> list[Element]:
    told = []
    for path in paths:
        name = header_of(path)
        if name and mail[name] is not None:
            told.append(t("ExtendedProperty", path, t("Value", text=str(mail[name]))))
    return told


def _has_attachments(_item: Item, mail: EmailMessage, _wanted: Shape) -> list[Element]:
    held = any(mail.iter_attachments()) if mail.is_multipart() else False
    return [t("HasAttachments", text=str(held).lower())]


#: in the schema's order; where extended properties stand is marked
_FIELDS: dict[str, Teller] = {
    "item:ParentFolderId": lambda item, _m, _w: [folder_id(item.folder_id, "ParentFolderId")],
    "item:ItemClass": _of_item("ItemClass", lambda item: item.item_class),
    "item:Subject": _header("Subject", "Subject"),
    "item:Body": _body,
    "item:DateTimeReceived": _of_item("DateTimeReceived", lambda item: stamp(item.at)),
    "item:Size": _of_item("Size", lambda item: str(len(item.raw))),
    "item:InReplyTo": _header("InReplyTo", "In-Reply-To"),
    "item:IsDraft": _of_item("IsDraft", lambda item: str(item.is_draft).lower()),
    "item:InternetMessageHeaders": _headers,
    "item:DateTimeSent": _of_item("DateTimeSent", lambda item: stamp(item.at)),
    "item:DateTimeCreated": _of_item("DateTimeCreated", lambda item: stamp(item.at)),
    "item:HasAttachments": _has_attachments,
    "extended": lambda _i, _m, _w: [],
    "message:Sender": _people("Sender", "From"),
    "message:ToRecipients": _people("ToRecipients", "To"),
    "message:CcRecipients": _people("CcRecipients", "Cc"),
    "message:From": _people("From", "From"),
    "message:InternetMessageId": _header("InternetMessageId", "Message-ID"),
    "message:IsRead": _of_item("IsRead", lambda item: str(item.is_read).lower()),
    "message:References": _header("References", "References"),
    "message:ReplyTo": _people("ReplyTo", "Reply-To"),
}
