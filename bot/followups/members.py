"""A network's members from a CSV file: all of them or, where one line is wrong, none."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.mail_addresses import is_plain
from bot.domain.people import Network, Person, Role
from bot.errors import BadInputError
from bot.followups import aliases
from bot.storage import aliases as stored_aliases
from bot.storage import people

COLUMNS = ("name", "title", "municipality", "email", "aliases", "entra_id", "tenant_id", "roles")
_NEEDED = ("name", "email")
#: the least that a mail address must look like, and the longest it may be
_ADDRESS = re.compile(r"(?=.{3,254}$)[^\s@]+@[^\s@]+")
#: what the database has room for; an Entra id has 36
_LONGEST_ID = 60


@dataclass(frozen=True)
class MemberLine:
    """One line of the file."""

    name: str
    email: str
    title: str | None
    municipality: str | None
    entra_id: str | None
    roles: tuple[Role, ...]
    #: what the file has no column for stays as it is
    columns: frozenset[str] = frozenset(COLUMNS)
    #: of the Entra id where it is not of the bot's own tenant
    tenant_id: str | None = None
    #: further addresses that they write from
    aliases: tuple[str, ...] = ()


def read_members(data: bytes) -> list[MemberLine]:
    """Read a CSV file with a header line, separated by semicolons, commas or tabs.

    UTF-8 or Windows-1252; roles and aliases are separated by commas or blanks. Raises
    BadInputError with the line that is wrong.
    """
    text = _decode(data)
    header = text.partition("\n")[0]
    delimiter = max(";,\t", key=header.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        if "\0" in text:
            raise csv.Error("it has a NUL")
        rows.fieldnames = _columns(rows.fieldnames or [])
        lines = [_line(row, rows.line_num) for row in rows if any(row.values())]
    except csv.Error as error:
        raise BadInputError(f"The members file is no CSV file: {error}.") from error
    if not lines:
        raise BadInputError("The members file has no members.")
    for what, values in (
        ("mail address", [one for line in lines for one in (line.email, *line.aliases)]),
        ("entra_id", [line.entra_id for line in lines if line.entra_id]),
    ):
        twice = [value for value, count in Counter(values).items() if count > 1]
        if twice:
            raise BadInputError(f"The members file has the {what} {twice[0]} twice.")
    return lines


def _columns(header: Sequence[str]) -> list[str]:
    names = [(name or "").strip().casefold() for name in header]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise BadInputError(
            f"The members file has no column {' and '.join(missing)}; "
            f"the first line must name the columns {', '.join(COLUMNS)}."
        )
    for name in COLUMNS:
        if names.count(name) > 1:
            raise BadInputError(f"The members file has the column {name} twice.")
    return names


async def export_members(connection: AsyncConnection, network: Network) -> str:
    """Give a network's members as such a file, separated by semicolons."""
    out = io.StringIO(newline="")
    sheet = csv.DictWriter(out, COLUMNS, delimiter=";", lineterminator="\n")
    sheet.writeheader()
    held = await people.members_of(connection, network.network_id)
    ids = [one.person.person_id for one in held]
    others = await stored_aliases.aliases_of(connection, ids)
    for one in held:
        values = {name: getattr(one.person, name, None) for name in COLUMNS}
        values["aliases"] = ",".join(others.get(one.person.person_id, ()))
        sheet.writerow(values | {"roles": ",".join(sorted(one.roles))})
    return out.getvalue()


async def import_members(connection: AsyncConnection, network: Network, data: bytes) -> int:
    """Add or renew all members of the file; give how many."""
    lines = read_members(data)
    await _refuse_new_addresses(connection, network, lines)
    await save_members(connection, network, lines)
    return len(lines)


async def _refuse_new_addresses(
    connection: AsyncConnection, network: Network, lines: Sequence[MemberLine]
) -> None:
    """A new address is a new person: whoever only has another one would have to begin anew."""
    given = {line.email.casefold() for line in lines}
    held = [one.person for one in await people.members_of(connection, network.network_id)]
    gone = [one for one in held if one.email not in given]
    for line in lines:
        if await people.find_person(connection, email=line.email):
            continue
        same = next((one for one in gone if _may_be(one, line)), None)
        if same:
            raise BadInputError(
                f"{line.name} is a member as {same.email}. For a new address run 'bolden members "
                f"address {same.email} {line.email}' first; are they two, keep both lines."
            )


def _may_be(person: Person, line: MemberLine) -> bool:
    theirs = {(person.municipality or "").casefold(), (line.municipality or "").casefold()}
    return person.name.casefold() == line.name.casefold() and len(theirs - {""}) < 2


async def set_address(connection: AsyncConnection, old: str, new: str) -> str:
    """Give a person another main address, and say so; BadInputError where that cannot be."""
    person = await people.find_person(connection, email=old)
    if person is None or person.email != old.casefold():
        raise BadInputError(f"Nobody has the main address {old}.")
    if not _is_address(new):
        raise BadInputError(f"{new} is no mail address.")
    holder = await people.find_person(connection, email=new)
    if holder and holder.person_id != person.person_id:
        raise BadInputError(f"The mail address {new} belongs to {holder.email}.")
    await stored_aliases.remove(connection, [new])
    await people.set_email(connection, person.person_id, new)
    return f"{person.name} gets mail at {new.casefold()} from now on."


async def save_members(
    connection: AsyncConnection, network: Network, lines: Iterable[MemberLine]
) -> None:
    """Add or renew members; what a line does not give stays as it is."""
    given = list(lines)
    # before any is given: what was one's may be another's from now on
    await _take_aliases(connection, [line for line in given if "aliases" in line.columns])
    for line in given:
        saved = await _save(connection, network, line)
        await aliases.give(connection, saved, line.aliases)


async def _take_aliases(connection: AsyncConnection, lines: Iterable[MemberLine]) -> None:
    for line in lines:
        known = await people.find_person(connection, email=line.email)
        if known is not None and known.email == line.email:
            await stored_aliases.remove_all(connection, [known.person_id])


async def _save(connection: AsyncConnection, network: Network, line: MemberLine) -> Person:
    values = {name: getattr(line, name) for name in line.columns - {"roles", "aliases"}}
    holder = await people.find_person(connection, email=line.email)
    if holder and holder.email != line.email:
        raise BadInputError(f"The mail address {line.email} is an alias of {holder.email}.")
    if line.entra_id:
        holder = await people.find_person(connection, entra_id=line.entra_id)
        if holder and holder.email != line.email:
            raise BadInputError(f"The entra_id {line.entra_id} belongs to {holder.email} already.")
    roles = list(line.roles) if "roles" in line.columns else None
    return await people.save_member(connection, network.network_id, values, roles)


def _decode(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInputError("The members file is neither UTF-8 nor Windows-1252 text.")


def _line(row: Mapping[str | None, str | None], number: int) -> MemberLine:
    def value(name: str) -> str | None:
        return (row.get(name) or "").strip() or None

    if None in row:
        raise BadInputError(f"Line {number} of the members file has more fields than the first.")
    name, email = value("name"), value("email")
    if not name or not email or not _is_address(email):
        raise BadInputError(f"Line {number} of the members file needs a name and a mail address.")
    roles = []
    for word in _several(value("roles")):
        try:
            roles.append(Role(word.casefold()))
        except ValueError as error:
            known = ", ".join(Role)
            raise BadInputError(
                f"Line {number} of the members file has the role '{word}'; known are {known}."
            ) from error
    written = _several(value("aliases"))
    if not all(map(_is_address, written)):
        raise BadInputError(f"Line {number} of the members file has an alias that is no address.")
    others = dict.fromkeys(one.casefold() for one in written)
    ids = {column: value(column) for column in ("entra_id", "tenant_id")}
    for column, given in ids.items():
        if given and len(given) > _LONGEST_ID:
            raise BadInputError(f"In line {number} of the members file {column} is too long.")
    return MemberLine(
        name=name,
        email=email.casefold(),
        title=value("title"),
        municipality=value("municipality"),
        entra_id=(ids["entra_id"] or "").casefold() or None,
        tenant_id=(ids["tenant_id"] or "").casefold() or None,
        roles=tuple(roles),
        columns=frozenset(COLUMNS).intersection(filter(None, row)),
        aliases=tuple(one for one in others if one != email.casefold()),
    )


def _is_address(text: str) -> bool:
    return bool(_ADDRESS.fullmatch(text)) and is_plain(text)


def _several(text: str | None) -> list[str]:
    """Give what stands in one field, separated by commas, semicolons or blanks."""
    return [one for one in re.split(r"[,;\s]+", text or "") if one]
