"""Roads that record what they are given and answer as they are told to."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.delivery.channel import Capabilities
from bot.domain.delivery import MailAddress, Receipt, Sending, SendState, TeamsAddress
from bot.domain.notices import Notice

Address = TeamsAddress | MailAddress


@dataclass(frozen=True)
class Delivered:
    """One call."""

    notice: Notice
    to: Address
    sending: Sending


@dataclass
class RecordingRoad:
    """Teams or mail; `answers` are given one by one, then everything is sent."""

    delivered: list[Delivered] = field(default_factory=list)
    answers: list[Receipt] = field(default_factory=list)
    #: called before a delivery is answered
    meanwhile: Callable[[], None] | None = None
    fails: Exception | None = None
    capabilities: Capabilities = field(default_factory=Capabilities)

    async def deliver(self, notice: Notice, to: Address, sending: Sending) -> Receipt:
        """Note it."""
        self.delivered.append(Delivered(notice, to, sending))
        if self.meanwhile:
            self.meanwhile()
        if self.fails:
            raise self.fails
        if self.answers:
            return self.answers.pop(0)
        place = getattr(to, "conversation_id", None) or f"a:{sending.outbox_id}"
        return Receipt(SendState.SENT, ref=f"ref-{len(self.delivered)}", conversation_id=place)
