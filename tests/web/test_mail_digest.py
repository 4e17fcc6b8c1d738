"""The link that leaves the digest: one click of a mail program, or a page that asks."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient
from sqlalchemy import select

from bot.delivery.mail.message import Envelope, Rendered, build
from bot.delivery.quiet import Never, wish
from bot.domain.delivery import MailAddress
from bot.domain.notices import NoticeKind
from bot.standin.serving import StandIn
from bot.storage import outbox, people
from bot.storage.outbox import OutboxRow
from bot.storage.tables import history
from bot.web.board import Board
from bot.web.mail_links import LASTS, MailLinks
from bot.web.mail_words import VOID
from bot.web.seals import Seals
from tests.web.conftest import Town, board_for
from tests.web.signing import sign_in_by
from tests.web.test_mail_answers import ORIGIN, SEALS, Desk
from tests.web.test_safety import everything
from tests.web.visitor import Page

CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
async def desk(
    serve: Callable[[Board], Awaitable[TestClient]], town: Town, standin: StandIn
) -> Desk:
    """Give it, with a digest to Preben and the question of an owner on their way."""
    preben = await town.person("Preben")
    async with town.store.transaction() as connection:
        for kind in (NoticeKind.DIGEST, NoticeKind.ASSIGNMENT):
            await outbox.enqueue(
                connection,
                kind,
                kind,
                network_id=town.network.network_id,
                person_id=preben.person_id,
                now=town.clock(),
            )
    links = MailLinks(SEALS, ORIGIN, town.clock)
    board = board_for(town, sign_in=sign_in_by(standin), mail_links=links)
    return Desk(await serve(board), town, links)


async def _rows(desk: Desk) -> list[OutboxRow]:
    async with desk.town.store.transaction() as connection:
        return await outbox.rows(connection)


async def _path(desk: Desk) -> str:
    digest = (await _rows(desk))[0]
    assert digest.person_id is not None
    return desk.links.leave_digest(digest.outbox_id, digest.person_id).removeprefix(ORIGIN)


def _chosen(page: Page) -> list[str | None]:
    return [one.attributes["value"] for one in page.tree.css("input[checked]")]


async def _kept_back(desk: Desk) -> list[NoticeKind]:
    """Give what is not sent to Preben."""
    rows = await _rows(desk)
    async with desk.town.store.transaction() as connection:
        said = [(row.kind, await wish(connection, row, desk.town.clock())) for row in rows]
    return [kind for kind, one in said if one == Never("no-digest")]


async def test_one_click_ends_the_digest_alone(desk: Desk) -> None:
    """As a mail program posts it: another origin, no cookie; and again, as some do."""
    path = await _path(desk)
    for body in (CLICK, FormData(CLICK, default_to_multipart=True), CLICK):
        answer = await desk.client.post(
            path, data=body, headers={"Host": "tavle.example.org"}, allow_redirects=False
        )
        assert answer.status == 200
        assert "Set-Cookie" not in answer.headers
        assert await _kept_back(desk) == [NoticeKind.DIGEST]
    preben = await desk.town.person("Preben")
    async with desk.town.store.transaction() as connection:
        lines = (await connection.execute(select(history))).mappings().all()
        assert not (await people.wishes_of(connection, preben.person_id)).opted_out
    assert [(line["subject"], line["road"]) for line in lines] == [("person", "mail")]


async def test_looking_asks_and_changes_nothing(desk: Desk) -> None:
    path, before = await _path(desk), await everything(desk.town)
    page = await desk.look(path)
    assert (page.status, page.part("h1")) == (200, "Hvor tit vil du have overblikket?")
    assert _chosen(page) == ["weekly"]
    assert (await desk.look(path, "HEAD")).status == 200
    assert (await desk.press(path)).status == 400
    assert (await desk.press(path, **{"List-Unsubscribe": "x"})).status == 400
    assert (await desk.press(path, rhythm="hourly")).status == 400
    assert await everything(desk.town) == before


@pytest.mark.parametrize(
    ("rhythm", "said"),
    [
        ("weekly", "Du får overblikket hver uge, når der er noget nyt."),
        ("daily", "Du får overblikket hver arbejdsdag, når der er noget nyt."),
        ("none", "Du får ikke overblikket længere."),
    ],
)
async def test_the_choice_made_on_the_page_is_kept(desk: Desk, rhythm: str, said: str) -> None:
    path = await _path(desk)
    page = await desk.press(path, rhythm=rhythm)
    assert page.part("h1").startswith(said)
    assert _chosen(await desk.look(path)) == [rhythm]
    again = await desk.press(path, rhythm=rhythm)
    assert again.part("h1") == page.part("h1")
    assert "Fortryd" not in again.text


async def test_it_is_taken_back_on_the_page(desk: Desk) -> None:
    path = await _path(desk)
    await desk.press(path, rhythm="daily")
    page = await desk.press(path, **CLICK)
    back = page.form("Fortryd")
    assert await _kept_back(desk) == [NoticeKind.DIGEST]
    page = await desk.press(back.attributes["action"] or "", rhythm="daily")
    assert page.part("h1") == "Du får overblikket hver arbejdsdag, når der er noget nyt."
    assert await _kept_back(desk) == []


async def test_a_link_that_is_not_ours_says_nothing(desk: Desk) -> None:
    path, before = await _path(desk), await everything(desk.town)
    digest = (await _rows(desk))[0]
    assert digest.person_id is not None
    forged = MailLinks(Seals(b"x" * 32), "", desk.town.clock)
    paths = [
        "/afmeld/abc",
        forged.leave_digest(digest.outbox_id, digest.person_id),
        desk.links.leave_digest(digest.outbox_id, digest.person_id + 1).removeprefix(ORIGIN),
        desk.links.leave_digest(999, digest.person_id).removeprefix(ORIGIN),
        path.replace("/afmeld/", "/svar/"),
    ]
    pages = [p for one in paths for p in (await desk.look(one), await desk.press(one, **CLICK))]
    desk.town.clock.forward(days=LASTS.days)
    pages.append(await desk.press(path, **CLICK))
    assert {(page.status, page.part("h1")) for page in pages} == {(404, VOID)}
    assert await everything(desk.town) == before


@pytest.mark.parametrize("origin", [ORIGIN, "http://127.0.0.1:3978"])
async def test_the_header_offers_one_click_over_https_alone(desk: Desk, origin: str) -> None:
    """And is not encoded, however long the address is."""
    leave = MailLinks(SEALS, origin, desk.town.clock).leave_digest(4711, 123456)
    bot = MailAddress("Bolden", "bolden@example.org")
    envelope = Envelope(bot, bot, "<1@example.org>", datetime.now(UTC), is_bulk=True, leave=leave)
    raw = build(Rendered("Uge 12", "æ" * 900, f"<p>{'æ' * 900}</p>", "da"), envelope)
    message = message_from_bytes(raw, policy=default)
    by_mail = "<mailto:bolden@example.org?subject=afmeld%20overblik>"
    if origin == ORIGIN:
        assert message["List-Unsubscribe"] == f"<{leave}>, {by_mail}"
        assert f"List-Unsubscribe: <{leave}>,\r\n".encode() in raw
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    else:
        assert message["List-Unsubscribe"] == by_mail
        assert message["List-Unsubscribe-Post"] is None
    assert max(map(len, raw.split(b"\r\n\r\n", 1)[1].split(b"\r\n"))) <= 78
