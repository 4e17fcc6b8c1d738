"""One mailbox on an Exchange server, asked by EWS: blocking, for its own threads."""

from base64 import b64decode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from exchangelib import DELEGATE, UTC, Account, Message
from exchangelib.errors import ErrorItemNotFound
from exchangelib.folders import Inbox, Root, SentItems
from exchangelib.items import ALWAYS_OVERWRITE, ID_ONLY, SEND_AND_SAVE_COPY
from exchangelib.properties import DistinguishedFolderId, ItemId, Mailbox
from exchangelib.services import GetItem, SyncFolderItems
from exchangelib.util import TNS

from bot.delivery.mail.exchange_line import Line, Login, configuration, told

#: changes that are told at a time, as many as Exchange allows
_PAGE = 512
#: what is asked of one mail
_WHOLE = ("mime_content", "headers", "item_class", "in_reply_to")


@dataclass(frozen=True)
class Arrival:
    """One mail in the inbox."""

    uid: str
    is_read: bool
    #: in bytes, about
    size: int
    #: UTC, so that later ones sort after it
    received_at: str


@dataclass(frozen=True)
class Changes:
    """What has happened in the inbox up to `state`."""

    came: Sequence[Arrival]
    #: by uid: taken away or moved
    gone: Sequence[str]
    state: str


@dataclass(frozen=True)
class Stored:
    """A mail as Exchange gives it: made anew from what it keeps, without some of the headers."""

    raw: bytes
    #: as they came; In-Reply-To also where it is known otherwise
    headers: Sequence[tuple[str, str]]
    #: IPM.Note, or what sort of report or automatic answer it is
    item_class: str


class Exchange:
    """What Bolden asks of the mailbox of `address`; every method raises ExchangeError."""

    def __init__(self, login: Login, address: str) -> None:
        self._configuration = configuration(login)
        # exchangelib keeps one line for each server and user: this one, as it is made first
        self._line = Line(config=self._configuration)
        self._account = Account(
            address,
            config=self._configuration,
            access_type=DELEGATE,
            default_timezone=UTC,
            locale="da_DK",
        )
        self._root = Root(account=self._account, _distinguished_id=self._named("root"))

    def send(self, message: bytes) -> None:
        """Send a ready mail and keep a copy among the sent ones."""
        # all mail there is read; of the rest Exchange itself finds everything in the MIME
        mail = Message(mime_content=message, is_read=True, account=self._account)
        with told():
            (done,) = self._account.bulk_create(
                self._folder(SentItems), [mail], message_disposition=SEND_AND_SAVE_COPY
            )
            if isinstance(done, Exception):
                raise done

    def is_sent(self, message_id: str) -> bool:
        """Say whether it is among the sent ones."""
        with told():
            return bool(self._folder(SentItems).filter(message_id=message_id).exists())

    def changes(self, since: str | None) -> Changes:
        """Tell what has happened in the inbox since that state; everything, where there is none."""
        came: list[Arrival] = []
        gone: list[str] = []
        inbox = self._folder(Inbox)
        shape = inbox.normalize_fields(["is_read", "size", "datetime_received"])
        service = _Sync(account=self._account)
        is_whole = False
        with told():
            while not is_whole:
                for change in service.call(inbox, ID_ONLY, shape, since, None, _PAGE, None):
                    uid = change.find(f".//{{{TNS}}}ItemId").get("Id")
                    if change.tag == f"{{{TNS}}}Create":
                        came.append(_arrival(uid, change))
                    elif change.tag == f"{{{TNS}}}Delete":
                        gone.append(uid)
                is_whole = service.includes_last_item_in_range or service.sync_state == since
                since = service.sync_state
        return Changes(came, gone, str(since))

    def fetch(self, uid: str) -> Stored | None:
        """Give one mail; None where somebody has taken it away."""
        shape = self._folder(Inbox).normalize_fields(_WHOLE)
        with told():
            (found,) = _Get(account=self._account).call([ItemId(uid)], shape, ID_ONLY)
            if isinstance(found, ErrorItemNotFound):
                return None
            if isinstance(found, Exception):
                raise found
            return Stored(
                b64decode(_text(found, "MimeContent")), _headers(found), _text(found, "ItemClass")
            )

    def mark_read(self, uids: Sequence[str]) -> None:
        """Mark mails as read, those that are still there."""
        mails = [
            (Message(id=uid, is_read=True, account=self._account), ["is_read"]) for uid in uids
        ]
        with told():
            done = self._account.bulk_update(mails, conflict_resolution=ALWAYS_OVERWRITE)
            for one in done:
                if isinstance(one, Exception) and not isinstance(one, ErrorItemNotFound):
                    raise one

    def close(self) -> None:
        """Hang up."""
        self._line.close()
        with suppress(KeyError):
            del Line[self._configuration]

    def _folder(self, kind: Any) -> Any:
        """Give a folder by what it is for: its name is in the language of the mailbox."""
        named = self._named(kind.DISTINGUISHED_FOLDER_ID)
        return kind(root=self._root, _distinguished_id=named)

    def _named(self, name: str) -> DistinguishedFolderId:
        owner = Mailbox(email_address=self._account.primary_smtp_address)
        return DistinguishedFolderId(id=name, mailbox=owner)


class _Sync(SyncFolderItems):  # type: ignore[misc]
    """Gives changes as they stand: the inbox may hold kinds of items that exchangelib lacks."""

    def _elem_to_obj(self, elem: Any) -> Any:
        return elem


class _Get(GetItem):  # type: ignore[misc]
    """Gives items as they stand, of whatever kind."""

    def _elem_to_obj(self, elem: Any) -> Any:
        return elem


def _arrival(uid: str, change: Any) -> Arrival:
    is_read = _text(change, "IsRead") in ("true", "1")
    size = int(_text(change, "Size") or 0)
    return Arrival(uid, is_read, size, _text(change, "DateTimeReceived"))


def _headers(item: Any) -> list[tuple[str, str]]:
    came = item.iter(f"{{{TNS}}}InternetMessageHeader")
    headers = [(one.get("HeaderName"), one.text or "") for one in came]
    answered = _text(item, "InReplyTo")
    if answered and not any(name.lower() == "in-reply-to" for name, _ in headers):
        headers.append(("In-Reply-To", answered))
    return headers


def _text(element: Any, name: str) -> str:
    return str(element.findtext(f".//{{{TNS}}}{name}") or "")
