"""Whose Teams can be asked to show a card as it is for them: ids that Teams itself has told."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import conversation, membership, person

#: how Teams begins its own ids of people; a chat that we opened is kept by the Entra id
_OF_TEAMS = "29:%"


async def teams_ids(connection: AsyncConnection, network_id: int) -> dict[int, str]:
    """Give members' ids in Teams, by person; only of those who have spoken with the bot."""
    rows = await connection.execute(
        select(person.c.id, conversation.c.user_id)
        .join(membership, membership.c.person_id == person.c.id)
        .join(conversation, conversation.c.entra_id == person.c.entra_id)
        .where(membership.c.network_id == network_id, conversation.c.user_id.like(_OF_TEAMS))
        .order_by(person.c.id, conversation.c.reached_at)
    )
    return {row.id: row.user_id for row in rows}
