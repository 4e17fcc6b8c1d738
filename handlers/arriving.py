"""Where the bot is let in and taken out: what is remembered, and who is welcomed."""

import logging
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import TeamsAddress
from bot.domain.language import t
from bot.domain.notices import NoticeKind
from bot.domain.welcoming import STRANGER
from bot.storage import conversations, outbox, people
from handlers.events import Left, Reached

_log = logging.getLogger(__name__)


async def remember(connection: AsyncConnection, event: Reached, now: datetime) -> None:
    """Remember where the bot can speak; a channel goes by its own id, not by a thread's."""
    await conversations.remember(
        connection,
        _address(event),
        entra_id=event.entra_id and event.entra_id.casefold(),
        channel_id=event.channel_id,
        now=now,
    )


async def hear(connection: AsyncConnection, place: Reached | None, now: datetime) -> None:
    """Take from a word or a press that we may speak there again, and by which service URL."""
    if place is not None:
        await conversations.heard(connection, _address(place), now)


async def install(connection: AsyncConnection, event: Reached, now: datetime) -> str | None:
    """Welcome whose chat it is, once for ever; strangers, who have no outbox, at once."""
    await remember(connection, event, now)
    if event.channel_id is not None:
        return None
    if not await conversations.greet(connection, event.conversation_id, now):
        return None
    person = await people.find_person(connection, entra_id=event.entra_id)
    networks = await people.networks_of(connection, person.person_id) if person else []
    if person is None or not networks:
        return t(STRANGER)
    if person.language is None and event.language is not None:
        await people.set_language(connection, person.person_id, event.language)
    await outbox.enqueue(
        connection,
        NoticeKind.WELCOME,
        f"welcome/{person.person_id}",
        network_id=networks[0],
        person_id=person.person_id,
        now=now,
    )
    return None


async def leave(connection: AsyncConnection, event: Left, now: datetime) -> None:
    """Close it: nothing more is sent there until somebody lets us in again."""
    await conversations.leave(connection, event.conversation_id, "uninstalled", now)
    _log.info("teams: taken out of conversation %s", event.conversation_id)


def _address(place: Reached) -> TeamsAddress:
    where = place.channel_id or place.conversation_id
    return TeamsAddress(place.service_url, place.tenant_id, where, place.user_id)
