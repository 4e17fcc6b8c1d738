"""The board on each database: seen, corrected, approved, given away, and looked at all over."""

from collections.abc import Awaitable, Callable

from aiohttp.test_utils import TestClient

from bot.storage import outbox
from bot.storage.engine import Store
from bot.web.board import Board
from tests.conftest import Clock
from tests.web.conftest import board_for, settle
from tests.web.meetings import DRAFT, GROUP, PRICE, a_meeting
from tests.web.tour import every_page
from tests.web.visitor import Visitor


async def test_the_line_holds_on_each_database(
    store: Store, clock: Clock, serve: Callable[[Board], Awaitable[TestClient]]
) -> None:
    """The approval that is tried out for the button leaves nothing behind on either."""
    town = await settle(store, clock)
    meeting = await town.hold(a_meeting())
    visitor = Visitor(await serve(board_for(town)))
    page = await visitor.open(f"/moede/{meeting}")
    assert "Godkend og send til 4 personer" in page.buttons()
    async with store.transaction() as connection:
        assert len(await outbox.rows(connection)) == 1
    page = await visitor.press(page, "Gem ansvarlig", PRICE, owner="Preben Skovdrup")
    page = await visitor.press(page, "Godkend og send")
    assert page.said.startswith("Referatet er godkendt.")
    page = await visitor.press(page, "Giv og send", DRAFT, person="Yasmin Elkhouri")
    assert "Yasmin Elkhouri: åben" in page.article(DRAFT)
    page = await visitor.press(page, "Luk for tilmelding", GROUP)
    assert "Lukket for tilmelding" in page.article(GROUP)
    clock.forward(days=40)
    pages = await every_page(visitor)
    assert [path for path, page in pages.items() if page.status != 200] == ["/nix"]
