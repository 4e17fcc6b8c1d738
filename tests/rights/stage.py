"""Two networks: one with minutes in review and approved ones, and a neighbour with its own."""

import asyncio
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.domain.followups import FollowUp
from bot.domain.meetings import FoundGroup
from bot.domain.people import Actor, Road, Role
from bot.domain.verbs import Verb
from bot.followups import substitutes, volunteers
from bot.storage import groups, people
from bot.storage.engine import Store
from bot.storage.tables import metadata, working_group
from tests.conftest import TUESDAY
from tests.factories import (
    CALL,
    EVERYONE,
    NOBODY,
    World,
    approved,
    body,
    by,
    found,
    make_world,
    minutes,
    stored,
    take_in,
)

DUE = date(2026, 11, 2)
#: the owner is away until then
BACK = date(2026, 10, 1)
#: what they hold is no state of the product: events seen, and where people can be reached
_BESIDES = frozenset({"seen", "conversation"})

_GROUP = FoundGroup(
    "Arbejdsgruppe om overgange",
    leads=(body("Køge"),),
    open=True,
    contact=by("Gro Havgaard"),
    quote="Kommunerne melder deltagere ind.",
    lines=((30, 32),),
)
#: members of no municipality
_MORE: tuple[tuple[str, list[Role]], ...] = (
    ("Mille Tranemark", []),
    ("Pil Agerskov", []),
    ("Vibe Stensholt", [Role.SECRETARIAT]),
)
_FOUND = (
    found("Sende eksempler", by("Birk Tjørnelund"), by("Frej Østermark")),
    CALL,
    found("Indsende tal", EVERYONE, lines=((40, 40),)),
    found("Skrive en folder", NOBODY, lines=((50, 50),)),
)


@dataclass(frozen=True)
class Ids:
    """The numbers of what can be pressed in one set of minutes."""

    minutes: int
    #: the owner's part of a follow-up, and of one that asks for the group's members
    part: int
    group_part: int
    #: whole follow-ups: the owner's, everybody's and nobody's
    owned: int
    everybodys: int
    nobodys: int
    group: int
    #: whom the reviewer may name
    member: int


@dataclass(frozen=True)
class Stage:
    """Where everything is, once for every state it can be looked at in."""

    approved: Ids
    in_review: Ids
    neighbours: Ids


async def build(store: Store) -> Stage:
    """Store both networks."""
    world = await make_world(store)
    async with store.transaction() as connection:
        for name, roles in _MORE:
            world.people[name.split()[0]] = await people.save_member(
                connection, world.network.network_id, _person(name, None), roles
            )
        network = await people.add_network(connection, "naboer", "Naboer", "19:nabo@thread.tacv2")
        nora = await people.save_member(
            connection,
            network.network_id,
            _person("Nora Kvistbæk", "Solrød Kommune"),
            [Role.MINUTE_TAKER, Role.CONTACT, Role.CHAIR],
        )
    neighbours = World(network, {"Birk": nora, "Mille": nora})
    items = await approved(store, world, TUESDAY, *_FOUND, groups=(_GROUP,))
    theirs = await approved(
        store,
        neighbours,
        TUESDAY,
        *(found("Sende regneark", by("Nora Kvistbæk")), *_FOUND[1:]),
        groups=(_GROUP,),
        data=b"nabo",
    )
    async with store.transaction() as connection:
        drafted = await take_in(
            connection,
            world,
            minutes(*_FOUND, groups=(_GROUP,), day=date(2026, 6, 4)),
            TUESDAY,
            b"udkast",
        )
        drafts = await stored(connection, drafted)
        stage = Stage(
            approved=await _ids(connection, world, items),
            in_review=await _ids(connection, world, drafts),
            neighbours=await _ids(connection, neighbours, theirs),
        )
        birk = world["Birk"]
        await substitutes.appoint(
            connection,
            Actor(Road.TEAMS, birk.person_id),
            birk,
            "Pil Agerskov",
            starts_on=None,
            until=BACK,
            now=TUESDAY,
        )
        frej = world["Frej"]
        await volunteers.answer(
            connection,
            Actor(Road.TEAMS, frej.person_id),
            frej,
            stage.approved.group,
            Verb.VOLUNTEER,
            now=TUESDAY,
        )
    return stage


def _person(name: str, municipality: str | None) -> dict[str, Any]:
    first = name.split()[0].casefold()
    return {
        "name": name,
        "email": f"{first}@example.org",
        "title": None,
        "municipality": municipality,
        "entra_id": f"entra-{first}",
    }


async def _ids(connection: Any, world: World, items: list[FollowUp]) -> Ids:
    owned, call, everybodys, nobodys = items
    owner = world["Birk"].person_id
    (group,) = await groups.groups(connection, working_group.c.minutes_id == owned.minutes_id)
    return Ids(
        minutes=owned.minutes_id,
        part=_part(owned, owner),
        group_part=_part(call, owner),
        owned=owned.follow_up_id,
        everybodys=everybodys.follow_up_id,
        nobodys=nobodys.follow_up_id,
        group=group.group_id,
        member=world["Mille"].person_id,
    )


def _part(item: FollowUp, person_id: int) -> int:
    return next(one.ownership_id for one in item.owners if one.person_id == person_id)


Dump = dict[str, list[dict[str, Any]]]


def dump(file: Path) -> Dump:
    """Give every row that says something of people and what they are to do."""
    with sqlite3.connect(file) as connection:
        connection.row_factory = sqlite3.Row
        found = {
            name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]  # noqa: S608
            for name in metadata.tables
            if name not in _BESIDES
        }
    connection.close()
    return found


@pytest.fixture(scope="session")
def built(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Stage]:
    """Build the stage once; give the file to copy."""
    file = tmp_path_factory.mktemp("rights") / "stage.sqlite"
    shutil.copy(sqlite_template, file)

    async def fill() -> Stage:
        store = Store(f"sqlite+aiosqlite:///{file}")
        stage = await build(store)
        await store.close()
        return stage

    return file, asyncio.run(fill())
