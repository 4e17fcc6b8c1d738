"""Shared and private channels: who is known there, who is not, and where the bot can speak."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.demo.building import stage
from bot.demo.clock import DemoClock
from bot.demo.stage import TENANT, Stage
from bot.domain import doubts
from bot.domain.people import SYSTEM, Role
from bot.domain.verbs import Verb
from bot.followups import intake, review
from bot.followups.members import MemberLine
from bot.standin import membership
from bot.standin.buttons import buttons
from bot.standin.driver import Shown
from bot.standin.extension import message, open_form
from bot.standin.places import Conversation, Membership, Post, User
from bot.storage import conversations, groups, people
from tests.cards.reading import words
from tests.factories import CALL, KEEPER, SEEKING, minutes
from tests.journeys.staging import MORNING

PARTNER = "99999999-9999-4999-8999-999999999999"
OTHER = "88888888-8888-4888-8888-888888888888"

TILDE = MemberLine(
    "Tilde Rosenhave", "t@example.org", None, "Køge Kommune", "e-tilde", (Role.MINUTE_TAKER,)
)


class Commons:
    """A shared channel with people of three tenants, and a call for volunteers in it."""

    def __init__(self, built: Stage, channel: Conversation) -> None:
        self.built, self.channel = built, channel
        world = built.standin.world
        self.tilde = built.users["e-tilde"]
        self.vera = world.add_user("Vera Nabo", entra_id="e-vera", tenant_id=PARTNER)
        self.stranger = world.add_user("Otto Ukendt", entra_id="e-otto", tenant_id=PARTNER)

    @property
    def call(self) -> Post:
        """The card that asks who joins."""
        (found,) = (post for post in self.channel.posts if post.card and SEEKING.name in text(post))
        return found

    async def joins(self, user: User) -> Shown:
        (button,) = (one for one in buttons(self.call.card or {}) if one.verb == Verb.VOLUNTEER)
        return await self.built.driver.click(user, self.call.activity_id, button)

    async def joined(self) -> list[str | None]:
        async with self.built.parts.store.transaction() as connection:
            (group,) = await groups.groups(connection)
        return [one.name for one in group.volunteers if one.answer is Verb.VOLUNTEER]


def text(post: Post) -> str:
    return words(post.card or {})


async def asked(built: Stage) -> None:
    """Have minutes approved that seek volunteers."""
    assert built.network is not None
    async with built.parts.store.transaction() as connection:
        read = minutes(CALL, groups=(SEEKING,))
        done = await intake.take_in(
            connection, built.network, read, b"x", "r.pdf", actor=SYSTEM, now=built.clock()
        )
        await review.approve(connection, done.minutes_id, actor=KEEPER, now=built.clock())
    await built.settle()


@pytest.fixture
async def commons(tmp_path: Path) -> AsyncIterator[Commons]:
    """Set the stage: the network's channel is a shared one."""
    async with stage(tmp_path, DemoClock(MORNING), port=0) as built:
        await built.cast("broer", "Brobygning", [TILDE])
        assert built.channel is not None
        built.channel.membership = Membership.SHARED
        built.channel.members = [built.users["e-tilde"]]
        common = Commons(built, built.channel)
        for user in (common.vera, common.stranger):
            await membership.let_in(built.driver, built.channel, user, by=common.tilde)
        await asked(built)
        yield common


async def list_vera(common: Commons, tenant_id: str | None) -> None:
    values: dict[str, Any] = {
        "name": "Vera Nabo",
        "email": "v@example.org",
        "entra_id": "e-vera",
        "tenant_id": tenant_id,
    }
    assert common.built.network is not None
    async with common.built.parts.store.transaction() as connection:
        await people.save_member(connection, common.built.network.network_id, values, [])


@pytest.mark.parametrize("names_sender", [True, False])
async def test_a_listed_person_of_a_partner_tenant_may_join(
    commons: Commons, names_sender: bool
) -> None:
    await list_vera(commons, PARTNER)
    commons.built.driver.names_senders_tenant = names_sender
    shown = await commons.joins(commons.vera)
    assert (shown.status, shown.card is not None) == (200, True)
    assert await commons.joined() == ["Vera Nabo"]
    await commons.built.settle()
    assert "Vera Nabo" in text(commons.call)


async def test_a_listed_visitors_words_are_heard_in_the_channel(commons: Commons) -> None:
    await list_vera(commons, PARTNER)
    commons.built.driver.names_senders_tenant = True
    await commons.built.driver.say(commons.vera, "jeg melder mig", commons.channel)
    assert await commons.joined() == ["Vera Nabo"]


@pytest.mark.parametrize("tenant", [None, TENANT, OTHER])
async def test_the_entra_id_alone_makes_no_visitor_known(
    commons: Commons, tenant: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    """The same id of another tenant than the list says is somebody else."""
    await list_vera(commons, tenant)
    commons.built.driver.names_senders_tenant = True
    assert (await commons.joins(commons.vera)).sentence == doubts.UNKNOWN_PERSON
    assert await commons.joined() == []
    assert "group.volunteer" in caplog.text and "refused to person unknown" in caplog.text


async def test_a_stranger_in_a_shared_channel_is_told_so_and_changes_nothing(
    commons: Commons,
) -> None:
    await list_vera(commons, PARTNER)
    for names_sender in (True, False):
        commons.built.driver.names_senders_tenant = names_sender
        shown = await commons.joins(commons.stranger)
        assert (shown.status, shown.sentence) == (200, doubts.UNKNOWN_PERSON)
    await commons.built.driver.say(commons.stranger, "jeg melder mig", commons.channel)
    assert commons.channel.posts[-1].text == doubts.UNKNOWN_PERSON
    assert await commons.joined() == []


async def test_a_visitor_is_known_in_their_networks_channel_and_nowhere_else(
    commons: Commons,
) -> None:
    await list_vera(commons, PARTNER)
    built = commons.built
    built.driver.names_senders_tenant = True
    world = built.standin.world
    elsewhere = world.add_channel(
        "Andet", tenant_id=TENANT, membership=Membership.SHARED, members=[commons.vera]
    )
    await membership.let_bot_in(built.driver, elsewhere, commons.tilde)
    await built.driver.say(commons.vera, "jeg melder mig", elsewhere)
    assert world.messages(elsewhere.conversation_id)[-1].text == doubts.UNKNOWN_PERSON
    # her own chat, and one of several, are not in a tenant of ours
    assert (await built.driver.say(commons.vera, "hej")).status == 403
    group = world.add_group_chat("Vi to", [commons.tilde, commons.vera])
    assert (await built.driver.say(commons.vera, "hej", group)).status == 403
    # nor does a channel that another tenant shares with us
    theirs = world.add_channel(
        "Deres", tenant_id=PARTNER, membership=Membership.SHARED, members=[commons.vera]
    )
    assert (await built.driver.say(commons.vera, "hej", theirs)).status == 403


async def test_a_visitors_message_menu_goes_by_the_same_rule(commons: Commons) -> None:
    built = commons.built
    built.driver.names_senders_tenant = True
    noted = message(commons.vera, "Vi skal ringe til Faxe")

    async def said() -> Any:
        shown = await open_form(built.driver, commons.vera, commons.channel, noted, "note")
        return shown.body["task"]["type"], shown.body["task"]["value"]

    assert await said() == ("message", doubts.UNKNOWN_PERSON)
    await list_vera(commons, PARTNER)
    assert (await said())[0] == "continue"


@pytest.mark.parametrize("kind", [Membership.PRIVATE, Membership.SHARED])
async def test_a_channel_that_lets_the_bot_in_by_itself_is_spoken_in_until_it_is_taken_out(
    commons: Commons, kind: Membership
) -> None:
    built = commons.built
    place = built.standin.world.add_channel(
        "Styregruppe", tenant_id=TENANT, membership=kind, members=[commons.tilde]
    )

    async def known() -> bool:
        async with built.parts.store.transaction() as connection:
            return await conversations.channel(connection, place.conversation_id) is not None

    assert not await known()
    await membership.let_bot_in(built.driver, place, commons.tilde)
    assert await known()
    await membership.let_in(built.driver, place, commons.stranger, by=commons.tilde)
    await membership.take_out(built.driver, place, commons.stranger, by=commons.tilde)
    assert await known()  # who else comes and goes is none of our business
    await membership.take_bot_out(built.driver, place, commons.tilde)
    assert not await known()


async def test_what_a_visitor_does_leaves_the_channel_in_its_own_tenant(commons: Commons) -> None:
    commons.built.driver.names_senders_tenant = True
    await membership.let_bot_in(commons.built.driver, commons.channel, commons.vera)
    async with commons.built.parts.store.transaction() as connection:
        kept = await conversations.channel(connection, commons.channel.conversation_id)
    assert kept is not None and kept.tenant_id == TENANT
