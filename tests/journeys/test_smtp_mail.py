"""An owner outside Teams gets and answers mail by a mail server, believed where it vouches."""

import asyncio
from collections.abc import AsyncIterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from bot.app import Running, running
from bot.domain.followups import Status
from bot.followups.members import MemberLine, save_members
from bot.settings import Database, Settings
from bot.storage import followups, outbox, people
from bot.storage.outbox import OutboxState
from bot.storage.tables import follow_up
from tests.conftest import TUESDAY, Clock
from tests.factories import World, approved, by, found
from tests.mail_servers import MailServers, mail_servers

BOT, IDA = "bolden@example.org", "ida@example.org"
VOUCHED = "post.example.org; dmarc=pass header.from=example.org"
FORGED = "post.example.org; dmarc=fail header.from=example.org"
#: came with the mail, below what our server wrote
SMUGGLED = "elsewhere.example.org; dmarc=pass header.from=example.org"


@pytest.fixture
async def servers() -> AsyncIterator[MailServers]:
    """Give the mail server that both Bolden and Ida use."""
    async with mail_servers() as servers:
        yield servers


@pytest.fixture
async def parts(servers: MailServers, tmp_path: Path) -> AsyncIterator[Running]:
    """Give Bolden with a mailbox there, and Ida with something to do."""
    mail = servers.settings(BOT, "invented key of the tests, 32 by")
    settings = Settings(Database(url=f"sqlite:///{tmp_path / 'bolden.sqlite'}"), mail=mail)
    clock = Clock(TUESDAY)
    async with running(settings, clock=clock) as parts:
        async with parts.store.transaction() as connection:
            network = await people.add_network(connection, "broer", "Brobygning")
            await save_members(
                connection, network, [MemberLine("Ida Blom", IDA, None, "Sorø Kommune", None, ())]
            )
        await approved(parts.store, World(network), clock(), found("Sende tal", by("Ida Blom")))
        yield parts


def answer(servers: MailServers, *results: str) -> None:
    """Let Ida answer the mail that she got; the server writes what it found on top."""
    (came,) = servers.outgoing.sent
    assert (came.mail_from, came.rcpt_tos) == (BOT, [IDA])
    asked = message_from_bytes(came.original_content or b"", policy=default)
    reply = EmailMessage()
    for one in results:
        reply["Authentication-Results"] = one
    reply["From"], reply["To"], reply["Subject"] = IDA, BOT, f"SV: {asked['Subject']}"
    reply["Message-ID"], reply["In-Reply-To"] = "<svar@example.org>", asked["Message-ID"]
    reply.set_content("Den er færdig.\n")
    servers.incoming.drop(reply.as_bytes())


async def standing(parts: Running) -> Status:
    async with parts.store.transaction() as connection:
        (item,) = await followups.follow_ups(connection, follow_up.c.task == "Sende tal")
    return item.owners[0].status


async def test_an_owner_answers_by_mail(servers: MailServers, parts: Running) -> None:
    await parts.timetable.round()
    await asyncio.wait_for(servers.incoming.heard.wait(), 180)
    await parts.timetable.round()
    parts.wake.clear()
    answer(servers, VOUCHED)
    await asyncio.wait_for(parts.wake.wait(), 180)
    await parts.timetable.round()  # at once: the clock has not moved
    assert await standing(parts) is Status.REPORTED_DONE
    assert [one.flags for one in servers.incoming.letters] == [{"\\seen"}]
    assert len(servers.outgoing.sent) == 2  # and is told what was understood


@pytest.mark.parametrize("results", [[], [FORGED], [FORGED, VOUCHED], [SMUGGLED]])
async def test_nobody_is_believed_for_whom_the_server_does_not_vouch(
    servers: MailServers, parts: Running, results: list[str]
) -> None:
    await parts.timetable.round()
    answer(servers, *results)
    parts.timetable.clock.forward(minutes=1)  # type: ignore[attr-defined]
    await parts.timetable.round()
    assert await standing(parts) is Status.OPEN


async def test_a_mail_in_doubt_is_listed_and_never_sent_again(
    servers: MailServers, parts: Running
) -> None:
    servers.outgoing.faults.append("cut at DATA")
    for _ in range(3):
        await parts.timetable.round()
        parts.timetable.clock.forward(hours=1)  # type: ignore[attr-defined]
    async with parts.store.transaction() as connection:
        (row,) = await outbox.rows(connection)
    assert (row.state, row.reason) == (OutboxState.UNCERTAIN, "Disconnected")
    assert len(servers.outgoing.sent) == 1


async def test_what_comes_again_after_a_crash_is_acted_on_once(
    servers: MailServers, parts: Running
) -> None:
    await parts.timetable.round()
    answer(servers, VOUCHED)
    parts.timetable.clock.forward(minutes=1)  # type: ignore[attr-defined]
    await parts.timetable.round()
    servers.incoming.letters[0].flags.clear()  # as if we had been gone before it was marked
    servers.incoming.validity += 1
    servers.incoming.cut()
    for _ in range(3):
        parts.timetable.clock.forward(minutes=1)  # type: ignore[attr-defined]
        await parts.timetable.round()
    assert servers.incoming.letters[0].flags == {"\\seen"}
    assert len(servers.outgoing.sent) == 2
