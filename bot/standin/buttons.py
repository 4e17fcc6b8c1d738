"""What one can press and fill in on an Adaptive Card, as a client sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Button:
    """One Action.Execute, with what its Action.Submit fallback sends instead."""

    title: str
    verb: str
    data: Json
    #: None where a client without Action.Execute shows no button
    submit_data: Json | None
    #: whether what stands in the card's inputs goes along
    takes_inputs: bool


def buttons(card: Json) -> list[Button]:
    """Give all buttons of a card, also in parts that are folded away."""
    return [_button(part) for part in _parts(card) if part.get("type") == "Action.Execute"]


def inputs(card: Json) -> Json:
    """Give all inputs of a card with what stands in them."""
    fields = (part for part in _parts(card) if str(part.get("type")).startswith("Input."))
    return {str(field["id"]): field.get("value", "") for field in fields if "id" in field}


def _button(part: Json) -> Button:
    fallback = part.get("fallback")
    submits = isinstance(fallback, dict) and fallback.get("type") == "Action.Submit"
    return Button(
        title=str(part.get("title", "")),
        verb=str(part.get("verb", "")),
        data=dict(part.get("data") or {}),
        submit_data=dict(fallback.get("data") or {}) if submits and fallback else None,
        takes_inputs=part.get("associatedInputs") != "none",
    )


def _parts(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for name, inner in value.items():
            if name not in ("data", "fallback", "refresh"):
                yield from _parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _parts(inner)
