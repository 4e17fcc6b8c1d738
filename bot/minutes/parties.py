"""Who is meant: the document's own roster resolves names, initials, roles, bodies and 'vi'."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.meetings import Attendance, MeetingRole, Party, PartyKind
from bot.minutes import municipalities
from bot.minutes.capitals import PLURAL, Capitals, inside_a_name, is_thing
from bot.minutes.described import Described
from bot.minutes.holders import in_office, writer
from bot.minutes.lexicon import fold, words
from bot.minutes.listed import Listed
from bot.minutes.names import FIRM, MONTH_NAMES, NAME, ORGANISATION, UPPER, is_calling, is_name
from bot.minutes.shortnames import (
    alike,
    bodies_in,
    complete,
    explained,
    fits,
    initials_of,
    longer_in,
    stands_for,
)

_INITIALS = re.compile(rf"[{UPPER}]{{2,4}}")
_BRACKET = re.compile(r"\s*\(([^)]{2,60})\)")
#: who leads a meeting with an elected chairman of the day is not the body's own chairman
_ELECTED = re.compile(r"(?im)\bvalg\w*\s+(?:af|til|som)\s+dirigent|^\W*dirigent\s*:")
_PRESENTER = re.compile(rf"(?:\bv/|\bv\.|\bved)\s*({NAME.pattern})")


@dataclass(frozen=True)
class Mention:
    """A party named in a text."""

    start: int
    end: int
    party: Party
    #: person, initials, unknown, guess (a capital that may be no name), municipality, body,
    #: role, everyone or speaker
    how: str


#: start, end, party and how it was named
Take = Callable[[int, int, Party, str], None]


class Register:
    """Everybody whom this document knows, asked by any short form."""

    def __init__(self, people: Sequence[Listed], text: str) -> None:
        self.people = list(people)
        self._folded = [(fold(person.name), person) for person in self.people]
        self._asked: dict[str, list[Listed]] = {}
        self.text = text
        self._capitals = Capitals(text)
        self._municipal = (
            sum(1 for p in self.people if p.organisation and "Kommune" in p.organisation) >= 2
            or len({m for m in re.findall(r"\b[A-ZÆØÅ][\w-]+\b", text) if m in _PLACES}) >= 4
        )
        self._initials: dict[str, list[Listed]] = {}
        for person in self.people:
            for short in person.initials | initials_of(person.name):
                self._initials.setdefault(short, []).append(person)
        self._elsewhere = explained(text)
        #: the list gives full names, so that other letters and nouns are nobody on it
        full = sum(len(person.name.split()) > 1 for person in self.people)
        self._all_named = full > 2 and not any(person.name.isupper() for person in self.people)
        self._bodies = bodies_in(text)
        self._longer = longer_in(text)

    # --- one name

    def person(self, name: str, hint: str | None = None) -> Party:
        """The party behind a person's name as written, with the doubt where there is one."""
        found = self._candidates(name, hint)
        if len(found) > 1:
            present = [p for p in found if p.attendance is Attendance.PRESENT]
            found = present if len(present) == 1 else found
        if len(found) == 1:
            return Party(PartyKind.PERSON, found[0].name)
        if len(found) > 1:
            names = " eller ".join(sorted({p.name for p in found}))
            return Party(PartyKind.PERSON, name, f"{name} kan være {names}.")
        explained = self._elsewhere.get(name, set())
        if len(explained) == 1:
            return self.person(next(iter(explained)), hint)
        return Party(PartyKind.PERSON, self._longer(name) or name)

    def organisation_of(self, party: Party) -> str:
        """Where the roster says a person comes from, empty when it does not."""
        for person in self.people:
            if party.kind is PartyKind.PERSON and person.name == party.name:
                return f"{person.organisation or ''} {person.title or ''}".strip()
        return ""

    def knows(self, name: str) -> bool:
        """Does the roster hold somebody of this name?"""
        return bool(self._candidates(name, None))

    def _candidates(self, name: str, hint: str | None) -> list[Listed]:
        found = self._called(name)
        organisation = municipalities.canonical(hint) if hint else None
        if organisation:
            found = [p for p in found if p.organisation in (None, organisation)]
        return found

    def _called(self, name: str) -> list[Listed]:
        """Everybody who can be called so; the same names are asked for again and again."""
        found = self._asked.get(name)
        return found if found is not None else self._asked.setdefault(name, self._look_up(name))

    def _look_up(self, name: str) -> list[Listed]:
        folded = fold(name)
        wanted = folded.split()
        if not wanted:
            return []
        exact = [p for known, p in self._folded if known == folded]
        found = exact or [p for known, p in self._folded if fits(wanted, known.split())]
        if not found and len(wanted) > 1:
            found = [p for known, p in self._folded if alike(known, folded)]
        return found or self._by_initials(name)

    def _by_initials(self, short: str) -> list[Listed]:
        """Those of these initials: the list's own word first, then whole names before halves."""
        found = self._initials.get(short, [])
        listed = [p for p in found if short in p.initials]
        return listed or [p for p in found if complete(short, p.name)] or found

    def chair(self) -> Party | None:
        """The one person who led the meeting, or None."""
        return self._holder(MeetingRole.CHAIR)

    def minute_taker(self) -> Party | None:
        """The one person who wrote the minutes, or None."""
        return self._holder(MeetingRole.MINUTE_TAKER)

    def _holder(self, role: MeetingRole) -> Party | None:
        found = [p for p in self.people if role in p.roles]
        return Party(PartyKind.PERSON, found[0].name) if len(found) == 1 else None

    def role(self, word: str) -> Party:
        """The person who holds a role, else the role word itself."""
        low = word.lower()
        stem = re.sub(r"(?:e?n)$", "", low)
        forms = {low, stem, stem + "e"}
        titled = [p for p in self.people if p.title and fold(p.title).split()[0] in forms]
        if len(titled) == 1:
            return Party(PartyKind.PERSON, titled[0].name)
        holder = None
        if low in words("parties", "chair_roles"):
            holder = None if _ELECTED.search(self.text) else self.chair()
        elif low in words("parties", "secretary_roles"):
            holder = self.minute_taker()
        name = None if holder else in_office(self.text, low)
        return holder or (self.person(name) if name else Party(PartyKind.PERSON, word))

    # --- all that a text names

    def mentions(self, text: str, item: str | None = None) -> list[Mention]:
        """Every party that a text names, in order, none overlapping."""
        found: list[Mention] = []
        taken: list[tuple[int, int]] = []

        def take(start: int, end: int, party: Party, how: str) -> None:
            if not any(start < last and first < end for first, last in taken):
                taken.append((start, end))
                found.append(Mention(start, end, party, how))

        described = Described(text)
        for match in described.everyone():
            take(match.start(), match.end(), Party(PartyKind.EVERYONE), "everyone")
        for match in described.speakers():
            take(match.start(), match.end(), self._speaker(item, match.group()), "speaker")
        self._places(text, take)
        for match in described.roles():
            self._take_described(text, match, self.role(match.group()), "role", take)
        for match in described.bodies():
            if match.group()[0].isupper() and inside_a_name(text, match.start(), match.end()):
                continue
            body = Party(PartyKind.GROUP, match.group())
            self._take_described(text, match, body, "body", take)
        self._names(text, take)
        return sorted(found, key=lambda mention: mention.start)

    def _take_described(
        self, text: str, match: re.Match[str], party: Party, how: str, take: Take
    ) -> None:
        """'projektlederen (JN)' is JN."""
        bracket = _BRACKET.match(text, match.end())
        if bracket and " og " not in bracket[1] and self.knows(bracket[1]):
            take(match.start(), bracket.end(), self.person(bracket[1]), "person")
        else:
            take(match.start(), match.end(), party, how)

    def _speaker(self, item: str | None, word: str) -> Party:
        presenter = _PRESENTER.search(item or "")
        if presenter:
            return self.person(presenter[1])
        name = writer(self.text)
        written = self.person(name) if name else Party(PartyKind.PERSON, word)
        return self.minute_taker() or written

    def _places(self, text: str, take: Take) -> None:
        at = 0
        while match := municipalities.find(text[at:]):
            start, end = at + match.start(), at + match.end()
            at = end
            initial = not text[:start].strip(' •-–"“”')
            sure = match["word"] or (self._municipal and not (initial and match["name"] in _CLASH))
            before = text[:start].rstrip()[-1:]
            inside = re.search(rf"[{UPPER}]\w+ $", text[:start]) and not match["word"]
            if not sure or before == "(" or inside:
                continue
            name = municipalities.spellings()[match["name"]]
            bracket = _BRACKET.match(text, end)
            if bracket and is_name(bracket[1]):
                take(start, bracket.end(), self.person(bracket[1], match["name"]), "person")
            else:
                take(start, end, Party(PartyKind.ORGANISATION, name), "municipality")

    def _names(self, text: str, take: Take) -> None:
        for match in NAME.finditer(text):
            start, name = match.start(), match.group().rstrip(".")
            while name and not self._begins(name.split(), text, start):
                first = name.split()[0]
                rest = name[len(first) :]
                start += len(first) + len(rest) - len(rest.lstrip())
                name = rest.lstrip()
            if not name:
                continue
            bracket = _BRACKET.match(text, start + len(name))
            hint = bracket[1] if bracket else None
            self._take_name(text, name, start, hint, take)
        for person in self.people:  # handles are written small
            if person.name.islower() or any(s.islower() for s in person.initials):
                for short in {person.name, *person.initials}:
                    if short.islower():
                        for match in re.finditer(
                            rf"(?<!\w){re.escape(short)}(?!\w)", text, re.IGNORECASE
                        ):
                            take(match.start(), match.end(), self.person(person.name), "person")

    def _take_name(self, text: str, name: str, start: int, hint: str | None, take: Take) -> None:
        for end in range(len(name.split()), 0, -1):
            part = " ".join(name.split()[:end])
            known = self._candidates(part, hint)
            if not known and part.endswith("s") and self._candidates(part[:-1], hint):
                return  # a genitive is no actor
            if known:
                how = "initials" if _INITIALS.fullmatch(part) else "person"
                take(start, start + len(part), self.person(part, hint), how)
                return
        if _INITIALS.fullmatch(name):
            body = None if len(self._elsewhere.get(name, ())) == 1 else self._body_of(name)
            party = Party(PartyKind.GROUP, body) if body else self.person(name)
            how = "body" if body else "unknown" if party.name == name else "initials"
            if how == "unknown" and self._all_named:
                party = Party(PartyKind.ORGANISATION, name)
            take(start, start + len(name), party, how)
        elif FIRM.search(name) or (len(name.split()) > 1 and ORGANISATION.search(name)):
            take(start, start + len(name), Party(PartyKind.ORGANISATION, name), "body")
        elif name.split()[0] in ("Team", "Hold", "Gruppe") and len(name.split()) > 1:
            take(start, start + len(name), Party(PartyKind.GROUP, name), "body")
        elif PLURAL.search(name) and len(name.split()) == 1:
            take(start, start + len(name), Party(PartyKind.GROUP, name), "unknown")
        elif sum(part[0].isupper() for part in name.split()) <= 4 and not is_thing(
            name, text[:start]
        ):
            seen = self._capitals.seen(name, text, start)
            how = "unknown" if seen else "guess"
            thing = self._capitals.names_a_thing(name, seen, self._all_named)
            party = Party(PartyKind.GROUP, name) if thing else self.person(name)
            take(start, start + len(name), party, how)

    def _body_of(self, short: str) -> str | None:
        """The body that these letters stand for."""
        return short if short in words("parties", "bodies") else stands_for(short, self._bodies)

    def _begins(self, parts: list[str], text: str, start: int) -> bool:
        """Does a name begin here, and not what somebody is called by: 'Centerleder Ida Bro'?"""
        titled = len(parts) > 1 and is_calling(parts[0]) and not self.knows(" ".join(parts))
        return not titled and self._can_be_name(parts[0], text, start)

    def _can_be_name(self, word: str, text: str, start: int) -> bool:
        low = word.casefold().strip(".")
        if low in MONTH_NAMES:  # people bear them too: 'Maj laver listen', but not 'i Maj'
            return self.knows(word) and not _OF_A_DAY.search(text[:start])
        if low in words("parties", "not_names") or len(low) < 2 or (word[:1].isdigit()):
            return False
        return self.knows(word) or self._capitals.could_be_name(word, text, start)


_OF_A_DAY = re.compile(r"(?:\d\.?|\b(?i:i|til|fra|inden|medio|primo|ultimo|siden|-))\s*$")


_WORDS = frozenset({"Vejen", "Greve", "Skive", "Varde"})
_PLACES = frozenset(municipalities.spellings()) - _WORDS
_CLASH = _WORDS | {"Lejre", "Odder", "Tønder", "Samsø"}
