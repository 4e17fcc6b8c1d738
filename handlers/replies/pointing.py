"""Whom the words point to: "spørg …", "det er … der har den", "givet videre til …"."""

import re
from dataclasses import dataclass

from handlers.replies.lexicon import each, whole

#: asking the other about something is no handing over
_ASKED = re.compile(
    r"(?i) om (?!den$|det$|⟦i|dette$|opgaven$)\S"
    r"|\b(?:ved|for|angående) (?:spørgsmål|yderligere|mere|eventuelle|evt|hjælp|info)"
)
_AFTER_NAME = re.compile(r"(?i)(?: (?:fra|i|hos|ved|på) .*|[.,]+)$")


@dataclass(frozen=True)
class Pointed:
    """Away from the writer; `to` as written, None where nobody is named."""

    to: str | None


def pointed(clause: str) -> Pointed | None:
    """Find whom a clause hands the task to; None where it hands it to nobody."""
    if _ASKED.search(clause):
        return None
    for pattern in each("pointing"):
        match = pattern.fullmatch(clause)
        if match:
            return Pointed(_AFTER_NAME.sub("", match["who"]).strip() or None)
    return Pointed(None) if whole("nobody").fullmatch(clause) else None
