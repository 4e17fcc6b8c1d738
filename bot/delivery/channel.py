"""The port through which a notice leaves: the only Protocols are towards what we cannot run."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.delivery import MailAddress, Receipt, Sending, TeamsAddress
from bot.domain.notices import Notice


class TeamsRoad(Protocol):
    """Teams, or its stand-in."""

    async def deliver(self, notice: Notice, to: TeamsAddress, sending: Sending) -> Receipt:
        """Post the notice's card, or replace the one at `sending.replaces`. Raises nothing."""


class MailRoad(Protocol):
    """Mail by whatever mailbox."""

    @property
    def capabilities(self) -> "Capabilities":
        """Say what its mailbox can do."""

    async def deliver(self, notice: Notice, to: MailAddress, sending: Sending) -> Receipt:
        """Send the notice as a mail. Raises nothing."""


@dataclass(frozen=True)
class Capabilities:
    """What a mailbox can do."""

    #: bot+token@… reaches us
    plus_address: bool = False
    #: a mail that may have left is looked for before it leaves again
    looks_up: bool = False
    #: so many mails leave at a time: what waits for its turn is not in doubt when we are gone
    at_once: int = 4


@dataclass(frozen=True)
class Incoming:
    """One mail that came in; `uid` is the mailbox's own name for it."""

    uid: str
    raw: bytes


class Mailbox(Protocol):
    """A folder, Graph, Exchange or SMTP and IMAP."""

    capabilities: Capabilities

    async def send(self, message: bytes, *, recipient: str, is_repeat: bool = False) -> Receipt:
        """Send one ready MIME message. Raises nothing; the receipt's ref is the Message-ID.

        A repeated one may have left before: who can, looks among the sent ones first.
        """

    async def fetch_new(self) -> Sequence[Incoming]:
        """Give what has come in and is not settled, oldest first."""

    async def settle(self, uid: str) -> None:
        """Mark one mail as dealt with, so that it is not given again."""
