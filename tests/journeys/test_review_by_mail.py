"""A minute-taker without Teams: minutes by mail, the review by its link, and everybody told."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp.test_utils import TestClient, TestServer
from selectolax.lexbor import LexborHTMLParser

from bot.app import Running, running
from bot.demo import mailing
from bot.domain.people import Role
from bot.followups.members import MemberLine, save_members
from bot.settings import Board, Database, Mail, Settings, Teams
from bot.standin.serving import StandIn
from bot.storage import people
from tests.conftest import TUESDAY, Clock
from tests.teams_world import APP_ID, TENANT
from tests.web.linked import begin, look, page_of, press
from tests.web.signing import ORIGIN, Browser

MINUTES = """\
Referat af møde i Netværk for nødberedskab den 1. september 2026

Deltagere: Ottilia Grønvang (referent), Valde Fjordkær, Runa Fjeldsøe

1. Vagtplaner
Valde Fjordkær sender vagtplanen til alle senest den 1. oktober 2026.

2. Telefonliste
Valde Fjordkær udarbejder en telefonliste senest den 15. oktober 2026.
"""
CORRECTED = MINUTES + "\n3. Kursus\nRuna Fjeldsøe undersøger prisen på et kursus.\n"
MEMBERS = (
    ("Ottilia Grønvang", "Faxe Kommune", (Role.MINUTE_TAKER,)),
    ("Valde Fjordkær", "Sorø Kommune", ()),
    ("Runa Fjeldsøe", "Greve Kommune", ()),
)
TAKER = "ottilia@example.org"


@dataclass
class Post:
    """Bolden with a folder for a mailbox, and a board that stands behind https."""

    parts: Running
    client: TestClient
    clock: Clock
    folder: Path

    async def send(self, text: str, key: str) -> None:
        """Let the minute-taker send minutes in, and everything that follows leave."""
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"] = TAKER, "bolden@example.org"
        message["Subject"], message["Message-ID"] = "Referat", key
        message.set_content("Hermed referatet.")
        message.add_attachment(text.encode(), "text", "plain", filename="referat.txt")
        (self.folder / "inbox" / "new" / key.strip("<>")).write_bytes(message.as_bytes())
        await self.settle()

    async def settle(self) -> None:
        """Let all that is due leave."""
        for _ in range(3):
            await self.parts.timetable.round()
            self.clock.forward(minutes=1)

    def got(self, who: str) -> list[str]:
        """Give the subjects of the mails to somebody, the oldest first."""
        return [str(one["Subject"]) for one in self._to(who)]

    def link(self) -> str:
        """Give the path behind the button of the minute-taker's newest review."""
        (*_, newest) = [one for one in self._to(TAKER) if "gennemsyn" in str(one["Subject"])]
        html = newest.get_body(["html"])
        text = newest.get_body(["plain"])
        assert html is not None
        assert text is not None
        links = LexborHTMLParser(html.get_content()).css("a[href*='/gennemgang/']")
        (address,) = [link.attributes["href"] or "" for link in links]
        assert address.startswith(f"{ORIGIN}/gennemgang/")
        assert address in text.get_content()
        return urlsplit(address).path

    def words(self, who: str) -> str:
        """Give the text of the newest mail to somebody."""
        return mailing.words(self._to(who)[-1])

    def _to(self, who: str) -> list[EmailMessage]:
        return [one for one in mailing.sent(self.folder) if who in str(one["To"])]

    def browser(self) -> Browser:
        """Give one in which nobody signs in."""
        nobody = StandIn(app_id=APP_ID, secret="hemmelig", tenant_id=TENANT, now=self.clock)
        return Browser(self.client, nobody)


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    """Give it, with a network in which nobody has Teams."""
    settings = Settings(
        database=Database(url=f"sqlite+aiosqlite:///{tmp_path / 'bolden.sqlite'}"),
        board=Board(link=ORIGIN, key="k" * 32),
        teams=Teams(app_id=APP_ID, secret="hemmelig", tenant_id=TENANT),
        mail=Mail(folder=str(tmp_path / "mail")),
    )
    clock = Clock(TUESDAY)
    async with running(settings, clock=clock) as parts:
        async with parts.store.transaction() as connection:
            network = await people.add_network(connection, "beredskab", "Nødberedskab")
            members = [
                MemberLine(name, f"{name.split()[0].lower()}@example.org", None, place, None, roles)
                for name, place, roles in MEMBERS
            ]
            await save_members(connection, network, members)
        async with TestClient(TestServer(parts.app)) as client:
            yield Post(parts, client, clock, tmp_path / "mail")


async def test_minutes_by_mail_are_reviewed_by_the_link_in_the_answer(post: Post) -> None:
    await post.send(MINUTES, "<1@example.org>")
    assert post.got("valde") == []
    path, browser = post.link(), post.browser()
    answer = await begin(browser, path)
    at = answer.headers["Location"]
    page = await browser.open(at)
    drafts = page.parts("article h3")
    assert len(drafts) == 2
    answer = await press(browser, page, "Gem nummer 2", "telefonliste", owner="Runa Fjeldsøe")
    assert answer.status == 303
    page = await browser.open(at)
    assert page.part("button.main") == "Godkend og send til 2 personer"
    await press(browser, page, "Godkend og send")
    await post.settle()

    assert len(post.got("valde")) == len(post.got("runa")) == 1
    assert "vagtplanen" in post.words("valde")
    assert "telefonliste" in post.words("runa")
    assert "telefonliste" not in post.words("valde")
    assert post.got(TAKER)[-1].startswith("Godkendt: ")
    assert "Du har godkendt 2 opfølgninger. 2 personer får besked." in post.words(TAKER)
    led = await browser.get(at)
    for dead in (
        await page_of(path, await browser.get(led.headers["Location"])),
        await look(post.browser(), path),
    ):
        assert dead.part("h1") == "Referatet er godkendt"
        assert "vagtplan" not in dead.html


async def test_corrected_minutes_by_mail_come_with_a_link_of_their_own(post: Post) -> None:
    await post.send(MINUTES, "<1@example.org>")
    first, browser = post.link(), post.browser()
    at = (await begin(browser, first)).headers["Location"]
    await press(browser, await browser.open(at), "Godkend og send")
    await post.settle()
    await post.send(CORRECTED, "<2@example.org>")
    assert (await look(browser, first)).part("h1") == "Der er et nyere link"
    second = post.link()
    assert second != first
    assert (await begin(browser, second)).headers["Location"] == at
    page = await browser.open(at)
    assert "Ny i den rettede udgave" in page.text
    assert len(page.parts("article h3")) == 1
    await press(browser, page, "Godkend")
    await post.settle()
    assert "kursus" in post.words("runa")
    assert len(post.got("valde")) == 1
    assert (await look(browser, second)).part("h1") == "Referatet er godkendt"


async def test_a_link_that_is_over_is_renewed_by_mail(post: Post) -> None:
    await post.send(MINUTES, "<1@example.org>")
    path = post.link()
    post.clock.forward(days=8)
    page = await look(post.browser(), path)
    form = page.form("Send mig et nyt link")
    await post.browser().post(form.attributes["action"] or "", {}, Origin="null")
    await post.settle()
    assert len([one for one in post.got(TAKER) if "gennemsyn" in one]) == 2
    assert (await begin(post.browser(), post.link())).status == 303
