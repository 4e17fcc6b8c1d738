"""Who leads, sits in and may join a group, as the sentences about it tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.meetings import FoundGroup, Party, PartyKind
from bot.minutes import group_signs as signs
from bot.minutes.parties import Mention, Register
from bot.minutes.sections import Passage

_ELSEWHERE = (PartyKind.EVERYONE, PartyKind.UNASSIGNED, PartyKind.GROUP)


@dataclass
class GroupDraft:
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
class Said:
    """One sentence with its place."""

    text: str
    lines: tuple[int, int]
    passage: Passage


def near(text: str, mentions: Sequence[Mention], at: int, before: bool) -> list[Party]:
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
            r"(?:\W|\b(?:og|samt|nu|altså|vil|gerne|er|med|repræsentanter|hhv)\b"
            r"|(?<=\()(?:tovholder|leder|formand|fmd|kontakt)\b)*",
            gap,
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


def take(draft: GroupDraft, said: Said, register: Register) -> bool:
    """Read one sentence for what it tells of a group; was there anything?"""
    text = said.text
    mentions = register.mentions(text, said.passage.item)
    told = [_doubtful(draft, text, mentions), _leads(draft, text, mentions)]
    told += [_members(draft, text, mentions), _contact(draft, text, mentions)]
    if signs.OPEN.search(text) or signs.JOIN.search(text):
        draft.is_open = True
        told.append(True)
    return any(told)


def _add(listed: list[Party], parties: Sequence[Party]) -> bool:
    listed += [p for p in parties if p not in listed]
    return bool(parties)


def _doubtful(draft: GroupDraft, text: str, mentions: Sequence[Mention]) -> bool:
    match = signs.MAYBE.search(text)
    if match is None:
        return False
    behind = near(text, mentions, match.end(), before=False)
    return _add(draft.maybe, behind or near(text, mentions, match.start(), before=True))


def _leads(draft: GroupDraft, text: str, mentions: Sequence[Mention]) -> bool:
    told = False
    for pattern, before in ((signs.LEAD[0], True), (signs.LEAD[1], False)):
        if match := pattern.search(text):
            names = near(text, mentions, match.start() if before else match.end(), before)
            if before and not names and text[: match.start()].endswith(" og "):
                names = [m.party for m in mentions[:1] if m.party.kind is PartyKind.PERSON]
            bracket = match.group().lstrip().startswith("(")  # 'Eva, Ida (tovholder) og Bo'
            told = _add(draft.leads, names[-1:] if bracket else names) or told
            if bracket:
                _add(draft.members, names[:-1])
                _add(draft.members, near(text, mentions, match.end(), before=False))
    if match := signs.WITH_LEAD.search(text):
        within = [m.party for m in mentions if match.start("who") <= m.start < match.end("who")]
        _add(draft.leads, within)
        _add(draft.members, near(text, mentions, match.end(), before=False))
        told = True
    return told


def _members(draft: GroupDraft, text: str, mentions: Sequence[Mention]) -> bool:
    told = False
    for match in signs.MEMBERS.finditer(text):
        first = signs.BEFORE.match(match.group()) is not None
        names = near(text, mentions, match.start() if first else match.end(), first)
        told = _add(draft.members, names) or told
    for match in signs.ENTERS.finditer(text):
        told = _add(draft.members, near(text, mentions, match.start(), before=True)[:1]) or told
    if formed := signs.FORM.search(text):
        told = _add(draft.members, near(text, mentions, formed.start(), before=True)) or told
    if signs.SET_UP.search(text) and (colon := signs.NAMES_FOLLOW.search(text)):
        told = _add(draft.members, near(text, mentions, colon.end(), before=False)) or told
    return told


def _contact(draft: GroupDraft, text: str, mentions: Sequence[Mention]) -> bool:
    found = signs.CONTACT.search(text)
    if found is None:
        return False
    names = [m.party for m in mentions if 0 <= m.start - found.end() < 25]
    people = [p for p in names if p.kind is PartyKind.PERSON]
    draft.contact = people[0] if people else draft.contact
    return bool(people)


def listed(draft: GroupDraft, said: Said, register: Register) -> bool:
    """A bullet with a name under 'Deltagere i arbejdsgruppen:'."""
    if not said.passage.intro or not signs.MEMBERS.search(said.passage.intro):
        return False
    names = [m.party for m in register.mentions(said.text) if m.party.kind is PartyKind.PERSON]
    draft.members += [p for p in names[:1] if p not in draft.members]
    return bool(names)
