"""Where a notice goes, and what came of sending it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.people import Road


@dataclass(frozen=True)
class TeamsAddress:
    """A conversation in Teams; `conversation_id` is None where one must first be opened.

    `user_id` is the Teams or Entra id of the person to open it with, None for a channel.
    """

    service_url: str
    tenant_id: str
    conversation_id: str | None
    user_id: str | None = None


@dataclass(frozen=True)
class MailAddress:
    """One mailbox."""

    name: str
    email: str


@dataclass(frozen=True)
class Sending:
    """One delivery: what makes it known again when it is answered, updated or doubted."""

    outbox_id: int
    #: whom it is for; None for a channel
    person_id: int | None = None
    #: what an earlier delivery of the same card got as `ref`: it is to be replaced
    replaces: str | None = None
    #: the mail that this one answers
    in_reply_to: str | None = None
    #: what whom it is for wants to be spoken to in; None for Danish
    language: str | None = None
    #: it was tried before
    is_repeat: bool = False


class SendState(StrEnum):
    """What came of it?"""

    SENT = "sent"
    #: surely not sent, may be tried again at `retry_at`
    RETRY = "retry"
    #: nobody can know; never silently repeated
    UNCERTAIN = "uncertain"
    #: refused for good on this road
    REFUSED = "refused"
    #: refused, and whatever else is sent there will be too
    GONE = "gone"


@dataclass(frozen=True)
class Receipt:
    """What came of one delivery."""

    state: SendState
    #: Teams: the activity id; mail: the Message-ID
    ref: str | None = None
    #: Teams: where it stands, for the next time
    conversation_id: str | None = None
    #: a short code for the report, as "MessageWritesBlocked"; never anybody's words
    reason: str | None = None
    retry_at: datetime | None = None
    #: mail: the code by which the address itself was refused, as "5.1.1" (`mail_codes`)
    bad_address: str | None = None


@dataclass(frozen=True)
class Detour:
    """A road that would have come first, and the code of why it was not to be had."""

    road: Road
    reason: str
