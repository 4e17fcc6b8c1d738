"""Networks and members: renewed, never doubled."""

import pytest

from bot.domain.people import Role
from bot.errors import BadInputError, UnknownError
from bot.storage import people
from bot.storage.engine import Store
from bot.storage.people import Wishes
from tests.factories import make_world


def _values(**changed: str | None) -> dict[str, str | None]:
    return {
        "name": "Ylva Tranekær",
        "email": "ylva@example.org",
        "title": None,
        "municipality": "Køge Kommune",
        "entra_id": None,
        **changed,
    }


async def test_a_person_is_known_by_the_mail_address_in_any_case(store: Store) -> None:
    async with store.transaction() as connection:
        network = await people.add_network(connection, "broer", "Brobygning")
        first = await people.save_member(
            connection, network.network_id, _values(email="Ylva@Example.org"), [Role.CONTACT]
        )
        again = await people.save_member(
            connection, network.network_id, _values(title="chef"), [Role.CHAIR]
        )
        assert again.person_id == first.person_id
        (member,) = await people.members_of(connection, network.network_id)
        assert (member.person.title, member.roles) == ("chef", {Role.CHAIR})
        assert await people.find_person(connection, email="YLVA@example.org") == again


async def test_a_person_is_found_by_the_teams_identity_in_any_case(store: Store) -> None:
    async with store.transaction() as connection:
        network = await people.add_network(connection, "broer", "Brobygning")
        saved = await people.save_member(
            connection, network.network_id, _values(entra_id="ABC-1"), []
        )
        assert await people.find_person(connection, entra_id="abc-1") == saved
        assert await people.find_person(connection, entra_id="abc-2") is None
        assert await people.find_person(connection) is None


async def test_a_person_may_be_in_two_networks_with_other_roles(store: Store) -> None:
    async with store.transaction() as connection:
        one = await people.add_network(connection, "a", "A")
        two = await people.add_network(connection, "b", "B")
        await people.save_member(connection, one.network_id, _values(), [Role.CHAIR])
        saved = await people.save_member(connection, two.network_id, _values(), [])
        assert await people.networks_of(connection, saved.person_id) == [
            one.network_id,
            two.network_id,
        ]
        (member,) = await people.members_of(connection, one.network_id)
        assert member.roles == {Role.CHAIR}


@pytest.mark.parametrize("key", ["", "a b", "a/b", "x" * 61])
async def test_a_key_that_no_link_can_hold_is_refused(store: Store, key: str) -> None:
    with pytest.raises(BadInputError):
        async with store.transaction() as connection:
            await people.add_network(connection, key, "Netværk")


async def test_a_key_is_given_once(store: Store) -> None:
    world = await make_world(store)
    with pytest.raises(BadInputError, match="already"):
        async with store.transaction() as connection:
            await people.add_network(connection, "broer", "En anden")
    async with store.transaction() as connection:
        assert await people.network_by_key(connection, "broer") == world.network
        with pytest.raises(UnknownError, match="no network 'nix'"):
            await people.network_by_key(connection, "nix")


async def test_wishes_are_kept(store: Store) -> None:
    world = await make_world(store)
    person_id = world["Gro"].person_id
    async with store.transaction() as connection:
        assert await people.wishes_of(connection, person_id) == Wishes(False, None)
        await people.set_wishes(connection, person_id, Wishes(True, None))
        assert (await people.wishes_of(connection, person_id)).opted_out
