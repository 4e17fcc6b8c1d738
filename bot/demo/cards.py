"""An Adaptive Card as plain parts that a page can show: what Bolden's own cards use, no more."""

import json
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One visible part: text, a field or a button; `level` is how deep it stands."""

    kind: str
    text: str = ""
    name: str = ""
    #: of a button: what it is known by, whatever else the card shows by then
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_strong: bool = False
    is_subtle: bool = False
    is_multiline: bool = False
    #: folded away until somebody asks for it
    is_folded: bool = False


def drawn(card: Json) -> list[Part]:
    """Give the card's parts in reading order."""
    parts: list[Part] = []
    _draw(card.get("body", []) + card.get("actions", []), parts, folded=False)
    return parts


def mark(verb: str, data: Json) -> str:
    """Give what a button is known by."""
    return json.dumps([verb, data], sort_keys=True)


def _draw(elements: list[Json], parts: list[Part], *, folded: bool) -> None:
    for element in elements:
        hidden = folded or element.get("isVisible") is False
        kind = element.get("type", "")
        if kind == "TextBlock":
            parts.append(_text(element, hidden))
        elif kind == "RichTextBlock":
            parts.append(_runs(element, hidden))
        elif kind == "FactSet":
            for fact in element.get("facts", ()):
                line = f"{fact.get('title', '')}: {fact.get('value', '')}"
                parts.append(Part("text", line, is_folded=hidden))
        elif kind.startswith("Input."):
            parts.append(_field(element, hidden))
        elif kind == "Action.Execute":
            known_by = mark(element.get("verb", ""), element.get("data") or {})
            parts.append(Part("button", element.get("title", ""), value=known_by, is_folded=hidden))
        elif kind == "Action.OpenUrl":
            parts.append(
                Part("link", element.get("title", ""), value=element["url"], is_folded=hidden)
            )
        else:
            for inner in ("items", "columns", "rows", "cells", "actions"):
                _draw(element.get(inner, []), parts, folded=hidden)


def _text(element: Json, hidden: bool) -> Part:
    return Part(
        "text",
        element.get("text", ""),
        is_strong=str(element.get("weight", "")).casefold() == "bolder",
        is_subtle=bool(element.get("isSubtle")),
        is_folded=hidden,
    )


def _runs(element: Json, hidden: bool) -> Part:
    runs: list[Json] = [one for one in element.get("inlines", ()) if isinstance(one, dict)]
    return Part(
        "text",
        "".join(one.get("text", "") for one in runs),
        is_strong=all(str(one.get("weight", "")).casefold() == "bolder" for one in runs),
        is_subtle=all(bool(one.get("isSubtle")) for one in runs),
        is_folded=hidden,
    )


def _field(element: Json, hidden: bool) -> Part:
    kind = element["type"].removeprefix("Input.").casefold()
    choices = tuple((c["value"], c["title"]) for c in element.get("choices", ()))
    return Part(
        "choice" if choices else "date" if kind == "date" else "field",
        element.get("label", ""),
        name=element["id"],
        value=str(element.get("value", "")),
        choices=choices,
        is_multiline=bool(element.get("isMultiline")),
        is_folded=hidden,
    )
