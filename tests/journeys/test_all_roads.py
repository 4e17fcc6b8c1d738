"""The main job with everybody on mail, told once and gone through on every road."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.app import Running, running
from bot.demo.building import APP_ID, SECRET
from bot.demo.mailing import words
from bot.demo.stage import TENANT
from bot.domain.followups import Status
from bot.domain.people import Role
from bot.followups.members import MemberLine, save_members
from bot.settings import Board, Database, Settings, Teams
from bot.storage import followups, outbox, people
from bot.storage.outbox import OutboxState
from bot.storage.tables import follow_up
from tests.mail_roads import BOT, ROADS, OpenRoad, mail_road
from tests.web.linked import begin, press
from tests.web.signing import ORIGIN, Browser

MINUTES = """\
Referat af netværksmøde 3 i Brobygning

Dato: 3. september 2026 kl. 9.00-12.00
Referent: Tilde Rosenhave, Køge Kommune
Deltagere: Tilde Rosenhave, Køge Kommune; Dagny Enghave, Greve Kommune; Elva Kildeskov, \
Lejre Kommune; Lau Tangmose, Faxe Kommune; Gro Havgaard, Køge Kommune

1. Overgange mellem skole og uddannelse

Opfølgning: Dagny Enghave sender tal for overgange – senest 18. september
Opfølgning: Elva Kildeskov skriver et udkast til tjekliste – senest 21. september
Opfølgning: Lau Tangmose finder et lokale – senest 1. oktober
"""
NAMES = {
    "tilde": "Tilde Rosenhave",
    "dagny": "Dagny Enghave",
    "elva": "Elva Kildeskov",
    "lau": "Lau Tangmose",
    "gro": "Gro Havgaard",
}
OWNERS = ("dagny", "elva", "lau")
#: nobody is there: members sign in by it, and those with mail alone never do
TEAMS = Teams(app_id=APP_ID, tenant_id=TENANT, secret=SECRET)


def at(first: str) -> str:
    return f"{first}@example.org"


@dataclass
class Journey:
    """Bolden on one road, and those who have to do with it."""

    road: OpenRoad
    parts: Running
    #: Tilde's; nobody of the others ever comes to the board
    browser: Browser

    async def says(self, first: str, text: str) -> str:
        """Let somebody answer their newest mail; give what Bolden writes back."""
        before = len(self.road.mails(at(first)))
        await self.road.reply(NAMES[first], at(first), text)
        await self.road.go_on(self.parts)
        (answer,) = self.road.mails(at(first))[before:]
        assert str(answer["In-Reply-To"] or "").startswith("<")
        return words(answer)

    def told(self, first: str) -> list[str]:
        """Give the words of all mails that somebody got."""
        return [words(one) for one in self.road.mails(at(first))]

    async def standing(self) -> set[tuple[str | None, Status, date | None]]:
        """Give how it stands for each owner: name, status, when it is due."""
        async with self.parts.store.transaction() as connection:
            items = await followups.follow_ups(connection, follow_up.c.minutes_id == 1)
        return {(own.name, own.status, own.due) for one in items for own in one.owners}


@pytest.fixture(params=ROADS)
async def journey(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Journey]:
    """Give each road in turn, a network on it, and nothing done yet."""
    async with mail_road(request.param, tmp_path, [at(one) for one in NAMES]) as road:
        url = f"sqlite:///{tmp_path / 'bolden.sqlite'}"
        board = Board(link=ORIGIN, key="another invented key of the tests")
        settings = Settings(Database(url=url), board, TEAMS, mail=road.mail)
        async with running(settings, clock=road.clock, link=road.link) as parts:
            async with parts.store.transaction() as connection:
                network = await people.add_network(connection, "broer", "Brobygning")
                await save_members(connection, network, [_member(one) for one in NAMES])
            async with TestClient(TestServer(parts.app)) as client:
                yield Journey(road, parts, Browser(client, None))  # type: ignore[arg-type]


def _member(first: str) -> MemberLine:
    roles = (Role.MINUTE_TAKER,) if first == "tilde" else ()
    return MemberLine(NAMES[first], at(first), None, None, None, roles)


async def test_the_main_job(journey: Journey) -> None:
    await _minutes_come_by_mail(journey)
    await _tilde_approves(journey)
    await _owners_answer(journey)
    await _the_week_is_told_on_monday(journey)
    await _who_has_a_task_is_reminded(journey)
    async with journey.parts.store.transaction() as connection:
        rows = await outbox.rows(connection)
    assert {row.state for row in rows} == {OutboxState.SENT}


async def _minutes_come_by_mail(journey: Journey) -> None:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = f"{NAMES['tilde']} <{at('tilde')}>", BOT
    mail["Subject"], mail["Message-ID"] = "Referat", "<referat@example.org>"
    mail.set_content("Hermed referatet.\n\nMvh Tilde\n")
    data = MINUTES.encode()
    mail.add_attachment(data, maintype="text", subtype="plain", filename="referat.txt")
    await journey.road.post(mail.as_bytes(), at("tilde"))
    await journey.road.go_on(journey.parts)
    answer, review = sorted(journey.told("tilde"), key=len)
    assert "Jeg fandt 3 opfølgninger i »referat.txt«." in answer
    assert "Dagny Enghave sender tal for overgange" in review
    assert "Ingen har fået besked endnu" in review
    assert all(journey.told(one) == [] for one in OWNERS)


async def _tilde_approves(journey: Journey) -> None:
    (link,) = re.findall(rf"{ORIGIN}(/gennemgang/\S+)", max(journey.told("tilde"), key=len))
    assert (await begin(journey.browser, link)).status == 303
    page = await journey.browser.open("/moede/1")
    answer = await press(journey.browser, page, "Godkend og send til 3 personer")
    assert answer.status == 303
    await journey.road.go_on(journey.parts)
    for one, task in zip(OWNERS, ("tal for", "udkast til", "finder et lokale"), strict=True):
        (told,) = journey.told(one)
        assert f"1. {NAMES[one]}" in told
        assert task in told
    assert journey.told("gro") == []


async def _owners_answer(journey: Journey) -> None:
    assert "meldt færdig" in await journey.says("dagny", "Færdig")
    assert "5. oktober" in await journey.says("elva", "Udsæt til 5/10")
    said = await journey.says("lau", "Ikke mig, spørg Gro Havgaard")
    assert "Gro Havgaard" in said
    (asked,) = journey.told("gro")
    assert "Lau Tangmose har peget på dig." in asked
    await journey.says("gro", "Ja, den tager jeg")
    assert await journey.standing() == {
        ("Dagny Enghave", Status.REPORTED_DONE, date(2026, 9, 18)),
        ("Elva Kildeskov", Status.OPEN, date(2026, 10, 5)),
        ("Lau Tangmose", Status.HANDED_OVER, date(2026, 10, 1)),
        ("Gro Havgaard", Status.ACCEPTED, date(2026, 10, 1)),
    }


async def _the_week_is_told_on_monday(journey: Journey) -> None:
    new = await _later(journey, date(2026, 9, 14))
    for (told,) in new.values():
        done = told.partition("Færdige (1)")[2]
        assert "Dagny Enghave sender tal for overgange" in done
    assert "Dine opgaver (1)" in new["gro"][0]
    assert "Dine opgaver" not in new["lau"][0]


async def _who_has_a_task_is_reminded(journey: Journey) -> None:
    """Three working days before the day, and nobody else."""
    new = await _later(journey, date(2026, 9, 28))
    (reminder,) = new.pop("gro")
    assert "Du har stadig 1 åben opfølgning" in reminder
    assert set(map(tuple, new.values())) == {()}


async def _later(journey: Journey, day: date) -> dict[str, list[str]]:
    """Move on to the morning of a day; give what everybody got."""
    before = {one: len(journey.told(one)) for one in NAMES}
    moment = journey.road.clock.moment
    journey.road.clock.moment = datetime.combine(day, moment.timetz())
    await journey.road.go_on(journey.parts)
    return {one: journey.told(one)[count:] for one, count in before.items()}
