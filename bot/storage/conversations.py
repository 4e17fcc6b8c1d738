"""Conversations in Teams: where the bot can speak, where it no longer can; events it has seen."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import TeamsAddress
from bot.storage.tables import conversation, seen

#: somebody has let us in (again)
_OPEN: dict[str, Any] = {"gone_at": None, "reason": None}
_NEWEST_FIRST = (conversation.c.reached_at.desc().nulls_last(), conversation.c.id)

_HEARD = (
    update(conversation)
    .where(conversation.c.id == bindparam("place"))
    .where(or_(conversation.c.gone_at.is_not(None), conversation.c.service_url != bindparam("url")))
    .values(service_url=bindparam("url"), reached_at=bindparam("now"), **_OPEN)
)


def insert_or_skip(connection: AsyncConnection, table: Any) -> Any:
    """Give an INSERT … ON CONFLICT DO NOTHING for the database at hand."""
    return _insert_or_skip(connection.dialect.name, table)


@cache
def _insert_or_skip(dialect_name: str, table: Any) -> Any:
    dialect = postgresql if dialect_name == "postgresql" else sqlite
    return dialect.insert(table).on_conflict_do_nothing()


async def first_time(connection: AsyncConnection, key: str, now: datetime) -> bool:
    """Say whether this event comes for the first time, and remember it."""
    values = {"key": _short(key), "at": now}
    done = await connection.execute(insert_or_skip(connection, seen), values)
    return bool(done.rowcount)


async def is_known(connection: AsyncConnection, key: str) -> bool:
    """Say whether this event has come before."""
    return await connection.scalar(select(seen.c.at).where(seen.c.key == _short(key))) is not None


def _short(key: str) -> str:
    """Whoever sends it chooses how long it is."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


async def remember(
    connection: AsyncConnection,
    address: TeamsAddress,
    *,
    entra_id: str | None,
    channel_id: str | None,
    now: datetime,
) -> None:
    """Add, renew or open again a conversation: service URLs move, and people come back."""
    values = _outline(address, entra_id, channel_id) | _OPEN | {"reached_at": now}
    await _write(connection, str(address.conversation_id), values)


async def heard(connection: AsyncConnection, address: TeamsAddress, now: datetime) -> None:
    """Take from what came in, where the conversation is known, that we may speak there again."""
    values = {"place": address.conversation_id, "url": address.service_url, "now": now}
    await connection.execute(_HEARD, values)


async def close(
    connection: AsyncConnection,
    address: TeamsAddress,
    reason: str,
    *,
    entra_id: str | None,
    channel_id: str | None,
    now: datetime,
) -> None:
    """Note that nothing gets there any more; also of a chat that could not even be opened."""
    conversation_id = address.conversation_id or _unopened(entra_id)
    values = _outline(address, entra_id, channel_id) | {"gone_at": now, "reason": reason[:60]}
    await _write(connection, conversation_id, values)


async def leave(
    connection: AsyncConnection, conversation_id: str, reason: str, now: datetime
) -> None:
    """Close a conversation that the bot was taken out of, where it is known."""
    await connection.execute(
        update(conversation)
        .where(conversation.c.id == conversation_id)
        .values(gone_at=now, reason=reason)
    )


async def greet(connection: AsyncConnection, conversation_id: str, now: datetime) -> bool:
    """Say whether this conversation is still to be welcomed in, and that it now has been."""
    done = await connection.execute(
        update(conversation)
        .where(conversation.c.id == conversation_id, conversation.c.greeted_at.is_(None))
        .values(greeted_at=now)
    )
    return bool(done.rowcount)


async def personal(connection: AsyncConnection, entra_id: str) -> TeamsAddress | None:
    """Give the newest open 1:1 conversation with a person, where there is one."""
    return await _newest(connection, conversation.c.entra_id == entra_id.casefold())


async def channel(connection: AsyncConnection, channel_id: str) -> TeamsAddress | None:
    """Give where to post in a channel, where the bot has been added to it."""
    return await _newest(connection, conversation.c.channel_id == channel_id)


async def why_closed(connection: AsyncConnection, conversation_id: str) -> str | None:
    """Give why nothing gets to a conversation any more; None where it does."""
    query = select(conversation.c.reason).where(
        conversation.c.id == conversation_id, conversation.c.gone_at.is_not(None)
    )
    reason: str | None = await connection.scalar(query)
    return reason


async def closed_chats(connection: AsyncConnection, entra_ids: Collection[str]) -> dict[str, str]:
    """Give of those to whom no chat is open any more why, by Entra id in small letters."""
    wanted = {entra_id.casefold() for entra_id in entra_ids}
    rows = await connection.execute(
        select(conversation.c.entra_id, conversation.c.gone_at, conversation.c.reason)
        .where(conversation.c.entra_id.in_(wanted))
        .order_by(conversation.c.gone_at)
    )
    found = list(rows)
    opened = {row.entra_id for row in found if row.gone_at is None}
    return {row.entra_id: row.reason for row in found if row.entra_id not in opened}


async def never_opened(connection: AsyncConnection, entra_id: str) -> tuple[str, datetime] | None:
    """Give why and when a chat with somebody was refused; None for who has ever had one."""
    rows = await connection.execute(
        select(conversation.c.id, conversation.c.reason, conversation.c.gone_at).where(
            conversation.c.entra_id == entra_id.casefold()
        )
    )
    found = list(rows)
    if len(found) != 1 or found[0].id != _unopened(entra_id) or found[0].gone_at is None:
        return None
    return found[0].reason, found[0].gone_at


async def forget_refusal(
    connection: AsyncConnection, entra_id: str, reasons: Collection[str]
) -> None:
    """Let a chat be opened again that never was one, where it was refused for such a reason."""
    await connection.execute(
        delete(conversation).where(
            conversation.c.id == _unopened(entra_id), conversation.c.reason.in_(reasons)
        )
    )


async def _newest(connection: AsyncConnection, where: Any) -> TeamsAddress | None:
    query = select(conversation).where(where, conversation.c.gone_at.is_(None))
    row = (await connection.execute(query.order_by(*_NEWEST_FIRST).limit(1))).first()
    if row is None:
        return None
    return TeamsAddress(row.service_url, row.tenant_id, row.id, row.user_id)


def _unopened(entra_id: str | None) -> str:
    """What stands for the chat with somebody until there is one."""
    return f"unopened/{entra_id.casefold() if entra_id else None}"


def _outline(address: TeamsAddress, entra_id: str | None, channel_id: str | None) -> dict[str, Any]:
    return {
        "service_url": address.service_url,
        "tenant_id": address.tenant_id,
        "user_id": address.user_id,
        "entra_id": entra_id.casefold() if entra_id else None,
        "channel_id": channel_id,
    }


async def _write(connection: AsyncConnection, conversation_id: str, values: dict[str, Any]) -> None:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(conversation).values(id=conversation_id, **values)
    await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))
