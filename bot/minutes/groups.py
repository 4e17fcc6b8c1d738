"""Working groups that the minutes set up, staff, seek members for or name a lead of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.domain.meetings import FoundGroup, Party, PartyKind
from bot.minutes import group_signs as signs
from bot.minutes.parties import Mention, Register
from bot.minutes.places import Places
from bot.minutes.sections import HEADER, Passage, Role
from bot.minutes.sentences import sentences

_ELSEWHERE = (PartyKind.EVERYONE, PartyKind.UNASSIGNED, PartyKind.GROUP)
_OUT = HEADER | {Role.AGENDA, Role.PROPOSAL, Role.ATTACHMENT}


@dataclass
class _Draft:
    """A group while its sentences are gathered."""

    name: str
    topic: frozenset[str]
    item: str | None
    leads: list[Party] = field(default_factory=list)
    members: list[Party] = field(default_factory=list)
    maybe: list[Party] = field(default_factory=list)
    contact: Party | None = None
    is_open: bool = False
    lines: list[tuple[int, int]] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    founded: bool = False

    def found(self) -> FoundGroup:
        """The group as it is handed on."""
        members = [p for p in self.members if p not in self.leads]
        maybe = [p for p in self.maybe if p not in members]
        return FoundGroup(
            self.name, tuple(self.leads), tuple(members), tuple(maybe), self.is_open,
            self.contact, " ".join(self.quotes)[:400], tuple(sorted(set(self.lines))),
        )  # fmt: skip


@dataclass(frozen=True)
class _Said:
    """One sentence with its place."""

    text: str
    lines: tuple[int, int]
    passage: Passage


def _sayings(passages: Sequence[Passage], text: Sequence[str]) -> Iterator[_Said]:
    for passage in passages:
        if passage.role in _OUT:
            continue
        places = Places(passage.block, text)
        shift = max(0, passage.block.text.find(passage.text[:60]))
        for sentence in sentences(passage.text):
            lines = places.lines(shift + sentence.start, shift + sentence.end)
            yield _Said(sentence.text, lines, passage)


def _stems(text: str) -> frozenset[str]:
    dull = {"arbejd", "gruppe", "udvalg", "tværko", "fælles", "nedsæt", "etable"}
    return frozenset(w[:6] for w in re.findall(r"[a-zæøå]{4,}", text.lower())) - dull


@dataclass(frozen=True)
class _Named:
    """A group as a sentence names it."""

    head: str
    topic: str
    #: what stands before it
    before: str


def _name(group: _Named, item: str | None) -> str:
    head = re.sub(r"(?<=gruppe)[nr]$|(?<=udvalg)(?:et|t)$", "", group.head.strip())
    topic = " ".join(group.topic.split())
    if not topic and item and head.lower() in ("arbejdsgruppe", "gruppe", "undergruppe"):
        topic = f"om {item.split(' v/')[0].split(' (')[0].rstrip('.')}"
    name = f"{head} {topic}".strip()
    return name[:1].upper() + name[1:]


def _near(text: str, mentions: Sequence[Mention], at: int, before: bool) -> list[Party]:
    """The parties listed right before or right after a spot."""
    chosen: list[Mention] = []
    spot = at
    for mention in reversed(mentions) if before else mentions:
        gap = text[mention.end : spot] if before else text[spot : mention.start]
        if (mention.end > spot) if before else (mention.start < spot):
            continue
        if _is_of(mention, chosen, gap):
            chosen.pop()  # "Asta fra Sorø" is Asta
        elif not re.fullmatch(
            r"(?:\W|\b(?:og|samt|nu|altså|vil|gerne|er|med|repræsentanter|hhv)\b)*", gap
        ):
            break
        chosen.append(mention)
        spot = mention.start if before else mention.end
    parties = [m.party for m in chosen if m.party.kind not in _ELSEWHERE and m.how != "guess"]
    return list(reversed(parties)) if before else parties


def _is_of(mention: Mention, chosen: Sequence[Mention], gap: str) -> bool:
    """Does a body, taken last, only say where this person is from?"""
    return (
        bool(chosen)
        and mention.party.kind is PartyKind.PERSON
        and re.fullmatch(r"\s*(?:fra|\()\s*", gap) is not None
    )


def _take(draft: _Draft, said: _Said, register: Register) -> bool:
    """Read one sentence for what it tells of a group; was there anything?"""
    text = said.text
    mentions = register.mentions(text, said.passage.item)
    told = False
    if doubtful := signs.MAYBE.search(text):
        names = _near(text, mentions, doubtful.start(), before=True)
        draft.maybe += [p for p in names if p not in draft.maybe]
        told = bool(names)
    for pattern, before in ((signs.LEAD[0], True), (signs.LEAD[1], False)):
        if match := pattern.search(text):
            names = _near(text, mentions, match.start() if before else match.end(), before)
            draft.leads += [p for p in names if p not in draft.leads]
            told = told or bool(names)
    if match := signs.WITH_LEAD.search(text):
        names = [m.party for m in mentions if match.start("who") <= m.start < match.end("who")]
        draft.leads += [p for p in names if p not in draft.leads]
        told = True
    for match in signs.MEMBERS.finditer(text):
        deltager = (
            match.group()
            .lower()
            .startswith(("deltager i", "er i", "kommer i", "er med", "indgår", "sidder", "går"))
        )
        names = _near(text, mentions, match.start() if deltager else match.end(), deltager)
        draft.members += [p for p in names if p not in draft.members]
        told = told or bool(names)
    for match in signs.ENTERS.finditer(text):
        names = _near(text, mentions, match.start(), before=True)
        draft.members += [p for p in names[:1] if p not in draft.members]
        told = told or bool(names)
    if contact := signs.CONTACT.search(text):
        names = [m.party for m in mentions if 0 <= m.start - contact.end() < 25]
        people = [p for p in names if p.kind is PartyKind.PERSON]
        if people:
            draft.contact, told = people[0], True
    if signs.OPEN.search(text) or signs.JOIN.search(text):
        draft.is_open, told = True, True
    return told


def _keep(draft: _Draft, said: _Said) -> None:
    draft.lines.append(said.lines)
    draft.quotes.append(said.text)


def _listed(draft: _Draft, said: _Said, register: Register) -> bool:
    """A bullet with a name under 'Deltagere i arbejdsgruppen:'."""
    if not said.passage.intro or not signs.MEMBERS.search(said.passage.intro):
        return False
    names = [m.party for m in register.mentions(said.text) if m.party.kind is PartyKind.PERSON]
    draft.members += [p for p in names[:1] if p not in draft.members]
    return bool(names)


def _named(match: re.Match[str], text: str) -> _Named:
    groups = match.groupdict()
    return _Named(groups["head"], groups.get("topic") or "", text[: match.start()])


def _subject(said: _Said, register: Register) -> _Named | None:
    """The group that a sentence sets up, staffs or opens, or that a heading names."""
    text = said.text
    if not signs.ANY.search(text.lower()):  # most sentences name no group at all
        return None
    for match in signs.GROUP.finditer(text):
        if signs.DECIDES.match(text, match.end("head")):
            continue
        if _is_set_up(text, match) or _changes_hands(text, match):
            return _named(match, text)
        if said.passage.is_title and match["topic"] and match.start() < 3:
            return _named(match, text)
    for pattern in (signs.NEW_MEMBERS, signs.JOIN):
        found = pattern.search(text)
        if found:
            return _named(found, text)
    return _staffed(text, register, said.passage.item)


def _is_set_up(text: str, match: re.Match[str]) -> bool:
    """Is the group set up by a verb near it, and not only spoken of?"""
    the_body = re.search(r"(?:gruppen|udvalget)$", match["head"], re.IGNORECASE)
    verb = signs.SET_UP.search(text)
    if verb is None or signs.OLD.search(text) or signs.NOUN.match(verb.group()):
        return False
    if not match["topic"] and (the_body or signs.PLURAL.search(match["head"])):
        return False
    after = match.start() > verb.end()
    return (match.start() - verb.end() if after else verb.start() - match.end()) < 55


def _changes_hands(text: str, match: re.Match[str]) -> bool:
    """Does somebody take the group over, or a seat in it?"""
    return bool(match["topic"]) and bool(signs.HANDED_OVER.search(text))


def _staffed(text: str, register: Register, item: str | None) -> _Named | None:
    """'Gruppen er nu Bo og Ida', 'Bo, Ida og Eva er i festudvalget'"""
    for pattern, before in ((signs.IS_NOW, False), (signs.SIT_IN, True)):
        match = pattern.search(text)
        if not match or signs.STANDING.search(match["head"]):
            continue
        mentions = register.mentions(text, item)
        names = _near(text, mentions, match.start() if before else match.end(), before)
        if len(names) >= (3 if before else 2):
            return _named(match, text)
    return None


def _kind(name: str) -> str:
    """'Undergruppe', 'Arbejdsgruppe'"""
    words = name.casefold().split()
    kind = next((w for w in words if re.search(r"gruppe|udvalg|netværk|force", w)), words[0])
    return re.sub(r"(?<=gruppe)[nr]$", "", kind)


def _opened(said: _Said, drafts: list[_Draft], register: Register) -> _Draft | None:
    """The group that a sentence or heading is about, new or known."""
    group = _subject(said, register)
    told = said.passage.role is Role.BACKGROUND and not said.passage.is_title
    in_table = said.passage.block.cell is not None and not (group and group.topic)
    if group is None or told or in_table:
        return None
    name = _name(group, said.passage.item)
    topic = _stems(group.topic) or _stems(group.before) or _stems(name)
    for draft in drafts:
        small = min(len(draft.topic), len(topic)) or 1
        alike = _kind(draft.name) == _kind(name) or bool(_stems(group.topic))
        if alike and len(draft.topic & topic) / small >= 0.5:
            return draft
    draft = _Draft(name, topic, said.passage.item)
    drafts.append(draft)
    return draft


def groups_of(
    passages: Sequence[Passage], register: Register, text: Sequence[str]
) -> tuple[FoundGroup, ...]:
    """Every working group with its people."""
    drafts: list[_Draft] = []
    current: _Draft | None = None
    heading: str | None = None
    for said in _sayings(passages, text):
        if current and said.passage.item != current.item:
            current = None
        if said.passage.is_title and said.passage.heading != heading:
            heading = said.passage.heading
        opened = _opened(said, drafts, register)
        if opened is not None:
            current = opened
            current.item = said.passage.item
            sets_up = bool(signs.SET_UP.search(said.text)) and not said.passage.is_title
            current.founded |= sets_up and said.passage.role is not Role.BACKGROUND
            _take(current, said, register)
            _keep(current, said)
        elif current and (_listed(current, said, register) or _take(current, said, register)):
            _keep(current, said)
    told = [d for d in drafts if d.founded or d.leads or d.is_open or d.members]
    return tuple(
        draft.found()
        for draft in told
        if draft.leads or draft.members or draft.contact or draft.founded
    )
