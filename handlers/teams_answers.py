"""What a press of a button is answered with, as the Universal Actions of Adaptive Cards want it."""

from dataclasses import dataclass
from typing import Any

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
SENTENCE_TYPE = "application/vnd.microsoft.activity.message"
ERROR_TYPE = "application/vnd.microsoft.error"


@dataclass(frozen=True)
class Answer:
    """A status and a JSON body; without a body nothing but the status is said."""

    status: int = 200
    body: dict[str, Any] | None = None


def card_answer(card: dict[str, Any]) -> Answer:
    """Show this card in place of the one that was pressed."""
    return Answer(body={"statusCode": 200, "type": CARD_TYPE, "value": card})


def sentence_answer(sentence: str) -> Answer:
    """Leave the card as it is and say something."""
    return Answer(body={"statusCode": 200, "type": SENTENCE_TYPE, "value": sentence})


def closing_answer(sentence: str) -> Answer:
    """Close a dialog or an extension's form, or open none, and say something."""
    return Answer(body={"task": {"type": "message", "value": sentence}})


def trouble_answer(invoke: object, sentence: str) -> Answer:
    """Say that something failed, in the shape that an invoke of this name is answered in."""
    opens_form = isinstance(invoke, str) and invoke.startswith(("task/", "composeExtension/"))
    return closing_answer(sentence) if opens_form else sentence_answer(sentence)


def error_answer(message: str) -> Answer:
    """Refuse a press that no card of ours can have led to."""
    value = {"code": "BadRequest", "message": message}
    return Answer(400, {"statusCode": 400, "type": ERROR_TYPE, "value": value})
