"""The door: which notice a row of the outbox stands for now, or why it need not be sent."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.notices import Notice, NoticeKind
from bot.followups import reaching
from bot.followups.composing import (
    channel,
    corrections,
    group,
    personal_digest,
    review,
    substitutes,
    tasks,
    unreachable,
    unsure_sender,
    welcome,
)
from bot.followups.composing.context import Context
from bot.storage.outbox import OutboxRow


@dataclass(frozen=True)
class Composer:
    """Composes notices whose links lead to this board."""

    board: str

    async def compose(
        self, connection: AsyncConnection, row: OutboxRow, now: datetime
    ) -> Notice | None:
        """Give the notice, or None where there is nothing left to say."""
        context = Context(connection, self.board, now)
        return await _COMPOSERS[row.kind](context, row)

    async def refused(
        self,
        connection: AsyncConnection,
        row: OutboxRow,
        code: str,
        addresses: Collection[str],
        now: datetime,
    ) -> None:
        """Take note that there is no such mail address as the row went to."""
        await reaching.refused(connection, row, code, addresses, now)

    async def shown(
        self, connection: AsyncConnection, row: OutboxRow, now: datetime
    ) -> Notice | None:
        """Give what the card of a row shows now, also where it asks for nothing any more."""
        return await self.compose(connection, replace(row, replaces_id=row.outbox_id), now)


_COMPOSERS: dict[NoticeKind, Callable[[Context, OutboxRow], Awaitable[Notice | None]]] = {
    NoticeKind.REVIEW_REQUEST: review.request,
    NoticeKind.OWNER_SOUGHT: review.owner_sought,
    NoticeKind.ASSIGNMENT: tasks.assignment,
    NoticeKind.REMINDER: tasks.reminder,
    NoticeKind.SUBSTITUTE: substitutes.substitute,
    NoticeKind.ANSWER: tasks.answer,
    NoticeKind.CHANNEL_TASKS: channel.channel_tasks,
    NoticeKind.VOLUNTEER_CALL: group.volunteer_call,
    NoticeKind.ROSTER: group.roster,
    NoticeKind.SEAT: group.seat,
    NoticeKind.GROUP_NOTE: group.note,
    NoticeKind.DIGEST: personal_digest.any_digest,
    NoticeKind.WELCOME: welcome.welcome,
    NoticeKind.CORRECTION: corrections.correction,
    NoticeKind.UNREACHABLE: unreachable.unreachable,
    NoticeKind.APPROVED: review.approved,
    NoticeKind.UNSURE_SENDER: unsure_sender.unsure_sender,
}
