"""What one clause says: a verb with its date or person, or that it settles nothing."""

import re

from bot.domain.verbs import Verb
from handlers.replies.asking import absent, asked, commanded, doubtful
from handlers.replies.clauses import Clause
from handlers.replies.lexicon import whole
from handlers.replies.saying import Frame, Mood, phrase
from handlers.replies.working import done_or_taken, given_away, held_up, moved

#: the first that knows the clause decides; doubt goes before all that would change something
_READERS = (commanded, absent, doubtful, asked, given_away, held_up, moved, done_or_taken)
#: more words in one breath say more than one thing; it also bounds the time that patterns take
LONGEST_CLAUSE = 40
#: between two items more than what joins them to one list: which of it is said of which?
_TWO_AT_ONCE = re.compile(
    r"(?i)⟦i\d+⟧(?!\W*(?:(?:og|samt|and|både|såvel som|både|med|på|også|til|for|eller|or)\W+)*⟦i)"
    r".*?⟦i"
)


def frame(clause: Clause) -> Frame:
    """Say what the clause says."""
    if len(clause.text.split()) > LONGEST_CLAUSE:
        return Frame(clause, Mood.UNSURE)
    if _TWO_AT_ONCE.search(clause.text) and len(clause.items or ()) > 1:
        return Frame(clause, Mood.UNSURE)
    ready = phrase(clause)
    if not re.search(r"\w", ready.text):
        is_done = ready.has_tick and clause.items
        return Frame(clause, Verb.FINISH if is_done else Mood.COURTESY)
    for reader in _READERS:
        found = reader(ready)
        if found is not None:
            return found
    is_courtesy = whole("courtesy").fullmatch(ready.text)
    return Frame(clause, Mood.COURTESY if is_courtesy else Mood.OTHER)
