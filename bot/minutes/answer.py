"""What was read as one JSON object, and as a page for the terminal."""

from typing import Any

from bot.domain.meetings import (
    Attendance,
    Due,
    FoundFollowUp,
    FoundGroup,
    Minutes,
    Party,
    PartyKind,
)


def _party(party: Party) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": party.kind.value, "name": party.name}
    if party.doubt:
        entry["doubt"] = party.doubt
    return entry


def _lines(lines: tuple[tuple[int, int], ...]) -> list[list[int]]:
    return [list(pair) for pair in lines]


def _day(due: Due | None) -> str | None:
    return due.day.isoformat() if due and due.day else None


def _follow_up(found: FoundFollowUp) -> dict[str, Any]:
    return {
        "task": found.task,
        "kind": found.kind.value,
        "owners": [_party(party) for party in found.owners],
        "due": _day(found.due),
        "due_words": found.due.words if found.due else None,
        "lines": _lines(found.lines),
        "quote": found.quote,
        "item": found.item,
        "confidence": found.confidence,
        "reasons": list(found.reasons),
    }


def _group(group: FoundGroup) -> dict[str, Any]:
    return {
        "name": group.name,
        "leads": [_party(party) for party in group.leads],
        "members": [_party(party) for party in group.members],
        "maybe": [_party(party) for party in group.maybe],
        "open": group.open,
        "contact": _party(group.contact) if group.contact else None,
        "lines": _lines(group.lines),
    }


def as_json(minutes: Minutes) -> dict[str, Any]:
    """One object in the shape of the gold labels, with quote, item, confidence and reasons."""
    meeting = minutes.meeting
    return {
        "meeting": {
            "title": meeting.title,
            "date": meeting.date.isoformat() if meeting.date else None,
            "start": meeting.start.strftime("%H:%M") if meeting.start else None,
            "end": meeting.end.strftime("%H:%M") if meeting.end else None,
            "place": meeting.place,
            "next_meeting": meeting.next_meeting.isoformat() if meeting.next_meeting else None,
        },
        "people": [
            {
                "name": person.name,
                "organisation": person.organisation,
                "title": person.title,
                "attendance": person.attendance.value,
                "roles": [role.value for role in person.roles],
            }
            for person in minutes.people
        ],
        "follow_ups": [_follow_up(found) for found in minutes.follow_ups],
        "working_groups": [_group(group) for group in minutes.working_groups],
        "remarks": list(minutes.remarks),
    }


def _who(party: Party) -> str:
    if party.kind is PartyKind.EVERYONE:
        return "Alle"
    if party.kind is PartyKind.UNASSIGNED:
        return "Ingen er nævnt"
    return (party.name or "") + (" (?)" if party.doubt else "")


def _when(due: Due | None) -> str:
    if due is None:
        return "uden frist"
    return f"{due.day:%d.%m.%Y}" if due.day else due.words


def _where(lines: tuple[tuple[int, int], ...]) -> str:
    spans = [str(a) if a == b else f"{a}-{b}" for a, b in lines]
    return "linje " + ", ".join(spans)


def _head(minutes: Minutes) -> list[str]:
    meeting = minutes.meeting
    said = [meeting.title or "Referat uden titel"]
    when = f"{meeting.date:%d.%m.%Y}" if meeting.date else "Ingen mødedato fundet"
    if meeting.start:
        when += f" kl. {meeting.start:%H.%M}" + (f"-{meeting.end:%H.%M}" if meeting.end else "")
    said.append(when + (f", {meeting.place}" if meeting.place else ""))
    present = sum(p.attendance is Attendance.PRESENT for p in minutes.people)
    absent = sum(p.attendance is Attendance.ABSENT for p in minutes.people)
    if present or absent:
        said.append(f"{present} til stede, {absent} fraværende")
    if meeting.next_meeting:
        said.append(f"Næste møde {meeting.next_meeting:%d.%m.%Y}")
    return said


def _entry(number: int, found: FoundFollowUp) -> list[str]:
    owners = ", ".join(_who(party) for party in found.owners)
    said = [
        f"{number:>3}. {found.task}",
        f"     {owners} · {_when(found.due)} · {_where(found.lines)}",
    ]
    said += [f"     OBS: {party.doubt}" for party in found.owners if party.doubt]
    return said


def as_text(minutes: Minutes) -> str:
    """What was read, for a person at a terminal."""
    said = _head(minutes)
    sure = [found for found in minutes.follow_ups if found.confidence >= 0.5]
    offered = [found for found in minutes.follow_ups if found.confidence < 0.5]
    if not minutes.meeting.date and not minutes.people and not sure:
        said.append("Det ligner ikke et referat af et møde.")
    said += ["", f"Opfølgning ({len(sure)})" if sure else "Ingen opfølgning fundet."]
    for number, found in enumerate(sure, 1):
        said += _entry(number, found)
    if offered:
        said += ["", f"Måske også ({len(offered)})"]
        for number, found in enumerate(offered, len(sure) + 1):
            said += _entry(number, found)
    if minutes.working_groups:
        said += ["", "Arbejdsgrupper"]
        for group in minutes.working_groups:
            leads = ", ".join(_who(party) for party in group.leads) or "ingen tovholder nævnt"
            seeks = ", søger deltagere" if group.open else ""
            said.append(f"   - {group.name}: {leads}{seeks}")
    said += ["", *(f"OBS: {remark}" for remark in minutes.remarks)] if minutes.remarks else []
    return "\n".join(said) + "\n"
