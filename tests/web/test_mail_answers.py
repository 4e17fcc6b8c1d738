"""The links in a mail: looking changes nothing, one press acts once, and nobody else's opens."""

import re
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient
from selectolax.lexbor import LexborHTMLParser

from bot.domain.followups import Ownership, Status
from bot.domain.notices import NoticeKind
from bot.domain.verbs import Verb
from bot.followups import review
from bot.standin.serving import StandIn
from bot.storage import followups, history, outbox, people
from bot.storage.tables import follow_up, membership
from bot.storage.tables import outbox as outbox_table
from bot.web.board import Board
from bot.web.mail_links import LASTS, MailLinks
from bot.web.mail_words import VOID
from bot.web.seals import Seals
from bot.web.visiting import KEEPER
from tests.web.conftest import Town, board_for
from tests.web.meetings import FORUM, OVERVIEW
from tests.web.signing import sign_in_by
from tests.web.test_safety import everything
from tests.web.visitor import Page

ORIGIN = "https://tavle.example.org"
#: what a browser says of a form on a page that tells nobody where it stands
NAMELESS = {"Host": "tavle.example.org", "Origin": "null", "Sec-Fetch-Site": "same-origin"}
SEALS = Seals(b"k" * 32)


class Desk:
    """Preben's mails, and a browser in which nobody has signed in."""

    def __init__(self, client: TestClient, town: Town, links: MailLinks) -> None:
        self.client, self.town, self.links = client, town, links

    async def part(self, task: str = OVERVIEW) -> Ownership:
        """Give the first owner's part of a task as it stands."""
        async with self.town.store.transaction() as connection:
            items = await followups.follow_ups(connection, follow_up.c.task == task)
        return items[0].owners[0]

    async def link(self, verb: Verb, *, of: str = "Preben", task: str = OVERVIEW) -> str:
        """Give the path of a link in the mail to somebody."""
        person = await self.town.person(of)
        async with self.town.store.transaction() as connection:
            row = (
                await outbox.rows(
                    connection,
                    outbox_table.c.kind == NoticeKind.ASSIGNMENT,
                    outbox_table.c.person_id == person.person_id,
                )
            )[0]
        part = await self.part(task)
        link = self.links.answer(row.outbox_id, person.person_id, part.ownership_id, verb)
        return link.removeprefix(ORIGIN)

    async def look(self, path: str, method: str = "GET") -> Page:
        """Open a link, as a person or a scanner does."""
        return await self._page(
            await self.client.request(method, path, headers={"Host": NAMELESS["Host"]})
        )

    async def press(self, path: str, **fields: str) -> Page:
        """Press the button of the page."""
        return await self._page(
            await self.client.post(path, data=fields, headers=NAMELESS, allow_redirects=False)
        )

    async def _page(self, answer: ClientResponse) -> Page:
        html = await answer.text()
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        return Page(answer.status, str(answer.url), LexborHTMLParser(html), html)


@pytest.fixture
async def desk(
    serve: Callable[[Board], Awaitable[TestClient]], town: Town, meeting: int, standin: StandIn
) -> Desk:
    """Give it, with the minutes approved."""
    async with town.store.transaction() as connection:
        await review.approve(connection, meeting, actor=KEEPER, now=town.clock())
    links = MailLinks(SEALS, ORIGIN, town.clock)
    board = board_for(town, sign_in=sign_in_by(standin), mail_links=links)
    return Desk(await serve(board), town, links)


ANSWERS = (Verb.FINISH, Verb.ACCEPT, Verb.POSTPONE, Verb.DECLINE, Verb.BLOCK)


@pytest.mark.parametrize("verb", ANSWERS)
async def test_looking_asks_and_changes_nothing(desk: Desk, verb: Verb) -> None:
    """However often a scanner looks, and also with HEAD."""
    path = await desk.link(verb)
    before = await everything(desk.town)
    for _ in range(3):
        page = await desk.look(path)
        assert (page.status, len(page.tree.css("form"))) == (200, 1)
        assert OVERVIEW in page.text
        assert "Du svarer som Preben Skovdrup." in page.text
        assert (await desk.look(path, "HEAD")).status == 200
    assert await everything(desk.town) == before
    assert not desk.town.wake.is_set()


async def test_a_press_is_noted_as_said_by_mail_and_can_be_taken_back(desk: Desk) -> None:
    path = await desk.link(Verb.FINISH)
    page = await desk.press(path)
    assert (page.status, page.part("h1")) == (
        200,
        "Noteret: »Preben udarbejder en oversigt over depoterne.« er meldt færdig.",
    )
    assert desk.town.wake.is_set()
    part = await desk.part()
    assert part.status is Status.REPORTED_DONE
    async with desk.town.store.transaction() as connection:
        line = (await history.lines_of(connection, "ownership", [part.ownership_id]))[-1]
    preben = await desk.town.person("Preben")
    assert (line["road"], line["person_id"]) == ("mail", preben.person_id)

    back = page.form("Fortryd").attributes["action"] or ""
    assert (await desk.look(back)).buttons() == ["Fortryd"]
    assert (await desk.press(back)).part("h1").startswith("Fortrudt: ")
    assert (await desk.part()).status is Status.OPEN
    again = await desk.press(back)
    assert (again.status, again.part("h1")) == (409, "Der er ikke noget at fortryde.")
    # what was taken back may be said again
    assert (await desk.press(path)).status == 200
    assert (await desk.part()).status is Status.REPORTED_DONE


@pytest.mark.parametrize("verb", ANSWERS)
async def test_pressed_again_it_is_noted_already(desk: Desk, verb: Verb) -> None:
    path = await desk.link(verb)
    assert (await desk.press(path, due="2026-12-01")).status == 200
    before = await everything(desk.town)
    for page in (await desk.press(path, due="2026-12-02"), await desk.look(path)):
        assert (page.status, page.part("h1")) == (409, "Det er allerede noteret.")
    assert await everything(desk.town) == before


async def test_a_new_date_is_asked_for(desk: Desk) -> None:
    path = await desk.link(Verb.POSTPONE)
    page = await desk.look(path)
    assert [field.attributes["type"] for field in page.tree.css("form input")] == ["date"]
    for due, said in (
        ("", "Skriv en dato, fx »udsæt til 1/6«."),
        ("i morgen", "Skriv datoen som dag, måned og år, fx 1-12-2026."),
        ("2026-01-01", "Datoen er allerede gået."),
    ):
        page = await desk.press(path, due=due)
        assert (page.status, page.alert) == (400, said)
        assert len(page.tree.css("form input")) == 1
    assert "1. december 2026" in (await desk.press(path, due="2026-12-01")).part("h1")
    assert str((await desk.part()).due) == "2026-12-01"


async def test_who_has_it_may_be_named(desk: Desk) -> None:
    """It is passed on, and pressed again it is noted already."""
    path = await desk.link(Verb.DECLINE)
    page = await desk.press(path, to="Yasmin Elkhouri")
    assert "givet videre til Yasmin Elkhouri" in page.part("h1")
    assert (await desk.part()).status is Status.HANDED_OVER
    for again in (await desk.press(path), await desk.look(path)):
        assert (again.status, again.part("h1")) == (409, "Det er allerede noteret.")
    other = await desk.press(await desk.link(Verb.FINISH))
    assert (other.status, other.part("h1")) == (404, VOID)


async def test_what_is_not_theirs_to_use_all_looks_the_same(desk: Desk) -> None:
    """Forged, for another purpose, another person's, too old: it does not show which."""
    path = await desk.link(Verb.FINISH)
    token = path.removeprefix("/svar/")
    other = MailLinks(Seals(b"x" * 32), ORIGIN, desk.town.clock)
    preben, part = await desk.town.person("Preben"), await desk.part()
    kept = {"outbox_id": 1, "person_id": 1, "ownership_id": 1, "verb": "x", "line": None}
    late = desk.town.clock() + LASTS
    merete = await desk.link(Verb.FINISH, of="Merete", task=FORUM)
    theirs = desk.links.opened(merete.removeprefix("/svar/"))
    assert theirs is not None
    made = desk.links.answer
    false = [
        "abc",
        "æøå",
        token[:-1],
        "A" + token,
        SEALS.seal("session", kept, late),
        other.answer(1, preben.person_id, part.ownership_id, Verb.FINISH),
        # somebody else's mail, person or task beside their own
        made(theirs.outbox_id, preben.person_id, part.ownership_id, Verb.FINISH),
        made(theirs.outbox_id, theirs.person_id, part.ownership_id, Verb.FINISH),
        made(999, preben.person_id, part.ownership_id, Verb.FINISH),
        made(theirs.outbox_id, theirs.person_id, 999, Verb.FINISH),
    ]
    paths = ["/svar/" + one.rpartition("/")[2] for one in false]
    before = await everything(desk.town)
    pages = [p for one in paths for p in (await desk.look(one), await desk.press(one))]
    desk.town.clock.forward(days=LASTS.days)
    pages += [await desk.look(path), await desk.press(path)]
    assert {(page.status, page.html) for page in pages} == {(404, pages[0].html)}
    assert pages[0].part("h1") == VOID
    assert await everything(desk.town) == before


async def test_who_has_left_the_network_answers_no_more(desk: Desk) -> None:
    path = await desk.link(Verb.FINISH)
    preben = await desk.town.person("Preben")
    async with desk.town.store.transaction() as connection:
        gone = membership.c.person_id == preben.person_id
        await connection.execute(membership.delete().where(gone))
    assert (await desk.press(path)).status == 404
    assert (await desk.part()).status is Status.OPEN


async def test_a_closed_task_is_answered_politely(desk: Desk) -> None:
    path = await desk.link(Verb.ACCEPT)
    async with desk.town.store.transaction() as connection:
        changed = follow_up.update().where(follow_up.c.task == OVERVIEW)
        await connection.execute(changed.values(status=Status.DROPPED))
    for page in (await desk.look(path), await desk.press(path)):
        assert (page.status, page.part("h1")) == (404, VOID)


async def test_a_link_does_one_thing_alone(desk: Desk) -> None:
    """What the form says beside it does not matter; nor does it open the board."""
    await desk.press(await desk.link(Verb.ACCEPT), act="faerdig", verb="followup.finish")
    assert (await desk.part()).status is Status.ACCEPTED
    page = await desk.client.get("/min", headers={"Host": NAMELESS["Host"]}, allow_redirects=False)
    assert page.headers["Location"].startswith("/log-ind")


async def test_an_undo_is_of_that_very_answer(desk: Desk) -> None:
    page = await desk.press(await desk.link(Verb.ACCEPT))
    back = page.form("Fortryd").attributes["action"] or ""
    await desk.press(await desk.link(Verb.FINISH))
    assert (await desk.press(back)).status == 409
    assert (await desk.part()).status is Status.REPORTED_DONE
    desk.town.clock.forward(days=1)
    assert (await desk.press(back)).status == 404


async def test_the_pages_speak_the_persons_language(desk: Desk) -> None:
    preben = await desk.town.person("Preben")
    async with desk.town.store.transaction() as connection:
        await people.set_language(connection, preben.person_id, "en")
    path = await desk.link(Verb.DECLINE)
    page = await desk.look(path)
    assert '<html lang="en">' in page.html
    assert page.buttons() == ["It is not mine"]
    assert not re.search("[æøå]", page.text.replace("Netværksmøde om hjælpemidler", ""))
    page = await desk.press(path)
    assert page.part("h1").startswith("Noted: ")
    assert (await desk.press(path)).part("h1") == "That is already noted."


async def test_where_mails_lead_nowhere_no_link_opens(
    serve: Callable[[Board], Awaitable[TestClient]], desk: Desk, standin: StandIn
) -> None:
    path = await desk.link(Verb.FINISH)
    client = await serve(board_for(desk.town, sign_in=sign_in_by(standin)))
    closed = Desk(client, desk.town, desk.links)
    assert (await closed.look(path)).status == 404


async def test_on_loopback_too_only_this_machine_answers(
    serve: Callable[[Board], Awaitable[TestClient]], desk: Desk
) -> None:
    """A page elsewhere may not reach it under another name."""
    path = await desk.link(Verb.FINISH)
    client = await serve(board_for(desk.town, mail_links=desk.links))
    elsewhere = await client.post(path, headers=NAMELESS)
    assert elsewhere.status == 403
    assert (await client.post(path, headers={"Origin": "null"})).status == 200
