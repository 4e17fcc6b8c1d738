"""A press on a button in a mail, sent as the mail program fills it in: just that changes."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path

import pytest

from bot.delivery.mail.binding import Binding
from bot.delivery.mail.folder import MaildirMailbox
from bot.delivery.mail.sender import MailSender
from bot.delivery.sending import Sender
from bot.domain.delivery import MailAddress
from bot.domain.followups import Status
from bot.domain.verbs import Verb
from bot.followups.composing.composer import Composer
from bot.storage import followups, groups, people
from bot.storage.engine import Store
from handlers.dispatch import Dispatcher
from handlers.mailbox import poll
from tests.conftest import Clock
from tests.delivery.mail.test_answering import mailto
from tests.factories import SEEKING, approved, by, found, make_world

BOT = MailAddress("Bolden", "bolden@example.org")
BINDING = Binding(b"0123456789abcdef", "example.org")


class Post:
    """Dagny's mails, and the bot behind them."""

    def __init__(self, store: Store, root: Path, clock: Clock) -> None:
        self.store, self.root, self.clock = store, root, clock
        self.mailbox = MaildirMailbox(root, clock=clock)
        composer = Composer("")
        self.dispatcher = Dispatcher(store, composer, clock, lambda: None)
        road = MailSender(self.mailbox, BINDING, BOT, clock)
        self.sender = Sender(store, composer, road, None, None, clock, "w")
        self.items: list[int] = []

    async def settle(self, language: str | None) -> None:
        """Give Dagny, who has no Teams, two tasks and the mail about them."""
        world = await make_world(self.store)
        async with self.store.transaction() as connection:
            await people.set_language(connection, world["Dagny"].person_id, language)
        read = [found(task, by("Dagny Enghave")) for task in ("Sende eksempler", "Finde lokaler")]
        given = await approved(self.store, world, self.clock(), *read)
        self.items = [item.follow_up_id for item in given]
        await self.sender.send_due()

    async def call(self, language: str | None) -> None:
        """Ask Dagny whether she joins a working group."""
        world = await make_world(self.store)
        async with self.store.transaction() as connection:
            await people.set_language(connection, world["Dagny"].person_id, language)
        await approved(self.store, world, self.clock(), groups=(SEEKING,))
        await self.sender.send_due()

    def buttons(self) -> list[tuple[str, str, str]]:
        """Give what each button of the mail would send."""
        files = sorted((self.root / "outbox").glob("*.eml"))
        (message,) = [one for one in map(self.read, files) if "dagny@" in str(one["To"])]
        html = message.get_body(["html"])
        assert html is not None
        return mailto(html.get_content())

    def read(self, file: Path) -> EmailMessage:
        """Give a mail as a mail program reads it."""
        message = message_from_bytes(file.read_bytes(), policy=default)
        assert isinstance(message, EmailMessage)
        return message

    async def send(self, subject: str, words: str) -> None:
        """Send a new mail, which is no reply to any."""
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["To"] = "Dagny Enghave <dagny@example.org>", "bolden@example.org"
        mail["Subject"], mail["Message-ID"] = subject, "<knap1@greve.example.org>"
        mail.set_content(f"{words}\r\n\r\nMed venlig hilsen\r\nDagny Enghave\r\n")
        (self.root / "inbox" / "new" / "1.eml").write_bytes(mail.as_bytes())
        own = frozenset({BOT.email})
        assert await poll(self.mailbox, self.dispatcher, BINDING, self.clock(), own_addresses=own)

    async def states(self) -> list[tuple[Status, str]]:
        """Give where the two stand, and when they are due."""
        async with self.store.transaction() as connection:
            items = [await followups.follow_up_of(connection, one) for one in self.items]
        return [(item.owners[0].status, str(item.owners[0].due)) for item in items]

    async def joined(self) -> list[Verb]:
        """Give what Dagny has answered to the call."""
        async with self.store.transaction() as connection:
            group = await groups.group_of(connection, 1)
        return [one.answer for one in group.volunteers if one.name == "Dagny Enghave"]


@pytest.fixture
def post(sqlite_store: Store, tmp_path: Path, clock: Clock) -> Post:
    """Give it, before anything is sent."""
    return Post(sqlite_store, tmp_path / "mail", clock)


#: what stands with each task after a press; the day of a new date is the person's to write
_STANDS = {
    "Færdig": (Status.REPORTED_DONE, "None"),
    "I gang": (Status.ACCEPTED, "None"),
    "Udsæt": (Status.OPEN, "2026-12-01"),
    "Ikke mig": (Status.DECLINED, "None"),
    "Sidder fast": (Status.BLOCKED, "None"),
    "Done": (Status.REPORTED_DONE, "None"),
    "In progress": (Status.ACCEPTED, "None"),
    "Postpone": (Status.OPEN, "2026-12-01"),
    "Not me": (Status.DECLINED, "None"),
    "Stuck": (Status.BLOCKED, "None"),
}


@pytest.mark.parametrize("language", [None, "en"])
@pytest.mark.parametrize("press", range(10))
async def test_a_press_changes_just_that_task(post: Post, press: int, language: str | None) -> None:
    await post.settle(language)
    links = post.buttons()
    assert len(links) == 10
    label, subject, words = links[press]
    await post.send(subject, f"{words}1/12" if words.endswith(" ") else words)
    expected = [(Status.OPEN, "None")] * 2
    expected[press // 5] = _STANDS[label]
    assert await post.states() == expected


async def test_a_press_without_a_day_changes_nothing(post: Post) -> None:
    await post.settle(None)
    _, subject, words = post.buttons()[2]
    await post.send(subject, words)
    assert await post.states() == [(Status.OPEN, "None")] * 2


@pytest.mark.parametrize("language", [None, "en"])
@pytest.mark.parametrize(("press", "joined"), [(0, [Verb.VOLUNTEER]), (1, [Verb.MAYBE]), (2, [])])
async def test_a_press_answers_the_call(
    post: Post, press: int, joined: list[Verb], language: str | None
) -> None:
    await post.call(language)
    _, subject, words = post.buttons()[press]
    await post.send(subject, words)
    assert await post.joined() == joined
