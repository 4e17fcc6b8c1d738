"""How often somebody gets the digest: chosen by themselves, changed and taken back by them."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.notices import Outcome
from bot.domain.people import Actor, Person
from bot.domain.rhythm import Rhythm
from bot.domain.verbs import Verb
from bot.errors import OutdatedError
from bot.storage import digests, history


async def choose(
    connection: AsyncConnection, actor: Actor, person: Person, rhythm: Rhythm, *, now: datetime
) -> Outcome:
    """Note the choice; OutdatedError where it was made before."""
    before = await digests.chosen(connection, person.person_id)
    if before is rhythm:
        raise OutdatedError(doubts.ALREADY_SO)
    await digests.choose(connection, person.person_id, rhythm)
    await history.record(
        connection,
        actor,
        Verb.RHYTHM,
        "person",
        person.person_id,
        now=now,
        before={"digest": before},
        after={"digest": rhythm},
    )
    return Outcome(Verb.RHYTHM, to=rhythm)


async def put_back(
    connection: AsyncConnection, person: Person, before: str | None, after: str | None
) -> None:
    """Let it be as before; OutdatedError where something else was chosen since."""
    if await digests.chosen(connection, person.person_id) != after:
        raise OutdatedError(doubts.TOO_LATE_TO_UNDO)
    await digests.choose(connection, person.person_id, Rhythm(before) if before else None)
