"""A document that somebody hands in, by Teams or by mail: read, stored, and what is said of it."""

import logging
from collections.abc import Awaitable, Callable

from bot.domain.language import later, t
from bot.domain.meetings import Minutes
from bot.domain.people import Actor, Network, Person, Road
from bot.domain.unreadable import TOO_BIG, why
from bot.errors import UnreadableError, place_of
from bot.followups import handing_in, intake
from bot.minutes.documents import MAX_BYTES
from handlers import teams_texts as texts
from handlers.attached import Attached
from handlers.dispatch import Dispatcher

_log = logging.getLogger(__name__)

#: half a document would be read as if that were all
CUT = later("»{name}« er for stor til en mail. Send den i Teams, eller læg den ind på tavlen.")

Read = Callable[[bytes, str], Awaitable[Minutes]]


async def take_in(
    dispatcher: Dispatcher, read: Read, file: Attached, network: Network, person: Person, road: Road
) -> str:
    """Read a file and store what is in it; give what to say. Raises nothing."""
    if not file.is_whole:
        return t(CUT).format(name=file.name)
    if len(file.data) > MAX_BYTES:
        return t(TOO_BIG)
    try:
        minutes = await read(file.data, file.name)
        async with dispatcher.store.transaction() as connection:
            done = await intake.take_in(
                connection,
                network,
                minutes,
                file.data,
                file.name,
                actor=Actor(road, person.person_id),
                now=dispatcher.clock(),
            )
    except UnreadableError as error:
        return t("»{name}«: {why}").format(name=file.name, why=why(error))
    except Exception as error:  # noqa: BLE001 - nobody else would tell the person
        _log.error("%s: a file of person %s failed: %s", road, person.person_id, place_of(error))
        return t(texts.TROUBLE)
    _log.info("%s: person %s handed in minutes %s", road, person.person_id, done.minutes_id)
    return handing_in.outcome(done, minutes, file.name, person)
