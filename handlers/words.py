"""What somebody's words do: understood against what they have open, each act on its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.calendar import local_day
from bot.domain.followups import PENDING
from bot.domain.notices import NoticeKind, Outcome, Task
from bot.domain.people import Actor, Person
from bot.domain.replies import Act, OpenItem
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError, OutdatedError, UnknownError
from bot.followups import ownership, undoing, volunteers
from bot.followups.composing.context import Context
from bot.followups.composing.tasks import tasks_of
from bot.storage import followups, groups, history, meetings, people
from bot.storage.groups import WorkingGroup
from bot.storage.outbox import OutboxRow
from bot.storage.people import Wishes
from bot.storage.tables import minutes, working_group
from handlers.understanding import understand

#: "jeg melder mig", "tilmeld mig"; what is "meldt" is something else
_JOINING = re.compile(r"(?i)meld(?:er|es)?\b")
_GROUP_VERBS = frozenset({Verb.VOLUNTEER, Verb.MAYBE, Verb.WITHDRAW})


@dataclass(frozen=True)
class Words:
    """Some words of a known person; `row` is the notice they answer, where that is known."""

    context: Context
    actor: Actor
    person: Person
    text: str
    row: OutboxRow | None

    @property
    def connection(self) -> AsyncConnection:
        """Give the transaction."""
        return self.context.connection

    @property
    def now(self) -> datetime:
        """Give the time."""
        return self.context.now


async def act(words: Words) -> tuple[Outcome, ...]:
    """Do what the words ask for; what cannot be done is said, and the rest is done."""
    tasks = await _tasks(words)
    group = await _group(words)
    items = [OpenItem(task.number, task.task, task.due) for task in tasks]
    asked = understand(
        words.text,
        items,
        local_day(words.now),
        next_meeting=await _next_meeting(words),
        group=group is not None,
    )
    return tuple([await _one(words, one, tasks, group) for one in asked])


async def _tasks(words: Words) -> Sequence[Task]:
    """Give what the words may be about: the notice's tasks, else all the person has open."""
    own = words.row if words.row and words.row.kind is not NoticeKind.DIGEST else None
    minutes_id = own.minutes_id if own else None
    found = await tasks_of(words.context, words.person.person_id, minutes_id=minutes_id)
    return [task for task in found if task.status in PENDING]


async def _group(words: Words) -> WorkingGroup | None:
    """Give the group that the words may be about, where it can only be one."""
    row = words.row
    if row is not None and row.kind is NoticeKind.VOLUNTEER_CALL and row.group_id is not None:
        return await groups.group_of(words.connection, row.group_id)
    if not _JOINING.search(words.text):
        return None  # "ja tak" joins nothing where no group was asked about
    if row is not None and row.minutes_id is not None:
        about = minutes.c.id == row.minutes_id
    else:
        mine = await people.networks_of(words.connection, words.person.person_id)
        about = minutes.c.network_id.in_(mine)
    approved = select(minutes.c.id).where(about, minutes.c.approved_at.is_not(None))
    seeking = await groups.groups(
        words.connection,
        working_group.c.open.is_(True),
        working_group.c.minutes_id.in_(approved),
    )
    return seeking[0] if len(seeking) == 1 else None


async def _next_meeting(words: Words) -> date | None:
    if words.row is None or words.row.minutes_id is None:
        return None
    return (await meetings.minutes_of(words.connection, words.row.minutes_id)).next_meeting


async def _one(
    words: Words, asked: Act, tasks: Sequence[Task], group: WorkingGroup | None
) -> Outcome:
    task = next((one for one in tasks if one.number == asked.item), None)
    about = task.task if task else None
    if group and asked.verb in _GROUP_VERBS:
        about = group.name
    try:
        async with words.connection.begin_nested():
            return await _do(words, asked, task, group)
    except (BadInputError, NotAllowedError, OutdatedError) as refused:
        said = doubts.GONE if isinstance(refused, UnknownError) else str(refused)
        return Outcome(asked.verb, about=about, refusal=said)


async def _do(words: Words, asked: Act, task: Task | None, group: WorkingGroup | None) -> Outcome:
    connection, actor, person, now = words.connection, words.actor, words.person, words.now
    match asked.verb:
        case Verb.FINISH | Verb.ACCEPT | Verb.POSTPONE | Verb.DECLINE | Verb.BLOCK if task:
            return await ownership.act(
                connection,
                actor,
                person,
                task.ownership_id,
                asked.verb,
                now=now,
                due=asked.due,
                to=asked.to,
            )
        case Verb.VOLUNTEER | Verb.MAYBE | Verb.WITHDRAW if group:
            return await volunteers.answer(
                connection, actor, person, group.group_id, asked.verb, now=now
            )
        case Verb.UNDO:
            only = task.ownership_id if task else None
            return await undoing.undo(connection, actor, person, now=now, ownership_id=only)
        case Verb.OPT_OUT | Verb.PAUSE:
            return await _rest(words, asked)
        case Verb.QUESTION:
            about = task.task if task else None
            return Outcome(Verb.QUESTION, about=about, to=await _reviewer(words, task))
        case Verb.HELP | Verb.STATUS:
            return Outcome(asked.verb)
    return Outcome(Verb.ASK, about=task.task if task else None)


async def _reviewer(words: Words, task: Task | None) -> str | None:
    """Give who can answer a question: who wrote the minutes."""
    if task is None:
        return None
    item, _ = await followups.follow_up_by_ownership(words.connection, task.ownership_id)
    reviewer_id = (await meetings.minutes_of(words.connection, item.minutes_id)).reviewer_id
    if reviewer_id is None:
        return None
    return (await people.person_of(words.connection, reviewer_id)).name


async def _rest(words: Words, asked: Act) -> Outcome:
    """Leave somebody alone, for good or until a day."""
    before = await people.wishes_of(words.connection, words.person.person_id)
    wishes = (
        Wishes(opted_out=True, paused_until=None)
        if asked.verb is Verb.OPT_OUT
        else Wishes(opted_out=False, paused_until=asked.until)
    )
    await people.set_wishes(words.connection, words.person.person_id, wishes)
    await history.record(
        words.connection,
        words.actor,
        asked.verb,
        "person",
        words.person.person_id,
        now=words.now,
        before=history.plain(vars(before)),
        after=history.plain(vars(wishes)),
    )
    return Outcome(asked.verb, due=asked.until)
