"""What is asked: the masked minutes in parts, with the prompt and the schema of the answer."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

#: letters of minutes in one request: some three pages, which small local models can still hold
PART = 8_000


@dataclass(frozen=True)
class Part:
    """Some lines of the minutes, counted from 1, both ends included."""

    first: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def parts(text: Sequence[str], *, letters: int, calls: int, size: int = PART) -> tuple[Part, ...]:
    """The minutes in parts, cut at blank lines; what is over the limits is not asked about."""
    found: list[Part] = []
    spent = 0
    for part in _cut(text, size):
        spent += len(part.text)
        if len(found) == calls or spent > letters:
            break
        found.append(part)
    return tuple(found)


def _cut(text: Sequence[str], size: int) -> Iterator[Part]:
    start = 0
    while start < len(text):
        end, length, blank = start, 0, 0
        while end < len(text) and (end == start or length + len(text[end]) < size):
            length += len(text[end]) + 1
            end += 1
            if end < len(text) and not text[end].strip():
                blank = end
        if end < len(text) and blank > start + (end - start) // 2:
            end = blank
        lines = tuple(text[start:end])
        if any(line.strip() for line in lines):
            yield Part(start + 1, lines)
        start = end


def question(part: Part) -> dict[str, Any]:
    """The body of a request to a chat endpoint, but for the model's name."""
    return {
        "messages": [
            {"role": "system", "content": _prompt()},
            {"role": "user", "content": f"<minutes>\n{part.text}\n</minutes>"},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "follow_ups", "strict": True, "schema": _schema()},
        },
    }


@cache
def _prompt() -> str:
    return resources.files(__package__).joinpath("prompt.txt").read_text("utf-8")


@cache
def _schema() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
