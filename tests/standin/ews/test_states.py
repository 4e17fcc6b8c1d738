"""Synchronising, whatever happens in between: the copy ends as the folder is."""

from datetime import UTC, datetime
from xml.etree.ElementTree import Element

from hypothesis import given
from hypothesis import strategies as some

from bot.standin.ews.exchange import Caller, Exchange
from bot.standin.ews.soap import find, find_all, is_true, m, t, words
from bot.standin.ews.store import Mailbox
from bot.standin.ews.syncing import sync_folder_items

ADDRESS = "bolden@example.org"
HAPPENINGS = ("drop", "read", "unread", "change", "leave", "remove", "look")


class Copy:
    """A client's copy of the inbox: whether each mail is read."""

    def __init__(self, caller: Caller, page: int) -> None:
        self.mails: dict[str, bool] = {}
        self.told: list[str] = []
        self._state = ""
        self._caller = caller
        self._page = page

    def look(self) -> bool:
        """Take one page; say whether it was the last."""
        (message,) = sync_folder_items(self._caller, self._request())
        self._state = words(message, "m:SyncState") or ""
        changes = find(message, "m:Changes")
        assert changes is not None
        assert len(changes) <= self._page
        for change in changes:
            self._take(change.tag.rpartition("}")[2], change)
        return is_true(words(message, "m:IncludesLastItemInRange"))

    def _request(self) -> Element:
        shape = m("ItemShape", t("BaseShape", text="Default"))
        folder = m("SyncFolderId", t("DistinguishedFolderId", Id="inbox"))
        most = m("MaxChangesReturned", text=str(self._page))
        return m("SyncFolderItems", shape, folder, m("SyncState", text=self._state), most)

    def _take(self, kind: str, change: Element) -> None:
        (named,) = find_all(change, ".//t:ItemId")
        name = named.get("Id", "")
        self.told.append(name)
        if kind == "Delete":
            self.mails.pop(name, None)
            return
        assert (name in self.mails) is not (kind == "Create")
        self.mails[name] = is_true(words(change, ".//t:IsRead"))


def happen(mailbox: Mailbox, what: str, which: int) -> None:
    items = list(mailbox.folder("inbox").items.values())
    if what == "drop" or not items:
        mailbox.put(mailbox.folder("inbox"), b"Subject: Hej\r\n\r\nHej", arrives=True)
        return
    item = items[which % len(items)]
    if what in {"read", "unread"}:
        mailbox.mark(item, is_read=what == "read")
    elif what == "change":
        mailbox.change(item)
    elif what == "leave":
        mailbox.move(item, mailbox.folder("deleteditems"))
    elif what == "remove":
        mailbox.remove(item)


@given(
    some.lists(some.tuples(some.sampled_from(HAPPENINGS), some.integers(0, 9)), max_size=40),
    some.integers(1, 4),
)
def test_the_copy_ends_as_the_folder_is(happened: list[tuple[str, int]], page: int) -> None:
    exchange = Exchange(lambda: datetime(2026, 9, 8, tzinfo=UTC))
    mailbox = exchange.open(ADDRESS, "s")
    copy = Copy(Caller(exchange, ADDRESS, ADDRESS), page)
    for what, which in happened:
        if what == "look":
            copy.look()
        else:
            happen(mailbox, what, which)
    while not copy.look():
        pass
    inbox = mailbox.folder("inbox").items
    assert copy.mails == {name: item.is_read for name, item in inbox.items()}
    before = len(copy.told)
    assert copy.look()
    assert len(copy.told) == before  # nothing is told for ever
