"""Which part of a review each reviewer looks at: their card is renewed at that part."""

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.notices import NoticeKind
from bot.storage.tables import outbox


async def page_of(connection: AsyncConnection, minutes_id: int, person_id: int) -> int:
    """Give the page that the person turned to last, the first one being 0."""
    about = await connection.scalar(
        select(outbox.c.about).where(_card(minutes_id, person_id)).order_by(outbox.c.id.desc())
    )
    return int((about or {}).get("page", 0))


async def turn(connection: AsyncConnection, minutes_id: int, person_id: int, page: int) -> None:
    """Remember the page."""
    statement = update(outbox).where(_card(minutes_id, person_id))
    await connection.execute(statement.values(about={"page": page}))


def _card(minutes_id: int, person_id: int) -> ColumnElement[bool]:
    return (
        (outbox.c.kind == NoticeKind.REVIEW_REQUEST)
        & (outbox.c.minutes_id == minutes_id)
        & (outbox.c.person_id == person_id)
        & outbox.c.replaces_id.is_(None)
    )
