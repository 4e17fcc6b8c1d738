"""A member with a new address stays who they are, and a file makes no second one of them."""

import pytest

from bot.errors import BadInputError
from bot.followups.members import import_members, set_address
from bot.storage import aliases, people
from tests.followups.conftest import Desk

FILE = b"name;email;municipality\nYlva Tranek\xc3\xa6r;ylva@example.org;K\xc3\xb8ge Kommune\n"
NEW = FILE.replace(b"ylva@", b"yt@")


async def test_a_file_makes_no_second_one_of_a_member(desk: Desk) -> None:
    network = desk.world.network
    async with desk.store.transaction() as connection:
        await import_members(connection, network, FILE)
        before = len(await people.members_of(connection, network.network_id))
        with pytest.raises(BadInputError, match=r"address ylva@example\.org yt@example\.org"):
            await import_members(connection, network, NEW)
        assert len(await people.members_of(connection, network.network_id)) == before


async def test_two_of_one_name_are_two_where_the_file_says_so(desk: Desk) -> None:
    network = desk.world.network
    async with desk.store.transaction() as connection:
        await import_members(connection, network, FILE)
        elsewhere = NEW.replace(b"K\xc3\xb8ge", b"Greve").replace(b"yt@", b"yg@")
        both = FILE + NEW.partition(b"\n")[2]
        for file in (elsewhere, both):
            before = len(await people.members_of(connection, network.network_id))
            await import_members(connection, network, file)
            assert len(await people.members_of(connection, network.network_id)) == before + 1


async def test_whoever_has_a_new_address_stays_who_they_are(desk: Desk) -> None:
    network = desk.world.network
    async with desk.store.transaction() as connection:
        await import_members(connection, network, FILE)
        ylva = await people.find_person(connection, email="ylva@example.org")
        assert ylva is not None
        await aliases.add(connection, ylva.person_id, "yt@example.org")
        said = await set_address(connection, "Ylva@example.org", "YT@example.org")
        assert said == "Ylva Tranekær gets mail at yt@example.org from now on."
        now = await people.find_person(connection, email="yt@example.org")
        assert now is not None and now.person_id == ylva.person_id
        assert await people.find_person(connection, email="ylva@example.org") is None
        await import_members(connection, network, NEW)  # and the file of the new one is theirs


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nobody@example.org", "yt@example.org", "Nobody has the main address"),
        ("ylva@example.org", "yt", "is no mail address"),
        ("ylva@example.org", "ebbe@example.org", "belongs to ebbe@example.org"),
    ],
)
async def test_no_address_is_taken_from_somebody_else(
    desk: Desk, old: str, new: str, said: str
) -> None:
    async with desk.store.transaction() as connection:
        others = FILE + b"Ebbe Vang;ebbe@example.org;\n"
        await import_members(connection, desk.world.network, others)
        with pytest.raises(BadInputError, match=said):
            await set_address(connection, old, new)
        assert await people.find_person(connection, email="ylva@example.org") is not None
