"""An owner outside Teams gets and answers mail by an Exchange server, believed where it vouches."""

from collections.abc import AsyncIterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from bot.app import Running, running
from bot.domain.followups import Status
from bot.followups.members import MemberLine, save_members
from bot.settings import Database, Mail, Settings
from bot.standin.ews.faults import BUSY, LOST_ANSWER, LOST_REQUEST, EwsFault
from bot.storage import followups, outbox, people
from bot.storage.outbox import OutboxState
from bot.storage.tables import follow_up
from tests.conftest import Clock
from tests.ews_world import Ews, ews_started
from tests.factories import World, approved, by, found

IDA = "ida@example.org"
INTERNAL = ("X-MS-Exchange-Organization-AuthAs", "Internal")
ANONYMOUS = ("X-MS-Exchange-Organization-AuthAs", "Anonymous")
FILTERED = ("Authentication-Results", "filter.example.org; dmarc=pass header.from=example.org")
FORGED = ("Authentication-Results", "filter.example.org; dmarc=fail header.from=example.org")
#: came with the mail, from a server that is not ours
SMUGGLED = ("Authentication-Results", "elsewhere.example.org; dmarc=pass header.from=example.org")


@pytest.fixture
async def ews(clock: Clock) -> AsyncIterator[Ews]:
    """Give the Exchange server that Bolden's mailbox is on."""
    async with ews_started(clock) as ews:
        yield ews


@pytest.fixture
def settings(ews: Ews, tmp_path: Path) -> Settings:
    """Give what names that mailbox."""
    mail = Mail(
        road="ews",
        address=ews.address,
        key="invented key of the tests, 32 by",
        ews_url=ews.url,
        ews_auth="basic",
        ews_user=ews.user,
        ews_password=ews.password,
        trusted_servers="filter.example.org",
    )
    return Settings(Database(url=f"sqlite:///{tmp_path / 'bolden.sqlite'}"), mail=mail)


@pytest.fixture
async def parts(settings: Settings, clock: Clock) -> AsyncIterator[Running]:
    """Give Bolden with that mailbox, and Ida with something to do."""
    async with running(settings, clock=clock) as parts:
        async with parts.store.transaction() as connection:
            network = await people.add_network(connection, "broer", "Brobygning")
            await save_members(
                connection, network, [MemberLine("Ida Blom", IDA, None, "Sorø Kommune", None, ())]
            )
        await approved(parts.store, World(network), clock(), found("Sende tal", by("Ida Blom")))
        yield parts


def answer(ews: Ews, *marks: tuple[str, str]) -> None:
    """Let Ida answer the mail that she got; the servers write what they found on top."""
    asked = message_from_bytes(ews.sent[0], policy=default)
    assert asked["To"].addresses[0].addr_spec == IDA
    reply = EmailMessage()
    for name, value in marks:
        reply[name] = value
    reply["From"], reply["To"], reply["Subject"] = IDA, ews.address, f"SV: {asked['Subject']}"
    reply["Message-ID"], reply["In-Reply-To"] = "<svar@example.org>", asked["Message-ID"]
    reply.set_content("Den er færdig.\n")
    ews.drop(reply.as_bytes())


async def round_after(parts: Running, clock: Clock, **pause: float) -> None:
    clock.forward(**pause)
    await parts.timetable.round()


async def standing(parts: Running) -> Status:
    async with parts.store.transaction() as connection:
        (item,) = await followups.follow_ups(connection, follow_up.c.task == "Sende tal")
    return item.owners[0].status


@pytest.mark.parametrize("mark", [INTERNAL, FILTERED])
async def test_an_owner_answers_by_mail(
    ews: Ews, parts: Running, clock: Clock, mark: tuple[str, str]
) -> None:
    await parts.timetable.round()
    answer(ews, mark)
    await round_after(parts, clock, minutes=1)
    assert await standing(parts) is Status.REPORTED_DONE
    assert all(one.is_read for one in ews.mailbox.folder("inbox").items.values())
    assert len(ews.sent) == 2  # and is told what was understood


@pytest.mark.parametrize("marks", [[], [ANONYMOUS], [FORGED], [FORGED, FILTERED], [SMUGGLED]])
async def test_nobody_is_believed_for_whom_no_server_vouches(
    ews: Ews, parts: Running, clock: Clock, marks: list[tuple[str, str]]
) -> None:
    await parts.timetable.round()
    answer(ews, *marks)
    await round_after(parts, clock, minutes=1)
    assert await standing(parts) is Status.OPEN


@pytest.mark.parametrize("fault", [LOST_ANSWER, LOST_REQUEST, BUSY])
async def test_a_mail_in_doubt_is_looked_up_and_leaves_once(
    ews: Ews, parts: Running, clock: Clock, fault: EwsFault
) -> None:
    ews.faults.append(fault)
    for _ in range(3):
        await parts.timetable.round()
        clock.forward(minutes=3)
    async with parts.store.transaction() as connection:
        (row,) = await outbox.rows(connection)
    assert (row.state, row.tries) == (OutboxState.SENT, 2)
    assert len(ews.sent) == 1


async def test_what_comes_again_after_a_crash_is_acted_on_once(
    ews: Ews, parts: Running, settings: Settings, clock: Clock
) -> None:
    await parts.timetable.round()
    answer(ews, INTERNAL)
    ews.faults.append(EwsFault(operation="UpdateItem", drops=True))
    await round_after(parts, clock, minutes=1)
    assert await standing(parts) is Status.REPORTED_DONE
    (came,) = ews.mailbox.folder("inbox").items.values()
    assert not came.is_read  # we were gone before it was marked
    async with running(settings, clock=clock) as again:
        for _ in range(3):
            await round_after(again, clock, minutes=1)
    assert came.is_read
    assert len(ews.sent) == 2
