"""Working groups that the minutes set up, staff, seek members for or name a lead of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.meetings import FoundGroup, Party
from bot.minutes import group_signs as signs
from bot.minutes.group_people import GroupDraft, Said, listed, near, take
from bot.minutes.parties import Register
from bot.minutes.places import Places
from bot.minutes.sections import HEADER, Passage, Role
from bot.minutes.sentences import sentences

_OUT = HEADER | {Role.AGENDA, Role.PROPOSAL, Role.ATTACHMENT}


def _sayings(passages: Sequence[Passage], text: Sequence[str]) -> Iterator[Said]:
    for passage in passages:
        if passage.role in _OUT:
            continue
        places = Places(passage.block, text)
        shift = max(0, passage.block.text.find(passage.text[:60]))
        for sentence in sentences(passage.text):
            lines = places.lines(shift + sentence.start, shift + sentence.end)
            yield Said(sentence.text, lines, passage)


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
    #: those whom the same words put in it
    people: tuple[Party, ...] = ()


def _name(group: _Named, item: str | None) -> str:
    head = re.sub(r"(?<=gruppe)[nr]$|(?<=udvalg)(?:et|t)$|(?<=komit.)en$", "", group.head.strip())
    head = re.sub(r"^(?:lille|mindre|ny)\s+", "", head, flags=re.IGNORECASE)
    topic = " ".join(group.topic.split())
    if re.fullmatch(r"\w+ (?:det|dette|den|denne|her)", topic):
        topic = ""
    if not topic and item and head.lower() in signs.GENERIC:
        topic = f"om {item.split(' v/')[0].split(' (')[0].rstrip('.')}"
    name = f"{head} {topic}".strip()
    return name[:1].upper() + name[1:]


def _keep(draft: GroupDraft, said: Said) -> None:
    draft.lines.append(said.lines)
    draft.quotes.append(said.text)


def _named(match: re.Match[str], text: str) -> _Named:
    groups = match.groupdict()
    return _Named(
        groups["head"] or groups["made"] or "", groups.get("topic") or "", text[: match.start()]
    )


def _subject(said: Said, register: Register) -> _Named | None:
    """The group that a sentence sets up, staffs or opens, or that a heading names."""
    text = said.text
    if not signs.ANY.search(text.lower()):  # most sentences name no group at all
        return None
    for match in signs.GROUP.finditer(text):
        if signs.DECIDES.match(text, match.end("head")):
            continue
        if _is_set_up(text, match) or _changes_hands(text, match):
            return _named(match, text)
        if said.passage.is_title and match.start() < 3 and (match["topic"] or _is_one(match, text)):
            return _named(match, text)
    for pattern in (signs.NEW_MEMBERS, signs.JOIN):
        found = pattern.search(text)
        if found:
            return _named(found, text)
    return _staffed(text, register, said.passage.item)


def _is_one(match: re.Match[str], heading: str) -> bool:
    """Is a heading nothing but the name of one group: 'Skolegruppen'?"""
    whole = match.group() == heading.strip(" .:")
    the_body = re.search(r"(?:gruppen|udvalget|komit.en)$", match["head"], re.IGNORECASE)
    dull = match["head"].casefold() in signs.BARE or signs.STANDING.search(match["head"])
    return whole and the_body is not None and not dull


def _is_set_up(text: str, match: re.Match[str]) -> bool:
    """Is the group set up by a verb near it, and not only spoken of?"""
    the_body = re.search(r"(?:gruppen|udvalget)$", match["head"], re.IGNORECASE)
    verb = signs.SET_UP.search(text)
    if verb is None or signs.OLD.search(text) or signs.NOUN.match(verb.group()):
        return False
    revived = signs.REVIVED.search(text) and match["head"].casefold() not in signs.BARE
    if not match["topic"] and ((the_body and not revived) or signs.PLURAL.search(match["head"])):
        return False
    after = match.start() > verb.end()
    return (match.start() - verb.end() if after else verb.start() - match.end()) < 55


def _changes_hands(text: str, match: re.Match[str]) -> bool:
    """Does somebody take the group over, or a seat in it?"""
    return bool(match["topic"]) and bool(signs.HANDED_OVER.search(text))


def _staffed(text: str, register: Register, item: str | None) -> _Named | None:
    """'Gruppen er nu Bo og Ida', 'Bo, Ida og Eva er i festudvalget'"""
    few = 1 if signs.OPEN.search(text) else 3
    for pattern, before, least in (
        (signs.IS_NOW, False, 2),
        (signs.CONSISTS, False, 2),
        (signs.SIT_IN, True, few),
        (signs.SIGN_UP, True, 1),
        (signs.SIGNED_UP, False, 1),
        (signs.ABOUT, False, 2),
        (signs.HEADED, True, 1),
    ):
        match = pattern.search(text)
        if not match or signs.STANDING.search(match["head"] or match["made"]):
            continue
        mentions = register.mentions(text, item)
        names = near(text, mentions, match.start() if before else match.end(), before)
        if len(names) >= (1 if _only_lists(text, match, names) else least):
            leads = pattern is signs.HEADED
            return replace(_named(match, text), people=() if leads else tuple(names))
    return _sought(text)


def _only_lists(text: str, match: re.Match[str], names: Sequence[Party]) -> bool:
    """'PR-udvalg: Ida', and not a word more?"""
    rest = text[match.end() :].strip(" .")
    return ":" in match.group() and len(names) == 1 and len(rest.split()) < 4


def _sought(text: str) -> _Named | None:
    """'Der mangler to til festudvalget': the group that people are sought for."""
    match = signs.SOUGHT.search(text) if signs.OPEN.search(text) else None
    if match is None or signs.STANDING.search(match["head"]):
        return None
    bare = match["head"].casefold() in signs.BARE and not match["topic"]
    return None if bare else _named(match, text)


def _kind(name: str) -> str:
    """'Undergruppe', 'Arbejdsgruppe'"""
    words = name.casefold().split()
    kind = next((w for w in words if re.search(r"gruppe|udvalg|netværk|force", w)), words[0])
    return re.sub(r"(?<=gruppe)[nr]$", "", kind)


def _opened(said: Said, drafts: list[GroupDraft], register: Register) -> GroupDraft | None:
    """The group that a sentence or heading is about, new or known."""
    group = _subject(said, register)
    told = said.passage.role is Role.BACKGROUND and not said.passage.is_title
    in_table = said.passage.block.cell is not None and not (group and group.topic)
    if group is None or told or in_table:
        return None
    last = drafts[-1] if drafts else None
    same = last is not None and last.item == said.passage.item
    if last and same and group.head.casefold() in signs.BARE and not group.topic:
        _join(last, group.people)
        return last
    name = _name(group, said.passage.item)
    topic = _stems(group.topic) or _stems(group.before) or _stems(name)
    for draft in drafts:
        small = min(len(draft.topic), len(topic)) or 1
        alike = _kind(draft.name) == _kind(name) or bool(_stems(group.topic))
        if alike and len(draft.topic & topic) / small >= 0.5:
            return _join(draft, group.people)
    drafts.append(GroupDraft(name, topic, said.passage.item))
    return _join(drafts[-1], group.people)


def _join(draft: GroupDraft, people: Sequence[Party]) -> GroupDraft:
    draft.members += [party for party in people if party not in draft.members]
    return draft


def groups_of(
    passages: Sequence[Passage], register: Register, text: Sequence[str]
) -> tuple[FoundGroup, ...]:
    """Every working group with its people."""
    drafts: list[GroupDraft] = []
    current: GroupDraft | None = None
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
            sets_up = sets_up and not signs.THEIRS.search(said.text)
            current.founded |= sets_up and said.passage.role is not Role.BACKGROUND
            take(current, said, register)
            _keep(current, said)
        elif current and (listed(current, said, register) or take(current, said, register)):
            _keep(current, said)
    told = [d for d in drafts if d.founded or d.leads or d.is_open or d.members]
    return tuple(
        draft.found()
        for draft in told
        if draft.leads or draft.members or draft.contact or draft.founded
    )
