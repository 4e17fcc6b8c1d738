"""A network's members as a directory has them: added and renewed, never taken away in silence.

Roles are ours, and so is whatever the directory does not say. Where it is not sure that two are
the same person, nothing is changed and it is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import TeamsAddress
from bot.domain.directory import DirectoryPerson
from bot.domain.people import Network, Person
from bot.followups import aliases
from bot.minutes import municipalities
from bot.storage import aliases as stored_aliases
from bot.storage import conversations, people

GUEST = "guest"
#: why no chat was opened that may be otherwise for whoever has an account of their own now
_NOT_OURS = (GUEST, "UserNotFound")
_LABELS = {"name": "name", "email": "mail", "title": "title", "municipality": "municipality"}


@dataclass
class Synced:
    """What became of whom, as sentences for the administrator."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    #: not stored, or in one respect not: somebody has to look
    unsure: list[str] = field(default_factory=list)
    #: members here who are not in the group; they stay
    absent: list[str] = field(default_factory=list)
    same: int = 0


async def sync(
    connection: AsyncConnection,
    network: Network,
    listed: Sequence[DirectoryPerson],
    nowhere: TeamsAddress,
    now: datetime,
) -> Synced:
    """Add and renew members; `nowhere` is an address in Teams without a conversation."""
    done, met = Synced(), set[int]()
    shared = aliases.shared(listed)
    await stored_aliases.remove(connection, shared)
    before = await people.members_of(connection, network.network_id)
    ids = {member.person.person_id for member in before}
    for one in listed:
        found = await _find(connection, one)
        if isinstance(found, str):
            done.unsure.append(f"{one.name}: {found}; left as it is")
            continue
        saved = await _save(connection, network, one, found, done, is_member=_is(found, ids))
        met.add(saved.person_id)
        await _note_aliases(connection, one, saved, shared, done)
        await _note_guest(connection, one, saved, nowhere, now)
    done.absent += [one.person.name for one in before if one.person.person_id not in met]
    return done


def _is(person: Person | None, ids: set[int]) -> bool:
    return person is not None and person.person_id in ids


async def _find(connection: AsyncConnection, one: DirectoryPerson) -> Person | str | None:
    """Give whom we know as this person, None for somebody new, else why nobody can tell."""
    by_id = await people.find_person(connection, entra_id=one.entra_id)
    if one.email is None or "@" not in one.email:
        return by_id or "has no mail address in the directory"
    by_mail = await people.find_person(connection, email=one.email)
    if by_id and by_mail and by_id != by_mail:
        return f"the mail address {one.email} belongs to somebody else here"
    if by_id or by_mail is None:
        return by_id
    if by_mail.email != one.email and not _same_name(by_mail.name, one.name):
        return f"{one.email} is an alias of {by_mail.name} here"
    if _takes_account(by_mail, one) and by_mail.entra_id and not _same_name(by_mail.name, one.name):
        return f"{one.email} is {by_mail.name}'s here, with another account"
    return by_mail


async def _save(
    connection: AsyncConnection,
    network: Network,
    one: DirectoryPerson,
    known: Person | None,
    done: Synced,
    *,
    is_member: bool,
) -> Person:
    values = _values(one, known)
    if known and values["email"] != known.email:
        await people.set_email(connection, known.person_id, values["email"])
    saved = await people.save_member(connection, network.network_id, values, None)
    if not is_member:
        place = f", {saved.municipality}" if saved.municipality else ""
        done.added.append(f"{saved.name} <{saved.email}>{place}")
    elif known and (changes := _changes(known, saved)):
        done.changed.append(f"{saved.name}: {', '.join(changes)}")
    else:
        done.same += 1
    theirs = _municipality(one)
    if theirs and saved.municipality != theirs:
        done.unsure.append(
            f"{saved.name}: is of {theirs} in the directory, of {saved.municipality} here; "
            "left as it is"
        )
    return saved


def _values(one: DirectoryPerson, known: Person | None) -> dict[str, Any]:
    """Give all that is to be stored; what the directory does not say is not among it."""
    if known is None:
        return {
            "name": one.name,
            "email": one.email,
            "title": one.title,
            "municipality": _municipality(one),
            "entra_id": one.entra_id,
        }
    values: dict[str, Any] = {"email": one.email or known.email}
    if one.full_name and not _same_name(known.name, one.full_name):
        values["name"] = one.full_name
    if one.title:
        values["title"] = one.title
    if known.municipality is None:
        values["municipality"] = _municipality(one)
    if _takes_account(known, one):
        values["entra_id"] = one.entra_id
    return values


def _takes_account(known: Person, one: DirectoryPerson) -> bool:
    """An account at home leads to a chat: one as a guest does not take its place."""
    return known.entra_id is None or not (one.is_guest or known.tenant_id)


def _same_name(ours: str, theirs: str) -> bool:
    """Say whether one has all words of the other: "Ida Blom" is "Ida Marie Blom"."""
    mine, other = set(ours.casefold().split()), set(theirs.casefold().split())
    return mine <= other or other <= mine


def _municipality(one: DirectoryPerson) -> str | None:
    """Give the municipality where the directory leaves no doubt."""
    named = municipalities.canonical(one.company) if one.company else None
    return named or municipalities.of_domain((one.email or "").rpartition("@")[2])


def _changes(known: Person, saved: Person) -> list[str]:
    pairs = {label: (getattr(known, name), getattr(saved, name)) for name, label in _LABELS.items()}
    said = [f"{label} {a or '–'} → {b}" for label, (a, b) in pairs.items() if a != b]
    return said + (["Teams account"] if known.entra_id != saved.entra_id else [])


async def _note_aliases(
    connection: AsyncConnection,
    one: DirectoryPerson,
    saved: Person,
    shared: set[str],
    done: Synced,
) -> None:
    new, doubts = await aliases.take_over(connection, one, saved, shared)
    if new:
        done.changed.append(f"{saved.name}: also writes from {', '.join(new)}")
    done.unsure += doubts


async def _note_guest(
    connection: AsyncConnection,
    one: DirectoryPerson,
    saved: Person,
    nowhere: TeamsAddress,
    now: datetime,
) -> None:
    """A guest gets mail without a knock at Teams; whoever is one no longer, may be tried."""
    if saved.entra_id != one.entra_id:
        return
    if not one.is_guest:
        await conversations.forget_refusal(connection, one.entra_id, _NOT_OURS)
    elif await conversations.personal(connection, one.entra_id) is None:
        await conversations.close(
            connection, nowhere, GUEST, entra_id=one.entra_id, channel_id=None, now=now
        )
