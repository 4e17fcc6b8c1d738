"""While two hundred sends hang, whoever presses or writes is answered as if nothing were."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.delivery.connector import Connector, TrustedUrls
from bot.delivery.credentials import Secret
from bot.delivery.sending import Sender
from bot.delivery.teams import TeamsSender
from bot.delivery.tokens import TokenSource
from bot.demo.building import APP_ID, SECRET, stage
from bot.demo.clock import DemoClock
from bot.demo.stage import TENANT, Stage
from bot.domain.delivery import TeamsAddress
from bot.domain.notices import NoticeKind
from bot.domain.people import SYSTEM, Role
from bot.domain.verbs import Verb
from bot.followups import intake
from bot.followups.members import MemberLine, save_members
from bot.standin.buttons import buttons
from bot.standin.driver import Shown
from bot.standin.faults import Fault
from bot.standin.places import Conversation, Post, User
from bot.storage import conversations, outbox, pace, people
from bot.storage.outbox import OutboxState
from bot.storage.tables import outbox as table
from cards.rendering import render, summary
from tests.cards.reading import words
from tests.factories import CALL, SEEKING, by, found, minutes
from tests.gate import Gate
from tests.journeys.staging import MORNING

SENDS = 200
#: seconds until all are under way and their answers waited for, on any machine
PATIENCE = 600


def line(name: str, municipality: str, *roles: Role) -> MemberLine:
    first = name.split()[0]
    return MemberLine(name, f"{first}@example.org", None, municipality, f"e-{first}", roles)


async def begin(built: Stage) -> tuple[User, User]:
    """Have the minutes of a small network approved and told of; give its two people."""
    tilde = line("Tilde Rosenhave", "Køge Kommune", Role.MINUTE_TAKER)
    members = [tilde, line("Birk Tjørnelund", "Faxe Kommune")]
    network = await built.cast("broer", "Brobygning", members)
    read = minutes(
        *(found(f"Opgave {n}", by("Birk Tjørnelund")) for n in (1, 2, 3)), CALL, groups=(SEEKING,)
    )
    async with built.parts.store.transaction() as connection:
        await intake.take_in(
            connection, network, read, b"x", "referat.pdf", actor=SYSTEM, now=built.clock()
        )
    await built.settle()
    reviewer = built.users["e-Tilde"]
    review = standing(built.standin.world.personal(reviewer), "Opgave 1")
    await click(built, reviewer, review, Verb.APPROVE)
    await built.settle()
    return reviewer, built.users["e-Birk"]


def standing(place: Conversation, text: str) -> Post:
    """Give the newest card with these words."""
    (*_, newest) = (post for post in place.posts if post.card and text in words(post.card))
    return newest


async def click(built: Stage, user: User, post: Post, verb: Verb, number: int = 0) -> Shown:
    offered = [one for one in buttons(post.card or {}) if one.verb == verb]
    return await built.driver.click(user, post.activity_id, offered[number])


async def have_something_to_tell(built: Stage) -> list[User]:
    """Make two hundred members who are about to be welcomed."""
    assert built.network is not None
    lines = [line(f"Navn{number} Navnesen", "Greve Kommune") for number in range(SENDS)]
    url, store = built.standin.service_url, built.parts.store
    tenant = next(iter(built.users.values())).tenant_id
    users = []
    async with store.transaction() as connection:
        await save_members(connection, built.network, lines)
        for one in lines:
            user = built.standin.world.add_user(one.name, entra_id=one.entra_id, tenant_id=tenant)
            person = await people.find_person(connection, entra_id=user.entra_id)
            assert person is not None
            chat = built.standin.world.personal(user).conversation_id
            await conversations.remember(
                connection,
                TeamsAddress(url, tenant, chat, user.user_id),
                entra_id=user.entra_id,
                channel_id=None,
                now=built.clock(),
            )
            await outbox.enqueue(
                connection,
                NoticeKind.WELCOME,
                f"welcome/{person.person_id}",
                network_id=built.network.network_id,
                person_id=person.person_id,
                now=built.clock(),
            )
            users.append(user)
    return users


@asynccontextmanager
async def patient(built: Stage) -> AsyncIterator[Sender]:
    """Give a worker that waits for an answer however slow the machine is."""
    secret = Secret(APP_ID, TENANT, SECRET)
    connector = Connector(
        TokenSource(secret, now=built.clock, http_client=built.standin.login),
        trusted=TrustedUrls(frozenset({built.standin.origin})),
        timeout_seconds=PATIENCE,
    )
    road = TeamsSender(
        connector,
        bot_id=built.standin.world.bot_id,
        render=render,
        summary=summary,
        now=built.clock,
    )
    yield replace(built.parts.timetable.sender, teams=road)
    await connector.close()


async def send_all(built: Stage, gate: Gate, sender: Sender) -> list[asyncio.Task[int]]:
    """Let so many workers send that all are under way at once."""
    tasks: list[asyncio.Task[int]] = []
    while gate.held < SENDS:
        worker = replace(sender, name=f"busy-{len(tasks)}")
        sending = asyncio.create_task(worker.send_due())
        arriving = asyncio.create_task(gate.more_than(gate.held + pace.TENANT.burst - 1))
        both = {sending, arriving}
        await asyncio.wait(both, timeout=1, return_when=asyncio.FIRST_COMPLETED)
        arriving.cancel()
        tasks.append(sending)
        built.clock.move_to(built.clock() + timedelta(seconds=1))  # what the pace lets go next
    return [task for task in tasks if not task.done()]


async def test_answers_come_while_two_hundred_sends_hang(tmp_path: Path) -> None:
    async with stage(tmp_path, DemoClock(MORNING), port=0) as built:
        tilde, birk = await begin(built)
        told = await have_something_to_tell(built)
        gate = Gate()
        slow = Fault(holds=gate, goes_on=True)
        built.standin.connector.faults.extend([slow] * SENDS)
        async with patient(built) as sender:
            async with asyncio.timeout(PATIENCE):
                sends = await send_all(built, gate, sender)
            try:
                chat, channel = built.standin.world.personal(birk), built.channel
                assert channel is not None
                own, call = standing(chat, "Opgave 1"), standing(channel, SEEKING.name)
                answers = await asyncio.gather(
                    click(built, birk, own, Verb.FINISH),
                    click(built, tilde, call, Verb.VOLUNTEER),
                    built.driver.say(birk, "status"),
                    built.driver.say(tilde, "hjælp"),
                    built.driver.say(birk, "2 er færdig"),
                )
                # on a slow machine a worker too many may have found nothing left to send
                assert not any(task.result() for task in sends if task.done())
                assert {shown.status for shown in answers} <= {200, 201}
                # the words were answered in the chat too, past all that hangs
                assert [post.from_name for post in chat.posts[-4:]].count("Bolden") == 2
            finally:
                gate.set()
            await asyncio.gather(*sends)
        await built.settle()
        world = built.standin.world
        assert Counter(len(world.personal(user).posts) for user in told) == {1: SENDS}
        async with built.parts.store.transaction() as connection:
            rows = await outbox.rows(connection, table.c.kind == NoticeKind.WELCOME)
        assert {row.state for row in rows} == {OutboxState.SENT}
