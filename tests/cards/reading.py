"""Look at a card as a person or as Teams does."""

from collections.abc import Iterator
from typing import Any

#: what a person reads, by the type of the element
_SEEN = {
    "TextBlock": ("text",),
    "TextRun": ("text",),
    "Input.Text": ("label", "placeholder"),
    "Input.Date": ("label",),
    "Input.ChoiceSet": ("label", "placeholder"),
}


def parts(node: Any) -> Iterator[dict[str, Any]]:
    """Every object in the card as it stands; what nobody sees left out: fallbacks, refresh."""
    if isinstance(node, list):
        for child in node:
            yield from parts(child)
    elif isinstance(node, dict):
        yield node
        for name, child in node.items():
            if name not in ("fallback", "refresh"):
                yield from parts(child)


def words(card: dict[str, Any]) -> str:
    """Everything that can be read on the card, a line for each block."""
    lines: list[str] = []
    for part in parts(card):
        kind = part.get("type", "")
        if kind == "RichTextBlock":
            lines.append("".join(run["text"] for run in part["inlines"]))
        elif kind.startswith("Action."):
            lines.append(f"[{part['title']}]")
        elif kind != "TextRun":
            lines += [part[name] for name in _SEEN.get(kind, ()) if part.get(name)]
            lines += [choice["title"] for choice in part.get("choices", [])]
    return "\n".join(lines)


def presses(card: dict[str, Any]) -> list[dict[str, Any]]:
    """The buttons that tell Bolden something."""
    return [part for part in parts(card) if part.get("type") == "Action.Execute"]


def titles(card: dict[str, Any]) -> list[str]:
    """The words on those buttons."""
    return [button["title"] for button in presses(card)]


def inputs(card: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields to fill in."""
    return [part for part in parts(card) if str(part.get("type", "")).startswith("Input.")]
