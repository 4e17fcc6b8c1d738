"""Minutes that come attached to a mail: who may, and what they are told."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from bot.delivery.mail.folder import MaildirMailbox
from bot.domain.meetings import Minutes
from bot.domain.notices import NoticeKind
from bot.domain.people import Role
from bot.errors import UnreadableError
from bot.followups.composing.composer import Composer
from bot.storage import meetings, outbox, people
from bot.storage.engine import Store
from handlers.dispatch import Dispatcher
from handlers.mail_desk import MailDesk
from handlers.mailbox import poll
from tests.conftest import Clock
from tests.factories import World, by, found, make_world, minutes
from tests.handlers.test_mailbox import BINDING, OWN

PNG = ("logo.png", b"\x89PNG")
MINUTES = ("Referat 3. september.docx", b"word")


async def _read(data: bytes, _name: str) -> Minutes:
    if data != b"word":
        raise UnreadableError("this is no document that can be read.")
    return minutes(found("Sende eksempler", by("Lau Tangmose")))


@dataclass
class Office:
    """A mailbox before the real store."""

    store: Store
    world: World
    clock: Clock
    root: Path

    async def receive(self, who: str, *files: tuple[str, bytes], **more: str) -> list[str]:
        """Let a mail with documents come in; give what is answered."""
        message = EmailMessage(policy=SMTP)
        message["From"] = self.world[who].email
        message["To"] = "bolden@example.org"
        message["Subject"] = more.get("subject", "Referat")
        message["Message-ID"] = more.get("key", "<1@example.org>")
        if answered := more.get("in_reply_to"):
            message["In-Reply-To"] = answered
        message.set_content(more.get("text", "Hermed referatet."))
        for name, data in files:
            message.add_attachment(
                data, maintype="application", subtype="octet-stream", filename=name
            )
        raw = message.as_bytes()
        cut = int(more.get("cut", "0"))
        mailbox = MaildirMailbox(self.root, clock=self.clock)
        (self.root / "inbox" / "new" / "1").write_bytes(raw[:-cut] if cut else raw)
        dispatcher = Dispatcher(self.store, Composer(""), self.clock, lambda: None)
        await poll(mailbox, MailDesk(dispatcher, _read), BINDING, self.clock(), own_addresses=OWN)
        return await self.answers()

    async def answers(self) -> list[str]:
        """Give all that was answered by mail."""
        async with self.store.transaction() as connection:
            rows = await outbox.rows(connection)
        return [
            one["refusal"] or one["verb"]
            for row in rows
            if row.kind is NoticeKind.ANSWER
            for one in row.about["outcomes"]
        ]

    async def stored(self) -> list[str]:
        """Give the names of the minutes taken in."""
        async with self.store.transaction() as connection:
            taken = await meetings.all_minutes(connection, self.world.network.network_id)
        return [one.file_name for one in taken]


@pytest.fixture
async def office(sqlite_store: Store, clock: Clock, tmp_path: Path) -> Office:
    """Store the network."""
    return Office(sqlite_store, await make_world(sqlite_store), clock, tmp_path)


@pytest.mark.parametrize("who", ["Tilde", "Asger", "Signe"])
async def test_minutes_from_who_leads_go_to_review(office: Office, who: str) -> None:
    said = await office.receive(who, PNG, MINUTES)
    assert await office.stored() == [MINUTES[0]]
    (one,) = said
    assert one.startswith("Jeg fandt én opfølgning i »Referat 3. september.docx«.")
    async with office.store.transaction() as connection:
        rows = await outbox.rows(connection)
    assert [row.kind for row in rows if row.kind is not NoticeKind.ANSWER] == [
        NoticeKind.REVIEW_REQUEST
    ]


async def test_the_same_mail_again_is_no_news_and_the_same_file_is_said_to_be(
    office: Office,
) -> None:
    await office.receive("Tilde", MINUTES)
    assert len(await office.receive("Tilde", MINUTES)) == 1
    said = await office.receive("Tilde", MINUTES, key="<2@example.org>")
    assert "har jeg fået før" in said[-1]
    assert len(await office.stored()) == 1


async def test_others_documents_are_left_alone_and_their_words_are_heard(office: Office) -> None:
    assert await office.receive("Lau", MINUTES, text="status") == ["person.status"]
    assert await office.stored() == []


async def test_what_cannot_be_read_is_said(office: Office) -> None:
    (one,) = await office.receive("Tilde", ("referat.pdf", b"%PDF"))
    assert one.startswith("»referat.pdf«: ")
    assert await office.stored() == []


async def test_half_a_document_is_not_read(office: Office) -> None:
    (one,) = await office.receive("Tilde", MINUTES, cut="20")
    assert "for stor til en mail" in one
    assert await office.stored() == []


async def test_an_answer_with_a_document_is_an_answer(office: Office) -> None:
    await office.receive("Tilde", MINUTES)
    async with office.store.transaction() as connection:
        row = next(iter(await outbox.rows(connection)))
    about = BINDING.message_id(row.outbox_id)
    other = ("notat.docx", b"word")
    said = await office.receive("Tilde", other, in_reply_to=about, key="<2@x>", text="status")
    assert said[-1] == "person.status"
    assert await office.stored() == [MINUTES[0]]


async def test_who_leads_two_networks_is_asked_which(office: Office) -> None:
    async with office.store.transaction() as connection:
        other = await people.add_network(connection, "havne", "Havnenetværket")
        tilde = {"name": "Tilde Rosenhave", "email": "tilde@example.org"}
        await people.save_member(connection, other.network_id, tilde, [Role.MINUTE_TAKER])
    (asked,) = await office.receive("Tilde", MINUTES)
    assert "Hvilket netværk" in asked
    assert await office.stored() == []
    await office.receive("Tilde", MINUTES, key="<2@x>", subject="Referat fra Brobygning")
    assert await office.stored() == [MINUTES[0]]
