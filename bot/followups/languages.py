"""In which language somebody is spoken to: chosen by themselves, changed and taken back by them."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.language import LANGUAGES, speak
from bot.domain.notices import Outcome
from bot.domain.people import Actor, Person
from bot.domain.verbs import Verb
from bot.errors import BadInputError, OutdatedError
from bot.storage import history, people


async def choose(
    connection: AsyncConnection, actor: Actor, person: Person, language: str, *, now: datetime
) -> Outcome:
    """Note the choice and speak it from now on; BadInputError where it is none of ours."""
    if language not in LANGUAGES:
        raise BadInputError(doubts.WHICH_LANGUAGE)
    before = await people.language_of(connection, person.person_id)
    if before == language:
        raise OutdatedError(doubts.ALREADY_SO)
    await people.set_language(connection, person.person_id, language)
    await history.record(
        connection,
        actor,
        Verb.LANGUAGE,
        "person",
        person.person_id,
        now=now,
        before={"language": before},
        after={"language": language},
    )
    speak(language)
    return Outcome(Verb.LANGUAGE, to=language)


async def put_back(
    connection: AsyncConnection, person: Person, before: str | None, after: str | None
) -> None:
    """Speak as before; OutdatedError where something else was chosen since."""
    if await people.language_of(connection, person.person_id) != after:
        raise OutdatedError(doubts.TOO_LATE_TO_UNDO)
    await people.set_language(connection, person.person_id, before)
    speak(before)
