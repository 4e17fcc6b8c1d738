"""Tables of people: a row for each, under a head, or a column for those there and those not."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.meetings import Attendance, MeetingRole
from bot.minutes.listed import Listed, describe, organisation_of
from bot.minutes.names import is_name
from bot.minutes.people import people_in
from bot.minutes.sections import ROSTER, Passage, Role, role_of
from bot.minutes.tables import tables_in

#: whether those under a label were there
ATTENDANCE = {
    Role.PRESENT: Attendance.PRESENT,
    Role.GUEST: Attendance.PRESENT,
    Role.ABSENT: Attendance.ABSENT,
    Role.CHAIR: Attendance.PRESENT,
    Role.MINUTE_TAKER: Attendance.PRESENT,
    Role.FACILITATED: Attendance.PRESENT,
}
OFFICES = {Role.CHAIR: MeetingRole.CHAIR, Role.MINUTE_TAKER: MeetingRole.MINUTE_TAKER}
_HEADS = {
    "name": r"(?:for)?navne?(?: .*)?|(?:møde)?deltagere?(?:navn)?|medlem(?:mer)?|person(?:er)?|hvem"
    r"|repræsentant(?:er)?|name|participants?",
    "there": r"til ?stede.*|deltog.*|mødt|fremmødt?e?|fremmøde|deltagelse|deltager|status|present"
    r"|mødte|fysisk.*|ja ?/ ?nej|her|med|✓",
    "away": r"afbud|fravær(?:ende)?|ikke til ?stede|ikke mødt|absent",
    "home": r"organisation|kommune|virksomhed|firma|myndighed|institution|fra|repræsenterer|sted"
    r"|arbejds(?:sted|plads)|afdeling|forening|skole|enhed|område|organization|region.*",
    "initials": r"init(?:ialer)?|ini",
    "title": r"rolle|titel|stilling|funktion|post|hverv|role",
}
_PATTERNS = {name: re.compile(rf"\W*(?:{words})\W*", re.IGNORECASE)
             for name, words in _HEADS.items()}  # fmt: skip
#: the head of a table of tasks
_TASKS = re.compile(
    r"\b(?:hvad|opgave|handling|aktion|action|emne|sag|punkt|beslutning|frist|deadline|hvornår|indsats"
    r"|strækning|beløb|pris|telefon|tlf)\b", re.IGNORECASE
)  # fmt: skip
_AWAY = re.compile(
    r"^\W*(?:nej|no|n|afbud|fravær\w*|ikke\b.*|syg\w*|forhindret|forfald|udeblev\w*|absent|meldt .*"
    r"|[-–÷0]|ferie|barsel|orlov)\W*$|\bafbud\b", re.IGNORECASE
)  # fmt: skip
#: passages that may stand before such a table
_NEAR = 40

_Row = list[Passage]


def _columns(row: _Row) -> dict[str, int]:
    found: dict[str, int] = {}
    for passage in row:
        column = passage.block.cell[1] if passage.block.cell else 0
        for name, pattern in _PATTERNS.items():
            if name not in found and pattern.fullmatch(passage.text):
                found[name] = column
                break
    return found


def in_tables(passages: Sequence[Passage]) -> Iterator[Listed]:
    """Everybody whom a table lists as a participant."""
    for table in tables_in(passages):
        at = next(n for n, p in enumerate(passages) if p is table[0][0])
        before = sum(passage.block.cell is None for passage in passages[:at])
        head = _columns(table[0])
        if before > _NEAR:
            continue
        if any(_TASKS.search(passage.text) for passage in table[0]):
            continue
        if "name" in head and len(head) > 1:
            yield from _under_head(table[1:], head)
        elif roles := _roles(table[0]):
            yield from _by_column(table[1:], roles)
        else:
            for row in table:
                yield from _labelled(row)
                yield from _whole(row)


def _under_head(rows: Sequence[_Row], head: dict[str, int]) -> Iterator[Listed]:
    """One person a row, each column as its head says."""
    ticked = any(_at(row, head.get("there")) for row in rows)
    for row in rows:
        name = _at(row, head["name"])
        person = next(iter(people_in(name, Attendance.PRESENT, own_line=True)), None)
        if person is None:
            continue
        if home := _at(row, head.get("home")):
            first, *more = (part.strip() for part in home.split(","))
            person.organisation = organisation_of(home) if not more else None
            person.organisation = person.organisation or organisation_of(first) or first
            for part in more:
                describe(person, part, inside=True)
        if short := _at(row, head.get("initials")):
            person.initials.add(short)
        for said in filter(None, re.split(r",\s*", _at(row, head.get("title")))):
            describe(person, said, inside=True)
        there = _at(row, head.get("there"))
        if len(there) > 2 and not _AWAY.search(there):
            describe(person, there, inside=True)
        missing = "there" in head and ticked and (not there or bool(_AWAY.search(there)))
        if missing or _at(row, head.get("away")):
            person.attendance = Attendance.ABSENT
        yield person


def _at(row: _Row, column: int | None) -> str:
    cells = (p.text for p in row if p.block.cell and p.block.cell[1] == column)
    return " ".join(cells).strip()


def _roles(row: _Row) -> dict[int, Attendance]:
    """What each column of a table 'Til stede | Afbud' holds."""
    found: dict[int, Attendance] = {}
    for passage in row:
        role = role_of(passage.text)
        if role in ROSTER and passage.block.cell:
            absent = role is Role.ABSENT
            found[passage.block.cell[1]] = Attendance.ABSENT if absent else Attendance.PRESENT
    return found if len(found) == len(row) > 1 else {}


def _by_column(rows: Sequence[_Row], roles: dict[int, Attendance]) -> Iterator[Listed]:
    for row in rows:
        for passage in row:
            column = passage.block.cell[1] if passage.block.cell else -1
            if column in roles:
                yield from people_in(passage.text, roles[column], own_line=True)


def _labelled(row: _Row) -> Iterator[Listed]:
    """'Deltagere | Bo Krag, Ida Lund' as a row of a table of facts."""
    role = role_of(row[0].text) if len(row) == 2 else None
    if role in ATTENDANCE and row[1].role not in ATTENDANCE:
        for person in people_in(row[1].text, ATTENDANCE[role], own_line=False):
            if role in OFFICES:
                person.roles.add(OFFICES[role])
            yield person


def _whole(row: _Row) -> Iterator[Listed]:
    """A row under a label of its own: a name, with initials and organisation beside."""
    role = row[0].role
    name = next((p.text for p in row if len(p.text.split()) > 1 and is_name(p.text)), None)
    if role not in ATTENDANCE or name is None:
        return
    person = Listed(name, attendance=ATTENDANCE[role])
    for passage in row:
        if passage.text != name and len(passage.text) > 1:
            describe(person, passage.text, inside=passage.text[:1].isupper())
    yield person
