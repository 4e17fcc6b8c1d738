"""Who gets no word after the approval, or not yet, because they have asked for that."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.followups import FollowUp
from bot.domain.meetings import PartyKind
from bot.domain.notices import Silent
from bot.storage import people, substitutes


async def silent_owners(
    connection: AsyncConnection, drafts: Sequence[tuple[int, FollowUp]], today: date
) -> tuple[Silent, ...]:
    """Give the owners of some numbered drafts who will not be told, by name, and of what."""
    parts = [(number, own) for number, item in drafts for own in item.owners if own.person_id]
    wishes = await people.wishes_among(
        connection, filter(None, (own.person_id for _, own in parts))
    )
    standing_in = await substitutes.hearing(connection, wishes, today)
    found = []
    for person_id, wish in wishes.items():
        until = None if wish.opted_out else wish.paused_until
        if not wish.opted_out and (until is None or until <= today):
            continue
        theirs = [(number, own) for number, own in parts if own.person_id == person_id]
        bodies = {own.name for _, own in theirs if own.kind is PartyKind.ORGANISATION and own.name}
        substitute_id = standing_in.get(person_id)
        found.append(
            Silent(
                (await people.person_of(connection, person_id)).name,
                tuple(sorted({number for number, _ in theirs})),
                tuple(sorted(bodies)),
                until,
                (await people.person_of(connection, substitute_id)).name if substitute_id else None,
            )
        )
    return tuple(sorted(found, key=lambda one: one.name))


def sentences(silent: Sequence[Silent]) -> tuple[str, ...]:
    """Say it to the reviewer: who has said stop and what is asked of nobody; then who pauses."""
    stopped = [one for one in silent if one.until is None]
    said = [doubts.stopped([doubts.about(one.name, one.numbers) for one in stopped])]
    unasked = sorted({name for one in stopped for name in one.bodies})
    said += [doubts.unasked(unasked)]
    said += [
        doubts.paused(doubts.about(one.name, one.numbers), one.until, one.substitute)
        for one in silent
        if one.until is not None
    ]
    return tuple(filter(None, said))
