"""Forty mails by Exchange Online on a bad day: none lost, none doubled, the pace kept."""

from collections import Counter
from itertools import cycle, islice

from bot.delivery.mail.binding import Binding
from bot.delivery.mail.graph_mailbox import GraphMailbox
from bot.delivery.mail.sender import MailSender
from bot.delivery.sending import Sender
from bot.domain.delivery import MailAddress
from bot.domain.notices import NoticeKind
from bot.followups.composing.composer import Composer
from bot.followups.members import MemberLine, save_members
from bot.standin.faults import Fault
from bot.standin.graph.mailboxes import MAIL, SEND_MAIL
from bot.storage import outbox, people
from bot.storage.engine import Store
from bot.storage.outbox import OutboxState
from tests.factories import World, approved, by, found
from tests.graph_world import Pauses, graph_for
from tests.teams_world import started

BOT = "bolden@example.org"
MANY = 40
#: before it is done, instead of it, and after it
BAD_DAY = (
    Fault(429, retry_after="5"),
    Fault(drops=True, after_doing=True),
    Fault(503),
    Fault(502, after_doing=True),
    Fault(502),
)


async def test_a_bad_day(sqlite_store: Store) -> None:
    async with started() as teams, graph_for(teams) as graph:
        mails = teams.standin.graph.mail
        box = mails.open(BOT)
        teams.standin.graph.tenant.granted |= {MAIL, SEND_MAIL}
        names = [f"Ida{chr(97 + n // 26)}{chr(97 + n % 26)} Blom" for n in range(MANY)]
        async with sqlite_store.transaction() as connection:
            network = await people.add_network(connection, "broer", "Brobygning")
            lines = [
                MemberLine(name, f"{name[:5].lower()}@example.org", None, None, None, ())
                for name in names
            ]
            await save_members(connection, network, lines)
        items = [found(f"Sende tal {name}", by(name)) for name in names]
        await approved(sqlite_store, World(network), teams.clock(), *items)
        mailbox = GraphMailbox(graph, BOT, clock=teams.clock, wait=Pauses())
        sender = Sender(
            sqlite_store,
            Composer("http://127.0.0.1:3978"),
            MailSender(
                mailbox,
                Binding(b"invented key of the tests, 32 by", "example.org"),
                MailAddress("Bolden", BOT),
                teams.clock,
            ),
            None,
            None,
            teams.clock,
            "worker",
        )
        bad = cycle(BAD_DAY)
        for _ in range(20):
            teams.standin.graph.faults.extend(islice(bad, 3))
            await sender.send_due()
            teams.clock.forward(seconds=61)
            teams.standin.graph.faults.clear()
        async with sqlite_store.transaction() as connection:
            rows = await outbox.rows(connection)
    told = [row for row in rows if row.kind is NoticeKind.ASSIGNMENT]
    assert Counter(row.state for row in told) == {OutboxState.SENT: MANY}
    ids = Counter(one.message_id for one in box.sent)
    assert len(ids) == MANY
    assert set(ids.values()) == {1}
    assert max(row.tries for row in told) > 1  # it was a bad day
