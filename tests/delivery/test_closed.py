"""A chat that is blocked, gone or taken out is not knocked at until somebody lets us in again."""

from dataclasses import replace

import pytest

from bot.delivery.roads import TeamsHome
from bot.domain.delivery import Detour, Receipt, SendState, TeamsAddress
from bot.domain.people import Road
from bot.domain.verbs import Verb
from bot.storage import conversations
from bot.storage.outbox import OutboxState
from tests.delivery.post import BIRKS, BLOCKED, HOME, THE_CHANNEL, Post, approve, ask
from tests.factories import EVERYONE, by, found
from tests.teams_world import FOREIGN_TENANT, TENANT, Teams


async def more(post: Post, task: str) -> None:
    """Give Birk something else to do, and send it."""
    await approve(post, found(task, by("Birk Tjørnelund")), data=task.encode())
    post.clock.forward(minutes=1)
    await post.go()


def answer_channel(post: Post, reason: str) -> None:
    """Let the channel, and nothing else, refuse for good."""

    def refuse() -> None:
        is_channel = post.teams.delivered[-1].to == THE_CHANNEL
        post.teams.answers = [Receipt(SendState.GONE, reason=reason)] if is_channel else []

    post.teams.meanwhile = refuse


async def test_a_blocked_chat_is_not_knocked_at_again(post: Post) -> None:
    await post.remember(BIRKS, "Birk")
    post.teams.answers = [BLOCKED]
    await ask(post, "Birk")
    await post.go()
    await more(post, "Mere")
    assert len(post.teams.delivered) == 1
    assert len(post.mail.delivered) == 2
    rows = await post.rows()
    assert {(row.state, row.road) for row in rows} == {(OutboxState.SENT, Road.MAIL)}
    assert {row.detour for row in rows} == {Detour(Road.TEAMS, "MessageWritesBlocked")}


async def test_who_lets_us_in_again_gets_it_in_teams(post: Post) -> None:
    await post.remember(BIRKS, "Birk")
    post.teams.answers = [BLOCKED]
    await ask(post, "Birk")
    await post.go()
    async with post.store.transaction() as connection:
        await conversations.heard(connection, BIRKS, post.clock())
    await more(post, "Mere")
    last = (await post.rows())[-1]
    assert (last.road, last.detour) == (Road.TEAMS, None)


@pytest.mark.parametrize("opened", [None, "a:birk"])
async def test_a_chat_that_cannot_be_opened_is_tried_once(post: Post, opened: str | None) -> None:
    """Whether the opening was refused or, as where somebody has blocked us, the first word."""
    post.teams.answers = [
        Receipt(SendState.GONE, conversation_id=opened, reason="UserNotFound"),
    ]
    await ask(post, "Birk")
    await post.go()
    await more(post, "Mere")
    assert len(post.teams.delivered) == 1
    assert (await post.rows())[-1].detour == Detour(Road.TEAMS, "UserNotFound")
    await post.remember(BIRKS, "Birk")  # they have installed it
    await more(post, "Endnu mere")
    assert post.teams.delivered[-1].to == BIRKS


async def test_a_card_in_a_closed_chat_is_left_as_it_is(post: Post) -> None:
    await post.remember(BIRKS, "Birk")
    item = await ask(post, "Birk")
    await post.go()
    async with post.store.transaction() as connection:
        await conversations.leave(connection, "a:birk", "uninstalled", post.clock())
    await post.act("Birk", item, Verb.ACCEPT)
    post.clock.forward(minutes=1)
    await post.go()
    assert len(post.teams.delivered) == 1
    last = (await post.rows())[-1]
    assert (last.state, last.reason) == (OutboxState.SKIPPED, "uninstalled")


async def test_a_channel_that_has_thrown_us_out_says_so(post: Post) -> None:
    await post.remember(THE_CHANNEL)
    answer_channel(post, "BotNotInConversationRoster")
    await approve(post, found("Tal", EVERYONE))
    await post.go()
    await approve(post, found("Flere tal", EVERYONE), data=b"other")
    post.clock.forward(minutes=1)
    await post.go()
    shown = [row for row in await post.rows() if row.person_id is None]
    assert [row.state for row in shown] == [OutboxState.FAILED, OutboxState.SKIPPED]
    assert {row.reason for row in shown} == {"BotNotInConversationRoster"}


async def test_a_thread_that_is_gone_does_not_close_the_channel(post: Post) -> None:
    await post.remember(THE_CHANNEL)
    (item,) = await approve(post, found("Tal", EVERYONE))
    await post.go()
    await post.act("Birk", item, Verb.FINISH)
    post.clock.forward(seconds=10)
    answer_channel(post, "ConversationNotFound")
    await post.go()
    failed = [row for row in await post.rows() if row.state is OutboxState.FAILED]
    assert [row.reason for row in failed] == ["ConversationNotFound"]
    async with post.store.transaction() as connection:
        channel = THE_CHANNEL.conversation_id or ""
        assert await conversations.why_closed(connection, channel) is None


@pytest.mark.parametrize("tenant", ["tenant", "partner"])
async def test_people_of_tenants_on_the_list_are_written_to(post: Post, tenant: str) -> None:
    await post.remember(replace(BIRKS, tenant_id=tenant), "Birk")
    await ask(post, "Birk")
    await post.go(home=replace(HOME, tenants=frozenset({"Partner"})))
    assert (await post.row()).road is Road.TEAMS


async def test_a_tenant_that_is_no_longer_on_the_list_gets_mail(post: Post) -> None:
    foreign = TeamsAddress("https://smba.example.org", "elsewhere", "a:birk", "29:birk")
    await post.remember(foreign, "Birk")
    await ask(post, "Birk")
    await post.go(home=TeamsHome(HOME.service_url, HOME.tenant_id, frozenset({"partner"})))
    assert post.teams.delivered == []
    row = await post.row()
    assert (row.road, row.detour) == (Road.MAIL, Detour(Road.TEAMS, "foreign-tenant"))


@pytest.mark.parametrize(
    ("tenant", "is_guest", "reason"),
    [
        (TENANT, True, "ForbiddenOperationException"),
        (FOREIGN_TENANT, False, "UserNotFound"),
    ],
)
async def test_a_guest_and_a_stranger_to_the_tenant_get_mail(
    post: Post, teams: Teams, tenant: str, is_guest: bool, reason: str
) -> None:
    """Before the stand-in, which refuses them as Teams does: it is asked once."""
    world = teams.standin.world
    world.add_user("Birk", entra_id="entra-birk", tenant_id=tenant, is_guest=is_guest)
    home = TeamsHome(teams.standin.service_url, TENANT)
    for task in ("Sende tal", "Sende flere tal"):
        await approve(post, found(task, by("Birk Tjørnelund")), data=task.encode())
        post.clock.forward(minutes=1)
        await post.go(teams=teams.sender, home=home)
    assert len(teams.standin.record.calls) == 1
    assert {(row.road, row.detour) for row in await post.rows()} == {
        (Road.MAIL, Detour(Road.TEAMS, reason))
    }
