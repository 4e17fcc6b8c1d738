"""Replies that may not be from whom our mail was to: nothing changes, and that person is told."""

import re
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.mail.folder import MaildirMailbox
from bot.delivery.mail.sender import MailSender
from bot.delivery.sending import Sender
from bot.domain.delivery import MailAddress
from bot.domain.followups import Status
from bot.domain.notices import NoticeKind
from bot.followups.composing.composer import Composer
from bot.storage import aliases, followups, outbox, people, reaching
from bot.storage.engine import Store
from bot.storage.outbox import OutboxRow
from handlers.dispatch import Dispatcher
from handlers.mail_desk import MailDesk
from handlers.mailbox import poll
from tests.conftest import Clock
from tests.factories import World, approved, by, found, make_world
from tests.handlers.test_mailbox import BINDING, OWN, mail

BOT = "bolden@example.org"
SERVER = "post.example.org"
PASSES = f"{SERVER}; dmarc=pass header.from=example.org"
FAILS = f"{SERVER}; dmarc=fail header.from=example.org"
SECRET = "Jeg er syg og kan ikke"


@dataclass
class Desk:
    """The bot with a mailbox open to all, and a task told to Lau, who has mail alone."""

    store: Store
    root: Path
    clock: Clock
    world: World
    task: int
    received: int = 0

    @property
    def _mailbox(self) -> MaildirMailbox:
        return MaildirMailbox(self.root, clock=self.clock)

    async def send(self) -> list[EmailMessage]:
        """Send what is due; give the mails that left now."""
        before = set((self.root / "outbox").glob("*.eml"))
        road = MailSender(self._mailbox, BINDING, MailAddress("Bolden", BOT), self.clock)
        sender = Sender(self.store, Composer(""), road, None, None, self.clock, "worker")
        while await sender.send_due():
            pass
        sent = [
            path.read_bytes() for path in (self.root / "outbox").glob("*.eml") if path not in before
        ]
        return [message_from_bytes(raw, _class=EmailMessage, policy=default) for raw in sent]

    async def receive(self, text: str = "1 færdig", **headers: str) -> None:
        """Let a reply to what Lau was told come in, from anybody."""
        self.received += 1
        lau = self.world["Lau"].person_id
        told = next(
            row
            for row in await self.rows()
            if row.kind is NoticeKind.ASSIGNMENT and row.person_id == lau
        )
        given: dict[str, Any] = {
            "From": "Lau Tangmose <lau@example.org>",
            "In_Reply_To": BINDING.message_id(told.outbox_id),
            "Message_ID": f"<{self.received}@greve.example.org>",
            "Authentication_Results": PASSES,
        }
        raw = mail(text, **(given | headers))
        (self.root / "inbox" / "new" / str(self.received)).write_bytes(raw)
        dispatcher = Dispatcher(self.store, Composer(""), self.clock, lambda: None)
        await poll(
            self._mailbox,
            MailDesk(dispatcher, None),  # type: ignore[arg-type]
            BINDING,
            self.clock(),
            own_addresses=OWN,
            trusted_servers=frozenset({SERVER}),
            must_vouch=True,
        )

    async def rows(self) -> list[OutboxRow]:
        async with self.store.transaction() as connection:
            return await outbox.rows(connection)

    async def notes(self) -> list[OutboxRow]:
        """Give the notes that were written."""
        return [row for row in await self.rows() if row.kind is NoticeKind.UNSURE_SENDER]

    async def status(self) -> Status:
        """Give where the task stands with Lau."""
        async with self.store.transaction() as connection:
            item = await followups.follow_up_of(connection, self.task)
        lau = self.world["Lau"].person_id
        return next(one.status for one in item.owners if one.person_id == lau)


@pytest.fixture
async def desk(sqlite_store: Store, tmp_path: Path, clock: Clock) -> Desk:
    world = await make_world(sqlite_store)
    sende = found("Sende eksempler", by("Lau Tangmose"), by("Elva Kildeskov"))
    (item,) = await approved(sqlite_store, world, clock(), sende)
    desk = Desk(sqlite_store, tmp_path / "mail", clock, world, item.follow_up_id)
    await desk.send()
    return desk


UNSURE = [
    {"Authentication_Results": FAILS},
    {"Authentication_Results": ""},
    {"Authentication_Results": f"elsewhere.example.net; {PASSES.partition(';')[2]}"},
    {"From": "Lau Tangmose <lau@privat.example.org>"},  # vouched for, and not on the list
    {"From": "Ukendt <nogen@fremmed.example.net>", "Authentication_Results": FAILS},
]


@pytest.mark.parametrize("headers", UNSURE)
async def test_nothing_changes_and_whose_mail_it_was_is_told(
    desk: Desk, headers: dict[str, str]
) -> None:
    await desk.receive(f"1 færdig. {SECRET}", **headers)
    assert await desk.status() is Status.OPEN
    (note,) = await desk.send()
    assert note["To"].addresses[0].addr_spec == "lau@example.org"
    assert note["Auto-Submitted"] == "auto-generated"
    for part in ("plain", "html"):
        body = note.get_body((part,))
        assert body is not None
        said = " ".join(re.sub(r"<[^>]+>", " ", body.get_content()).split())
        assert "så intet er ændret" in said
        assert "Var det ikke dig, skal du ikke gøre noget." in said
        assert "Sende eksempler" in said
        for leak in (SECRET, "privat", "Ukendt", "fremmed", "Elva", "Det blev aftalt"):
            assert leak not in str(note) + said


async def test_their_own_word_still_counts(desk: Desk) -> None:
    await desk.receive()
    assert await desk.status() is Status.REPORTED_DONE
    assert await desk.notes() == []


async def test_any_address_of_their_own_counts_and_answers_go_to_the_main_one(desk: Desk) -> None:
    """One says nothing of the other: what came back from the main address is not lifted by it."""
    lau = desk.world["Lau"].person_id
    async with desk.store.transaction() as connection:
        await aliases.add(connection, lau, "Lau@Privat.example.org")
    await desk.receive(From="Lau <LAU@privat.example.org>")
    assert await desk.status() is Status.REPORTED_DONE
    assert await desk.notes() == []
    (answer,) = await desk.send()
    assert answer["To"].addresses[0].addr_spec == "lau@example.org"
    async with desk.store.transaction() as connection:
        await reaching.mark_bounced(connection, lau, "5.1.1")
    await desk.receive("status", From="Lau <lau@privat.example.org>")
    assert await desk.send() == []
    async with desk.store.transaction() as connection:
        assert (await people.person_of(connection, lau)).bounce_code == "5.1.1"
    await desk.receive("status")
    async with desk.store.transaction() as connection:
        assert (await people.person_of(connection, lau)).bounce_code is None


async def test_an_alias_must_be_vouched_for_too(desk: Desk) -> None:
    async with desk.store.transaction() as connection:
        await aliases.add(connection, desk.world["Lau"].person_id, "lau@privat.example.org")
    await desk.receive(From="Lau <lau@privat.example.org>", Authentication_Results=FAILS)
    assert await desk.status() is Status.OPEN
    assert len(await desk.notes()) == 1


async def test_one_note_a_day(desk: Desk) -> None:
    for headers in (*UNSURE, *UNSURE):
        await desk.receive(**headers)
    assert len(await desk.notes()) == 1
    desk.clock.forward(days=1)
    await desk.receive(Authentication_Results=FAILS)
    assert len(await desk.notes()) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"X_Auto_Response_Suppress": "All"},
        {"Subject": "Autosvar: ikke på kontoret"},
        {"Precedence": "bulk"},
        {"From": "noreply@fremmed.example.net"},
        {"From": BOT},
        # no mark of ours that verifies
        {"In_Reply_To": ""},
        {"In_Reply_To": "<b1.aaaaaaaaaaaaaaaaaaaaaaaa@bolden.example.org>"},
    ],
)
async def test_machines_and_what_answers_no_mail_of_ours_are_met_with_silence(
    desk: Desk, headers: dict[str, str]
) -> None:
    for result in (FAILS, PASSES):
        given = {"From": "Lau <lau@privat.example.org>", "Authentication_Results": result}
        await desk.receive(**(given | headers))
    assert await desk.notes() == []


async def test_an_answer_to_the_note_itself_makes_no_other(desk: Desk) -> None:
    """A private mailbox that answers by itself without a mark, and gets all that Lau gets."""
    await desk.receive(Authentication_Results=FAILS)
    await desk.send()
    for _ in range(5):
        desk.clock.forward(days=1)
        (note,) = await desk.notes()
        await desk.receive(
            "Tak for din mail",
            From="Lau <lau@privat.example.org>",
            In_Reply_To=BINDING.message_id(note.outbox_id),
        )
    assert len(await desk.notes()) == 1


async def test_by_the_note_lau_can_answer_surely(desk: Desk) -> None:
    await desk.receive(Authentication_Results=FAILS)
    await desk.send()
    (note,) = await desk.notes()
    await desk.receive("færdig", In_Reply_To=BINDING.message_id(note.outbox_id))
    assert await desk.status() is Status.REPORTED_DONE


async def test_another_member_is_refused_in_their_own_name(desk: Desk) -> None:
    """They are who they say; the task is not theirs: they are told so, politely, and Lau is not."""
    await desk.receive(From="Dagny Enghave <dagny@example.org>")
    assert await desk.status() is Status.OPEN
    assert await desk.notes() == []
    answer = next(r for r in await desk.rows() if r.kind is NoticeKind.ANSWER)
    assert answer.person_id == desk.world["Dagny"].person_id
    (sent,) = await desk.send()
    body = sent.get_body(("plain",))
    assert body is not None
    assert "Den opgave står ikke på dig, så jeg har ikke ændret noget." in body.get_content()
    assert "Sende eksempler" not in body.get_content()


async def test_what_was_in_the_channel_or_long_ago_tells_nobody(desk: Desk) -> None:
    desk.clock.forward(days=91)
    await desk.receive(Authentication_Results=FAILS)
    assert await desk.notes() == []


async def test_whoever_said_stop_gets_no_note(desk: Desk) -> None:
    async with desk.store.transaction() as connection:
        wishes = await people.wishes_of(connection, desk.world["Lau"].person_id)
        stopped = replace(wishes, opted_out=True)
        await people.set_wishes(connection, desk.world["Lau"].person_id, stopped)
    await desk.receive(Authentication_Results=FAILS)
    assert await desk.send() == []
