"""A message in Teams becomes a follow-up: noted by a member, given to a member, told at once."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.calendar import local_day
from bot.domain.followups import FollowUp, Status
from bot.domain.language import later
from bot.domain.meetings import Kind, PartyKind
from bot.domain.notices import Choice
from bot.domain.people import Actor, Member, Network, Person
from bot.domain.retelling import IN_TEAMS
from bot.domain.sentences import shortened
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError
from bot.followups import handover
from bot.minutes import masking
from bot.storage import followups, history, meetings, people

NOT_IN_NETWORK = later("Du står ikke på netværkets medlemsliste, så du kan ikke notere noget her.")
_LONGEST_TASK = 300
_LONGEST_QUOTE = 1000


@dataclass(frozen=True)
class Note:
    """What somebody makes a follow-up of; `owner` is one of the choices that they were given."""

    task: str
    owner: str
    due: date | None
    #: the message
    quote: str


async def choices(
    connection: AsyncConnection, person: Person, channel_id: str | None, first: str | None
) -> list[Choice]:
    """Give whom the person may choose as owner: who wrote the message (an Entra id), they, others.

    In a network's channel its members, elsewhere those of all networks that the person is in.
    """
    networks = await _networks(connection, person, channel_id)
    found: list[tuple[tuple[bool, bool, str], Choice]] = []
    for network in networks:
        for member in await people.members_of(connection, network.network_id):
            one = member.person
            wrote = first is not None and one.entra_id == first.casefold()
            order = (not wrote, one.person_id != person.person_id, one.name)
            value = f"{network.network_id}:{one.person_id}"
            found.append((order, Choice(value, _label(one, network, among=len(networks)))))
    return [choice for _, choice in sorted(found, key=lambda one: one[0])]


async def is_private(connection: AsyncConnection, channel_id: str | None) -> bool:
    """Say whether a note from there is private: only a network's own channel is read by all."""
    known = await people.all_networks(connection)
    return channel_id is None or all(one.channel_id != channel_id for one in known)


async def note(
    connection: AsyncConnection,
    actor: Actor,
    person: Person,
    noted: Note,
    *,
    channel_id: str | None,
    now: datetime,
) -> tuple[FollowUp, Person]:
    """Store the follow-up and tell its owner; who noted it is asked if the owner says no."""
    networks = await _networks(connection, person, channel_id)
    network, member = await _owner(connection, noted.owner, networks)
    task = shortened(" ".join(_hidden(noted.task).split()), _LONGEST_TASK)
    if not task:
        raise BadInputError(doubts.NO_TEXT)
    if noted.due and noted.due < local_day(now):
        raise BadInputError(doubts.PAST_DATE)
    private = await is_private(connection, channel_id)
    follow_up_id = await followups.add_follow_up(
        connection,
        {
            "minutes_id": await _minutes(connection, network, person, now, private=private),
            "task": task,
            "kind": Kind.TASK,
            "audience": PartyKind.PERSON,
            "status": Status.OPEN,
            "quote": shortened(_hidden(noted.quote), _LONGEST_QUOTE),
            "lines": [],
            "due": noted.due,
            "confidence": 1.0,
            "reasons": [],
        },
    )
    await history.record(connection, actor, Verb.ADD, "follow_up", follow_up_id, now=now)
    item = await followups.follow_up_of(connection, follow_up_id)
    by = None if member.person == person else person
    await handover.give(connection, item, member.person, None, now, by=by)
    return await followups.follow_up_of(connection, follow_up_id), member.person


async def _networks(
    connection: AsyncConnection, person: Person, channel_id: str | None
) -> list[Network]:
    """Give the networks that a note of the person may belong to; raise NotAllowedError if none."""
    own = set(await people.networks_of(connection, person.person_id))
    known = await people.all_networks(connection)
    of_channel = [one for one in known if channel_id is not None and one.channel_id == channel_id]
    found = [one for one in of_channel or known if one.network_id in own]
    if not found:
        raise NotAllowedError(NOT_IN_NETWORK)
    return found


async def _owner(
    connection: AsyncConnection, value: str, networks: list[Network]
) -> tuple[Network, Member]:
    for network in networks:
        for member in await people.members_of(connection, network.network_id):
            if value == f"{network.network_id}:{member.person.person_id}":
                return network, member
    raise BadInputError(doubts.NO_PERSON)


async def _minutes(
    connection: AsyncConnection,
    network: Network,
    person: Person,
    now: datetime,
    *,
    private: bool,
) -> int:
    """Give what stands for the meeting: all that one person notes on one day, in private or not."""
    day, place = local_day(now), "private" if private else "channel"
    key = sha256(f"noted/{place}/{day}/{person.person_id}".encode()).hexdigest()
    added = await meetings.add_minutes(
        connection,
        {
            "network_id": network.network_id,
            "sha256": key,
            "file_name": "",
            "title": IN_TEAMS,
            "held_on": day,
            "reviewer_id": person.person_id,
            "remarks": [],
            "received_at": now,
            "approved_at": now,
            "is_private": private,
        },
    )
    known = added or await meetings.same_file(connection, network.network_id, key)
    if known is None:
        raise BadInputError(doubts.GONE)
    return known


def _hidden(words: str) -> str:
    """Give the words without what the reader would have hidden."""
    return "\n".join(masking.hidden(line) for line in words.strip().splitlines())


def _label(person: Person, network: Network, *, among: int) -> str:
    further = [person.municipality or "", network.name if among > 1 else ""]
    said = ", ".join(one for one in further if one)
    return f"{person.name} ({said})" if said else person.name
