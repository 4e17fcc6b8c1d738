"""What who leads a working group writes to all in it, and the roster as a file by mail."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.calendar import local_day
from bot.domain.notices import NoticeKind, Outcome
from bot.domain.people import Actor, Person, Road
from bot.domain.verbs import Verb
from bot.errors import BadInputError, OutdatedError
from bot.followups.leading import led
from bot.followups.seating import seated
from bot.followups.telling import tell
from bot.minutes import masking
from bot.storage import history

#: a note, not a letter
LONGEST = 1000


async def write(
    connection: AsyncConnection, actor: Actor, group_id: int, text: str, *, now: datetime
) -> int:
    """Send a note to everybody with a seat but its writer; give how many that are.

    The same words on the same day go once to each.
    """
    group, minutes = await led(connection, actor, group_id)
    lines = [masking.hidden(line.strip()) for line in text.splitlines() if line.strip()]
    said = "\n".join(lines)
    if not said:
        raise BadInputError(doubts.NO_NOTE)
    if len(said) > LONGEST:
        raise BadInputError(doubts.LONG_NOTE)
    to = [
        one.person_id
        for one in seated(group.volunteers, group.seats).seated
        if one.person_id is not None and one.person_id != actor.person_id
    ]
    if not to:
        raise BadInputError(doubts.NOBODY_TO_WRITE_TO)
    told = 0
    for person_id in to:
        # the words lie with the notice alone; the history holds none of people's
        key = f"note/{_occasion(actor, group_id, said, now)}/{person_id}"
        about, kind = {"by": actor.person_id, "text": said}, NoticeKind.GROUP_NOTE
        told += await tell(connection, kind, key, group, minutes, person_id, about=about, now=now)
    if not told:
        raise OutdatedError(doubts.ALREADY_SENT)
    after = {"told": told}
    await history.record(
        connection, actor, Verb.NOTE, history.SENT_TO_GROUP, group_id, now=now, after=after
    )
    return told


async def send_roster(
    connection: AsyncConnection, actor: Actor, person: Person, group_id: int, *, now: datetime
) -> Outcome:
    """Send the roster with its file to one of those who lead the group, by mail.

    As it stands it is sent once a day; when it has changed, again.
    """
    group, minutes = await led(connection, actor, group_id)
    key = f"roster/file/{_occasion(actor, group_id, repr(group), now)}/{person.person_id}"
    kind, to = NoticeKind.ROSTER, person.person_id
    if not await tell(connection, kind, key, group, minutes, to, road=Road.MAIL, now=now):
        raise OutdatedError(doubts.ALREADY_SENT)
    await history.record(
        connection, actor, Verb.SEND_ROSTER, history.SENT_TO_GROUP, group_id, now=now
    )
    return Outcome(Verb.SEND_ROSTER, about=group.name)


def _occasion(actor: Actor, group_id: int, what: str, now: datetime) -> str:
    """Name who sends what to a group on which day: a second press is the same occasion."""
    digest = sha256(what.encode("utf-8", "replace")).hexdigest()
    return f"{group_id}/{actor.person_id}/{local_day(now)}/{digest}"
