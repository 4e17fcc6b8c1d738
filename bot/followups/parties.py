"""Who in the network is meant by a party of the minutes; what is unclear is said, not guessed."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain import doubts
from bot.domain.meetings import Attendance, Attendee, Party, PartyKind
from bot.domain.people import Member, Person, Role
from bot.minutes import municipalities


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
        names = {_municipality(member.person.municipality or "") for member in self.members}
        return sorted(name for name in names if name)

    def contact(self, body: str) -> Resolved:
        """Find who answers for a municipality or another body."""
        own = self._members_of(body)
        chosen = [m for m in own if m.roles & {Role.CONTACT, Role.SECRETARIAT}]
        present = {_fold(a.name) for a in self.attendees if a.attendance is Attendance.PRESENT}
        # whoever was there knows what was said
        there = [m for m in chosen or own if _fold(m.person.name) in present]
        for some in (chosen, there, own):
            if len(some) == 1:
                return Resolved(PartyKind.ORGANISATION, body, some[0].person)
        names = [m.person.name for m in chosen or own]
        doubt = doubts.several(body, names) if names else doubts.no_contact(body)
        return Resolved(PartyKind.ORGANISATION, body, doubt=doubt)

    def _members_of(self, body: str) -> list[Member]:
        for spelling in (body, *_without_genitive(body)):
            own = [m for m in self.members if same_body(m.person.municipality, spelling)]
            if own:
                return own
        if "sekretariat" in body.casefold():
            return [m for m in self.members if Role.SECRETARIAT in m.roles]
        return []

    def named(self, name: str, *, of: str | None = None) -> Resolved:
        """Find the member of that name; `of` is the body that the minutes put them in."""
        # a namesake from elsewhere is somebody else
        pool = [m.person for m in self.members if not of or _fits(m.person.municipality, of)]
        fits = _of_that_name(pool, name)
        if not fits and len(name.split()) > 1:
            # of a lone first name the s may be its own: Andreas is not Andrea's
            fits = [p for one in _without_genitive(name) for p in _of_that_name(pool, one)]
        if len(fits) == 1:
            return Resolved(PartyKind.PERSON, fits[0].name, fits[0])
        doubt = doubts.several(name, [_label(p) for p in fits]) if fits else doubts.unlisted(name)
        return Resolved(PartyKind.PERSON, name, doubt=doubt)

    def listed(self, name: str) -> list[Attendee]:
        """Give whom of the minutes' people the name may mean: the full name before a part of it."""
        exact = [a for a in self.attendees if _fold(a.name) == _fold(name)]
        return exact or [a for a in self.attendees if _may_be(_fold(name).split(), a.name)]


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
        return [_person(name, directory)]
    if party.kind is PartyKind.GROUP:
        answers = next((p for group, p in directory.groups if _fold(group) == _fold(name)), None)
        if answers:
            return [Resolved(party.kind, name, answers)]
    found = directory.contact(name)
    return [Resolved(party.kind, name, found.person, found.doubt)]


def _person(name: str, directory: Directory) -> Resolved:
    """Go through the minutes' own list first: it says which of two namesakes was meant."""
    listed = {(_fold(a.name), _fold(a.organisation)): a for a in directory.listed(name)}
    if len(listed) > 1:
        labels = [
            f"{a.name} ({a.organisation})" if a.organisation else a.name for a in listed.values()
        ]
        return Resolved(PartyKind.PERSON, name, doubt=doubts.several(name, labels))
    for one in listed.values():
        return directory.named(one.name, of=one.organisation)
    return directory.named(name)


def _everyone(directory: Directory) -> list[Resolved]:
    names = directory.municipalities()
    if names:
        return [directory.contact(name) for name in names]
    return [Resolved(PartyKind.PERSON, m.person.name, m.person) for m in directory.members]


def same_body(one: str | None, other: str | None) -> bool:
    """Say whether two names are the same municipality's or other body's."""
    return bool(one and other) and _body(one) == _body(other)


def _fits(have: str | None, wanted: str) -> bool:
    """Say whether a member may be the minutes' person; a part of a municipality is in it."""
    if not have or same_body(have, wanted):
        return True
    found = municipalities.find(wanted)
    return found is not None and same_body(have, found.group())


@lru_cache(maxsize=4096)
def _body(name: str | None) -> str:
    return _fold(municipalities.canonical(name or "") or name)


@lru_cache(maxsize=4096)
def _municipality(name: str) -> str | None:
    return municipalities.canonical(name) or (name if _fold(name).endswith(" kommune") else None)


def _fold(name: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", name or "").casefold().split())


def _without_genitive(name: str) -> list[str]:
    """Give the name without a genitive's s or apostrophe, where it may have one."""
    shorter = re.sub(r"(?:['’]s?|s)$", "", name.strip())
    return [shorter] if shorter and shorter != name.strip() else []


def _of_that_name(pool: Sequence[Person], name: str) -> list[Person]:
    wanted = _fold(name).split()
    fits = [p for p in pool if _fold(p.name).split() == wanted]
    return fits or [p for p in pool if _may_be(wanted, p.name)]


def _label(person: Person) -> str:
    return f"{person.name} ({person.municipality})" if person.municipality else person.name


def _may_be(wanted: list[str], name: str) -> bool:
    """Say whether some names of a person, the first one among them, are the wanted ones."""
    have = _fold(name).split()
    shorter, longer = sorted((wanted, have), key=len)
    if len(wanted) > len(have) and len(have) < 2:
        return False
    rest = iter(longer)
    return bool(shorter) and shorter[0] == longer[0] and all(word in rest for word in shorter)
