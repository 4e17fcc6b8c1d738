"""Whom we install the app for: never those who had it and took it away, nobody twice in a week."""

import pytest

from bot.delivery.installing import NOT_INSTALLED
from bot.delivery.roads import TeamsHome
from bot.domain.delivery import Detour, Receipt, SendState
from bot.domain.people import Road
from bot.storage import conversations
from tests.delivery.post import BIRKS, HOME, Post, approve
from tests.factories import by, found

INSTALLING = TeamsHome(HOME.service_url, HOME.tenant_id, installs=True)


async def told(post: Post, task: str, home: TeamsHome = INSTALLING) -> Detour | None:
    """Give Birk something to do; say why it did not reach him in Teams."""
    await approve(post, found(task, by("Birk Tjørnelund")), data=task.encode())
    post.clock.forward(minutes=1)
    await post.go(home=home)
    row = (await post.rows())[-1]
    assert row.road is (Road.MAIL if row.detour else Road.TEAMS)
    return row.detour


def refuse(post: Post, reason: str) -> None:
    post.teams.answers = [Receipt(SendState.GONE, reason=reason)]


async def test_a_refused_install_is_tried_again_after_a_week(post: Post) -> None:
    refuse(post, "install-forbidden")
    refused = Detour(Road.TEAMS, "install-forbidden")
    assert await told(post, "Sende tal") == refused
    post.clock.forward(days=6)
    assert await told(post, "Sende flere tal") == refused
    assert len(post.teams.delivered) == 1
    refuse(post, "install-forbidden")
    post.clock.forward(days=1)
    assert await told(post, "Sende igen") == refused
    assert len(post.teams.delivered) == 2
    post.clock.forward(days=6)
    assert await told(post, "Sende en gang til") == refused
    assert len(post.teams.delivered) == 2
    post.clock.forward(days=1)  # an administrator has seen to it
    assert await told(post, "Sende det sidste") is None


async def test_who_was_refused_before_it_was_allowed_is_tried_at_once(post: Post) -> None:
    refuse(post, NOT_INSTALLED)
    assert await told(post, "Sende tal", HOME) == Detour(Road.TEAMS, NOT_INSTALLED)
    assert await told(post, "Sende flere tal", HOME) == Detour(Road.TEAMS, NOT_INSTALLED)
    assert await told(post, "Sende igen") is None
    assert [one.to.conversation_id for one in post.teams.delivered] == [None, None]  # type: ignore[union-attr]


@pytest.mark.parametrize("reason", ["UserNotFound", "guest", "MessageWritesBlocked"])
async def test_who_cannot_have_it_is_not_tried(post: Post, reason: str) -> None:
    refuse(post, reason)
    assert await told(post, "Sende tal") == Detour(Road.TEAMS, reason)
    post.clock.forward(days=30)
    assert await told(post, "Sende flere tal") == Detour(Road.TEAMS, reason)
    assert len(post.teams.delivered) == 1


async def test_who_took_it_away_does_not_get_it_back(post: Post) -> None:
    refuse(post, NOT_INSTALLED)
    await told(post, "Sende tal", HOME)
    await post.remember(BIRKS, "Birk")
    async with post.store.transaction() as connection:
        await conversations.leave(connection, "a:birk", "uninstalled", post.clock())
    post.clock.forward(days=30)
    detour = await told(post, "Sende flere tal")
    assert detour is not None
    assert len(post.teams.delivered) == 1
