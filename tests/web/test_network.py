"""A network's page, the front page, and minutes handed in there."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.domain.delivery import TeamsAddress
from bot.domain.notices import NoticeKind
from bot.domain.people import Actor, Road
from bot.domain.verbs import Verb
from bot.followups import ownership, review
from bot.storage import conversations, outbox, people, tables
from bot.web.visiting import KEEPER
from tests.web.conftest import Town
from tests.web.meetings import DRAFT, DUTY, FORUM, NAMES, OVERVIEW, a_meeting
from tests.web.visitor import Visitor

SAMPLE = Path(__file__).parents[2] / "samples" / "netvaerksmoede.txt"
UPLOAD = "/netvaerk/aeldre/referat"


async def approve(town: Town, meeting: int) -> None:
    """Approve a meeting's minutes."""
    async with town.store.transaction() as connection:
        await review.approve(connection, meeting, actor=KEEPER, now=town.clock())


async def test_the_front_page_puts_what_waits_first(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """A link to the review stands above the networks."""
    page = await visitor.open("/")
    assert page.part("h1") == "Hvem har bolden?"
    assert page.parts("h2") == ["Venter på dig", "Netværk"]
    waiting = page.tree.css_first("section[aria-labelledby=venter] a")
    assert waiting is not None
    assert waiting.attributes["href"] == f"/moede/{meeting}"
    await approve(town, meeting)
    assert (await visitor.open("/")).parts("h2") == ["Netværk"]


async def test_the_figures_follow_what_happens(visitor: Visitor, town: Town, meeting: int) -> None:
    """Open, late, seeking an owner, done; a standing duty is in none of them."""
    await approve(town, meeting)
    figures = ".figures"
    assert (await visitor.open("/")).part(figures) == (
        "Åbne 5 Heraf over fristen 0 Heraf søger en ansvarlig 2 Færdige 0"
    )
    preben = await town.person("Preben")
    async with town.store.transaction() as connection:
        actor = Actor(Road.MAIL, preben.person_id)
        await ownership.act(connection, actor, preben, 1, Verb.FINISH, now=town.clock())
    town.clock.forward(days=40)
    expected = "Åbne 4 Heraf over fristen 1 Heraf søger en ansvarlig 2 Færdige 1"
    assert (await visitor.open("/")).part(figures) == expected
    assert (await visitor.open("/netvaerk/aeldre")).part(figures) == expected


async def test_what_may_not_have_arrived_is_on_the_front_page(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """Uncertain deliveries are somebody's to look at."""
    async with town.store.transaction() as connection:
        await connection.execute(tables.outbox.update().values(state="uncertain"))
    assert "Se 1 besked, der er usikker eller mislykket" in (await visitor.open("/")).text


async def test_a_board_without_networks_says_how_to_begin(visitor: Visitor, town: Town) -> None:
    """The first command is named."""
    async with town.store.transaction() as connection:
        await connection.execute(tables.membership.delete())
        await connection.execute(tables.network.delete())
    page = await visitor.open("/")
    assert page.status == 200
    assert "bolden network add" in page.text


async def test_each_follow_up_stands_in_one_place(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """Under the heading that says what is to be done with it."""
    await approve(town, meeting)
    town.clock.forward(days=40)
    page = await visitor.open("/netvaerk/aeldre")
    section = page.tree.css_first("section[aria-labelledby=opgaver]")
    assert section is not None
    told = page.part("section[aria-labelledby=opgaver]")
    order = [
        "Fristen er overskredet (1)",
        NAMES,
        "Søger en ansvarlig (2)",
        DRAFT,
        "Åbne (1)",
        OVERVIEW,
        "Skal videre (1)",
        FORUM,
        "Faste pligter (1)",
        DUTY,
    ]
    places = [told.index(words) for words in order]
    assert places == sorted(places)
    for task in (NAMES, DRAFT, OVERVIEW, FORUM, DUTY):
        assert told.count(task) == 1


async def test_members_show_how_they_are_reached(visitor: Visitor, town: Town) -> None:
    """Roles in Danish, Teams or mail."""
    page = await visitor.open("/netvaerk/aeldre")
    rows = page.parts("section[aria-labelledby=medlemmer] tbody tr")
    assert "Preben Skovdrup depotleder Odsherred Kommune kontaktperson med mail" in rows
    assert "Bodil Ravnhøjgaard centerchef Næstved Kommune mødeleder, kontaktperson i Teams" in rows
    assert "Næste møde er ikke kendt." in page.text


async def test_the_next_meeting_is_the_nearest_ahead(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """As the minutes say; one that has been is not shown."""
    assert "Næste møde: 8. december 2026." in (await visitor.open("/netvaerk/aeldre")).text
    town.clock.forward(days=100)
    assert "Næste møde er ikke kendt." in (await visitor.open("/netvaerk/aeldre")).text


async def test_minutes_handed_in_lead_to_their_review(visitor: Visitor, town: Town) -> None:
    """A real file through the real reader; only the reviewer is asked."""
    page = await visitor.hand_in(UPLOAD, SAMPLE.read_bytes(), "netvaerksmoede.txt")
    assert page.status == 200
    assert page.url.startswith("/moede/1")
    assert page.said == "Referatet er læst. Intet er sendt til de ansvarlige endnu."
    assert "netvaerksmoede.txt" in page.text
    assert page.tree.css("article.draft")
    assert town.wake.is_set()
    async with town.store.transaction() as connection:
        kinds = [row.kind for row in await outbox.rows(connection)]
    assert kinds == [NoticeKind.REVIEW_REQUEST]


async def test_the_same_file_leads_to_the_same_review(visitor: Visitor, town: Town) -> None:
    """Nothing is added."""
    await visitor.hand_in(UPLOAD, SAMPLE.read_bytes(), "netvaerksmoede.txt")
    page = await visitor.hand_in(UPLOAD, SAMPLE.read_bytes(), "igen.txt")
    assert page.url.startswith("/moede/1")
    assert page.said == "Det samme referat er taget ind før. Her er det."
    listed = await visitor.open("/netvaerk/aeldre")
    assert len(listed.tree.css("section[aria-labelledby=referater] li")) == 1


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "tom.txt", "Filen er tom."),
        (b"%PDF-1.7 broken", "referat.pdf", "Filen er beskadiget."),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "billede.png", "Den slags fil kan ikke læses."),
        (b"PK\x03\x04" + bytes(40), "referat.docx", "Filen er beskadiget."),
        (b"En liste over frugt: banan, kiwi.\n", "frugt.txt", "hverken et møde eller opfølg"),
        (b"x", "", "Vælg en fil med referatet først."),
        (bytes(25 * 1024 * 1024 + 1), "stor.txt", "Den må højst fylde 25 MB"),
    ],
    ids=("empty", "pdf", "picture", "zip", "no minutes", "no file", "too big"),
)
async def test_a_file_that_cannot_be_used_is_refused_in_danish(
    visitor: Visitor, town: Town, data: bytes, name: str, sentence: str
) -> None:
    """One sentence on the network's page, nothing stored."""
    page = await visitor.hand_in(UPLOAD, data, name)
    assert page.status == 400
    assert sentence in page.alert
    assert page.part("h1") == "Ældrenetværket"
    async with town.store.transaction() as connection:
        assert await outbox.rows(connection) == []
    assert not town.wake.is_set()


async def test_a_file_without_a_name_field_is_refused(visitor: Visitor) -> None:
    """What no browser sends."""
    answer = await visitor.post(UPLOAD, {"file": "words"})
    assert answer.status == 400
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = await visitor._page(
        await visitor.client.post(UPLOAD, data=b"--x\r\nnonsense", headers=headers)
    )
    assert answer.status == 400


async def test_a_path_in_a_file_name_is_left_out(visitor: Visitor) -> None:
    """Some browsers send it."""
    page = await visitor.hand_in(UPLOAD, SAMPLE.read_bytes(), "C:\\Users\\Anne\\møde.txt")
    assert "møde.txt" in page.text
    assert "Users" not in page.text


async def test_an_unknown_network_is_not_found(visitor: Visitor) -> None:
    """For looking and for handing in."""
    assert (await visitor.open("/netvaerk/nix")).status == 404
    assert (await visitor.open("/netvaerk/nix/overblik")).status == 404
    assert (await visitor.hand_in("/netvaerk/nix/referat", b"x", "x.txt")).status == 404


async def test_the_week_shows_what_would_be_sent(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """On the coming Monday, of what there is now."""
    page = await visitor.open("/netvaerk/aeldre/overblik")
    assert "Der er ikke noget at fortælle" in page.text
    await approve(town, meeting)
    page = await visitor.open("/netvaerk/aeldre/overblik")
    assert page.part("h1") == "Ugeoverblik, uge 38"
    assert "mandag den 14. september 2026 kl. 8" in page.text
    assert DRAFT in page.text
    assert "Næste møde: 8. december 2026" in page.text


async def test_another_networks_minutes_stay_apart(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """Nothing of one network stands on another's page."""
    async with town.store.transaction() as connection:
        await people.add_network(connection, "kultur", "Kulturnetværket")
    await approve(town, meeting)
    await town.hold(replace(a_meeting(), follow_ups=()), b"second", day=date(2026, 6, 3))
    page = await visitor.open("/netvaerk/kultur")
    assert OVERVIEW not in page.html
    assert "Netværksmøde" not in page.text


async def test_who_is_not_reached_in_teams_and_why(visitor: Visitor, town: Town) -> None:
    """Beside the member; a closed channel is said above them."""
    chat = TeamsAddress("https://smba.example.org", "tenant", "a:bodil", "29:bodil")
    channel = TeamsAddress("https://smba.example.org", "tenant", "19:channel")
    async with town.store.transaction() as connection:
        for address, entra_id, channel_id in (
            (chat, "e-bodil", None),
            (channel, None, "19:channel"),
        ):
            await conversations.close(
                connection,
                address,
                "BotNotInConversationRoster" if channel_id else "ConversationBlockedByUser",
                entra_id=entra_id,
                channel_id=channel_id,
                now=town.clock(),
            )
    page = await visitor.open("/netvaerk/aeldre")
    rows = {
        row.split()[0]: row for row in page.parts("section[aria-labelledby=medlemmer] tbody tr")
    }
    assert rows["Bodil"].endswith("med mail Modtageren har blokeret Bolden i Teams.")
    assert rows["Merete"].endswith("i Teams")
    assert rows["Preben"].endswith("med mail")
    assert "Kanalen i Teams får ingen beskeder: Bolden er fjernet i Teams." in page.text


async def test_who_is_of_another_tenant_is_shown_to_get_mail(visitor: Visitor, town: Town) -> None:
    """A bot can open no chat there; once they have let it in, Teams leads to them."""
    bodil = await town.person("Bodil")
    async with town.store.transaction() as connection:
        await connection.execute(
            tables.person.update()
            .where(tables.person.c.id == bodil.person_id)
            .values(tenant_id="nabo")
        )

    async def shown() -> str:
        page = await visitor.open("/netvaerk/aeldre")
        rows = page.parts("section[aria-labelledby=medlemmer] tbody tr")
        return next(row for row in rows if row.startswith("Bodil"))

    assert "med mail Bolden har ingen chat med modtageren i Teams." in await shown()
    assert bodil.entra_id is not None
    async with town.store.transaction() as connection:
        await conversations.remember(
            connection,
            TeamsAddress("https://smba.example.org", "nabo", "a:bodil", "29:bodil"),
            entra_id=bodil.entra_id,
            channel_id=None,
            now=town.clock(),
        )
    assert (await shown()).endswith("i Teams")
