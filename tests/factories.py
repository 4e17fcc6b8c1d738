"""An invented network of six municipalities, and minutes as the reader would give them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import FollowUp
from bot.domain.meetings import (
    Attendance,
    Attendee,
    Due,
    FoundFollowUp,
    FoundGroup,
    Kind,
    Meeting,
    MeetingRole,
    Minutes,
    Party,
    PartyKind,
    Precision,
)
from bot.domain.people import Actor, Network, Person, Road, Role
from bot.followups import intake, review
from bot.storage import followups, people
from bot.storage.engine import Store
from bot.storage.tables import follow_up

CHANNEL = "19:brobygning@thread.tacv2"
KEEPER = Actor(Road.BOARD)

#: name, municipality, has Teams, roles
_MEMBERS = (
    ("Tilde Rosenhave", "Køge Kommune", True, [Role.MINUTE_TAKER, Role.CONTACT]),
    ("Asger Vindelev", "Sorø Kommune", True, [Role.CHAIR, Role.CONTACT]),
    ("Birk Tjørnelund", "Faxe Kommune", True, [Role.CONTACT]),
    ("Dagny Enghave", "Greve Kommune", False, [Role.CONTACT]),
    ("Elva Kildeskov", "Lejre Kommune", False, [Role.CONTACT]),
    ("Frej Østermark", "Stevns Kommune", True, [Role.CONTACT]),
    ("Gro Havgaard", "Køge Kommune", True, []),
    ("Lau Tangmose", "Faxe Kommune", False, []),
    ("Signe Morgenrød", "Fællessekretariatet", False, [Role.SECRETARIAT]),
)
MUNICIPALITIES = 6


@dataclass
class World:
    """The network and its members by first name."""

    network: Network
    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, first_name: str) -> Person:
        return self.people[first_name]


def actor(person: Person, road: Road = Road.TEAMS) -> Actor:
    """Give the person as somebody who does something."""
    return Actor(road, person.person_id)


async def make_world(store: Store, *, channel: str | None = CHANNEL) -> World:
    """Store the network."""
    async with store.transaction() as connection:
        network = await people.add_network(connection, "broer", "Brobygning", channel)
        world = World(network)
        for name, municipality, has_teams, roles in _MEMBERS:
            first = name.split()[0]
            values = {
                "name": name,
                "email": f"{first.casefold()}@example.org",
                "title": "konsulent",
                "municipality": municipality,
                "entra_id": f"entra-{first.casefold()}" if has_teams else None,
            }
            world.people[first] = await people.save_member(
                connection, network.network_id, values, roles
            )
    return world


def by(name: str) -> Party:
    """Give a person as owner."""
    return Party(PartyKind.PERSON, name)


def body(name: str) -> Party:
    """Give a municipality or secretariat as owner."""
    return Party(PartyKind.ORGANISATION, name)


EVERYONE = Party(PartyKind.EVERYONE)
NOBODY = Party(PartyKind.UNASSIGNED)


def due_on(day: date) -> Due:
    """Give a date as the minutes' words for it."""
    return Due(f"senest {day:%d.%m.%Y}", Precision.DAY, day, day)


def found(task: str, *owners: Party, due: date | None = None, **more: Any) -> FoundFollowUp:
    """Give a follow-up as read."""
    values: dict[str, Any] = {
        "task": task,
        "kind": Kind.TASK,
        "owners": owners or (NOBODY,),
        "quote": f"Det blev aftalt: {task}",
        "lines": ((10, 11),),
        "due": due_on(due) if due else None,
        "confidence": 0.9,
    }
    return FoundFollowUp(**{**values, **more})


SEEKING = FoundGroup(
    "Arbejdsgruppe om overgange",
    leads=(body("Køge"),),
    maybe=(by("Frej Østermark"),),
    open=True,
    contact=by("Gro Havgaard"),
    quote="Kommunerne melder deltagere ind.",
    lines=((30, 32),),
)
CALL = found(
    "Melde deltagere ind til arbejdsgruppen om overgange",
    EVERYONE,
    kind=Kind.VOLUNTEER,
    lines=((31, 31),),
)


def minutes(
    *follow_ups: FoundFollowUp,
    groups: tuple[FoundGroup, ...] = (),
    day: date = date(2026, 9, 3),
) -> Minutes:
    """Give minutes of a meeting that three members attended."""
    listed = (
        Attendee("Tilde Rosenhave", "Køge", None, Attendance.PRESENT, (MeetingRole.MINUTE_TAKER,)),
        Attendee("Asger Vindelev", "Sorø", None, Attendance.PRESENT, (MeetingRole.CHAIR,)),
        Attendee("Birk Tjørnelund", "Faxe", None, Attendance.PRESENT),
        Attendee("Frej Østermark", "Stevns", None, Attendance.ABSENT),
    )
    meeting = Meeting("Netværksmøde 3", day, next_meeting=date(2026, 12, 3))
    return Minutes(meeting, listed, follow_ups, groups)


async def take_in(
    connection: AsyncConnection, world: World, read: Minutes, now: datetime, data: bytes = b"pdf"
) -> int:
    """Hand minutes in; give their id. Other bytes are a file of another name."""
    name = "referat.pdf" if data == b"pdf" else f"referat {data.decode()}.pdf"
    taken = await intake.take_in(connection, world.network, read, data, name, actor=KEEPER, now=now)
    assert taken.minutes_id is not None
    return taken.minutes_id


async def approved(
    store: Store,
    world: World,
    now: datetime,
    *follow_ups: FoundFollowUp,
    groups: tuple[FoundGroup, ...] = (),
    data: bytes = b"pdf",
) -> list[FollowUp]:
    """Hand minutes in and approve them; give the follow-ups."""
    async with store.transaction() as connection:
        read = minutes(*follow_ups, groups=groups)
        minutes_id = await take_in(connection, world, read, now, data)
        await review.approve(connection, minutes_id, actor=KEEPER, now=now)
        return await stored(connection, minutes_id)


async def stored(connection: AsyncConnection, minutes_id: int) -> list[FollowUp]:
    """Give the follow-ups of some minutes as they stand."""
    return await followups.follow_ups(connection, follow_up.c.minutes_id == minutes_id)
