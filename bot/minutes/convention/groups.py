"""A working group in the agreed form: 'Arbejdsgruppe: NAVN – tovholder X – deltagere A, B – …'."""

import re

from bot.domain.meetings import Due, FoundFollowUp, FoundGroup, Kind, Meeting, Party, PartyKind
from bot.minutes.convention import when, who
from bot.minutes.convention.written import GROUP_KEY, group_text
from bot.minutes.parties import Register
from bot.minutes.sections import Passage

_FIELDS = (
    ("leads", re.compile(r"tovholder|gruppeleder|indkalder")),
    ("members", re.compile(r"deltager|medlem")),
    ("maybe", re.compile(r"måske|muligvis|evt")),
    ("open", re.compile(r"åben|søger")),
    ("closed", re.compile(r"lukket|ikke")),
    ("contact", re.compile(r"kontakt|tilmelding")),
    ("due", re.compile(r"frist|senest|deadline")),
)
_NO = re.compile(r"nej|ikke", re.IGNORECASE)


def fields(text: str) -> dict[str, str]:
    """The name and what stands after each key."""
    found: dict[str, str] = {}
    name, start = "name", 0
    for match in GROUP_KEY.finditer(text):
        _keep(found, name, text[start : match.start()])
        key = match["key"].lower()
        name = next(field for field, pattern in _FIELDS if pattern.match(key))
        start = match.end()
    _keep(found, name, text[start:])
    return found


def _keep(found: dict[str, str], name: str, text: str) -> None:
    said = text.strip(" –—-;,.()|*_")
    found[name] = f"{found[name]}, {said}" if found.get(name) and said else found.get(name) or said


def _people(text: str | None, register: Register) -> tuple[Party, ...]:
    if not text:
        return ()
    named = who.owners(text, register)
    return tuple(party for party in named if party.kind is not PartyKind.UNASSIGNED)


def group_of(passage: Passage, register: Register) -> FoundGroup:
    """The group that a line describes."""
    said = fields(group_text(passage))
    contact = _people(said.get("contact"), register)
    return FoundGroup(
        said["name"],
        _people(said.get("leads"), register),
        _people(said.get("members"), register),
        _people(said.get("maybe"), register),
        "open" in said and not _NO.match(said["open"]),
        contact[0] if contact else None,
        passage.block.text,
        (passage.block.lines,),
    )


def call_of(
    passage: Passage, group: FoundGroup, meeting: Meeting, reason: str
) -> FoundFollowUp | None:
    """What an open group asks of everyone: to name participants."""
    if not group.open:
        return None
    limit = fields(group_text(passage)).get("due")
    due: Due | None = when.due(limit, meeting) if limit else None
    to = f" til {group.contact.name}" if group.contact and group.contact.name else ""
    return FoundFollowUp(
        task=f"Melde deltagere{to} – gruppen {group.name}",
        kind=Kind.VOLUNTEER,
        owners=(Party(PartyKind.EVERYONE),),
        quote=passage.block.text,
        lines=(passage.block.lines,),
        due=due,
        item=passage.item,
        confidence=1.0,
        reasons=(reason,),
    )
