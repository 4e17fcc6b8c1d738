"""What mails that nobody wrote tell: whose address takes none, and who is away."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people import Person, Road
from bot.storage.outbox import OutboxState
from bot.storage.tables import outbox, person

#: the reason on rows that came back, and on those that were not sent for it
BOUNCED = "bounced"


async def mark_bounced(connection: AsyncConnection, person_id: int, code: str) -> bool:
    """Write that mail to a person comes back; False where that was known."""
    done = await connection.execute(
        update(person)
        .where(person.c.id == person_id, person.c.bounce_code.is_(None))
        .values(bounce_code=code)
    )
    return bool(done.rowcount)


async def return_row(connection: AsyncConnection, outbox_id: int, now: datetime) -> bool:
    """Write that a mail that had left came back; False where it was no mail, or is known."""
    gone = (OutboxState.SENT, OutboxState.UNCERTAIN)
    done = await connection.execute(
        update(outbox)
        .where(outbox.c.id == outbox_id, outbox.c.road == Road.MAIL, outbox.c.state.in_(gone))
        .values(state=OutboxState.FAILED, reason=BOUNCED, settled_at=now)
    )
    return bool(done.rowcount)


async def set_away(connection: AsyncConnection, person_id: int, until: date) -> None:
    """Write when a person is back."""
    await connection.execute(
        update(person).where(person.c.id == person_id).values(away_until=until)
    )


async def away_among(
    connection: AsyncConnection, person_ids: Iterable[int], today: date
) -> set[int]:
    """Give those among some people who are away today."""
    query = select(person.c.id).where(
        person.c.id.in_(list(person_ids)), person.c.away_until > today
    )
    return set(await connection.scalars(query))


async def hear_from(
    connection: AsyncConnection, who: Person, road: Road, email: str | None = None
) -> None:
    """Take a sign of life: they are not away, and mail reaches the address that it came from.

    From an alias it says nothing of the main address, where their mail goes.
    """
    values: dict[str, None] = {}
    if who.away_until is not None:
        values["away_until"] = None
    if who.bounce_code is not None and road is Road.MAIL and email == who.email:
        values["bounce_code"] = None
    if values:
        await connection.execute(
            update(person).where(person.c.id == who.person_id).values(**values)
        )
