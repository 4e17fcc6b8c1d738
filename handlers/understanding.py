"""What somebody's words ask for; where they do not settle it, nothing but to ask back."""

import re
from collections.abc import Sequence
from datetime import date

from bot.domain.replies import Act, OpenItem
from bot.domain.verbs import Verb
from handlers.replies.frames import frame
from handlers.replies.items import has_loose_number
from handlers.replies.languages import language, language_beside
from handlers.replies.lexicon import whole
from handlers.replies.naming import named
from handlers.replies.placing import carried_over, explained, placed
from handlers.replies.reading import read
from handlers.replies.rhythms import rhythm
from handlers.replies.saying import Frame, Mood
from handlers.replies.settling import settled
from handlers.replies.volunteering import volunteering

#: what is about the writer and the bot, and means the same whatever it answers
_OF_THE_PERSON = {Verb.OPT_OUT, Verb.PAUSE, Verb.RESUME, Verb.STATUS, Verb.HELP, Mood.COURTESY}
ASK = (Act(Verb.ASK),)
#: nobody answers a task in more words; what is longer is a letter
LONGEST = 1500


def understand(
    text: str,
    items: Sequence[OpenItem],
    today: date,
    *,
    next_meeting: date | None = None,
    group: bool = False,
) -> tuple[Act, ...]:
    """Read the words of somebody who has these items open, in the order said.

    `group`: they answer a volunteer call. A lone ASK: nothing may be changed.
    """
    if len(text) > LONGEST:
        return ASK
    if re.fullmatch(r"[\s?]*\?[\s?]*", text):
        return (Act(Verb.HELP),)
    wished = language(text) or rhythm(text)
    if wished is not None:
        return (wished,)
    chosen, text = language_beside(text)
    acts = _understood(text, items, today, next_meeting, group=group)
    if chosen is None:
        return acts
    if acts == ASK:
        return (chosen,) if _is_courtesy(text, today) else ASK
    return (chosen, *acts)  # first: the answer is in the language chosen


def _understood(
    text: str, items: Sequence[OpenItem], today: date, next_meeting: date | None, *, group: bool
) -> tuple[Act, ...]:
    """Read what is no wish about the bot itself."""
    ready = read(text, items, today, next_meeting)
    if has_loose_number(ready.marked, items):
        return ASK
    frames = carried_over([frame(clause) for clause in ready.clauses])
    if group:
        return volunteering(frames) or _of_the_person(frames, today) or ASK
    frames = named(frames, items)
    return settled(placed(explained(frames), items), items, today) or ASK


def _is_courtesy(text: str, today: date) -> bool:
    said = [clause.text.strip(" !.") for clause in read(text, (), today).clauses]
    return all(whole("courtesy").fullmatch(words) for words in said)


def _of_the_person(frames: list[Frame], today: date) -> tuple[Act, ...]:
    if not {entry.said for entry in frames} <= _OF_THE_PERSON:
        return ()
    return settled(placed(explained(frames), ()), (), today)
