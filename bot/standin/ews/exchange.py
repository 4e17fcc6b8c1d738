"""Who may do what in which mailbox, and what left the house."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import getaddresses
from xml.etree.ElementTree import Element

from bot.standin.ews.soap import ExchangeError, words
from bot.standin.ews.store import Folder, Item, Mailbox


@dataclass
class Manners:
    """What one Exchange does and another does not."""

    #: MIME is made anew when it is read, without Auto-Submitted; the headers still have it
    hides_auto_submitted: bool = False
    #: what is sent as MIME leaves without Auto-Submitted
    drops_auto_submitted: bool = False
    #: watermarks are left out, as the schema allows
    without_watermarks: bool = False
    #: a synchronisation state that is no good begins anew, instead of being refused
    begins_anew: bool = False


@dataclass
class Subscription:
    """Who wants to hear of what: folders by id, None for all; `begin` the first happening told."""

    mailbox: Mailbox
    folders: set[str] | None
    kinds: set[str]
    streams: bool
    begin: int


class Exchange:
    """The mailboxes of one organisation, by address; `logins` are passwords by user."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.manners = Manners()
        self.mailboxes: dict[str, Mailbox] = {}
        self.logins: dict[str, str] = {}
        self.owners: dict[str, str] = {}
        self.impersonators: set[str] = set()
        self.subscriptions: dict[str, Subscription] = {}
        #: set whenever something happens in a mailbox, for those who wait
        self.waiting: set[asyncio.Event] = set()
        #: what was sent, byte for byte, in order
        self.sent: list[bytes] = []

    def open(
        self, address: str, password: str, *, user: str | None = None, name: str = ""
    ) -> Mailbox:
        """Make a mailbox and its own user, who is called like the address unless told."""
        mailbox = Mailbox(address.lower(), name or address, self.now, self.stir)
        self.mailboxes[mailbox.address] = mailbox
        self.logins[user or address] = password
        self.owners[user or address] = mailbox.address
        return mailbox

    def drop(self, address: str, raw: bytes, *, item_class: str = "IPM.Note") -> Item:
        """Let a mail arrive."""
        mailbox = self.mailboxes[address.lower()]
        return mailbox.put(mailbox.folder("inbox"), raw, item_class=item_class, arrives=True)

    def stir(self) -> None:
        """Wake those who wait for something to happen."""
        for one in self.waiting:
            one.set()

    def send(self, item: Item) -> None:
        """Let a mail leave; whoever has a mailbox here gets it."""
        mail = item.mail
        named = [str(one) for name in ("To", "Cc", "Bcc") for one in mail.get_all(name, [])]
        receivers = {address.lower() for _, address in getaddresses(named) if "@" in address}
        if not receivers:
            raise ExchangeError("ErrorInvalidRecipients")
        self.sent.append(item.raw)
        for address in receivers & self.mailboxes.keys():
            self.drop(address, item.raw)


@dataclass(frozen=True)
class Caller:
    """Who calls: `acting` is the address whose own the call is."""

    exchange: Exchange
    user: str
    acting: str

    def mailbox(self, address: str | None = None) -> Mailbox:
        """Give a mailbox that the caller may use; their own where none is named."""
        found = self.exchange.mailboxes.get((address or self.acting).lower())
        if found is None:
            raise ExchangeError("ErrorNonExistentMailbox")
        if found.address != self.acting and self.user not in found.delegates:
            raise ExchangeError("ErrorAccessDenied")
        return found

    def folder(self, named: Element) -> tuple[Mailbox, Folder]:
        """Give the folder that one of Exchange's two ways names, and its mailbox."""
        wanted = named.get("Id", "")
        if named.tag.endswith("}DistinguishedFolderId"):
            mailbox = self.mailbox(words(named, "t:Mailbox/t:EmailAddress"))
            return mailbox, mailbox.folder(wanted)
        for mailbox in self.exchange.mailboxes.values():
            if wanted in mailbox.folders:
                return self.mailbox(mailbox.address), mailbox.folders[wanted]
        raise ExchangeError("ErrorFolderNotFound")

    def item(self, named: Element) -> tuple[Mailbox, Item]:
        """Give the item of an id, and its mailbox."""
        wanted = named.get("Id", "")
        for mailbox in self.exchange.mailboxes.values():
            for folder in mailbox.folders.values():
                if wanted in folder.items:
                    return self.mailbox(mailbox.address), folder.items[wanted]
        raise ExchangeError("ErrorItemNotFound")


def caller(exchange: Exchange, user: str, impersonated: str | None) -> Caller:
    """Say who calls; whoever may not be somebody else is refused."""
    if impersonated is None:
        return Caller(exchange, user, exchange.owners[user])
    if user not in exchange.impersonators:
        raise ExchangeError("ErrorImpersonateUserDenied")
    if impersonated.lower() not in exchange.mailboxes:
        raise ExchangeError("ErrorNonExistentMailbox")
    return Caller(exchange, user, impersonated.lower())
