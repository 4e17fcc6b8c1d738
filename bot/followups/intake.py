"""New minutes: drafts are stored and the minute-taker is asked to look at them. Nobody else is."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.followups import Status
from bot.domain.meetings import FoundFollowUp, FoundGroup, MeetingRole, Minutes, Party, PartyKind
from bot.domain.notices import NoticeKind
from bot.domain.people import Actor, Member, Network, Person, Role
from bot.domain.verbs import Verb
from bot.domain.versions import ALL, Reading
from bot.followups import correcting
from bot.followups.correcting import Folded
from bot.followups.parties import Directory, Resolved, resolve
from bot.minutes import masking
from bot.storage import followups, groups, history, meetings, outbox, people, versions


@dataclass(frozen=True)
class Intake:
    """What became of a document that was handed in."""

    #: None where there was nothing to follow up and the document is no minutes
    minutes_id: int | None
    #: False when the same file had been taken in before
    is_new: bool
    found: int
    reviewer: str | None
    #: what a corrected file of minutes that are known did to them
    corrects: Folded | None = None


def _says_something(minutes: Minutes) -> bool:
    """Is anybody named or anything promised here, more than possibly?"""
    sure = any(found.confidence >= 0.5 for found in minutes.follow_ups)
    return sure or bool(minutes.working_groups or minutes.people)


async def take_in(
    connection: AsyncConnection,
    network: Network,
    minutes: Minutes,
    data: bytes,
    file_name: str,
    *,
    actor: Actor,
    now: datetime,
) -> Intake:
    """Store what was read as drafts and ask for the review; the same bytes twice add nothing."""
    digest = sha256(data).hexdigest()
    known = await meetings.same_file(connection, network.network_id, digest)
    if known is not None:
        return Intake(known, is_new=False, found=0, reviewer=None)
    if minutes.meeting.date is None and not _says_something(minutes):
        return Intake(None, is_new=False, found=0, reviewer=None)
    members = await people.members_of(connection, network.network_id)
    reviewer = _reviewer(minutes, members)
    file_name = masking.hidden(file_name)
    directory = Directory(members, minutes.people)
    minutes_id = await meetings.add_minutes(
        connection,
        {
            "network_id": network.network_id,
            "sha256": digest,
            "file_name": file_name,
            "title": minutes.meeting.title or network.name,
            "held_on": minutes.meeting.date,
            "next_meeting": minutes.meeting.next_meeting,
            "reviewer_id": reviewer.person_id if reviewer else None,
            "remarks": _remarks(minutes, directory),
            "received_at": now,
        },
    )
    if minutes_id is None:  # handed in twice at the same moment
        known = await meetings.same_file(connection, network.network_id, digest)
        return Intake(known, is_new=False, found=0, reviewer=None)
    await meetings.add_attendees(connection, minutes_id, minutes.people)
    stored = await _store_groups(connection, minutes_id, minutes, directory, now)
    answering = [(name, person) for name, _, person in stored if person]
    directory = Directory(members, minutes.people, answering)
    for one in minutes.follow_ups:
        await _store_follow_up(connection, minutes_id, one, directory, _group(one, stored, minutes))
    await history.record(connection, actor, Verb.ADD, "minutes", minutes_id, now=now)
    folded = await correcting.fold_in(connection, minutes_id, actor=actor, now=now)
    if folded:
        name = await correcting.ask_again(connection, folded, minutes_id, now)
        return Intake(folded.minutes_id, True, folded.drafts, name, corrects=folded)
    if reviewer and (minutes.follow_ups or minutes.working_groups):
        await outbox.enqueue(
            connection,
            NoticeKind.REVIEW_REQUEST,
            f"review/{minutes_id}",
            network_id=network.network_id,
            person_id=reviewer.person_id,
            minutes_id=minutes_id,
            now=now,
        )
    name = reviewer.name if reviewer else None
    return Intake(minutes_id, is_new=True, found=len(minutes.follow_ups), reviewer=name)


def _reviewer(minutes: Minutes, members: list[Member]) -> Person | None:
    """Find who wrote these minutes, else who writes the network's minutes."""
    directory = Directory(members, minutes.people)
    for attendee in minutes.people:
        if MeetingRole.MINUTE_TAKER in attendee.roles:
            found = directory.named(attendee.name, of=attendee.organisation)
            if found.person:
                return found.person
    for role in (Role.MINUTE_TAKER, Role.CHAIR):
        for member in members:
            if role in member.roles:
                return member.person
    return None


def _remarks(minutes: Minutes, directory: Directory) -> list[str]:
    """Give what the reviewer must know about the whole, said once."""
    remarks = list(minutes.remarks)
    owners = [party.kind for one in minutes.follow_ups for party in one.owners]
    bodies = directory.municipalities() if PartyKind.EVERYONE in owners else []
    missing = [one for one in bodies if directory.contact(one).person is None]
    if missing:
        remarks.append(doubts.no_contacts(missing))
    return remarks


async def _store_groups(
    connection: AsyncConnection,
    minutes_id: int,
    minutes: Minutes,
    directory: Directory,
    now: datetime,
) -> list[tuple[str, int, Person | None]]:
    stored = []
    for group in minutes.working_groups:
        convener = _first(group.leads, directory)
        contact = _first((group.contact,) if group.contact else (), directory)
        group_id = await groups.add_group(
            connection,
            {
                "minutes_id": minutes_id,
                "name": group.name,
                "convener": convener and convener.name,
                "convener_id": convener.person.person_id if convener and convener.person else None,
                "contact": contact and contact.name,
                "contact_id": contact.person.person_id if contact and contact.person else None,
                "open": group.open,
                "quote": group.quote,
            },
        )
        await _store_volunteers(connection, group_id, group, directory, now)
        answering = [one.person for one in (convener, contact) if one and one.person]
        stored.append((group.name, group_id, answering[0] if answering else None))
    return stored


async def _store_volunteers(
    connection: AsyncConnection,
    group_id: int,
    group: FoundGroup,
    directory: Directory,
    now: datetime,
) -> None:
    answers = [(one, Verb.VOLUNTEER) for one in group.members]
    answers += [(one, Verb.MAYBE) for one in group.maybe]
    told = set()
    for party, answer in answers:
        found = _first((party,), directory)
        if found is None or not found.name or found.name in told:
            continue
        told.add(found.name)
        listed = directory.listed(found.name)
        elsewhere = listed[0].organisation if len(listed) == 1 else None
        await groups.set_volunteer(
            connection,
            group_id,
            person_id=found.person.person_id if found.person else None,
            name=found.name,
            municipality=found.person.municipality if found.person else elsewhere,
            answer=answer,
            now=now,
        )


def _first(parties: tuple[Party, ...], directory: Directory) -> Resolved | None:
    found = [one for party in parties for one in resolve(party, directory)]
    return found[0] if found else None


def _group(
    one: FoundFollowUp, stored: list[tuple[str, int, Person | None]], minutes: Minutes
) -> int | None:
    """Find the open group that a call for volunteers is about: their lines meet.

    What sets the group up and is nobody's is about it too: its card asks who joins.
    """
    if one.kind != "volunteer" and not _sets_up(one):
        return None
    lines = {n for first, last in one.lines for n in range(first, last + 1)}
    for group, (_, group_id, _) in zip(minutes.working_groups, stored, strict=True):
        theirs = {n for first, last in group.lines for n in range(first, last + 1)}
        says_same = _overlap(one.quote, group.quote)
        if group.open and lines & theirs and (one.kind == "volunteer" or says_same):
            return group_id
    return None


def _sets_up(one: FoundFollowUp) -> bool:
    is_nobodys = all(party.kind is PartyKind.UNASSIGNED for party in one.owners)
    return one.kind == "task" and is_nobodys and "gruppe" in one.quote.casefold()


def _overlap(quote: str, other: str) -> bool:
    """Say whether one quote is a part of the other."""
    shorter, longer = sorted((" ".join(quote.split()), " ".join(other.split())), key=len)
    return bool(shorter) and shorter in longer


async def _store_follow_up(
    connection: AsyncConnection,
    minutes_id: int,
    one: FoundFollowUp,
    directory: Directory,
    group_id: int | None,
) -> None:
    kinds = {party.kind for party in one.owners}
    due = one.due.day if one.due else None
    due_words = one.due.words if one.due else None
    owners = [found for party in one.owners for found in resolve(party, directory)]
    names = tuple(dict.fromkeys(found.name for found in owners if found.name))
    everyone = audience(kinds) is PartyKind.EVERYONE
    read = Reading(one.task, due, due_words, (ALL,) if everyone else names)
    follow_up_id = await followups.add_follow_up(
        connection,
        {
            "minutes_id": minutes_id,
            "task": one.task,
            "kind": one.kind,
            "audience": audience(kinds),
            "status": Status.DRAFT,
            "quote": one.quote,
            "lines": [list(span) for span in one.lines],
            "item": one.item,
            "due": due,
            "due_words": due_words,
            "confidence": one.confidence,
            "reasons": list(one.reasons),
            "group_id": group_id,
            "read": versions.reading_to(read),
        },
    )
    await store_owners(connection, follow_up_id, owners, status=Status.DRAFT)


def audience(kinds: set[PartyKind]) -> PartyKind:
    """Say whom a follow-up with such owners is for, in kind."""
    if PartyKind.EVERYONE in kinds:
        return PartyKind.EVERYONE
    named = kinds - {PartyKind.UNASSIGNED}
    return next(iter(sorted(named)), PartyKind.UNASSIGNED)


async def store_owners(
    connection: AsyncConnection, follow_up_id: int, owners: list[Resolved], *, status: Status
) -> None:
    """Add owners; a person who stands for two of them is asked once for each body."""
    rows: dict[tuple[str | None, int | None], dict[str, Any]] = {}
    for one in owners:
        person_id = one.person.person_id if one.person else None
        values = {"kind": one.kind, "name": one.name, "person_id": person_id, "doubt": one.doubt}
        rows.setdefault((one.name, person_id), values)
    await followups.add_ownerships(connection, follow_up_id, list(rows.values()), status)
