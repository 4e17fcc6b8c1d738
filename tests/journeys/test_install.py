"""An owner who never installed Bolden gets the card in Teams by Graph; refused, a mail says it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.demo import mailing
from bot.demo.building import APP_ID, stage
from bot.demo.clock import DemoClock
from bot.demo.stage import TENANT, Stage
from bot.domain.followups import Status
from bot.domain.people import Role
from bot.domain.verbs import Verb
from bot.followups.members import MemberLine, save_members
from bot.standin.buttons import buttons
from bot.standin.graph.tenant import INSTALL, READ_CATALOGUE
from bot.standin.places import Post, User
from bot.storage import followups
from bot.storage.tables import follow_up
from tests.factories import World, approved, by, found
from tests.journeys.staging import MORNING

IDA = MemberLine("Ida Blom", "ida@example.org", None, "Sorø Kommune", "e-ida", ())
OLGA = MemberLine(
    "Olga Toft", "olga@example.org", None, "Faxe Kommune", "e-olga", (Role.MINUTE_TAKER,)
)


@pytest.fixture
async def built(tmp_path: Path) -> AsyncIterator[Stage]:
    """Give a network in which Olga has Bolden, and Ida has never seen it."""
    async with stage(tmp_path, DemoClock(MORNING), port=0) as built:
        network = await built.cast("broer", "Brobygning", [OLGA])
        async with built.parts.store.transaction() as connection:
            await save_members(connection, network, [IDA])
        world = built.standin.world
        built.users["e-ida"] = world.add_user("Ida Blom", entra_id="e-ida", tenant_id=TENANT)
        world.without_app.add(built.users["e-ida"].user_id)
        built.standin.graph.tenant.catalogue["c-1"] = APP_ID
        yield built


async def promised(built: Stage, task: str) -> None:
    """Let minutes be approved that give Ida something to do."""
    assert built.network is not None
    item = found(task, by("Ida Blom"))
    store, world = built.parts.store, World(built.network)
    await approved(store, world, built.clock(), item, data=task.encode())
    await built.settle()


def cards(built: Stage, user: User) -> list[Post]:
    """Give the cards with buttons that somebody sees in their chat."""
    posts = built.standin.world.personal(user).posts
    return [post for post in posts if post.card and buttons(post.card)]


def mails(built: Stage) -> list[str]:
    return [str(mail["To"]) for mail in mailing.sent(built.mail)]


async def test_an_owner_who_never_installed_it_answers_in_teams(built: Stage) -> None:
    built.standin.graph.tenant.granted |= {INSTALL, READ_CATALOGUE}
    await promised(built, "Sende tal")
    ida = built.users["e-ida"]
    card = next(post for post in cards(built, ida) if "Sende tal" in str(post.card))
    assert not [mail for mail in mails(built) if "ida@example.org" in mail]
    done = next(one for one in buttons(card.card or {}) if one.verb == Verb.FINISH)
    await built.driver.click(ida, card.activity_id, done)
    async with built.parts.store.transaction() as connection:
        (item,) = await followups.follow_ups(connection, follow_up.c.task == "Sende tal")
    assert [own.status for own in item.owners] == [Status.REPORTED_DONE]
    await promised(built, "Sende flere tal")
    installs = [call for call in built.standin.graph.record.calls if call.method == "POST"]
    assert len(installs) == 1
    assert any("Sende flere tal" in str(post.card) for post in cards(built, ida))


async def test_where_it_is_refused_a_mail_goes_and_the_board_says_why(built: Stage) -> None:
    built.standin.graph.tenant.granted |= {READ_CATALOGUE}
    await promised(built, "Sende tal")
    await promised(built, "Sende flere tal")
    assert len([mail for mail in mails(built) if "ida@example.org" in mail]) == 2
    assert cards(built, built.users["e-ida"]) == []
    installs = [call for call in built.standin.graph.record.calls if call.method == "POST"]
    assert len(installs) == 1
    async with aiohttp.ClientSession() as session, session.get(f"{built.url}/udbakke") as page:
        assert "Bolden har ikke lov til at installere sig hos modtageren" in await page.text()


async def test_once_an_administrator_allows_it_the_next_card_comes_in_teams(
    built: Stage,
) -> None:
    await promised(built, "Sende tal")
    built.standin.graph.tenant.granted |= {INSTALL, READ_CATALOGUE}
    built.clock.move_to(built.clock() + timedelta(days=8))
    await promised(built, "Sende flere tal")
    ida = built.users["e-ida"]
    assert any("Sende flere tal" in str(post.card) for post in cards(built, ida))
