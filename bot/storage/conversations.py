"""Conversations in Teams that the bot can speak in, and incoming events it has seen."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import TeamsAddress
from bot.storage.tables import conversation, seen


def insert_or_skip(connection: AsyncConnection, table: Any) -> Any:
    """Give an INSERT … ON CONFLICT DO NOTHING for the database at hand."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table).on_conflict_do_nothing()


async def first_time(connection: AsyncConnection, key: str, now: datetime) -> bool:
    """Say whether this event comes for the first time, and remember it."""
    # whoever sends it chooses how long it is
    short = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    done = await connection.execute(insert_or_skip(connection, seen).values(key=short, at=now))
    return bool(done.rowcount)


async def remember(
    connection: AsyncConnection,
    address: TeamsAddress,
    *,
    entra_id: str | None,
    channel_id: str | None,
) -> None:
    """Add or renew a conversation: service URLs move."""
    values = {
        "service_url": address.service_url,
        "tenant_id": address.tenant_id,
        "user_id": address.user_id,
        "entra_id": entra_id.casefold() if entra_id else None,
        "channel_id": channel_id,
    }
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(conversation).values(id=address.conversation_id, **values)
    await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


async def personal(connection: AsyncConnection, entra_id: str) -> TeamsAddress | None:
    """Give the 1:1 conversation with a person, where there is one."""
    return await _first(connection, conversation.c.entra_id == entra_id.casefold())


async def channel(connection: AsyncConnection, channel_id: str) -> TeamsAddress | None:
    """Give where to post in a channel, where the bot has been added to it."""
    return await _first(connection, conversation.c.channel_id == channel_id)


async def _first(connection: AsyncConnection, where: Any) -> TeamsAddress | None:
    row = (await connection.execute(select(conversation).where(where).limit(1))).first()
    if row is None:
        return None
    return TeamsAddress(row.service_url, row.tenant_id, row.id, row.user_id)
