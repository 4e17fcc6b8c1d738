"""People of other tenants in a network's shared channel."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import membership, network


async def is_listed_at(connection: AsyncConnection, person_id: int, channel_id: str) -> bool:
    """Say whether somebody is on the members list of the network whose channel it is."""
    query = (
        select(membership.c.person_id)
        .join(network, network.c.id == membership.c.network_id)
        .where(network.c.channel_id == channel_id, membership.c.person_id == person_id)
    )
    return await connection.scalar(query.limit(1)) is not None
