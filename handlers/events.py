"""What can come in, as plain objects: no SDK type gets past the files that make these."""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from bot.domain.notices import Notice
from bot.domain.people import Road
from bot.domain.verbs import Verb
from handlers.attached import Attached


@dataclass(frozen=True)
class Pressed:
    """A button on a card. `data` holds ids and inputs as text and is believed in nothing else."""

    #: the activity's own id: the same press twice is one press
    key: str
    entra_id: str
    verb: Verb
    data: dict[str, str] = field(default_factory=dict)
    #: where it was pressed
    place: "Reached | None" = field(default=None, compare=False)
    #: of whom the administrator's tenants do not cover: the tenant
    visitor_tenant: str | None = None

    @property
    def channel_id(self) -> str | None:
        """The channel that it was pressed in, None elsewhere."""
        return self.place.channel_id if self.place else None


@dataclass(frozen=True)
class Written:
    """Words from a chat or a mail, quoted text and signature cut away."""

    key: str
    road: Road
    text: str
    #: who wrote: one of the two is set
    entra_id: str | None = None
    email: str | None = None
    #: in a channel or group chat: the answer would be everybody's to read
    others_read: bool = False
    #: written in a channel: the channel's id
    channel_id: str | None = None
    #: the notice it answers, where the mail's thread says so
    outbox_id: int | None = None
    #: mail: the Message-ID to answer
    message_id: str | None = None
    #: Teams: where it was written
    place: "Reached | None" = field(default=None, compare=False)
    #: Teams: of whom the administrator's tenants do not cover, the tenant
    visitor_tenant: str | None = None


@dataclass(frozen=True)
class Reached:
    """A conversation in which the bot can speak from now on."""

    conversation_id: str
    service_url: str
    tenant_id: str
    #: personal conversations: whose
    user_id: str | None = None
    entra_id: str | None = None
    #: channels: the channel's id
    channel_id: str | None = None
    #: what the client of who let us in speaks, where we can too
    language: str | None = None


@dataclass(frozen=True)
class Left:
    """A conversation out of which the bot was taken."""

    conversation_id: str


@dataclass(frozen=True)
class Bounced:
    """A mail of ours will not arrive."""

    outbox_id: int
    #: as the mail server gives it: "5.1.1"
    code: str
    #: who it was to, as far as the report says so
    to: frozenset[str]
    #: there is no such address
    blames_address: bool


@dataclass(frozen=True)
class AutoReplied:
    """A machine answered a mail of ours and said when somebody is back."""

    outbox_id: int
    email: str
    #: the first day back
    until: date


@dataclass(frozen=True)
class Unsure:
    """A mail answers one of ours, and nobody knows whether it is from whom that was to."""

    outbox_id: int


@dataclass(frozen=True)
class SentIn:
    """A mail with documents that answers none of ours."""

    written: Written
    subject: str
    files: tuple[Attached, ...]


class MailListener(Protocol):
    """Whoever knows what to do with mail."""

    async def written(self, event: Written) -> Notice | str | None:
        """Act on words; what is answered goes through the outbox."""

    async def bounced(self, event: Bounced) -> None:
        """Take note that a mail came back."""

    async def away(self, event: AutoReplied) -> None:
        """Take note of who is away."""

    async def unsure(self, event: Unsure) -> None:
        """Tell whom the mail that was answered was to; nothing else is done."""

    async def sent_in(self, event: SentIn) -> None:
        """Take the documents in, where the sender may hand in minutes."""


class Listener(Protocol):
    """Whoever knows what to do with what came in."""

    async def pressed(self, event: Pressed) -> Notice | str | None:
        """Act on a button; give what the card is to show from now on, or one sentence.

        None: this very event was seen before and nothing was done.
        """

    async def written(self, event: Written) -> Notice | str | None:
        """Act on words; give what to answer in chat. Mail is answered through the outbox."""

    async def reached(self, event: Reached) -> None:
        """Remember the conversation."""

    async def installed(self, event: Reached) -> str | None:
        """Remember the conversation and welcome whose it is, once; give what to say there."""

    async def spoken_in(self, channel_id: str) -> str | None:
        """Give the language of a channel, for what all of it read."""

    async def left(self, event: Left) -> None:
        """Take note that the bot was taken out of the conversation."""
