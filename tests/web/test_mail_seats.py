"""The links in a call for a working group: looking joins nobody, a press does, and back again."""

from collections.abc import Awaitable, Callable

import pytest
from aiohttp.test_utils import TestClient

from bot.domain.verbs import Verb
from bot.followups import review, volunteers
from bot.standin.serving import StandIn
from bot.storage import groups, outbox
from bot.storage.groups import VolunteerRow
from bot.storage.tables import membership, working_group
from bot.storage.tables import outbox as outbox_table
from bot.web.board import Board
from bot.web.mail_links import MailLinks
from bot.web.mail_words import VOID
from bot.web.visiting import KEEPER
from tests.web.conftest import Town, board_for
from tests.web.signing import sign_in_by
from tests.web.test_mail_answers import ORIGIN, SEALS, Desk
from tests.web.test_safety import everything


class Call:
    """Preben's mail about the working group."""

    def __init__(self, desk: Desk, group_id: int) -> None:
        self.desk, self.group_id = desk, group_id

    async def link(self, verb: Verb, *, outbox_id: int | None = None) -> str:
        """Give the path of a link in the mail."""
        preben = await self.desk.town.person("Preben")
        async with self.desk.town.store.transaction() as connection:
            whose = outbox_table.c.person_id == preben.person_id
            row = (await outbox.rows(connection, whose))[0]
        sent = outbox_id or row.outbox_id
        link = self.desk.links.seat(sent, preben.person_id, self.group_id, verb)
        return link.removeprefix(ORIGIN)

    async def roster(self) -> list[tuple[str, Verb]]:
        """Give who stands on it, and how."""
        async with self.desk.town.store.transaction() as connection:
            found: tuple[VolunteerRow, ...] = (
                await groups.group_of(connection, self.group_id)
            ).volunteers
        return [(one.name, one.answer) for one in found]


@pytest.fixture
async def call(
    serve: Callable[[Board], Awaitable[TestClient]], town: Town, meeting: int, standin: StandIn
) -> Call:
    """Give it, with the minutes approved."""
    async with town.store.transaction() as connection:
        await review.approve(connection, meeting, actor=KEEPER, now=town.clock())
        group_id = await connection.scalar(
            working_group.select().with_only_columns(working_group.c.id).where(working_group.c.open)
        )
    links = MailLinks(SEALS, ORIGIN, town.clock)
    board = board_for(town, sign_in=sign_in_by(standin), mail_links=links)
    assert group_id is not None
    return Call(Desk(await serve(board), town, links), group_id)


async def test_looking_joins_nobody(call: Call) -> None:
    before = await everything(call.desk.town)
    for verb, heading in (
        (Verb.VOLUNTEER, "Vil du være med?"),
        (Verb.MAYBE, "Er du måske med?"),
    ):
        page = await call.desk.look(await call.link(verb))
        assert (page.status, page.part("h1"), len(page.tree.css("form"))) == (200, heading, 1)
        assert "Du svarer som Preben Skovdrup." in page.text
    assert await everything(call.desk.town) == before


async def test_a_press_joins_and_is_taken_back(call: Call) -> None:
    before = await call.roster()
    join = await call.link(Verb.VOLUNTEER)
    page = await call.desk.press(join)
    assert page.status == 200
    assert page.part("h1").startswith("Du er meldt til ")
    assert await call.roster() == [*before, ("Preben Skovdrup", Verb.VOLUNTEER)]
    again = await call.desk.press(join)
    assert (again.status, again.part("h1")) == (409, "Det er allerede noteret.")
    undone = await call.desk.press(page.form("Fortryd").attributes["action"] or "")
    assert undone.status == 200
    assert await call.roster() == before


async def test_the_newest_answer_counts_however_often_it_changes(call: Call) -> None:
    before = await call.roster()
    join, perhaps, leave = [
        await call.link(verb) for verb in (Verb.VOLUNTEER, Verb.MAYBE, Verb.WITHDRAW)
    ]
    for path, answer in (
        (join, [("Preben Skovdrup", Verb.VOLUNTEER)]),
        (perhaps, [("Preben Skovdrup", Verb.MAYBE)]),
        (leave, []),
        (join, [("Preben Skovdrup", Verb.VOLUNTEER)]),
    ):
        assert (await call.desk.press(path)).status == 200
        assert await call.roster() == before + answer


async def test_a_closed_group_takes_nobody(call: Call) -> None:
    async with call.desk.town.store.transaction() as connection:
        await volunteers.close(connection, KEEPER, call.group_id, now=call.desk.town.clock())
    before = await call.roster()
    path = await call.link(Verb.VOLUNTEER)
    for page in (await call.desk.look(path), await call.desk.press(path)):
        assert page.status == 409
        assert "lukket" in page.part("h1")
    assert await call.roster() == before


async def test_who_has_left_or_got_another_mail_joins_nothing(call: Call) -> None:
    foreign = await call.link(Verb.VOLUNTEER, outbox_id=999)
    own = await call.link(Verb.VOLUNTEER)
    assert (await call.desk.press(foreign)).part("h1") == VOID
    preben = await call.desk.town.person("Preben")
    async with call.desk.town.store.transaction() as connection:
        gone = membership.c.person_id == preben.person_id
        await connection.execute(membership.delete().where(gone))
    assert (await call.desk.press(own)).status == 404
    assert "Preben Skovdrup" not in dict(await call.roster())
