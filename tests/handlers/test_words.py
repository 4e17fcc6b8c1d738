"""What words do to what is stored, and what is said about it."""

from datetime import date

import pytest

from bot.domain import doubts
from bot.domain.followups import Status
from bot.domain.notices import Answer, NoticeKind, Outcome
from bot.domain.people import Road
from bot.domain.sentences import outcome_sentence
from bot.domain.verbs import Verb
from bot.followups.composing.composer import Composer
from bot.storage import followups, groups, outbox, people
from bot.storage.engine import Store
from bot.storage.outbox import OutboxRow
from bot.storage.people import Wishes
from bot.storage.tables import outbox as outbox_table
from handlers.dispatch import Dispatcher
from handlers.events import Written
from tests.conftest import Clock
from tests.factories import CALL, SEEKING, World, approved, by, found, make_world

LEFT_ALONE = Wishes(opted_out=False, paused_until=None)


class Chat:
    """Birk's chat with the bot."""

    def __init__(self, store: Store, world: World, clock: Clock) -> None:
        self.store, self.world, self.clock = store, world, clock
        self.said = 0
        composer = Composer("http://127.0.0.1:3978")
        self.dispatcher = Dispatcher(store, composer, clock, lambda: None)

    async def says(self, text: str) -> tuple[Outcome, ...]:
        """Write something; give what came of it."""
        self.said += 1
        event = Written(f"k{self.said}", Road.TEAMS, text, entra_id="entra-birk")
        answer = await self.dispatcher.written(event)
        assert isinstance(answer, Answer)
        return answer.outcomes

    async def statuses(self, *ids: int) -> list[Status]:
        """Give where the first owner of each stands."""
        async with self.store.transaction() as connection:
            items = [await followups.follow_up_of(connection, one) for one in ids]
        return [item.owners[0].status for item in items]

    async def wishes(self) -> Wishes:
        """Give whether he wants to be left alone."""
        async with self.store.transaction() as connection:
            return await people.wishes_of(connection, self.world["Birk"].person_id)


@pytest.fixture
async def chat(sqlite_store: Store, clock: Clock) -> Chat:
    """Give the chat."""
    return Chat(sqlite_store, await make_world(sqlite_store), clock)


async def give(chat: Chat, *tasks: str) -> list[int]:
    """Give Birk something to do."""
    read = [found(task, by("Birk Tjørnelund")) for task in tasks]
    items = await approved(chat.store, chat.world, chat.clock(), *read)
    return [item.follow_up_id for item in items]


async def test_the_last_change_is_undone_though_another_item_is_open(chat: Chat) -> None:
    one, two = await give(chat, "Sende eksempler", "Finde lokaler")
    await chat.says("1 færdig")
    assert await chat.statuses(one, two) == [Status.REPORTED_DONE, Status.OPEN]
    told = Outcome(Verb.UNDO, about="Sende eksempler", undone=Verb.FINISH)
    assert await chat.says("fortryd") == (told,)
    assert await chat.statuses(one, two) == [Status.OPEN, Status.OPEN]


async def test_a_finished_item_is_undone_by_its_number(chat: Chat) -> None:
    one, two = await give(chat, "Sende eksempler", "Finde lokaler")
    await chat.says("1 færdig")
    await chat.says("2 afventer")
    told = Outcome(Verb.UNDO, about="Sende eksempler", undone=Verb.FINISH)
    assert await chat.says("fortryd 1") == (told,)
    assert await chat.statuses(one, two) == [Status.OPEN, Status.BLOCKED]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("stop", "Fortrudt: dit »stop« er taget tilbage."),
        ("pause til 1/12", "Fortrudt: din pause er taget tilbage."),
    ],
)
async def test_quiet_is_undone_at_once(chat: Chat, words: str, said: str) -> None:
    await give(chat, "Sende eksempler")
    await chat.says(words)
    assert await chat.wishes() != LEFT_ALONE
    (told,) = await chat.says("fortryd")
    assert outcome_sentence(told) == said
    assert await chat.wishes() == LEFT_ALONE


async def test_a_task_and_a_language_in_one_message_are_both_noted(chat: Chat) -> None:
    (task_id,) = await give(chat, "Sende eksempler")
    chosen, done = await chat.says("Den er sendt, english please")
    assert outcome_sentence(chosen) == "From now on I write to you in English."
    assert done.verb is Verb.FINISH
    assert await chat.statuses(task_id) == [Status.REPORTED_DONE]
    await chat.says("undo")
    assert await chat.statuses(task_id) != [Status.REPORTED_DONE]


async def test_a_language_that_may_be_of_the_work_is_asked_about(chat: Chat) -> None:
    (task_id,) = await give(chat, "Sende eksempler")
    (asked,) = await chat.says("Den er sendt, engelsk")
    assert asked.verb is Verb.ASK
    assert await chat.statuses(task_id) != [Status.REPORTED_DONE]


async def test_an_older_choice_that_is_taken_back_is_named(chat: Chat) -> None:
    await chat.says("sprog engelsk")
    await chat.says("hjælp")
    (told,) = await chat.says("undo")
    assert outcome_sentence(told) == "Fortrudt: jeg skriver igen til dig på dansk."


@pytest.mark.parametrize("quiet", ["stop", "pause til 1/12"])
@pytest.mark.parametrize(
    "words", ["start", "genoptag", "begynd igen", "jeg vil gerne have beskeder igen"]
)
async def test_quiet_is_lifted(chat: Chat, quiet: str, words: str) -> None:
    (one,) = await give(chat, "Sende eksempler")
    await chat.says(quiet)
    assert await chat.says(words) == (Outcome(Verb.RESUME),)
    assert await chat.wishes() == LEFT_ALONE
    assert await chat.says(words) == (Outcome(Verb.RESUME, refusal=doubts.NOT_QUIET),)
    assert await chat.statuses(one) == [Status.OPEN]


async def test_what_is_noted_already_is_said_so(chat: Chat) -> None:
    (one,) = await give(chat, "Sende eksempler")
    await chat.says("ikke mig")
    again = Outcome(Verb.DECLINE, refusal=doubts.ALREADY_SO)
    assert await chat.says("ikke mig") == (again,)
    assert await chat.says("færdig") == (Outcome(Verb.ASK),)
    assert await chat.statuses(one) == [Status.DECLINED]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ikke mig, spørg Gro", doubts.WHICH_NUMBER),
        ("færdig", doubts.WHICH_NUMBER),
        ("7 færdig", doubts.NO_SUCH_NUMBER),
        ("udsæt 1 til 31/2", doubts.NO_SUCH_DATE),
        ("udsæt 1 til i går", doubts.PAST_DATE),
        ("udsæt 1", doubts.NO_DATE),
        ("pause", doubts.NO_LAST_DAY),
        ("pause til", doubts.NO_LAST_DAY),
        ("måske", None),
        ("1 er næsten færdig", None),
    ],
)
async def test_asking_back_says_what_is_missing(chat: Chat, words: str, said: str | None) -> None:
    one, two = await give(chat, "Sende eksempler", "Finde lokaler")
    assert await chat.says(words) == (Outcome(Verb.ASK, refusal=said),)
    assert await chat.statuses(one, two) == [Status.OPEN, Status.OPEN]


async def test_a_pause_without_an_end_is_asked_about_also_where_nothing_is_open(
    chat: Chat,
) -> None:
    assert await chat.says("pause") == (Outcome(Verb.ASK, refusal=doubts.NO_LAST_DAY),)


async def test_who_was_never_in_a_group_is_told_so(chat: Chat) -> None:
    await approved(chat.store, chat.world, chat.clock(), CALL, groups=(SEEKING,))
    (told,) = await chat.says("meld fra")
    assert told.refusal == doubts.NOT_IN_GROUP
    (told,) = await chat.says("jeg melder mig")
    assert (told.verb, told.refusal) == (Verb.VOLUNTEER, None)
    async with chat.store.transaction() as connection:
        (group,) = await groups.groups(connection)
    assert "Birk Tjørnelund" in [one.name for one in group.volunteers]


class Call:
    """The call for volunteers in Lau's mail, and his answers to it."""

    def __init__(self, chat: Chat, row: OutboxRow) -> None:
        self.chat, self.row = chat, row

    async def is_answered(self, text: str) -> tuple[Outcome, ...]:
        """Answer the call; give what Lau's mail back will tell."""
        self.chat.said += 1
        email, key = "lau@example.org", f"<m{self.chat.said}@example.org>"
        event = Written(
            key, Road.MAIL, text, email=email, outbox_id=self.row.outbox_id, message_id=key
        )
        assert await self.chat.dispatcher.written(event) is None
        async with self.chat.store.transaction() as connection:
            answers = await outbox.rows(connection, outbox_table.c.kind == NoticeKind.ANSWER)
            told = await Composer("http://127.0.0.1:3978").compose(
                connection, answers[-1], self.chat.clock()
            )
        assert isinstance(told, Answer)
        return told.outcomes


@pytest.fixture
async def call(chat: Chat) -> Call:
    """Give the call."""
    await approved(chat.store, chat.world, chat.clock(), CALL, groups=(SEEKING,))
    lau = chat.world["Lau"].person_id
    async with chat.store.transaction() as connection:
        (row,) = await outbox.rows(
            connection,
            outbox_table.c.kind == NoticeKind.VOLUNTEER_CALL,
            outbox_table.c.person_id == lau,
        )
    return Call(chat, row)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("ok", Outcome(Verb.ASK, refusal=doubts.CALL_ANSWERS)),
        ("nej tak", Outcome(Verb.WITHDRAW, refusal=doubts.NOT_IN_GROUP)),
        ("ja tak", Outcome(Verb.VOLUNTEER, about=SEEKING.name)),
        ("stop", Outcome(Verb.OPT_OUT)),
        ("pause til 1/12", Outcome(Verb.PAUSE, due=date(2026, 12, 1))),
        ("status", Outcome(Verb.STATUS)),
        ("hjælp", Outcome(Verb.HELP)),
    ],
)
async def test_a_call_is_answered(call: Call, words: str, outcome: Outcome) -> None:
    assert await call.is_answered(words) == (outcome,)


async def test_stop_in_answer_to_a_call_is_undone(call: Call) -> None:
    await call.is_answered("stop")
    assert await call.is_answered("fortryd") == (Outcome(Verb.UNDO, undone=Verb.OPT_OUT),)


@pytest.mark.parametrize("words", ["ja tak", "ok"])
async def test_a_closed_group_says_so(call: Call, words: str) -> None:
    assert call.row.group_id is not None
    async with call.chat.store.transaction() as connection:
        await groups.set_open(connection, call.row.group_id, False)
    (told,) = await call.is_answered(words)
    assert outcome_sentence(told) == doubts.GROUP_CLOSED
