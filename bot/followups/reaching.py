"""Mail that does not arrive: written down, and told once to who can do something about it."""

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar import local_day
from bot.domain.notices import NoticeKind
from bot.domain.people import Role
from bot.storage import meetings, outbox, people, reaching
from bot.storage.outbox import OutboxRow

_log = logging.getLogger(__name__)

#: nobody is kept from reminders for longer by what a machine says
LONGEST_AWAY = timedelta(weeks=6)


async def bounced(
    connection: AsyncConnection,
    outbox_id: int,
    code: str | None,
    addresses: Iterable[str],
    now: datetime,
) -> None:
    """Mark the row, and the address where it is the one of the report; tell the reviewer once.

    `code` is why there is no such address, None where it came back for something else.
    `addresses` are those that the report names: where it names only others, the person has a new
    one since.
    """
    row = await outbox.row_of(connection, outbox_id)
    if row is None or row.person_id is None:
        return
    if await reaching.return_row(connection, outbox_id, now) and code is not None:
        await refused(connection, row, code, addresses, now)


async def refused(
    connection: AsyncConnection,
    row: OutboxRow,
    code: str,
    addresses: Iterable[str],
    now: datetime,
) -> None:
    """Note that there is no such address where it is still the person's; tell the reviewer once."""
    if row.person_id is None:
        return
    person = await people.person_of(connection, row.person_id)
    named = {one.casefold() for one in addresses}
    if named and person.email not in named:
        return
    if not await reaching.mark_bounced(connection, row.person_id, code):
        return
    _log.warning("no mail reaches person %s: %s, outbox row %s", row.person_id, code, row.outbox_id)
    if to := await _responsible(connection, row):
        await outbox.enqueue(
            connection,
            NoticeKind.UNREACHABLE,
            f"unreachable/{row.person_id}/{row.outbox_id}",
            network_id=row.network_id,
            person_id=to,
            minutes_id=row.minutes_id,
            about={"person_id": row.person_id},
            now=now,
        )


async def away(
    connection: AsyncConnection, outbox_id: int, email: str, until: date, now: datetime
) -> None:
    """Believe an automatic answer to a mail of ours from whom it was to, for six weeks at most."""
    row = await outbox.row_of(connection, outbox_id)
    person = await people.find_person(connection, email=email)
    if row is None or person is None or row.person_id != person.person_id:
        return
    today = local_day(now)
    if today < until <= today + LONGEST_AWAY:
        await reaching.set_away(connection, person.person_id, until)


async def _responsible(connection: AsyncConnection, row: OutboxRow) -> int | None:
    """Give who reviews the minutes, else who leads the network; not the one who has no mail."""
    members = await people.members_of(connection, row.network_id)
    in_order = [
        member.person
        for role in (Role.MINUTE_TAKER, Role.CHAIR, Role.SECRETARIAT)
        for member in members
        if role in member.roles
    ]
    if row.minutes_id is not None:
        reviewer_id = (await meetings.minutes_of(connection, row.minutes_id)).reviewer_id
        if reviewer_id is not None:
            in_order.insert(0, await people.person_of(connection, reviewer_id))
    reached = (one for one in in_order if one.bounce_code is None)
    return next((one.person_id for one in reached if one.person_id != row.person_id), None)
