"""An Exchange with the bot's mailbox, whose every word is held against Microsoft's schemas."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.standin.ews.faults import EwsFault
from bot.standin.ews.serving import FakeExchange
from bot.standin.ews.store import Item, Mailbox
from tests.ews_schema import watching

ADDRESS, PASSWORD = "bolden@example.org", "hem\u00e6lig:7"


@dataclass
class Ews:
    """The running Exchange and the bot's mailbox in it."""

    standin: FakeExchange
    mailbox: Mailbox

    user = ADDRESS
    address = ADDRESS
    password = PASSWORD

    @property
    def url(self) -> str:
        """Where it listens."""
        return self.standin.url

    @property
    def sent(self) -> list[bytes]:
        """What was sent, in order, byte for byte."""
        return self.standin.exchange.sent

    @property
    def faults(self) -> list[EwsFault]:
        """What is shown instead of answers, one a call, the first that fits its operation."""
        return self.standin.faults

    @property
    def calls(self) -> list[str]:
        """The operations asked for, in order: `ews.calls.count("CreateItem")`."""
        return self.standin.operations

    def drop(self, raw: bytes, *, item_class: str = "IPM.Note") -> Item:
        """Let a mail arrive in the bot's inbox."""
        return self.standin.exchange.drop(ADDRESS, raw, item_class=item_class)

    def lies_in(self, distinguished: str) -> list[bytes]:
        """Give the mails in a folder, as `inbox`, `sentitems`, `deleteditems`."""
        return [one.raw for one in self.mailbox.folder(distinguished).items.values()]


@asynccontextmanager
async def ews_started(clock: Callable[[], datetime], *, judged: bool = True) -> AsyncIterator[Ews]:
    """Run an Exchange; at the end nothing may have been said that the schemas do not allow.

    Unless it is not `judged`, for tests that say so themselves.
    """
    wrong: list[str] = []
    standin = FakeExchange(clock, watch=watching(wrong) if judged else _look_away)
    mailbox = standin.exchange.open(ADDRESS, PASSWORD, name="Bolden")
    await standin.start()
    try:
        yield Ews(standin, mailbox)
    finally:
        await standin.stop()
    assert wrong == []


def _look_away(_asked: bytes, _answered: bytes) -> None:
    """Take no notice."""
