"""Being left alone, for good or until a day, or no longer."""

from datetime import date

from bot.domain import doubts
from bot.domain.notices import Outcome
from bot.domain.verbs import Verb
from bot.errors import OutdatedError
from bot.storage import history, people
from bot.storage.people import Wishes
from handlers.spoken import Words


async def wish(words: Words, verb: Verb, until: date | None) -> Outcome:
    """Note OPT_OUT, PAUSE or RESUME."""
    before = await people.wishes_of(words.connection, words.person.person_id)
    wishes = Wishes(opted_out=verb is Verb.OPT_OUT, paused_until=until)
    if wishes == before:
        raise OutdatedError(doubts.NOT_QUIET if verb is Verb.RESUME else doubts.ALREADY_SO)
    await people.set_wishes(words.connection, words.person.person_id, wishes)
    await history.record(
        words.connection,
        words.actor,
        verb,
        "person",
        words.person.person_id,
        now=words.now,
        before=history.plain(vars(before)),
        after=history.plain(vars(wishes)),
    )
    return Outcome(verb, due=until)
