"""Members as the directory has them: who is added, renewed, left alone, and what is said of it."""

from dataclasses import replace

import pytest

from bot.domain.delivery import TeamsAddress
from bot.domain.directory import DirectoryPerson
from bot.domain.people import Member, Role
from bot.followups.syncing import GUEST, Synced, sync
from bot.storage import conversations, people
from tests.followups.conftest import Desk

NOWHERE = TeamsAddress("https://smba.example.org", "tenant", None)
NEW = DirectoryPerson(
    "e-ylva", "Tranekær, Ylva", "Ylva", "Tranekær", "ylva@example.org", "chef", "Sorø Kommune"
)
#: as the directory has somebody who is a member already
BIRK = DirectoryPerson(
    "entra-birk", "Birk Tjørnelund", "Birk", "Tjørnelund", "birk@example.org", "konsulent"
)
LAU = DirectoryPerson("e-lau", "Lau Tangmose", "Lau", "Tangmose", "lau@example.org", "konsulent")


async def synced(desk: Desk, *listed: DirectoryPerson) -> Synced:
    async with desk.store.transaction() as connection:
        return await sync(connection, desk.world.network, listed, NOWHERE, desk.clock())


async def member(desk: Desk, name: str) -> Member:
    async with desk.store.transaction() as connection:
        members = await people.members_of(connection, desk.world.network.network_id)
    return next(one for one in members if one.person.name == name)


async def why_closed(desk: Desk, entra_id: str) -> str | None:
    async with desk.store.transaction() as connection:
        closed = await conversations.closed_chats(connection, [entra_id])
    return closed.get(entra_id)


async def test_somebody_new_is_added_with_the_municipality_that_is_sure(desk: Desk) -> None:
    done = await synced(desk, NEW)
    assert done.added == ["Ylva Tranekær <ylva@example.org>, Sorø Kommune"]
    ylva = await member(desk, "Ylva Tranekær")
    assert (ylva.person.entra_id, ylva.person.title, ylva.roles) == ("e-ylva", "chef", frozenset())
    assert len(done.absent) == 9


async def test_a_second_time_changes_nothing(desk: Desk) -> None:
    await synced(desk, NEW, BIRK)
    done = await synced(desk, NEW, BIRK)
    assert (done.added, done.changed, done.unsure, done.same) == ([], [], [], 2)


async def test_roles_and_what_the_directory_does_not_say_stay(desk: Desk) -> None:
    done = await synced(desk, replace(BIRK, title=None, given_name=None))
    assert (done.changed, done.same) == ([], 1)
    birk = await member(desk, "Birk Tjørnelund")
    assert (birk.person.title, birk.person.municipality) == ("konsulent", "Faxe Kommune")
    assert birk.roles == {Role.CONTACT}


async def test_what_has_changed_is_said(desk: Desk) -> None:
    married = replace(BIRK, surname="Enggaard", email="be@example.org", title="chef")
    done = await synced(desk, married)
    assert done.changed == [
        "Birk Enggaard: name Birk Tjørnelund → Birk Enggaard, "
        "mail birk@example.org → be@example.org, title konsulent → chef"
    ]
    assert (await member(desk, "Birk Enggaard")).roles == {Role.CONTACT}


async def test_somebody_without_teams_gets_it(desk: Desk) -> None:
    assert (await synced(desk, LAU)).changed == ["Lau Tangmose: Teams account"]
    assert (await member(desk, "Lau Tangmose")).person.entra_id == "e-lau"


@pytest.mark.parametrize("given", ["Birk Asger", "Birk"])
async def test_a_name_that_minutes_write_shorter_is_kept(desk: Desk, given: str) -> None:
    await synced(desk, replace(BIRK, given_name=given))
    await member(desk, "Birk Tjørnelund")


async def test_a_mail_domain_names_a_municipality_only_where_there_is_none(desk: Desk) -> None:
    done = await synced(desk, replace(BIRK, company="Køge Kommune"))
    assert done.unsure == [
        "Birk Tjørnelund: is of Køge Kommune in the directory, of Faxe Kommune here; left as it is"
    ]
    assert (await member(desk, "Birk Tjørnelund")).person.municipality == "Faxe Kommune"


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (replace(NEW, email=None), "has no mail address in the directory"),
        (replace(BIRK, email="gro@example.org"), "belongs to somebody else here"),
        (replace(NEW, email="birk@example.org"), "is Birk Tjørnelund's here"),
    ],
)
async def test_who_may_be_somebody_else_is_left_alone(
    desk: Desk, one: DirectoryPerson, said: str
) -> None:
    done = await synced(desk, one)
    assert said in done.unsure[0]
    assert (done.added, done.changed, done.same) == ([], [], 0)
    birk = (await member(desk, "Birk Tjørnelund")).person
    assert (birk.entra_id, birk.email) == ("entra-birk", "birk@example.org")


async def test_an_account_made_anew_is_the_same_person(desk: Desk) -> None:
    done = await synced(desk, replace(BIRK, entra_id="e-new"))
    assert done.changed == ["Birk Tjørnelund: Teams account"]


async def test_a_guest_is_known_in_channels_and_gets_mail(desk: Desk) -> None:
    await synced(desk, replace(LAU, is_guest=True))
    assert (await member(desk, "Lau Tangmose")).person.entra_id == "e-lau"
    assert await why_closed(desk, "e-lau") == GUEST
    await synced(desk, LAU)  # they have become an employee
    assert await why_closed(desk, "e-lau") is None


async def test_a_guests_own_account_is_kept(desk: Desk) -> None:
    await synced(desk, replace(BIRK, entra_id="e-guest", is_guest=True))
    assert (await member(desk, "Birk Tjørnelund")).person.entra_id == "entra-birk"
    assert await why_closed(desk, "entra-birk") is None


async def test_an_account_of_another_tenant_is_kept(desk: Desk) -> None:
    async with desk.store.transaction() as connection:
        values = {"email": "birk@example.org", "tenant_id": "partner"}
        await people.save_member(connection, desk.world.network.network_id, values, None)
    done = await synced(desk, replace(BIRK, entra_id="e-second"))
    assert done.same == 1
    assert (await member(desk, "Birk Tjørnelund")).person.entra_id == "entra-birk"


async def test_a_chat_that_is_open_stays_open(desk: Desk) -> None:
    async with desk.store.transaction() as connection:
        await conversations.remember(
            connection,
            replace(NOWHERE, conversation_id="a:lau", user_id="29:lau"),
            entra_id="e-lau",
            channel_id=None,
            now=desk.clock(),
        )
    await synced(desk, replace(LAU, is_guest=True))
    assert await why_closed(desk, "e-lau") is None


async def test_nobody_is_removed(desk: Desk) -> None:
    done = await synced(desk, BIRK)
    assert "Gro Havgaard" in done.absent
    assert "Birk Tjørnelund" not in done.absent
    await member(desk, "Gro Havgaard")
