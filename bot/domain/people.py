"""Networks, their members, and who does something by which road."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person is in a network."""

    CHAIR = "chair"
    MINUTE_TAKER = "minute_taker"
    #: answers for the municipality when "the municipalities" are asked
    CONTACT = "contact"
    #: answers for the network's secretariat
    SECRETARIAT = "secretariat"
    CONVENER = "convener"


@dataclass(frozen=True)
class Network:
    """Members working together across municipalities; `key` is its short name on command lines."""

    network_id: int
    key: str
    name: str
    #: the Teams channel that its calls and digests go to, once the bot is installed there
    channel_id: str | None = None
    #: the language spoken there; None where nobody chose
    language: str | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who can be told something; `entra_id` is set for those reachable in Teams."""

    person_id: int
    name: str
    email: str
    title: str | None = None
    municipality: str | None = None
    entra_id: str | None = None
    #: the language to speak to them; None where nobody chose
    language: str | None = None
    #: the tenant of the Entra id where that is another than the bot's own
    tenant_id: str | None = None
    #: why mail to the address comes back, "5.1.1"; None where it does not
    bounce_code: str | None = None
    #: the first day back, as their automatic answer says
    away_until: date | None = None


@dataclass(frozen=True)
class Member:
    """A person's place in one network."""

    person: Person
    roles: frozenset[Role]


class Road(StrEnum):
    """How somebody's word reached us, or ours them."""

    TEAMS = "teams"
    MAIL = "mail"
    BOARD = "board"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """Who did something; `person_id` is None for the system and for the board's keeper."""

    road: Road
    person_id: int | None = None


SYSTEM = Actor(Road.SYSTEM)
