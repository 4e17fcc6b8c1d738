"""Where each block stands: which agenda item, under which label, in the agenda or the roster."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.minutes.blocks import Block, BlockKind
from bot.minutes.headings import is_item, is_prose, is_short_line
from bot.minutes.lexicon import fold, label_roles
from bot.minutes.names import lists_names
from bot.minutes.text import NUMBER


class Role(StrEnum):
    """What the text of a passage is for."""

    NONE = "none"
    PRESENT = "present"
    ABSENT = "absent"
    GUEST = "guest"
    CHAIR = "chair"
    MINUTE_TAKER = "minute_taker"
    FACILITATED = "facilitated"
    AGENDA = "agenda"
    BACKGROUND = "background"
    PROPOSAL = "proposal"
    DECISION = "decision"
    FOLLOW_UP = "follow_up"
    MINUTES = "minutes"
    PAST = "past"
    ATTACHMENT = "attachment"
    PLACE = "place"
    WHEN = "when"
    TITLE = "title"
    NEXT_MEETING = "next_meeting"


#: what stands under these ends with the next line that is no list of names or words
HEADER = frozenset(
    {Role.PRESENT, Role.ABSENT, Role.GUEST, Role.CHAIR, Role.MINUTE_TAKER, Role.FACILITATED}
    | {Role.PLACE, Role.WHEN, Role.TITLE}
)
_LISTED = frozenset(
    {Role.PRESENT, Role.ABSENT, Role.GUEST, Role.CHAIR, Role.MINUTE_TAKER, Role.FACILITATED}
)
ROSTER = frozenset({Role.PRESENT, Role.ABSENT, Role.GUEST})
_DECIDING = frozenset({Role.DECISION, Role.FOLLOW_UP, Role.PROPOSAL})
#: under these a paragraph may be as long as it likes
_TELLING = frozenset({Role.BACKGROUND, Role.PROPOSAL, Role.DECISION, Role.FOLLOW_UP, Role.MINUTES})
#: a column of a table of items, not of people
_ITEM_COLUMN = re.compile(
    r"(?:(?:dagsordens)?punkt(?:er)?|dagsorden|emner?|sag(?:er)?|referat|drøftelse|diskussion"
    r"|beslutning(?:er)?|aftaler?|aktion(?:er)?|action|handling(?:er)?|opgaver?|opfølgning|hvad"
    r"|konklusion)(?:\s*/\s*\w+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Passage:
    """A block in its place."""

    block: Block
    #: the block's words without number and label
    text: str
    role: Role = Role.NONE
    #: agenda item that it belongs to
    item: str | None = None
    #: heading inside the item
    heading: str | None = None
    #: it is itself a heading or a bare label
    is_title: bool = False
    #: the line above it ended in a colon and opened this list
    intro: str | None = None


_INLINE = re.compile(r"^([A-ZÆØÅa-zæøå][\w/,. ()-]{1,45}?)\s*:+\s*(.*)$", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?]\s*$")
_PRESENT = re.compile(
    r"(?:(?:i alt )?(?:til ?stede|mødte?|fremmødte?|fremmøde|deltagere?|deltog|deltagende)\b"
    r"(?: (?:fra|ved|på|under|var|i|er|blandt)\b.*)?|fra .{2,40} (?:deltog|mødte)"
    r"|(?:endvidere|desuden|herudover|derudover|øvrige) .{0,30}(?:deltog|deltagere))",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r".{0,50}\b(?:ikke (?:var )?mødt|ikke til ?stede|meldt (?:fra|afbud)|afbud"
    r"|ikke mødte?)\b.{0,20}",
    re.IGNORECASE,
)
_MEMBERS = re.compile(r"\w*(?:medlemmer|repræsentanter|valgte|suppleanter)", re.IGNORECASE)
_SUB_LABEL = re.compile(r"^[A-ZÆØÅ][\w -]{2,30}:\s+(?=\S)")
_TAIL = re.compile(r"\s*(?:\(.*?\)|v/.*|ved .*)?[\s:.\-–]*$")


def role_of(label: str) -> Role | None:
    """The role of a label such as 'Beslutning', 'Opfølgning / handling' or None."""
    found = label_roles().get(fold(label))
    if found is None:
        short = fold(_TAIL.sub("", label))
        found = label_roles().get(short)
    if found is None and (first := re.split(r"\s*(?:/|,| og | & )\s*", label.strip(" :")))[1:]:
        roles = [label_roles().get(fold(part)) for part in first]
        found = roles[0] if roles[0] and all(roles) else None
    if found is None and len(label) <= 60:
        bare = label.strip(" :.")
        named = "ikke" not in bare and (
            lists_names(bare)
            or lists_names(bare.partition("bud")[2].strip(" :").removeprefix("fra "))
        )
        if _ABSENT.fullmatch(bare) and not named:
            return Role.ABSENT
        if _PRESENT.fullmatch(bare):
            return Role.PRESENT
    return Role(found) if found else None


def split_label(text: str) -> tuple[Role | None, str]:
    """A label in front of its text, and the text after it."""
    several = len(re.findall(r"[a-zæøå]{4}\.\s+[A-ZÆØÅ]", text)) > 2
    if several and len(text) > 1600:
        return None, text  # a whole page in one line
    match = _INLINE.match(text)
    role = role_of(match[1]) if match else None
    if match and role in _TELLING:
        return role, match[2].strip()
    if several and len(text) > 400:
        return None, text  # far too long for what stands at the head of a page
    if match and role:
        return role, match[2].strip()
    if len(text) <= 60 and not _SENTENCE_END.search(text) and (role := role_of(text.rstrip(" :"))):
        return role, ""
    first = re.match(r"(\w+(?: (?:stede|fra|af|ved|mødt|var))?)[.:]?\s+(?=[A-ZÆØÅ])", text)
    if first and role_of(first[1]) in ROSTER | {Role.MINUTE_TAKER}:
        rest = text[first.end() :]
        return (role_of(first[1]), rest) if lists_names(rest) else (None, text)
    if match and _MEMBERS.fullmatch(match[1]) and lists_names(match[2]):
        return Role.PRESENT, match[2]
    return None, text


def _number(text: str) -> str | None:
    match = NUMBER.match(text)
    return (match["word"] or match["plain"]) if match else None


def _agenda_end(blocks: Sequence[Block], start: int) -> int:
    """Where the agenda list that opens at `start` ends: when its numbers or titles come again."""
    seen: set[str] = set()
    for at in range(start, min(len(blocks), start + 120)):
        text = blocks[at].text
        title = fold(NUMBER.sub("", text))[:40]
        if len(title) > 3 and title in seen:
            return at
        number = _number(text)
        if number is not None and at > start + 1 and number == "1" and len(seen) > 1:
            return at
        role, _ = split_label(text)
        if role in ROSTER or role in (Role.MINUTES, Role.DECISION, Role.FOLLOW_UP):
            return at
        if len(text) > 220 or (blocks[at].kind is BlockKind.PARAGRAPH and is_prose(text)):
            break
        seen.add(title)
    return start


#: 'a) ', 'ii) '
_LETTER = re.compile(r"(?:[a-zæøå]|[ivx]{2,4})\)\s+(?=\S)")


def _strip_number(block: Block) -> str:
    if block.kind is BlockKind.CELL:
        return block.text
    if block.kind is BlockKind.BULLET and (letter := _LETTER.match(block.text)):
        return block.text[letter.end() :]
    return NUMBER.sub("", block.text, count=1).strip() or block.text


@dataclass
class _State:
    role: Role = Role.NONE
    base: Role = Role.NONE
    item: str | None = None
    heading: str | None = None
    intro: str | None = None
    intro_level: int = 0
    agenda_end: int = -1
    #: the label is an item of a list itself: 'Afbud fra to' among others
    label_on_bullet: bool = False
    #: the label had its names on its own line
    named: bool = False


def _title(state: _State, block: Block, text: str) -> Passage:
    role = role_of(text)
    if role in (Role.MINUTES, Role.DECISION) and block.kind is BlockKind.HEADING:
        state.base = role
    if role is None:
        state.item, state.heading = text.strip(" :"), None
        state.role = state.base
    else:
        state.role, state.heading = role, text.strip(" :")
    state.intro = None
    return Passage(block, text, state.role, state.item, state.heading, is_title=True)


def _plain(state: _State, block: Block, text: str) -> Passage:
    head = block.kind is BlockKind.CELL and _ITEM_COLUMN.fullmatch(text.strip(" :"))
    told = state.named and block.kind is BlockKind.BULLET and not lists_names(text)
    if state.role in HEADER and (head or told):
        state.role = state.base
    in_roster = state.role in _LISTED and (
        lists_names(_SUB_LABEL.sub("", text.removeprefix("[ ]").strip()))
        or (len(text) < 40 and text.endswith(":") and role_of(text) is None)
        or block.kind is BlockKind.CELL
    )
    if in_roster:
        return Passage(block, text, state.role, state.item, state.heading)
    if is_short_line(block):
        state.heading = text.strip(" :")
        if state.role in HEADER:
            state.role = state.base
        state.intro, state.intro_level = (text, -1) if text.endswith(":") else (None, 0)
        return Passage(block, text, state.role, state.item, state.heading, is_title=True)
    sibling = state.label_on_bullet and block.kind is BlockKind.BULLET
    if state.role in HEADER and (block.kind is BlockKind.PARAGRAPH or sibling or is_prose(text)):
        state.role = state.base
    is_list = block.kind is BlockKind.BULLET or block.kind is BlockKind.CELL
    inside = is_list and (block.level > state.intro_level)
    intro = state.intro if inside else None
    if text.endswith(":"):
        state.intro, state.intro_level = text, block.level if is_list else -1
    elif not inside:
        state.intro = None
    return Passage(block, text, state.role, state.item, state.heading, intro=intro)


def _labelled(state: _State, block: Block, role: Role, rest: str) -> Passage:
    state.role = role
    state.label_on_bullet = block.kind is BlockKind.BULLET
    state.named = bool(rest) and not rest.endswith((",", ":"))
    state.heading = block.text.split(":")[0][:60]
    state.intro = None
    passage = Passage(block, rest or block.text, role, state.item, state.heading, not rest)
    if rest and role in (HEADER - ROSTER) | {Role.ATTACHMENT}:
        state.role = state.base  # 'Sted: …' says it all on its own line
    return passage


def sections(blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """Every block with its agenda item, label and heading."""
    state = _State()
    found: list[Passage] = []
    for at, block in enumerate(blocks):
        text = _strip_number(block)
        if at < state.agenda_end:
            found.append(Passage(block, text, Role.AGENDA, state.item, state.heading))
            continue
        role, rest = split_label(text)
        if role is Role.AGENDA and _SENTENCE_END.search(rest):
            role = None  # 'Program: Bogen trykkes i juni.'
        if role is Role.AGENDA and not rest:
            state.agenda_end = _agenda_end(blocks, at + 1)
            found.append(Passage(block, text, Role.AGENDA, is_title=True))
        elif role is not None and block.kind is not BlockKind.CELL:
            found.append(_labelled(state, block, role, rest))
        elif is_item(block, text, state.role in _DECIDING):
            found.append(_title(state, block, text))
        else:
            found.append(_plain(state, block, text))
    return _undecided(found)


def _undecided(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """An item with no decision label: what stands under later headings is no background."""
    decided = {p.item for p in passages if p.role in (Role.DECISION, Role.FOLLOW_UP, Role.MINUTES)}
    return tuple(
        replace(p, role=Role.NONE)
        if p.role is Role.BACKGROUND
        and p.item not in decided
        and p.heading is not None
        and role_of(p.heading) is None
        else p
        for p in passages
    )
