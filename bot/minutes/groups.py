"""Working groups that the minutes set up, staff, seek members for or name a lead of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.domain.meetings import FoundGroup, Party, PartyKind
from bot.minutes.parties import Mention, Register
from bot.minutes.places import Places
from bot.minutes.sections import HEADER, Passage, Role
from bot.minutes.sentences import sentences

_GROUP = re.compile(
    r"(?P<head>\b(?:tværkommunal |fælles |lille |mindre |ny )?(?:\w+-?)?(?:arbejdsgruppe"
    r"|undergruppe|projektgruppe"
    r"|erfa-?gruppe|styregruppe|udvalg|gruppe|festudvalg|task ?force)(?:n|r|t|et)?\b)"
    r"(?P<topic>\s+(?:om|for|vedr\.?|vedrørende|på|til|ift\.?|omkring)\s+(?!at\b)[^.,;:()]{3,70}?"
    r"(?=[.,;:()]|\s(?:som|der|med|bestående|fortsætter|skal|arbejder|er|har|blev|får)\b|\sv/"
    r"|$))?", re.IGNORECASE
)  # fmt: skip
_SET_UP = re.compile(
    r"\b(?:neds[æa]t\w*|etabler\w*|opret\w*|dann\w*|sammensæt\w*|udpeg\w*)\b", re.IGNORECASE
)
_THE_GROUP = re.compile(
    r"\b(?:arbejds|under|projekt)?(?:gruppen|udvalget"
    r"|arbejdet)\b",
    re.IGNORECASE,
)
_LEAD = (
    re.compile(r"(?:vil gerne |skal |kan )?(?:stå|står|ståe) i spidsen|(?:er|fungerer som"
        r"|bliver|meldte sig som|blev|som)"
               r"\s+(?:\w+\s+)?tovholder|er formand for"
               r"|leder (?:arbejds)?gruppen", re.IGNORECASE),
    re.compile(r"\btovholdere?\s*(?:er|bliver|:)\s*", re.IGNORECASE),
)  # fmt: skip
_WITH_LEAD = re.compile(
    r"\bmed\s+(?P<who>.{2,40}?)\s+som\s+(?:tovholder|formand"
    r"|leder)",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"\b(?:deltager i|er med i|indgår i|sidder i|går ind i|bestående af|består (?:nu )?af"
    r"|repræsentanter fra"
    r"|gruppen er(?: altså)?(?: nu)?|(?:nye )?(?:deltagere|medlemmer)(?: i (?:\w*gruppen"
    r"|udvalget))?\s*(?:er|:))", re.IGNORECASE
)  # fmt: skip
_MAYBE = re.compile(r"\b(?:muligvis|måske|eventuelt|evt\.?|overvejer)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:meld\w*\s+(?:\w+\s+)?(?:deltagere|medlemmer|repræsentanter|sig)|deltagere ind|søges"
    r"|søger (?:deltagere|medlemmer)"
    r"|flere deltagere|forslag til deltagere|interesserede)\b", re.IGNORECASE
)  # fmt: skip
_CONTACT = re.compile(
    r"\b(?:meld\w*(?:\s+\w+){0,2}\s+til|tilbagemelding\w* til|kontakt\w*|skriv\w* til"
    r"|henvendelse til)\s+",
    re.IGNORECASE,
)
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


def _name(match: re.Match[str], item: str | None) -> str:
    head = re.sub(r"(?<=gruppe)[nr]$|(?<=udvalg)(?:et|t)$", "", match["head"].strip())
    topic = " ".join((match["topic"] or "").split())
    if not topic and item and head.lower() in ("arbejdsgruppe", "gruppe", "undergruppe"):
        topic = f"om {item.split(' v/')[0].split(' (')[0]}"
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
    if doubtful := _MAYBE.search(text):
        names = _near(text, mentions, doubtful.start(), before=True)
        draft.maybe += [p for p in names if p not in draft.maybe]
        told = bool(names)
    for pattern, before in ((_LEAD[0], True), (_LEAD[1], False)):
        if match := pattern.search(text):
            names = _near(text, mentions, match.start() if before else match.end(), before)
            draft.leads += [p for p in names if p not in draft.leads]
            told = told or bool(names)
    if match := _WITH_LEAD.search(text):
        names = [m.party for m in mentions if match.start("who") <= m.start < match.end("who")]
        draft.leads += [p for p in names if p not in draft.leads]
        told = True
    for match in _MEMBERS.finditer(text):
        deltager = (
            match.group().lower().startswith(("deltager i", "er med", "indgår", "sidder", "går"))
        )
        names = _near(text, mentions, match.start() if deltager else match.end(), deltager)
        draft.members += [p for p in names if p not in draft.members]
        told = told or bool(names)
    if contact := _CONTACT.search(text):
        names = [m.party for m in mentions if 0 <= m.start - contact.end() < 25]
        people = [p for p in names if p.kind is PartyKind.PERSON]
        if people:
            draft.contact, told = people[0], True
    if _OPEN.search(text):
        draft.is_open, told = True, True
    return told


def _keep(draft: _Draft, said: _Said) -> None:
    draft.lines.append(said.lines)
    draft.quotes.append(said.text)


def _listed(draft: _Draft, said: _Said, register: Register) -> bool:
    """A bullet with a name under 'Deltagere i arbejdsgruppen:'."""
    if not said.passage.intro or not _MEMBERS.search(said.passage.intro):
        return False
    names = [m.party for m in register.mentions(said.text) if m.party.kind is PartyKind.PERSON]
    draft.members += [p for p in names[:1] if p not in draft.members]
    return bool(names)


_DECIDES = re.compile(
    r"\s+(?:beslutt\w+|vedtog|drøfte\w+|godkend\w+|anbefal\w+|ønske\w+|er indstillet)\b"
)
_OLD = re.compile(
    r"\b(?:(?:blev|var)|er\s+(?:i \d{4}|tidligere))\s+(?:nedsat|etableret|oprettet)\b"
)


def _subject(said: _Said) -> re.Match[str] | None:
    """The group that a sentence sets up, or that a heading names."""
    text = said.text
    verb = _SET_UP.search(text)
    for match in _GROUP.finditer(text):
        body = (
            re.search(r"(?:gruppen|udvalget)$", match["head"], re.IGNORECASE) and not match["topic"]
        )
        if body or _DECIDES.match(text, match.end("head")):
            continue
        if verb and not _OLD.search(text):
            gap = (
                match.start() - verb.end()
                if match.start() > verb.end()
                else verb.start() - match.end()
            )
            if gap < 45:
                return match
        if said.passage.is_title and match["topic"] and match.start() < 3:
            return match
    return None


def _opened(said: _Said, drafts: list[_Draft]) -> _Draft | None:
    """The group that a sentence or heading is about, new or known."""
    match = _subject(said)
    told = said.passage.role is Role.BACKGROUND and not said.passage.is_title
    if match is None or told or said.passage.block.cell is not None:
        return None
    name = _name(match, said.passage.item)
    topic = _stems(match["topic"] or "") or _stems(said.text[: match.start()]) or _stems(name)
    for draft in drafts:
        small = min(len(draft.topic), len(topic)) or 1
        if len(draft.topic & topic) / small >= 0.5:
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
        opened = _opened(said, drafts)
        if opened is not None:
            current = opened
            current.item = said.passage.item
            sets_up = bool(_SET_UP.search(said.text)) and not said.passage.is_title
            current.founded |= sets_up and said.passage.role is not Role.BACKGROUND
            _take(current, said, register)
            _keep(current, said)
        elif current and (_listed(current, said, register) or _take(current, said, register)):
            _keep(current, said)
    told = [d for d in drafts if d.founded or d.leads or d.is_open]
    return tuple(draft.found() for draft in told if draft.leads or draft.members or draft.founded)
