"""`bolden understand`: mails and words in, their meaning out, one JSON object a line."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TextIO

from bot.domain.replies import Act, OpenItem
from bot.errors import BadInputError
from handlers.reply_body import MailClass, read_body
from handlers.understanding import understand


def run(source: TextIO, target: TextIO) -> None:
    """Answer every line of `source` on `target`, in order."""
    for number, line in enumerate(source, start=1):
        if not line.strip():
            continue
        try:
            answer = _answer(json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BadInputError(f"Line {number} is no object as asked for.") from error
        target.write(json.dumps(answer, ensure_ascii=False) + "\n")


def _answer(given: Mapping[str, Any]) -> dict[str, Any]:
    body = read_body(
        text=given.get("text"), html=given.get("html"), headers=given.get("headers") or {}
    )
    if body.mail_class is MailClass.AUTO:
        return {"class": body.mail_class, "reply": None, "acts": []}
    today = date.fromisoformat(given["today"])
    acts = understand(
        body.numbered,
        _items(given),
        today,
        group=bool(given.get("group")),
    )
    return {"class": body.mail_class, "reply": body.text, "acts": [_as_json(act) for act in acts]}


def _items(given: Mapping[str, Any]) -> Sequence[OpenItem]:
    dues = [date.fromisoformat(day) if day else None for day in given.get("due") or ()]
    tasks = given.get("tasks") or ()
    return [
        OpenItem(
            number=number + 1,
            task=tasks[number] if number < len(tasks) else "",
            due=dues[number] if number < len(dues) else None,
        )
        for number in range(int(given.get("open") or 0))
    ]


def _as_json(act: Act) -> dict[str, Any]:
    answer: dict[str, Any] = {"verb": act.verb.rpartition(".")[2]}
    if act.item is not None:
        answer["item"] = act.item
    for name, day in (("due", act.due), ("until", act.until)):
        if day is not None:
            answer[name] = day.isoformat()
    if act.to is not None:
        answer["to"] = act.to
    return answer
