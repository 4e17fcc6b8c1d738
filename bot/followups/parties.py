"""Who in the network is meant by a party of the minutes; what is unclear is said, not guessed."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import doubts
from bot.domain.meetings import Attendance, Attendee, Party, PartyKind
from bot.domain.people import Member, Person, Role


@dataclass(frozen=True)
class Resolved:
    """One owner: the party as the minutes say, and the person to ask, or why there is none."""

    kind: PartyKind
    name: str | None
    person: Person | None = None
    doubt: str | None = None


@dataclass(frozen=True)
class Directory:
    """Everybody who may be meant: the network's members, and whom the minutes list."""

    members: Sequence[Member]
    attendees: Sequence[Attendee] = ()
    #: working groups of the same minutes: name → who answers for them
    groups: Sequence[tuple[str, Person]] = ()

    def municipalities(self) -> list[str]:
        """Give the network's municipalities, by name."""
        names = {member.person.municipality for member in self.members}
        return sorted(name for name in names if name and _is_municipality(name))

    def contact(self, body: str) -> Resolved:
        """Find who answers for a municipality or another body."""
        own = [m for m in self.members if _body(m.person.municipality) == _body(body)]
        if not own and "sekretariat" in body.casefold():
            own = [m for m in self.members if Role.SECRETARIAT in m.roles]
        chosen = [m for m in own if m.roles & {Role.CONTACT, Role.SECRETARIAT}]
        present = {_fold(a.name) for a in self.attendees if a.attendance is Attendance.PRESENT}
        # whoever was there knows what was said
        there = [m for m in chosen or own if _fold(m.person.name) in present]
        for some in (chosen, there, own):
            if len(some) == 1:
                return Resolved(PartyKind.ORGANISATION, body, some[0].person)
        doubt = (
            doubts.several(body, [m.person.name for m in own]) if own else doubts.no_contact(body)
        )
        return Resolved(PartyKind.ORGANISATION, body, doubt=doubt)

    def named(self, name: str, *, of: str | None = None) -> Resolved:
        """Find the member of that name; `of` is the body that the minutes put them in."""
        wanted = _fold(name).split()
        fits = [m.person for m in self.members if _fold(m.person.name).split() == wanted]
        fits = fits or [m.person for m in self.members if _may_be(wanted, m.person.name)]
        if of:
            # a namesake from elsewhere is somebody else
            fits = [p for p in fits if not p.municipality or _body(p.municipality) == _body(of)]
        if len(fits) == 1:
            return Resolved(PartyKind.PERSON, fits[0].name, fits[0])
        doubt = doubts.several(name, [p.name for p in fits]) if fits else doubts.unlisted(name)
        return Resolved(PartyKind.PERSON, name, doubt=doubt)


def resolve(party: Party, directory: Directory) -> list[Resolved]:
    """Give the owners that a party of the minutes stands for; everyone is one a municipality."""
    if party.kind is PartyKind.UNASSIGNED:
        return []
    if party.kind is PartyKind.EVERYONE:
        return _everyone(directory)
    name = party.name or ""
    if party.doubt:
        return [Resolved(party.kind, name, doubt=party.doubt)]
    if party.kind is PartyKind.PERSON:
        listed = next((a for a in directory.attendees if _fold(a.name) == _fold(name)), None)
        return [directory.named(name, of=listed.organisation if listed else None)]
    if party.kind is PartyKind.GROUP:
        answers = next((p for group, p in directory.groups if _fold(group) == _fold(name)), None)
        if answers:
            return [Resolved(party.kind, name, answers)]
    found = directory.contact(name)
    return [Resolved(party.kind, name, found.person, found.doubt)]


def _everyone(directory: Directory) -> list[Resolved]:
    names = directory.municipalities()
    if names:
        return [directory.contact(name) for name in names]
    return [Resolved(PartyKind.PERSON, m.person.name, m.person) for m in directory.members]


def _fold(name: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", name or "").casefold().split())


def _body(name: str | None) -> str:
    return _fold(name).removesuffix(" kommune")


def _is_municipality(name: str) -> bool:
    return _fold(name).endswith(" kommune")


def _may_be(wanted: list[str], name: str) -> bool:
    """Say whether some names of a person, the first one among them, are the wanted ones."""
    have = _fold(name).split()
    shorter, longer = sorted((wanted, have), key=len)
    if len(wanted) > len(have) and len(have) < 2:
        return False
    rest = iter(longer)
    return bool(shorter) and shorter[0] == longer[0] and all(word in rest for word in shorter)
