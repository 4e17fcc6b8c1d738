"""A mailbox as Exchange keeps it: folders, items, and what happened to them, in order."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from enum import StrEnum
from functools import cached_property
from itertools import count
from typing import NamedTuple

from bot.standin.ews.soap import ExchangeError

#: as a Danish Outlook names them: they are found by their distinguished ids, never by name
_DANISH = {
    "inbox": "Indbakke",
    "sentitems": "Sendt post",
    "deleteditems": "Slettet post",
    "drafts": "Kladder",
    "outbox": "Udbakke",
    "junkemail": "Uønsket mail",
}
ROOT, TOP = "root", "msgfolderroot"


class Happened(StrEnum):
    """What befell an item in a folder, by the word that synchronisation has for it."""

    CREATED = "Create"
    CHANGED = "Update"
    READ = "ReadFlagChange"
    GONE = "Delete"


class Happening(NamedTuple):
    """One line of a mailbox' log."""

    what: Happened
    folder_id: str
    item_id: str
    at: datetime
    arrived: bool


@dataclass
class Item:
    """One mail; each change makes its key another."""

    item_id: str
    folder_id: str
    raw: bytes
    at: datetime
    item_class: str = "IPM.Note"
    is_read: bool = False
    is_draft: bool = False
    changes: int = 1

    @property
    def change_key(self) -> str:
        """Give the key of the item as it is now."""
        return b64encode(f"{self.changes:08}{self.item_id[8:16]}".encode()).decode()

    @property
    def mail(self) -> EmailMessage:
        """Give the mail taken apart."""
        return parsed(self.raw)

    @cached_property
    def message_id(self) -> str:
        """Give the mail's own id, as it stands there."""
        return str(self.mail["Message-ID"] or "").strip()


def parsed(raw: bytes) -> EmailMessage:
    """Take a mail apart."""
    return message_from_bytes(raw, policy=default)


@dataclass
class Folder:
    """One folder."""

    folder_id: str
    name: str
    distinguished: str | None
    parent_id: str
    items: dict[str, Item] = field(default_factory=dict)


class Mailbox:
    """One mailbox, by its address.

    `delegates` are users who may use it beside its own, `oldest` the number of happenings that
    are forgotten; `tell` is called after each.
    """

    def __init__(
        self, address: str, name: str, now: Callable[[], datetime], tell: Callable[[], None]
    ) -> None:
        self.address = address
        self.name = name
        self.delegates: set[str] = set()
        self.folders: dict[str, Folder] = {}
        self.log: list[Happening] = []
        self.oldest = 0
        self._now = now
        self._tell = tell
        self._numbers = count(1)
        root = self.add_folder("", "", ROOT)
        top = self.add_folder("Øverste niveau af informationslager", root.folder_id, TOP)
        for distinguished, shown in _DANISH.items():
            self.add_folder(shown, top.folder_id, distinguished)

    def add_folder(self, name: str, parent_id: str, distinguished: str | None = None) -> Folder:
        """Make a folder; two of one name in one folder are refused."""
        if any(one.parent_id == parent_id and one.name == name for one in self.folders.values()):
            raise ExchangeError("ErrorFolderExists")
        folder = Folder(self._new_id("F"), name, distinguished, parent_id)
        self.folders[folder.folder_id] = folder
        return folder

    def folder(self, distinguished: str) -> Folder:
        """Give a folder that every mailbox has."""
        for folder in self.folders.values():
            if folder.distinguished == distinguished:
                return folder
        raise ExchangeError("ErrorFolderNotFound")

    def put(
        self,
        folder: Folder,
        raw: bytes,
        *,
        item_class: str = "IPM.Note",
        is_read: bool = False,
        is_draft: bool = False,
        arrives: bool = False,
    ) -> Item:
        """Let a mail lie in a folder, or arrive there."""
        of_folder = self._new_id("I"), folder.folder_id
        item = Item(*of_folder, raw, self._now(), item_class, is_read, is_draft)
        return self._lay(folder, item, arrives)

    def remove(self, item: Item) -> None:
        """Take an item away."""
        del self.folders[item.folder_id].items[item.item_id]
        self._note(Happened.GONE, item)

    def move(self, item: Item, folder: Folder) -> Item:
        """Move an item: in its new folder it has another id."""
        self.remove(item)
        moved = replace(item, item_id=self._new_id("I"), folder_id=folder.folder_id)
        return self._lay(folder, moved, arrived=False)

    def mark(self, item: Item, *, is_read: bool) -> None:
        """Mark an item as read or unread."""
        if item.is_read is not is_read:
            item.is_read = is_read
            self.change(item, Happened.READ)

    def change(self, item: Item, what: Happened = Happened.CHANGED) -> None:
        """Note that an item is another than it was."""
        item.changes += 1
        self._note(what, item)

    def known(self, folder: Folder, until: int) -> set[str]:
        """Tell which items a folder had after so many happenings."""
        there: set[str] = set()
        for one in self.log[:until]:
            if one.folder_id != folder.folder_id:
                continue
            if one.what is Happened.CREATED:
                there.add(one.item_id)
            elif one.what is Happened.GONE:
                there.discard(one.item_id)
        return there

    def _lay(self, folder: Folder, item: Item, arrived: bool) -> Item:
        folder.items[item.item_id] = item
        self._note(Happened.CREATED, item, arrived)
        return item

    def _note(self, what: Happened, item: Item, arrived: bool = False) -> None:
        self.log.append(Happening(what, item.folder_id, item.item_id, self._now(), arrived))
        self._tell()

    def _new_id(self, kind: str) -> str:
        # with the signs of base 64 that must be written with care elsewhere
        named = f"{kind}{next(self._numbers):06}{self.address}".encode()
        return b64encode(b"\xfb\xef\xbe\xff\xff" + named).decode()
