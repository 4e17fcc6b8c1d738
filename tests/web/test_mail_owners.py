"""The link in »who has it then?«: the reviewer names a member, by mail alone."""

from collections.abc import Awaitable, Callable

import pytest
from aiohttp.test_utils import TestClient

from bot.domain.followups import Status
from bot.domain.notices import NoticeKind
from bot.domain.people import Actor, Road
from bot.domain.verbs import Verb
from bot.followups import ownership, review
from bot.standin.serving import StandIn
from bot.storage import followups, outbox
from bot.storage.tables import follow_up, membership
from bot.storage.tables import outbox as outbox_table
from bot.web.board import Board
from bot.web.mail_links import MailLinks
from bot.web.mail_words import VOID
from bot.web.visiting import KEEPER
from tests.web.conftest import Town, board_for
from tests.web.meetings import OVERVIEW
from tests.web.signing import sign_in_by
from tests.web.test_mail_answers import ORIGIN, SEALS, Desk
from tests.web.test_safety import everything


@pytest.fixture
async def desk(
    serve: Callable[[Board], Awaitable[TestClient]], town: Town, meeting: int, standin: StandIn
) -> Desk:
    """Give it, with what Preben had declined."""
    links = MailLinks(SEALS, ORIGIN, town.clock)
    board = board_for(town, sign_in=sign_in_by(standin), mail_links=links)
    desk = Desk(await serve(board), town, links)
    preben = await town.person("Preben")
    async with town.store.transaction() as connection:
        await review.approve(connection, meeting, actor=KEEPER, now=town.clock())
    part = await desk.part()
    async with town.store.transaction() as connection:
        actor = Actor(Road.MAIL, preben.person_id)
        await ownership.act(
            connection, actor, preben, part.ownership_id, Verb.DECLINE, now=town.clock()
        )
    return desk


async def link(desk: Desk) -> str:
    """Give the path of the link in the reviewer's mail."""
    async with desk.town.store.transaction() as connection:
        sought = outbox_table.c.kind == NoticeKind.OWNER_SOUGHT
        (row,) = await outbox.rows(connection, sought)
    assert row.person_id is not None
    part = await desk.part()
    return desk.links.owner(row.outbox_id, row.person_id, part.ownership_id).removeprefix(ORIGIN)


async def holders(desk: Desk) -> list[str | None]:
    async with desk.town.store.transaction() as connection:
        (item,) = await followups.follow_ups(connection, follow_up.c.task == OVERVIEW)
    return [one.name for one in item.owners if one.status is Status.OPEN]


async def test_a_member_is_named_and_it_is_taken_back(desk: Desk) -> None:
    path = await link(desk)
    before = await everything(desk.town)
    page = await desk.look(path)
    assert (page.status, page.part("h1")) == (200, "Hvem skal have opgaven?")
    assert OVERVIEW in page.text
    assert await everything(desk.town) == before

    page = await desk.press(path, to="Yasmin Elkhouri")
    assert page.status == 200
    assert page.part("h1").endswith("er givet til Yasmin Elkhouri.")
    assert await holders(desk) == ["Yasmin Elkhouri"]
    for again in (await desk.look(path), await desk.press(path, to="Merete Lyngholm")):
        assert (again.status, again.part("h1")) == (409, "Det er allerede noteret.")
    undone = await desk.press(page.form("Fortryd").attributes["action"] or "")
    assert undone.status == 200
    assert await holders(desk) == []


@pytest.mark.parametrize("name", ["", "Ukendt Person"])
async def test_nobody_but_a_member_is_given_it(desk: Desk, name: str) -> None:
    path = await link(desk)
    before = await everything(desk.town)
    page = await desk.press(path, to=name)
    assert (page.status, bool(page.alert)) == (400, True)
    assert await everything(desk.town) == before


async def test_who_reviews_no_more_names_nobody(desk: Desk) -> None:
    """Nor does the owner, who may answer for the task itself."""
    path = await link(desk)
    preben, part = await desk.town.person("Preben"), await desk.part()
    async with desk.town.store.transaction() as connection:
        whose = outbox_table.c.person_id == preben.person_id
        row = (await outbox.rows(connection, whose))[0]
    own = desk.links.owner(row.outbox_id, preben.person_id, part.ownership_id)
    page = await desk.press(own.removeprefix(ORIGIN), to="Yasmin Elkhouri")
    assert (page.status, page.part("h1")) == (404, VOID)
    async with desk.town.store.transaction() as connection:
        await connection.execute(membership.delete())
    assert (await desk.press(path, to="Yasmin Elkhouri")).status == 404
    assert await holders(desk) == []
