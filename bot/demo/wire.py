"""The demo's page of what went over the wire, as the stand-in has recorded it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.standin.record import Call, Record

#: as many as a page can bear
_MOST = 200
_LONGEST = 20_000


@dataclass(frozen=True)
class Line:
    """One call, ready to be shown."""

    at: datetime
    way: str
    method: str
    path: str
    status: str
    body: str
    answer: str


def lines(*records: Record) -> list[Line]:
    """Give the latest calls of both ways, newest first."""
    both = [(call, "fra Bolden") for record in records for call in record.calls]
    both += [(turn, "til Bolden") for record in records for turn in record.turns]
    both.sort(key=lambda one: one[0].at, reverse=True)
    return [_line(call, way) for call, way in both[:_MOST]]


def _line(call: Call, way: str) -> Line:
    status = str(call.status) if call.status is not None else "intet svar"
    shown, answer = _pretty(call.body), _pretty(call.answer)
    return Line(call.at, way, call.method, call.path, status, shown, answer)


def _pretty(value: Any) -> str:
    if value is None:
        return "–"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
