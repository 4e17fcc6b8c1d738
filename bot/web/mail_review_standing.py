"""What a mail's link to a review is still good for: asked of the database at every request."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.notices import NoticeKind
from bot.domain.people import Actor, Road, Role
from bot.domain.verbs import Verb
from bot.errors import UnknownError
from bot.followups import review, rights
from bot.storage import conversations, history, meetings, outbox, people, versions
from bot.storage.meetings import MinutesRow
from bot.storage.outbox import OutboxRow
from bot.storage.tables import outbox as table
from bot.web.mail_links import ReviewLink


class Standing(Enum):
    """Is there anything left to do with it, and may they?"""

    OPEN = auto()
    #: the review is done
    APPROVED = auto()
    #: a newer file of the minutes has come, or a newer link was opened
    NEWER = auto()
    #: its time is over
    EXPIRED = auto()
    #: not ours, or theirs no more
    VOID = auto()


@dataclass(frozen=True)
class Found:
    """Where a link stands; `network_id` and `roles` are of no use where it is void."""

    standing: Standing
    network_id: int = 0
    roles: frozenset[Role] = frozenset()


async def found_by(connection: AsyncConnection, link: ReviewLink, now: datetime) -> Found:
    """Look at the mail, the minutes, and what the person is in their network."""
    row = await outbox.row_of(connection, link.outbox_id)
    if row is None or row.kind is not NoticeKind.REVIEW_REQUEST:
        return Found(Standing.VOID)
    if (row.person_id, row.minutes_id) != (link.person_id, link.minutes_id):
        return Found(Standing.VOID)
    try:
        minutes = await meetings.minutes_of(connection, link.minutes_id)
    except UnknownError:
        return Found(Standing.VOID)
    held = await people.roles_of(connection, link.person_id)
    roles = held.get(minutes.network_id)
    actor = Actor(Road.MAIL, link.person_id)
    if roles is None or not rights.reviews(actor, roles, minutes):
        return Found(Standing.VOID)
    standing = await _standing(connection, link, row, minutes, now)
    return Found(standing, minutes.network_id, roles)


async def _standing(
    connection: AsyncConnection,
    link: ReviewLink,
    row: OutboxRow,
    minutes: MinutesRow,
    now: datetime,
) -> Standing:
    if not await review.is_in_review(connection, minutes):
        return Standing.APPROVED
    if now >= link.good_until:
        return Standing.EXPIRED
    newest, _ = await versions.newest_file(connection, link.minutes_id)
    lines = await history.lines_of(connection, "minutes", [link.minutes_id])
    was_ended = any(one["verb"] == Verb.APPROVE and one["at"] >= row.created_at for one in lines)
    if newest != link.version or was_ended or await _is_followed(connection, link):
        return Standing.NEWER
    return Standing.OPEN


async def _is_followed(connection: AsyncConnection, link: ReviewLink) -> bool:
    """Say whether the link of a later mail has been opened: one browser at a time."""
    later = await outbox.rows(
        connection,
        table.c.kind == NoticeKind.REVIEW_REQUEST,
        table.c.minutes_id == link.minutes_id,
        table.c.person_id == link.person_id,
        table.c.replaces_id.is_(None),
        table.c.id > link.outbox_id,
    )
    return any([await is_used(connection, one.outbox_id) for one in later])


async def is_used(connection: AsyncConnection, outbox_id: int) -> bool:
    """Say whether the link of that mail has been opened in some browser."""
    return await conversations.is_known(connection, _opened(outbox_id))


async def use(connection: AsyncConnection, outbox_id: int, once: str, now: datetime) -> bool:
    """Say whether the page marked `once` may open the link: it is the first, or was."""
    opened = _opened(outbox_id)
    if await conversations.first_time(connection, opened, now):
        return await conversations.first_time(connection, f"{opened}/{once}", now)
    # pressed twice
    return await conversations.is_known(connection, f"{opened}/{once}")


def _opened(outbox_id: int) -> str:
    return f"gennemgang/{outbox_id}"
