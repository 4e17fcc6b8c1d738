"""The lists of people that a document holds, in their many layouts."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.meetings import Attendance, MeetingRole
from bot.minutes.blocks import BlockKind
from bot.minutes.lexicon import either
from bot.minutes.names import NAME, TOKEN, UPPER, is_name, lists_names
from bot.minutes.people import Listed, add, describe, people_in
from bot.minutes.sections import ROSTER, Passage, Role, role_of

_INLINE_LABEL = re.compile(
    rf"(?<![\w-])((?i:{either('labels', 'present')}|{either('labels', 'absent')}"
    rf"|{either('labels', 'guest')}|{either('labels', 'chair')}"
    rf"|{either('labels', 'minute_taker')}))"
    rf"\s*(?:(?:\([^)]*\)\s*)?:|\s(?=[{UPPER}]\w+\s+[{UPPER}]))\s*"
)
_STOP = re.compile(
    r"(?i:\b(?:dagsorden|referat|dato|sted|tid|mødetid|mødested|næste møde|pkt|punkt|kopi til"
    r"|sendt til|udsendt)\b\s*:?)|\s\d{1,2}[.)]?\s+[A-ZÆØÅ]|\n"
)


_ATTENDANCE = {
    Role.PRESENT: Attendance.PRESENT,
    Role.GUEST: Attendance.PRESENT,
    Role.ABSENT: Attendance.ABSENT,
    Role.CHAIR: Attendance.PRESENT,
    Role.MINUTE_TAKER: Attendance.PRESENT,
    Role.FACILITATED: Attendance.PRESENT,
}


def _pieces(role: Role, text: str) -> Iterator[tuple[Role, str]]:
    """A roster text cut where another label stands inside it."""
    start = 0
    for match in _INLINE_LABEL.finditer(text):
        other = role_of(match[1])
        if other is None or (match.start() and text[match.start() - 1] == "("):
            continue
        yield role, text[start : match.start()]
        role, start = other, match.end()
    yield role, text[start:]


def _lines(passages: Sequence[Passage]) -> Iterator[tuple[Role, str, bool]]:
    """Each stretch of roster text with its role and whether it is one person's own line."""
    seen = 0
    for at, passage in enumerate(passages):
        text, role = passage.text, passage.role
        if at > 40 and seen > 2 and passage.item is not None:
            return  # 'Deltagere:' inside an item is another meeting's
        listed = role in _ATTENDANCE and not passage.is_title and passage.block.cell is None
        if listed and len(text) < 2500:
            own = passage.block.kind is not BlockKind.PARAGRAPH or len(text) < 90
            if text.endswith(":"):
                continue
            for piece_role, piece in _pieces(role, text):
                seen += 1
                yield piece_role, piece, own
        elif at < 40 and (first := _INLINE_LABEL.search(text)) and len(text) > first.end():
            for piece_role, piece in _pieces(Role.NONE, text):
                if piece_role in _ATTENDANCE:
                    stop = _STOP.search(piece)
                    yield piece_role, piece[: stop.start()] if stop else piece, False


def _rows(passages: Sequence[Passage]) -> Iterator[Listed]:
    """People of a table whose row holds a name, with initials and organisation beside."""
    rows: dict[tuple[int, Role], list[str]] = {}
    for passage in passages:
        if passage.block.cell and passage.role in _ATTENDANCE:
            rows.setdefault((passage.block.lines[0], passage.role), []).append(passage.text)
    for (_, role), cells in rows.items():
        name = next((c for c in cells if len(c.split()) > 1 and is_name(c)), None)
        if name is None:
            continue
        person = Listed(name, attendance=_ATTENDANCE[role])
        for cell in cells:
            if cell != name and len(cell) > 1:
                describe(person, cell, inside=cell[:1].isupper())
        yield person


_OFFICE = (
    r"(?P<office>mødeleder|ordstyrer|dirigent|referent|referant|sekretær"
    r"|skriver(?=\s*(?:$|[.,;()]|i dag|referat)))"
)
_IN_OFFICE = re.compile(
    rf"(?P<name>{NAME.pattern})\s+(?:(?:er|blev|bliver|var)\s+)?(?:(?:gen)?valgt\s+)?(?:til\s+"
    rf"|som\s+)?"
    rf"{_OFFICE}\b|{_OFFICE.replace('office', 'other')}\b(?:\s+(?:blev|er|valgt))*\s*[:–-]?\s*"
    rf"(?P<after>{NAME.pattern})|(?P<writes>{NAME.pattern}) (?:blev (?:ud)?(?:peget"
    rf"|valgt) til at skrive|skriver (?:i dag|referat)|tog referat)",
)


def _offices(passages: Sequence[Passage]) -> Iterator[Listed]:
    """Those whom the first items choose to lead the meeting or to write."""
    for passage in (*passages[:30], *passages[-3:]):
        if passage.role in _ATTENDANCE or len(passage.text) > 400:
            continue
        for match in _IN_OFFICE.finditer(passage.text):
            name = match["name"] or match["after"] or match["writes"]
            office = match["office"] or match["other"] or "referent"
            if not name or not is_name(name):
                continue
            person = Listed(name.rstrip("."), attendance=Attendance.PRESENT)
            taker = office.startswith(("ref", "skr", "sek"))
            person.roles.add(MeetingRole.MINUTE_TAKER if taker else MeetingRole.CHAIR)
            yield person


def roster(passages: Sequence[Passage]) -> list[Listed]:
    """Everybody whom the lists of the document name."""
    found: list[Listed] = []
    text = "\n".join(passage.block.text for passage in passages)
    for person in _rows(passages):
        add(found, person)
    for role, piece, own in _lines(passages):
        if role not in ROSTER:
            piece = re.split(r"\s[–-]\s|(?<=\w\w)\.\s", piece)[0]
        piece = re.split(r"(?<=[a-zæøå]{3})\.\s+(?=[A-ZÆØÅ][a-zæøå]+ [a-zæøå])", piece)[0]
        piece = re.sub(r"(?<=[a-zæøå]{3})\.\s+(?=[A-ZÆØÅ][\w’']+ [A-ZÆØÅ])", ", ", piece)
        for person in people_in(piece, _ATTENDANCE[role], own):
            if role is Role.CHAIR:
                person.roles.add(MeetingRole.CHAIR)
            if role is Role.MINUTE_TAKER:
                person.roles.add(MeetingRole.MINUTE_TAKER)
            add(found, person)
    for person in (*_offices(passages), *_excused(passages)):
        add(found, person)
    for person in found:
        person.name = _fullest(person, found, text)
    return found


_EXCUSED = re.compile(
    r"^\W*(?P<names>[A-ZÆØÅ].{2,160}?)\s+(?:var ikke til ?stede|deltog ikke|var fraværende"
    r"|mødte ikke"
    r"|(?:havde|har) (?:sendt|meldt) afbud|sendte afbud|meldte afbud)\b"
)


def _excused(passages: Sequence[Passage]) -> Iterator[Listed]:
    """'Bo Krag og Ida Lund var ikke til stede under punktet.'"""
    for passage in passages:
        match = _EXCUSED.match(passage.text)
        if match and lists_names(match["names"]):
            yield from people_in(match["names"], Attendance.ABSENT, own_line=False)


def _fullest(person: Listed, listed: Sequence[Listed], text: str) -> str:
    """The longer name that the text gives a person, when it gives only one."""
    if len(person.name.split()) > 1 or person.name.isupper():
        return person.name
    firsts = {other.name.split()[0] for other in listed}
    more = set()
    for match in re.finditer(rf"\b{re.escape(person.name)}((?: {TOKEN}){{1,2}})", text):
        rest = match[1].rstrip(".").split()
        if rest[0] not in firsts and len(rest[0]) > 2 and is_name(" ".join(rest)):
            more.add(f"{person.name} {' '.join(rest)}")
    alone = [other for other in listed if other.name.split()[0] == person.name.split()[0]]
    return more.pop() if len(more) == 1 and len(alone) == 1 else person.name
