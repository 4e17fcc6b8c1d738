"""A wish about how often the digest comes: a whole message, never a part of one about tasks."""

from bot.domain.replies import Act
from bot.domain.rhythm import Rhythm
from bot.domain.verbs import Verb
from handlers.replies.lexicon import whole


def rhythm(text: str) -> Act | None:
    """Give the choice; None where the words are not surely one."""
    words = " ".join(text.replace(":", " ").replace(",", " ").split()).strip(" .!»«\"'“”")
    for choice in Rhythm:
        if whole(f"digest_{choice}").fullmatch(words):
            return Act(Verb.RHYTHM, to=choice)
    return None
