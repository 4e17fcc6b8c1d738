"""A wish for another language: a whole message, or a piece beside what is said of tasks."""

import re
from itertools import islice

from bot.domain.language import DANISH, ENGLISH
from bot.domain.replies import Act
from bot.domain.verbs import Verb
from handlers.replies.lexicon import each, whole

_NAMED = {DANISH: "danish", ENGLISH: "english"}
_BETWEEN = re.compile(r"(?i)^|[.,;:!?\n]+|\s[–-]+\s|\s(?=(?:og|and|men|but)\s)|$")
#: nobody wishes for a language in more words, or with more commas
_LONGEST = 80
_MOST_BETWEEN = 3


def language(text: str) -> Act | None:
    """Give the choice; without a language's code in `to` it is only asked what there is."""
    words = _bare(text)
    for code, table in _NAMED.items():
        if whole(table).fullmatch(words):
            return Act(Verb.LANGUAGE, to=code)
    return Act(Verb.LANGUAGE) if whole("language").fullmatch(words) else _wish(text)


def language_beside(text: str) -> tuple[Act | None, str]:
    """Give the choice made beside other words, and those; only what is surely said to the bot."""
    marks = list(_BETWEEN.finditer(text))
    for number, before in enumerate(marks):
        for after in islice(marks, number + 1, number + 1 + _MOST_BETWEEN):
            wish = _wish(text[before.end() : after.start()])
            if wish is not None:
                rest = text[after.start() :].lstrip(" .,;:!?")
                return wish, f"{text[: before.end()]}\n{rest}".strip()
    return None, text


def _wish(piece: str) -> Act | None:
    if len(piece) > _LONGEST:
        return None
    words = _bare(piece)
    for pattern in each("language_wish"):
        if match := pattern.fullmatch(words):
            is_danish = whole("danish").fullmatch(match["which"])
            return Act(Verb.LANGUAGE, to=DANISH if is_danish else ENGLISH)
    return None


def _bare(text: str) -> str:
    return " ".join(text.replace(":", " ").replace(",", " ").split()).strip(" .!?»«\"'“”")
