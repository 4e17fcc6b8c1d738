"""A person's further addresses: from a file, from the directory, and never two people's."""

from dataclasses import replace

import pytest

from bot.domain.directory import DirectoryPerson
from bot.errors import BadInputError
from bot.followups.members import export_members, import_members
from bot.storage import aliases, people
from tests.followups.conftest import Desk
from tests.followups.test_syncing import BIRK, LAU, NEW, member, synced

OLD = "birk@faxe-gammel.example.org"
SHORT = "bt@example.org"
WITH_TWO = replace(BIRK, aliases=(SHORT, OLD))


async def kept(desk: Desk, who: str = "Birk") -> tuple[str, ...]:
    person_id = desk.world[who].person_id
    async with desk.store.transaction() as connection:
        return (await aliases.aliases_of(connection, [person_id])).get(person_id, ())


async def whose(desk: Desk, email: str) -> str | None:
    person = await desk.do(people.find_person, email=email)
    return person.name.split()[0] if person else None


async def imports(desk: Desk, *lines: str, header: str = "name;email;aliases") -> None:
    text = "\n".join((header, *lines))
    await desk.do(import_members, desk.world.network, text.encode())


async def test_a_file_gives_them_and_takes_them_away(desk: Desk) -> None:
    await imports(desk, f'Birk Tjørnelund;birk@example.org;"{OLD.upper()}, BT@example.org"')
    assert await kept(desk) == (OLD, SHORT)
    assert await whose(desk, "Bt@Example.org") == await whose(desk, OLD) == "Birk"
    await imports(desk, "Birk Tjørnelund;birk@example.org", header="name;email")
    assert await kept(desk) == (OLD, SHORT)
    await imports(desk, f"Birk Tjørnelund;birk@example.org;{SHORT} birk@example.org")
    assert await kept(desk) == (SHORT,)
    assert await whose(desk, OLD) is None
    await imports(desk, "Birk Tjørnelund;birk@example.org;")
    assert await kept(desk) == ()


async def test_one_may_go_from_one_to_another_in_one_file(desk: Desk) -> None:
    await imports(desk, f"Birk Tjørnelund;birk@example.org;{SHORT}")
    lau = f"Lau Tangmose;lau@example.org;{SHORT}"
    await imports(desk, lau, "Birk Tjørnelund;birk@example.org;")
    assert await whose(desk, SHORT) == "Lau"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["Birk;birk@example.org;gro@example.org"], "gro@example.org .* belongs to gro@"),
        ([f"Lau;lau@example.org;{SHORT}"], "bt@example.org .* belongs to birk@example.org"),
        ([f"Bente Thorn;{SHORT};"], "bt@example.org is an alias of birk@example.org"),
        (["Birk;birk@example.org;a@x.org", "Lau;lau@example.org;A@x.org"], "a@x.org twice"),
        (["Birk;birk@example.org;lau@example.org", "Lau;lau@example.org;"], "lau@.* twice"),
        (["Birk;birk@example.org;ingen adresse"], "Line 2 .* alias that is no address"),
        (["Birk;birk@example.org;birk@straße.example.org"], "Line 2 .* alias that is no address"),
    ],
)
async def test_nobody_gets_somebody_elses(desk: Desk, lines: list[str], said: str) -> None:
    await imports(desk, f"Birk Tjørnelund;birk@example.org;{SHORT}")
    with pytest.raises(BadInputError, match=said):
        await imports(desk, *lines)
    assert await kept(desk) == (SHORT,)
    assert await whose(desk, "gro@example.org") == "Gro"


async def test_what_is_exported_can_be_imported_again(desk: Desk) -> None:
    await imports(desk, f"Birk Tjørnelund;birk@example.org;{OLD},{SHORT}")
    before = await desk.do(people.members_of, desk.world.network.network_id)
    text = await desk.do(export_members, desk.world.network)
    assert f"Birk Tjørnelund;konsulent;Faxe Kommune;birk@example.org;{OLD},{SHORT};" in text
    assert await desk.do(import_members, desk.world.network, text.encode()) == len(before)
    assert await desk.do(people.members_of, desk.world.network.network_id) == before
    assert await kept(desk) == (OLD, SHORT)


async def test_the_directory_adds_its_own_and_leaves_others(desk: Desk) -> None:
    await imports(desk, "Birk Tjørnelund;birk@example.org;hjemme@privat.example.org")
    done = await synced(desk, WITH_TWO)
    assert done.changed == [f"Birk Tjørnelund: also writes from {SHORT}, {OLD}"]
    assert await kept(desk) == (OLD, SHORT, "hjemme@privat.example.org")
    assert (await synced(desk, WITH_TWO)).changed == []
    assert (await member(desk, "Birk Tjørnelund")).person.email == "birk@example.org"


async def test_what_two_people_have_is_nobodys(desk: Desk) -> None:
    await synced(desk, WITH_TWO)
    done = await synced(desk, WITH_TWO, replace(LAU, aliases=(SHORT,)))
    assert [line.partition(":")[0] for line in done.unsure] == ["Birk Tjørnelund", "Lau Tangmose"]
    assert await whose(desk, SHORT) is None
    assert await kept(desk) == (OLD,)


async def test_one_that_went_to_somebody_else_is_nobodys_until_the_next_time(desk: Desk) -> None:
    await synced(desk, WITH_TWO)
    lau = replace(LAU, aliases=(SHORT,))
    done = await synced(desk, replace(BIRK, aliases=(OLD,)), lau)
    assert done.unsure == [f"Lau Tangmose: {SHORT} was Birk Tjørnelund's alias; nobody's now"]
    assert await whose(desk, SHORT) is None
    assert (await synced(desk, lau)).unsure == []
    assert await whose(desk, SHORT) == "Lau"


async def test_anothers_main_address_stays_theirs(desk: Desk) -> None:
    done = await synced(desk, replace(LAU, aliases=("gro@example.org",)))
    assert done.unsure == ["Lau Tangmose: the alias gro@example.org is Gro Havgaard's address here"]
    assert await whose(desk, "gro@example.org") == "Gro"


async def test_after_a_merger_the_new_address_is_the_main_one(desk: Desk) -> None:
    new = "birk@ny.example.org"
    await synced(desk, replace(BIRK, aliases=(new,)))
    await synced(desk, replace(BIRK, email=new, aliases=("birk@example.org",)))
    birk = await member(desk, "Birk Tjørnelund")
    assert birk.person.email == new
    assert await kept(desk) == ("birk@example.org",)
    assert await whose(desk, new) == await whose(desk, "birk@example.org") == "Birk"


async def test_somebody_else_by_an_alias_is_not_taken_for_the_same(desk: Desk) -> None:
    await imports(desk, f"Lau Tangmose;lau@example.org;{NEW.email}")
    done = await synced(desk, NEW)
    assert done.unsure == [
        "Ylva Tranekær: ylva@example.org is an alias of Lau Tangmose here; left as it is"
    ]
    known = DirectoryPerson("e-lau", "Lau Tangmose", "Lau", "Tangmose", NEW.email)
    await synced(desk, known)
    assert (await member(desk, "Lau Tangmose")).person.email == NEW.email
