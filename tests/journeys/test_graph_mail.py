"""An owner outside Teams gets and answers mail by Exchange Online, believed where it vouches."""

from collections.abc import AsyncIterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from bot.app import Running, running
from bot.demo.building import APP_ID, SECRET, link_to
from bot.demo.stage import TENANT
from bot.domain.followups import Status
from bot.followups.members import MemberLine, save_members
from bot.settings import Database, Mail, Settings, Teams
from bot.standin.graph.mailboxes import MAIL, SEND_MAIL
from bot.standin.serving import StandIn
from bot.storage import followups, people
from bot.storage.tables import follow_up
from tests.conftest import TUESDAY, Clock
from tests.factories import World, approved, by, found

BOT, IDA = "bolden@example.org", "ida@example.org"
VOUCHED = "spf=pass smtp.mailfrom=example.org; dkim=pass header.d=example.org; dmarc=pass"
FORGED = "spf=fail smtp.mailfrom=example.org; dmarc=fail action=none header.from=example.org"


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    """Give a tenant in which Bolden and Ida have mailboxes."""
    clock = Clock(TUESDAY)
    standin = StandIn(app_id=APP_ID, secret=SECRET, tenant_id=TENANT, now=clock)
    standin.graph.tenant.granted |= {MAIL, SEND_MAIL}
    for address in (BOT, IDA):
        standin.graph.mail.open(address)
    await standin.start()
    yield standin
    await standin.stop()


@pytest.fixture
async def parts(standin: StandIn, tmp_path: Path) -> AsyncIterator[Running]:
    """Give Bolden with that mailbox, and Ida with something to do."""
    settings = Settings(
        database=Database(url=f"sqlite+aiosqlite:///{tmp_path / 'bolden.sqlite'}"),
        teams=Teams(app_id=APP_ID, tenant_id=TENANT, secret=SECRET),
        mail=Mail(road="graph", address=BOT, key="invented key of the tests, 32 by"),
    )
    clock = standin.world.now
    async with running(settings, clock=clock, link=link_to(standin, clock)) as parts:
        async with parts.store.transaction() as connection:
            network = await people.add_network(connection, "broer", "Brobygning")
            await save_members(
                connection, network, [MemberLine("Ida Blom", IDA, None, "Sorø Kommune", None, ())]
            )
        await approved(parts.store, World(network), clock(), found("Sende tal", by("Ida Blom")))
        await parts.timetable.round()
        yield parts


async def answer(standin: StandIn, results: str | None) -> None:
    """Let Ida answer the mail that she got; Exchange writes what it found on top."""
    (came,) = standin.graph.mail.boxes[IDA].inbox
    asked = message_from_bytes(came.raw, policy=default)
    reply = EmailMessage()
    if results is not None:
        reply["Authentication-Results"] = results
    reply["From"], reply["To"], reply["Subject"] = IDA, BOT, f"SV: {asked['Subject']}"
    reply["Message-ID"], reply["In-Reply-To"] = "<svar@example.org>", asked["Message-ID"]
    reply.set_content("Den er færdig.\n")
    standin.graph.mail.drop(BOT, reply.as_bytes())


async def standing(parts: Running) -> Status:
    async with parts.store.transaction() as connection:
        (item,) = await followups.follow_ups(connection, follow_up.c.task == "Sende tal")
    return item.owners[0].status


async def test_an_owner_answers_by_mail(standin: StandIn, parts: Running) -> None:
    await answer(standin, VOUCHED)
    standin.world.now.forward(minutes=1)  # type: ignore[attr-defined]
    await parts.timetable.round()
    assert await standing(parts) is Status.REPORTED_DONE
    answered = standin.graph.mail.boxes[BOT].inbox[-1]
    assert answered.is_read
    assert len(standin.graph.mail.boxes[IDA].inbox) == 2  # and is told what was understood


@pytest.mark.parametrize("results", [None, FORGED])
async def test_nobody_is_believed_for_whom_exchange_does_not_vouch(
    standin: StandIn, parts: Running, results: str | None
) -> None:
    await answer(standin, results)
    standin.world.now.forward(minutes=1)  # type: ignore[attr-defined]
    await parts.timetable.round()
    assert await standing(parts) is Status.OPEN
    _, told = standin.graph.mail.boxes[IDA].inbox
    subject = str(message_from_bytes(told.raw, policy=default)["Subject"])
    assert subject.startswith("Et svar, vi ikke kunne bekræfte")
