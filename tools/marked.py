"""Lessons: invented minutes with every follow-up marked in place, as text and labels.

    === sender_in_one_word
    @date 2025-03-14
    @next 2025-05-06
    @people Ylva Haslund (chair); Tove Mariendal [Køge Kommune]; Emil Kragsbjerg (absent)
    @group Festudvalget; lead Ylva Haslund; members Tove Mariendal; open
    The text. [[Ylva indhenter tre tilbud]]{Ylva Haslund; 2025-05-06}.

In the braces stand the owners (`-` nobody named, `*` everyone, `org:` and `group:` for bodies),
then due day and kind where there are any. `{?…}` is optional, `{=2}` says the second one again.
Words marked without braces say only that they are a follow-up. The labels have the shape of gold.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_MARK = re.compile(r"\[\[([^\[\]\n]+)\]\](?:\{([^{}\n]*)\})?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KINDS = ("person", "org", "group")

Entry = dict[str, Any]


@dataclass(frozen=True)
class Lesson:
    """One invented document: its name, what a reader sees, and what is to be found."""

    name: str
    text: str
    entry: Entry
    #: False where only the follow-ups are marked, without owner or day
    whole: bool


def lessons(path: Path) -> Iterator[Lesson]:
    """The documents of one file."""
    for part in re.split(r"^=== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = part.partition("\n")
        lines = rest.split("\n")
        told: list[tuple[str, str]] = []
        while lines and lines[0].startswith("@"):
            key, _, value = lines.pop(0)[1:].partition(" ")
            told.append((key, value.strip()))
        plain = "\n".join(_MARK.sub(r"\1", line) for line in lines)
        entry = {
            "meeting": _meeting(dict(told)),
            "people": [p for key, v in told if key == "people" for p in _people(v)],
            "follow_ups": _follow_ups(lines),
            "working_groups": [_group(v) for key, v in told if key == "group"],
        }
        yield Lesson(name.strip(), plain, entry, bool(told))


def _meeting(told: dict[str, str]) -> Entry:
    known = {key: _day(told.get(key, "")) for key in ("date", "next")}
    return {
        "title": None, "start": None, "end": None, "place": None,
        "date": known["date"], "next_meeting": known["next"],
    }  # fmt: skip


def _day(text: str) -> str | None:
    found = _DAY.search(text)
    return found[0] if found else None


def _people(text: str) -> Iterator[Entry]:
    for one in filter(None, map(str.strip, text.split(";"))):
        notes = re.findall(r"\((\w+)\)", one)
        where = re.search(r"\[([^\]]+)\]", one)
        yield {
            "name": re.split(r"\s*[\[(]", one)[0].strip(),
            "organisation": where[1] if where else None,
            "title": None,
            "attendance": next((n for n in notes if n in ("absent", "unknown")), "present"),
            "roles": [n for n in notes if n in ("chair", "minute_taker")],
        }


def _party(text: str) -> Entry:
    if text in ("-", "*"):
        return {"kind": "unassigned" if text == "-" else "everyone", "name": None}
    kind, colon, name = text.partition(":")
    if colon and kind in _KINDS:
        return {"kind": {"org": "organisation"}.get(kind, kind), "name": name.strip()}
    return {"kind": "person", "name": text}


def _parties(text: str) -> list[Entry]:
    return [_party(one) for one in map(str.strip, text.split(",")) if one]


def _follow_ups(lines: list[str]) -> list[Entry]:
    found: list[Entry] = []
    for number, line in enumerate(lines, 1):
        for words, said in _MARK.findall(line):
            if said.startswith("="):
                found[int(said[1:]) - 1]["lines"].append([number, number])
                continue
            owners, *rest = map(str.strip, said.removeprefix("?").split(";"))
            day = next((part for part in rest if _DAY.fullmatch(part)), None)
            kind = next((part for part in rest if part and part != day), "task")
            entry = {
                "task": words, "kind": kind, "owners": _parties(owners or "-"), "due": day,
                "lines": [[number, number]],
            }  # fmt: skip
            found.append(entry | ({"optional": True} if said.startswith("?") else {}))
    return found


def _group(text: str) -> Entry:
    name, *rest = map(str.strip, text.split(";"))
    told = {key: value for key, _, value in (part.partition(" ") for part in rest)}
    return {
        "name": name,
        "leads": _parties(told.get("lead", "")),
        "members": _parties(told.get("members", "")),
        "maybe": _parties(told.get("maybe", "")),
        "open": "open" in told,
        "contact": None,
        "lines": [],
    }
