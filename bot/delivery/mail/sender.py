"""From a notice to a mail on its way: the road that the outbox takes for people outside Teams."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from css_inline import InlineError
from jinja2 import TemplateError

from bot.delivery.channel import Capabilities, Mailbox
from bot.delivery.mail.answering import Pages, Ways
from bot.delivery.mail.binding import Binding
from bot.delivery.mail.message import Attachment, Envelope, build
from bot.delivery.mail.rendering import render, takes_answers
from bot.domain.delivery import MailAddress, Receipt, Sending, SendState
from bot.domain.language import speaking
from bot.domain.notices import Notice, OwnerSought, PersonalDigest, ReviewRequest, Roster
from bot.domain.roster_file import MEDIA_TYPE, roster_csv, roster_name

_DENMARK = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True)
class MailSender:
    """Implements `MailRoad` over any mailbox; `sender` is the bot's own address."""

    mailbox: Mailbox
    binding: Binding
    sender: MailAddress
    clock: Callable[[], datetime]
    #: None where those who get mails cannot open the board
    pages: Pages | None = None

    @property
    def capabilities(self) -> Capabilities:
        """Say what the mailbox can do."""
        return self.mailbox.capabilities

    async def deliver(self, notice: Notice, to: MailAddress, sending: Sending) -> Receipt:
        """Send the notice as a mail. Raises nothing."""
        try:
            with speaking(sending.language):
                message = self._message(notice, to, sending)
        except ValueError:
            return Receipt(SendState.REFUSED, reason="BadMailAddress")
        except (TemplateError, InlineError):
            return Receipt(SendState.REFUSED, reason="NoticeNotRendered")
        return await self.mailbox.send(message, recipient=to.email, is_repeat=sending.is_repeat)

    def _message(self, notice: Notice, to: MailAddress, sending: Sending) -> bytes:
        now = self.clock().astimezone(_DENMARK)
        outbox_id = sending.outbox_id
        reply_to = None
        if self.mailbox.capabilities.plus_address:
            reply_to = self.binding.reply_address(self.sender.email, outbox_id)
        tag = self.binding.subject_tag(outbox_id)
        ways = self._ways(notice, reply_to or self.sender.email, tag, sending)
        envelope = Envelope(
            sender=self.sender,
            to=to,
            message_id=self.binding.message_id(outbox_id),
            now=now,
            tag=tag if takes_answers(notice) else None,
            reply_to=reply_to,
            in_reply_to=sending.in_reply_to,
            is_bulk=isinstance(notice, PersonalDigest),
            leave=ways.leave,
            attachment=_file_of(notice),
        )
        return build(render(notice, today=now.date(), ways=ways), envelope)

    def _ways(self, notice: Notice, address: str, tag: str, sending: Sending) -> Ways:
        if self.pages is None or sending.person_id is None:
            return Ways(address, tag)
        whose = sending.outbox_id, sending.person_id
        owner = review = ""
        if isinstance(notice, OwnerSought) and not notice.settled:
            owner = self.pages.owner(*whose, notice.ownership_id)
        if isinstance(notice, ReviewRequest) and not notice.approved:
            review = self.pages.review(*whose, notice.occasion.minutes_id, notice.version)
        return Ways(
            address,
            tag,
            page=partial(self.pages.answer, *whose),
            seat=partial(self.pages.seat, *whose),
            owner=owner,
            leave=self.pages.leave_digest(*whose),
            review=review,
        )


def _file_of(notice: Notice) -> Attachment | None:
    """The convener's roster also comes as a file for their spreadsheet."""
    if not isinstance(notice, Roster) or not notice.roster:
        return None
    return Attachment(roster_name(notice.group_id), MEDIA_TYPE, roster_csv(notice.roster))
