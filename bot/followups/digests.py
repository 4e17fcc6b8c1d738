"""The weekly digest: in the channel, and by mail to the members outside Teams."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar import digest_week
from bot.domain.notices import NoticeKind
from bot.domain.people import Network
from bot.followups.composing.context import Context
from bot.followups.composing.digest import digest_of
from bot.storage import outbox, people
from bot.storage.tables import outbox as outbox_table


async def write_digests(connection: AsyncConnection, board: str, now: datetime) -> int:
    """Write the digests that are due to the outbox; give how many are new."""
    week = digest_week(now)
    if week is None:
        return 0
    added = 0
    for network in await people.all_networks(connection):
        if not await _is_written(connection, network, week):
            added += await write_digest(connection, network, week, board, now)
    return added


async def _is_written(connection: AsyncConnection, network: Network, week: tuple[int, int]) -> bool:
    return bool(await outbox.rows(connection, outbox_table.c.key.startswith(_key(network, week))))


def _key(network: Network, week: tuple[int, int]) -> str:
    year, number = week
    return f"digest/{network.network_id}/{year}-W{number:02}/"


async def write_digest(
    connection: AsyncConnection, network: Network, week: tuple[int, int], board: str, now: datetime
) -> int:
    """Write one network's digest of a week, where there is something to say."""
    year, number = week
    context = Context(connection, board, now)
    digest = await digest_of(context, network.network_id, year, number, None)
    if not digest.is_worth_sending:
        return 0
    members = await people.members_of(connection, network.network_id)
    outside = [m.person.person_id for m in members if m.person.entra_id is None]
    # without a channel everybody gets it by mail
    readers = [None, *outside] if network.channel_id else [m.person.person_id for m in members]
    added = 0
    for person_id in readers:
        added += await outbox.enqueue(
            connection,
            NoticeKind.DIGEST,
            f"{_key(network, week)}{person_id or 'channel'}",
            network_id=network.network_id,
            person_id=person_id,
            about={"year": year, "week": number},
            now=now,
        )
    return added
