"""On the board a note from a private chat is there for its owner and for who noted it alone."""

from collections.abc import Callable

import pytest
from aiohttp.test_utils import TestClient

from bot.domain import doubts
from bot.domain.people import Actor, Road
from bot.followups import noting
from bot.followups.noting import Note
from tests.web.conftest import Town
from tests.web.signing import Browser, account
from tests.web.visitor import Visitor

TASK, QUOTE = "Ring om orloven", "Det bliver mellem os to"


@pytest.fixture
async def noted(town: Town) -> int:
    """Have Merete note a task of Yasmin's; give the number of its page."""
    writer, owner = await town.person("Merete"), await town.person("Yasmin")
    note = Note(TASK, f"{town.network.network_id}:{owner.person_id}", None, QUOTE)
    async with town.store.transaction() as connection:
        actor = Actor(Road.TEAMS, writer.person_id)
        item, _ = await noting.note(
            connection, actor, writer, note, channel_id=None, now=town.clock()
        )
    return item.minutes_id


@pytest.mark.parametrize("who", ["e-merete", "e-yasmin"])
async def test_the_two_of_them_see_it(
    browsers: Callable[[], Browser], noted: int, who: str
) -> None:
    browser = browsers()
    await browser.sign_in(account(who))
    assert TASK in (await browser.open("/netvaerk/aeldre")).text
    assert QUOTE in (await browser.open(f"/moede/{noted}")).article(TASK)


@pytest.mark.parametrize("who", ["e-anne", "e-bodil"])
async def test_who_leads_the_network_does_not(
    browsers: Callable[[], Browser], noted: int, who: str
) -> None:
    browser = browsers()
    await browser.sign_in(account(who))
    for path in ("/", "/netvaerk/aeldre", "/netvaerk/aeldre/overblik", "/udbakke"):
        page = await browser.open(path)
        assert page.status == 200
        assert TASK not in page.html
        assert QUOTE not in page.html
        assert "Samtale i Teams" not in page.html
    assert "Ingen referater endnu" in (await browser.open("/")).text
    page = await browser.open(f"/moede/{noted}")
    assert (page.status, page.part("h1")) == (403, doubts.PRIVATE)
    assert TASK not in page.html


async def test_nor_does_the_keeper_at_the_machine(
    visitor: Visitor, noted: int, client: TestClient
) -> None:
    assert TASK not in (await visitor.open("/netvaerk/aeldre")).html
    assert (await visitor.open(f"/moede/{noted}")).status == 403
