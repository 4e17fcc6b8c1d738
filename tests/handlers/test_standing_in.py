"""Substitutes by words: named, asked about, and answering for whom they stand in for."""

from dataclasses import dataclass
from datetime import date

import pytest

from bot.domain import doubts, standing_in
from bot.domain.followups import Status
from bot.domain.notices import Answer, NoticeKind, Outcome, Substitute
from bot.domain.people import Road
from bot.domain.sentences import outcome_sentence
from bot.domain.verbs import Verb
from bot.followups.composing.composer import Composer
from bot.storage import followups, outbox, people
from bot.storage import substitutes as stored
from bot.storage.engine import Store
from bot.storage.outbox import OutboxRow
from bot.storage.people import Wishes
from bot.storage.substitutes import Substitution
from bot.storage.tables import outbox as outbox_table
from handlers.dispatch import Dispatcher
from handlers.events import Pressed, Written
from tests.conftest import Clock
from tests.factories import World, approved, by, found, make_world

FIRST = date(2026, 12, 1)


@dataclass
class Chats:
    """Everybody's chat with the bot, and their mail."""

    store: Store
    world: World
    clock: Clock
    count: int = 0

    @property
    def dispatcher(self) -> Dispatcher:
        """Give the listener."""
        composer = Composer("http://127.0.0.1:3978")
        return Dispatcher(self.store, composer, self.clock, lambda: None)

    async def says(self, who: str, text: str) -> tuple[Outcome, ...]:
        """Write in Teams; give what came of it."""
        self.count += 1
        entra_id = f"entra-{who.casefold()}"
        answer = await self.dispatcher.written(
            Written(f"k{self.count}", Road.TEAMS, text, entra_id=entra_id)
        )
        assert isinstance(answer, Answer)
        return answer.outcomes

    async def mails(self, who: str, text: str, row: OutboxRow | None = None) -> None:
        """Write a mail, in answer to a notice."""
        self.count += 1
        email = self.world[who].email
        outbox_id = row.outbox_id if row else None
        key = f"<{self.count}@example.org>"
        await self.dispatcher.written(
            Written(key, Road.MAIL, text, email=email, outbox_id=outbox_id, message_id=key)
        )

    async def running(self, who: str) -> Substitution | None:
        """Give who stands in for somebody."""
        async with self.store.transaction() as connection:
            return await stored.substitution_of(connection, self.world[who].person_id)

    async def status(self, follow_up_id: int) -> Status:
        """Give where the first owner stands."""
        async with self.store.transaction() as connection:
            return (await followups.follow_up_of(connection, follow_up_id)).owners[0].status

    async def told(self, kind: NoticeKind) -> list[OutboxRow]:
        """Give the notices of a kind."""
        async with self.store.transaction() as connection:
            return await outbox.rows(connection, outbox_table.c.kind == kind)

    async def give(self, who: str, *tasks: str, data: bytes = b"pdf") -> list[int]:
        """Give somebody something to do."""
        read = [found(task, by(self.world[who].name)) for task in tasks]
        items = await approved(self.store, self.world, self.clock(), *read, data=data)
        return [item.follow_up_id for item in items]


@pytest.fixture
async def chats(sqlite_store: Store, clock: Clock) -> Chats:
    """Give the chats."""
    return Chats(sqlite_store, await make_world(sqlite_store), clock)


async def test_a_substitute_is_named_and_taken_back(chats: Chats) -> None:
    (outcome,) = await chats.says("Birk", "Frej er min afløser til 1/12")
    assert outcome == Outcome(Verb.SUBSTITUTE, to="Frej Østermark", due=FIRST)
    assert outcome_sentence(outcome) == (
        "Frej Østermark er din afløser til 1. december 2026 og får dine påmindelser imens."
    )
    assert await chats.running("Birk") is not None
    await chats.says("Birk", "fortryd")
    assert await chats.running("Birk") is None
    await chats.says("Birk", "Frej er min afløser til 1/12")
    assert await chats.says("Birk", "ingen afløser") == (Outcome(Verb.NO_SUBSTITUTE),)
    assert await chats.running("Birk") is None


async def test_away_and_whom_to_ask_pauses_too(chats: Chats) -> None:
    outcomes = await chats.says("Birk", "Ferie til 1/12, spørg Frej")
    assert outcomes == (
        Outcome(Verb.SUBSTITUTE, to="Frej Østermark", due=FIRST),
        Outcome(Verb.PAUSE, due=FIRST),
    )
    async with chats.store.transaction() as connection:
        birk = chats.world["Birk"].person_id
        assert await people.wishes_of(connection, birk) == Wishes(False, FIRST)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Ferie til 1/12, spørg Ingrid", doubts.unlisted("Ingrid")),
        ("Frej er min afløser", standing_in.UNTIL_WHEN),
        ("er Frej min afløser?", standing_in.WHO),
        ("afløser", standing_in.WHO),
    ],
)
async def test_what_is_not_clear_is_asked_and_nothing_changes(
    chats: Chats, text: str, asked: str
) -> None:
    (outcome,) = await chats.says("Birk", text)
    assert outcome.refusal == asked
    assert await chats.running("Birk") is None
    async with chats.store.transaction() as connection:
        birk = chats.world["Birk"].person_id
        assert await people.wishes_of(connection, birk) == Wishes(False, None)


async def test_by_mail_it_is_confirmed_by_mail(chats: Chats) -> None:
    await chats.mails("Dagny", "Min afløser er Elva Kildeskov til 1/12")
    running = await chats.running("Dagny")
    assert running is not None
    assert running.substitute_id == chats.world["Elva"].person_id
    (row,) = await chats.told(NoticeKind.ANSWER)
    async with chats.store.transaction() as connection:
        answer = await chats.dispatcher.composer.compose(connection, row, chats.clock())
    assert isinstance(answer, Answer)
    assert answer.outcomes[0].due == FIRST


async def test_a_substitute_answers_a_mail_with_the_others_numbers(chats: Chats) -> None:
    one, two = await chats.give("Birk", "Sende eksempler", "Finde lokaler")
    (own,) = await chats.give("Lau", "Ringe til KL", data=b"2")
    await chats.says("Birk", "Lau er min afløser til 1/12")
    (row,) = await chats.told(NoticeKind.SUBSTITUTE)
    await chats.mails("Lau", "2 færdig", row)
    assert await chats.status(two) is Status.REPORTED_DONE
    assert (await chats.status(one), await chats.status(own)) == (Status.OPEN, Status.OPEN)
    # somebody else answers it: nothing of theirs may be touched
    await chats.mails("Elva", "1 færdig", row)
    assert await chats.status(one) is Status.OPEN
    await chats.says("Birk", "ingen afløser")
    await chats.mails("Lau", "1 færdig", row)
    await chats.mails("Lau", "færdig", row)
    assert (await chats.status(one), await chats.status(own)) == (Status.OPEN, Status.OPEN)


async def test_in_chat_it_is_asked_whose_is_meant(chats: Chats) -> None:
    (one,) = await chats.give("Birk", "Sende eksempler")
    (own,) = await chats.give("Frej", "Ringe til KL", data=b"2")
    await chats.says("Birk", "Frej er min afløser til 1/12")
    (asked,) = await chats.says("Frej", "1 færdig")
    assert asked.refusal == standing_in.whose(chats.world["Birk"])
    assert (await chats.status(one), await chats.status(own)) == (Status.OPEN, Status.OPEN)
    await chats.says("Frej", "1 færdig for Birk")
    assert await chats.status(one) is Status.REPORTED_DONE
    await chats.says("Frej", "1 sidder fast for mig selv")
    assert await chats.status(own) is Status.BLOCKED
    # nothing open for the other any more: no question
    await chats.says("Frej", "1 færdig")
    assert await chats.status(own) is Status.REPORTED_DONE


async def test_a_button_on_the_substitutes_card_shows_it_anew(chats: Chats) -> None:
    (one,) = await chats.give("Birk", "Sende eksempler")
    await chats.says("Birk", "Frej er min afløser til 1/12")
    shown = await chats.dispatcher.pressed(
        Pressed("p", "entra-frej", Verb.FINISH, {"ownership_id": "1"})
    )
    assert isinstance(shown, Substitute)
    assert shown.tasks[0].noted == Outcome(Verb.FINISH)
    assert await chats.status(one) is Status.REPORTED_DONE
