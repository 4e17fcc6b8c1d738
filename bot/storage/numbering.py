"""The numbers by which people know their follow-ups: given once, never changed, never reused."""

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import Status
from bot.storage.tables import ownership, person


async def number_new(connection: AsyncConnection, follow_up_ids: list[int]) -> None:
    """Number the parts of some follow-ups that their owners are to be told of for the first time.

    Each person's numbers go on over all meetings, so that a number in an answer means one task
    whichever message it is read from.
    """
    rows = await connection.execute(
        select(ownership.c.id, ownership.c.person_id)
        .where(ownership.c.follow_up_id.in_(follow_up_ids), ownership.c.number.is_(None))
        .where(ownership.c.person_id.is_not(None))
        .where(ownership.c.status.not_in((Status.DRAFT, Status.DROPPED)))
        .order_by(ownership.c.follow_up_id, ownership.c.id)
    )
    new = rows.all()
    if not new:
        return
    last = await _last(connection, {row.person_id for row in new})
    given = []
    for row in new:
        last[row.person_id] = last.get(row.person_id, 0) + 1
        given.append({"part": row.id, "given": last[row.person_id]})
    await connection.execute(
        update(ownership)
        .where(ownership.c.id == bindparam("part"))
        .values(number=bindparam("given")),
        given,
    )


async def _last(connection: AsyncConnection, person_ids: set[int]) -> dict[int, int]:
    """Give each person's highest number, and keep others from giving the next one."""
    await connection.execute(
        select(person.c.id)
        .where(person.c.id.in_(person_ids))
        .order_by(person.c.id)
        .with_for_update(key_share=True)
    )
    rows = await connection.execute(
        select(ownership.c.person_id, func.max(ownership.c.number).label("highest"))
        .where(ownership.c.person_id.in_(person_ids), ownership.c.number.is_not(None))
        .group_by(ownership.c.person_id)
    )
    return {row.person_id: row.highest for row in rows}
