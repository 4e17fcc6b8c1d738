"""All that went over the wire of the stand-in's Teams, both ways, for tests and people to see."""

import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]

#: of a long play only the latest
_MOST = 5_000
#: the headers that something hangs on
_HEADERS = ("Authorization", "Content-Type", "Retry-After", "Accept-Language")


@dataclass
class Call:
    """One request, noted as it comes, and what it was answered with.

    The status is None until then, and for good where the line was dropped.
    """

    at: datetime
    method: str
    path: str
    headers: Mapping[str, str]
    body: Any
    status: int | None = None
    answer: Any = None
    answer_headers: Mapping[str, str] = field(default_factory=dict)
    #: what a SOAP body asks for
    operation: str | None = None


@dataclass
class Record:
    """What the bot asked of the connector, and what people's clients posted to the bot."""

    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=_MOST))
    turns: deque[Call] = field(default_factory=lambda: deque(maxlen=_MOST))


def telling(headers: Mapping[str, str]) -> dict[str, str]:
    """Keep the headers that matter; of a token only that there was one."""
    kept = {name: headers[name] for name in _HEADERS if name in headers}
    if "Authorization" in kept:
        kept["Authorization"] = f"{kept['Authorization'].partition(' ')[0]} …"
    return kept


def parsed(data: bytes | str | None) -> Any:
    """Give JSON as what it is, and anything else as text."""
    if not data:
        return None
    try:
        return json.loads(data)
    except ValueError:
        return data if isinstance(data, str) else data.decode("utf-8", "replace")
