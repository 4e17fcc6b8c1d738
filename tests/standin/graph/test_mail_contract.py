"""Mailboxes as the real Graph has them; its documentation is named at the stand-in."""

from base64 import b64encode

import pytest

from bot.delivery.graph import Graph, GraphError
from bot.standin.graph.mailboxes import MAIL, SEND_MAIL
from tests.graph_world import graph_for
from tests.teams_world import Teams

BOT = "bolden@example.org"
RAW = b"From: bolden@example.org\r\nTo: Eva <eva@example.org>\r\nMessage-ID: <a'b@x>\r\n\r\nHej"
DELTA = f"users/{BOT}/mailFolders/inbox/messages/delta"
NEW = {"changeType": "created"}


@pytest.fixture
def ready(teams: Teams) -> Teams:
    """Give a tenant with two mailboxes that may be used."""
    teams.standin.graph.tenant.granted |= {MAIL, SEND_MAIL}
    for address in (BOT, "eva@example.org"):
        teams.standin.graph.mail.open(address)
    return teams


async def send(graph: Graph, raw: bytes = RAW) -> int:
    return (await graph.post_text(f"users/{BOT}/sendMail", b64encode(raw).decode())).status


async def test_a_mail_is_taken_without_an_id_and_filed_and_delivered(ready: Teams) -> None:
    async with graph_for(ready) as graph:
        answered = await graph.post_text(f"users/{BOT}/sendMail", b64encode(RAW).decode())
        assert (answered.status, answered.raw) == (202, b"")
        path = f"users/{BOT}/mailFolders/sentitems/messages"
        found = await graph.get(path, {"$filter": "internetMessageId eq '<a''b@x>'"})
        assert len(found.body["value"]) == 1
        other = await graph.get(path, {"$filter": "internetMessageId eq '<other@x>'"})
        assert other.body["value"] == []
    boxes = ready.standin.graph.mail.boxes
    assert [one.raw for one in boxes["eva@example.org"].inbox] == [RAW]


async def test_what_is_no_mime_is_refused(ready: Teams) -> None:
    async with graph_for(ready) as graph:
        assert (await graph.post_text(f"users/{BOT}/sendMail", "ingen base 64")).status == 400
        path, content = f"users/{BOT}/sendMail", b64encode(RAW).decode()
        assert (await graph.post(path, {"message": content})).status == 400


async def test_without_permission_or_mailbox_nothing_is_told(ready: Teams) -> None:
    async with graph_for(ready) as graph:
        nobody = await graph.post_text("users/nobody@example.org/sendMail", "")
        assert nobody.status == 404
        ready.standin.graph.tenant.granted.clear()
        assert await send(graph) == 403
        with pytest.raises(GraphError) as caught:
            await graph.changes(DELTA, NEW, None)
        assert caught.value.status == 403


async def test_changes_are_told_once_and_a_link_can_be_too_old(ready: Teams) -> None:
    mails = ready.standin.graph.mail
    items = [mails.drop(BOT, b"%d" % number) for number in range(12)]  # two pages
    async with graph_for(ready) as graph:
        first = await graph.changes(DELTA, NEW, None)
        assert [one["id"] for one in first.entries] == [one.item_id for one in items]
        late = mails.drop(BOT, b"late")
        then = await graph.changes(DELTA, NEW, first.link)
        assert [one["id"] for one in then.entries] == [late.item_id]
        assert (await graph.changes(DELTA, NEW, then.link)).entries == []
        mails.boxes[BOT].oldest = 13
        with pytest.raises(GraphError) as caught:
            await graph.changes(DELTA, NEW, first.link)
        assert caught.value.status == 410


async def test_a_mail_is_given_as_it_came_and_can_be_marked(ready: Teams) -> None:
    item = ready.standin.graph.mail.drop(BOT, RAW)
    async with graph_for(ready) as graph:
        path = f"users/{BOT}/messages/{item.item_id}"
        assert (await graph.get(f"{path}/$value")).raw == RAW
        assert (await graph.patch(path, {"isRead": True})).body["isRead"] is True
        assert (await graph.get(f"users/{BOT}/messages/none/$value")).status == 404
    assert item.is_read
