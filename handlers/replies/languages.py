"""A wish for another language: a whole message, never a part of one about tasks."""

from bot.domain.language import DANISH, ENGLISH
from bot.domain.replies import Act
from bot.domain.verbs import Verb
from handlers.replies.lexicon import whole

_NAMED = {DANISH: "danish", ENGLISH: "english"}


def language(text: str) -> Act | None:
    """Give the choice; without a language's code in `to` it is only asked what there is."""
    words = " ".join(text.replace(":", " ").replace(",", " ").split()).strip(" .!?»«\"'“”")
    for code, table in _NAMED.items():
        if whole(table).fullmatch(words):
            return Act(Verb.LANGUAGE, to=code)
    return Act(Verb.LANGUAGE) if whole("language").fullmatch(words) else None
