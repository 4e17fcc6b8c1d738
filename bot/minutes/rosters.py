"""The lists of people that a document holds, in their many layouts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.meetings import Attendance
from bot.minutes.blocks import BlockKind
from bot.minutes.lexicon import either, fold
from bot.minutes.listed import Listed
from bot.minutes.names import HOUSE_NUMBER, NAME, UPPER, is_name, lists_names
from bot.minutes.namesakes import add
from bot.minutes.opening import alone, labelled_group, told
from bot.minutes.people import people_in
from bot.minutes.roster_tables import ATTENDANCE, OFFICES, in_tables
from bot.minutes.runs import homes, keys, plain, told_apart
from bot.minutes.sections import ROSTER, Passage, Role, role_of
from bot.minutes.shortnames import longer
from bot.minutes.speakers import shown

_INLINE_LABEL = re.compile(
    rf"(?<![\w-])((?i:{either('labels', 'present')}|{either('labels', 'absent')}"
    rf"|{either('labels', 'guest')}|{either('labels', 'chair')}"
    rf"|{either('labels', 'minute_taker')}))"
    rf"\s*(?:(?:\([^)]*\)\s*)?:|\s(?=[{UPPER}][\w-]+\s+[{UPPER}])"
    rf"|(?<=bud fra)\s(?=[{UPPER}])|(?<=bud)\s(?=[{UPPER}][\w-]*\s*(?:\(|$|[.,;]|og [{UPPER}])))\s*"
)
_STOP = re.compile(
    r"(?i:\b(?:dagsorden|referat|dato|sted|tid|mødetid|mødested|næste møde|pkt|punkt|kopi til"
    r"|sendt til|udsendt)\b\s*:?)|\s\d{1,2}[.)]?\s+[A-ZÆØÅ]|\n"
)


_TAKES_MINUTES = re.compile(r"\((?:ref\.?|referent)\)", re.IGNORECASE)


def _pieces(role: Role, text: str) -> Iterator[tuple[Role, str]]:
    """A roster text cut where another label stands inside it."""
    start = 0
    for match in _INLINE_LABEL.finditer(text):
        other = role_of(match[1])
        if other is None or (match.start() and text[match.start() - 1] == "("):
            continue
        small = match[1][0].islower() and ":" not in match.group() and match.start()
        if small and other is Role.CHAIR:
            continue  # 'tidligere formand Bo Krag'
        empty = role is Role.PRESENT and not text[start : match.start()].strip(" .,")
        if empty and other is Role.ABSENT and _TAKES_MINUTES.search(text, match.end()):
            other = role  # two labels of a form, with the list of both behind
        yield role, text[start : match.start()]
        role, start = other, match.end()
    yield role, text[start:]


#: a heading of its own over those who were not there
_MISSING = re.compile(
    r"^(?P<label>.{0,70}\b(?:ikke (?:var )?mødt|ikke (?:var )?til ?stede|deltog ikke))\s*:\s*",
    re.IGNORECASE,
)
#: 'Vi var fire: Bo, Ida …', 'Med: Bo, Ida'
_HERE = re.compile(
    r"^\W*(?:(?:vi|der|mødet|følgende) (?:var|mødte|talte)\b[^:.]{0,25}"
    r"|med|på|der|ts|tst|tilst|delt|mødte)\.?\s*:\W*",
    re.IGNORECASE,
)
#: 'Følgende var mødt:' over a list
_CAME = re.compile(
    r"^\W*(?:følgende|til mødet|i mødet|der) .{0,25}\b"
    r"(?:mødt|til ?stede|deltog|mødte|fremmødte?)\W*:$",
    re.IGNORECASE,
)
#: 'Fra Havnens Venner:' inside a list
_FROM = re.compile(
    rf"^Fra (?!bestyrelsen)(?P<home>[{UPPER}][^:]{{1,40}}?|\w+(?:kontoret|sekretariatet|afdelingen"
    r"|forvaltningen|styrelsen))(?: (?:deltog|mødte))?\s*:?$"
)
#: these part a list; who they name is there or not as the list says
_PARTING = re.compile(
    r"^(?:\w*(?:medlemmer|repræsentanter|valgte|suppleanter)|bestyrelsen|sekretariatet)\s*:",
    re.IGNORECASE,
)
_FOR_AN_ITEM = re.compile(
    rf"\b(?:Punkt|Pkt\.?)\s+\d+(?:\s*(?:og|-|–|,)\s*\d+)*\s*:\s*(?=[{UPPER}])"
)


@dataclass
class _Stretch:
    """Some words of a list of people."""

    role: Role
    text: str
    #: one person's own line
    own: bool
    home: str | None = None
    #: the line it opens on
    line: int = 0


class _Lists:
    """Goes down a document and keeps which list it stands in."""

    def __init__(self) -> None:
        self.standing: Role | None = None
        self.home: str | None = None
        self.labels: set[str] = set()
        self.held = 0
        #: the label's own line held names, so that a word alone below is a heading
        self.inline = False

    def stretch(self, passage: Passage) -> _Stretch | None:
        """The people of a passage, or None where it holds no list."""
        text, role = passage.text, passage.role
        if passage.block.cell is not None or len(text) > 2500:
            return None
        labelled = passage.block.text.strip() != text.strip()
        heading = len(text.split()) == 1 and role_of(text) is None and not labelled
        if self.inline and heading:
            return None
        if missing := _MISSING.match(text):
            self._open(Role.ABSENT)
            text = text[missing.end() :]
            return self._found(Role.ABSENT, text, passage) if text else None
        if _CAME.match(text):
            self._open(Role.PRESENT)
            self.held = 1
            return None
        here = _HERE.match(text)
        if here and lists_names(plain(text[here.end() :])):
            return self._found(Role.PRESENT, text[here.end() :], passage)
        person = "," in text and _one_person(passage)
        if passage.is_title and role in ROSTER and role_of(text) and not person:
            self._open(role)
            self.home = match["home"] if (match := _FROM.match(text)) else None
            return None
        if self.standing and (match := _FROM.match(text)):
            self.home = match["home"]
            return None
        if role in ATTENDANCE and not passage.is_title and not text.endswith(":"):
            return self._found(self._role(passage), text, passage)
        if self.standing and self.held and _one_person(passage):
            return self._found(self.standing, text, passage)
        if not text.endswith(":"):
            self.standing = None
        return None

    def _open(self, role: Role) -> None:
        self.standing, self.home, self.held, self.inline = role, None, 0, False

    def _found(self, role: Role, text: str, passage: Passage) -> _Stretch:
        self.held += 1
        own = passage.block.kind is not BlockKind.PARAGRAPH or len(text) < 90
        return _Stretch(role, text, own, self.home)

    def _role(self, passage: Passage) -> Role:
        """What the label on this line says, unless it only parts the list that stands open."""
        text, role = passage.text, passage.role
        if passage.block.text.endswith(text) and passage.block.text != text:
            label = passage.block.text[: -len(text)].strip()
        else:
            label = ""
        if not label:
            return self.standing if self.standing and role in ROSTER else role
        again = fold(label) in self.labels and role is Role.GUEST
        self.labels.add(fold(label))
        parting = again or _PARTING.match(passage.block.text)
        if parting and self.standing is Role.ABSENT and role in ROSTER:
            return Role.ABSENT
        one = role is Role.ABSENT and self.standing is Role.PRESENT and not label.endswith(":")
        if not one and role in ROSTER:
            self._open(role)
            self.inline = passage.block.kind is not BlockKind.BULLET
        return role


def _one_person(passage: Passage) -> bool:
    """A line that opens with a name and tells no more than who that is."""
    text = HOUSE_NUMBER.sub(", ", passage.block.text)
    first = re.split(r",|\s[-–]\s|\(", text)[0].strip()
    name = NAME.match(first)
    rest = first[name.end() :].strip() if name else first
    return (
        len(text) < 90
        and name is not None
        and is_name(name.group().rstrip("."))
        and len(rest) < 4
        and (len(name.group().split()) > 1 or first != text)
        and not re.search(r"\w{4}\.$|:$", text)
    )


def _stretches(passages: Sequence[Passage]) -> Iterator[_Stretch]:
    """Each stretch of roster text with its role and whether it is one person's own line."""
    lists, seen = _Lists(), 0
    for at, passage in enumerate(passages):
        text = _FOR_AN_ITEM.sub(", ", passage.text)
        if at > 40 and seen > 2 and passage.item is not None:
            return  # 'Deltagere:' inside an item is another meeting's
        found = lists.stretch(replace(passage, text=text))
        if found:
            for role, piece in _pieces(found.role, found.text):
                seen += 1
                yield _Stretch(role, piece, found.own, found.home, passage.block.lines[0])
        elif at < 12 and len(text) < 1500 and keys(text):
            yield _Stretch(Role.PRESENT, text, own=False)
        elif at < 12 and (group := labelled_group(passage)):
            yield _Stretch(*group, own=False)
        elif at < 40 and (listed := homes(text)):
            yield _Stretch(Role.PRESENT, listed, own=False)
        elif at < 40 and (first := _INLINE_LABEL.search(text)) and len(text) > first.end():
            if passage.role in ATTENDANCE and passage.block.cell is None and len(text) < 2500:
                continue
            for role, piece in _pieces(Role.NONE, text):
                if role in ATTENDANCE:
                    stop = _STOP.search(piece)
                    yield _Stretch(role, piece[: stop.start()] if stop else piece, own=False)


def _one_a_line(stretches: Sequence[_Stretch]) -> set[int]:
    """The lines of lists in which each line is one person, with house or title behind a comma."""
    split = [s for s in stretches if s.text.count(";") and "," in s.text]
    found = {s.line for s in stretches if split and s.own}
    for role in ROSTER:
        own = [s for s in stretches if s.role is role and s.own]
        pairs = [s.text.split(",") for s in own if "," in s.text]
        sure = [pair for pair in pairs if not is_name(_BRACKETS.sub("", pair[1]).strip(" ."))]
        full = all(len(pair[0].split()) > 1 and len(pair) < 4 for pair in pairs)
        if len(own) > 1 and sure and full and len(pairs) > len(own) // 2:
            found |= {s.line for s in own}
    return found | {s.line for s in stretches if found and s.own and _PAIR.match(s.text)}


#: 'Bo Krag, Havnens Venner'
_PAIR = re.compile(rf"^[{UPPER}][\w-]+ [^,]+,[^,]+$")
_BRACKETS = re.compile(r"\([^)]*\)")


def roster(passages: Sequence[Passage]) -> list[Listed]:
    """Everybody whom the lists of the document name."""
    found: list[Listed] = []
    text = "\n".join(passage.block.text for passage in passages)
    for person in in_tables(passages):
        add(found, person)
    stretches = list(_stretches(passages))
    named = [m.group() for line in text.split("\n") for m in NAME.finditer(line)]
    alone_named = frozenset(name for name in named if " " not in name)
    singles = _one_a_line(stretches)
    for stretch in stretches:
        role, piece = stretch.role, plain(told_apart(stretch.text, alone_named))
        if role not in ROSTER:
            piece = re.split(r"\s[–-]\s|(?<=\w\w)\.\s", piece)[0]
        piece = re.split(
            r"(?<=\w\w)(?<!Chr)\.\s+(?=[A-ZÆØÅ][a-zæøå]+ (?:[A-ZÆØÅ]\w+ )?[a-zæøå])", piece
        )[0]
        piece = re.sub(r"(?<=[a-zæøå]{2})\.\s+(?=[A-ZÆØÅ][\w’']+ [A-ZÆØÅ])", ", ", piece)
        one = stretch.own and piece.count(",") == 1 and stretch.line in singles
        for at, person in enumerate(people_in(piece, ATTENDANCE[role], stretch.own, one)):
            person.organisation = person.organisation or stretch.home
            if role is Role.MINUTE_TAKER or (role in OFFICES and at == 0):
                person.roles.add(OFFICES[role])
            known = add(found, person)
            if role is Role.ABSENT:  # invited, or a member, and not there
                known.attendance = Attendance.ABSENT
    if not any(person.attendance is Attendance.PRESENT for person in found):
        for person in alone(passages):
            add(found, person)
    for person in (*told(passages), *shown(passages, found)):
        add(found, person)
    for person in found:
        person.name = _fullest(person, found, text)
    return found


def _fullest(person: Listed, listed: Sequence[Listed], text: str) -> str:
    """The longer name that the text gives a person, when it gives only one."""
    if len(person.name.split()) > 1 or person.name.isupper():
        return person.name
    firsts = {other.name.split()[0] for other in listed}
    alone = [other for other in listed if other.name.split()[0] == person.name.split()[0]]
    full = longer(person.name, text, firsts) if len(alone) == 1 else None
    return full or person.name
