"""What somebody's words do: understood against what they have open, each act on its own."""

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from bot.domain import doubts
from bot.domain.followups import PENDING, Status
from bot.domain.notices import NoticeKind, Outcome, Task
from bot.domain.people import Person
from bot.domain.replies import Act, OpenItem
from bot.domain.rhythm import Rhythm
from bot.domain.standing_in import OVER
from bot.domain.verbs import Verb
from bot.followups import languages, ownership, rhythms, undoing, volunteers
from bot.followups.composing.tasks import tasks_of
from bot.storage import followups, groups, meetings, people
from bot.storage.groups import WorkingGroup
from bot.storage.tables import minutes, working_group
from handlers import leading, standing_in, wishing
from handlers.replies.missing import missing
from handlers.replies.settling import OF_AN_ITEM
from handlers.spoken import Words, attempt
from handlers.understanding import ASK, understand

#: "jeg melder mig", "tilmeld mig"; what is "meldt" is something else
_JOINING = re.compile(r"(?i)meld(?:er|es)?\b")
#: where a follow-up stands that needs no such answer any more
_SETTLED_BY = {Verb.DECLINE: Status.DECLINED, Verb.FINISH: Status.REPORTED_DONE}


async def act(words: Words) -> tuple[Outcome, ...]:
    """Do what the words ask for; what cannot be done is said, and the rest is done."""
    for subject in (standing_in.act, leading.act):
        outcomes = await subject(words)
        if outcomes is not None:
            return outcomes
    said = words.text
    words, away = await standing_in.on_behalf(words)
    tasks = await _tasks(words, away)
    group = await _group(words)
    asked = understand(
        words.text,
        _items(tasks),
        words.today,
        next_meeting=await _next_meeting(words),
        group=group is not None,
    )
    if asked == ASK:
        return (await _asked_back(words, away, tasks, group),)
    if away is None and any(one.verb in OF_AN_ITEM for one in asked):
        doubt = await standing_in.whose(words, said)
        if doubt is not None:
            return (Outcome(Verb.ASK, refusal=doubt),)
    return tuple([await _one(words, one, tasks, group) for one in asked])


def _items(tasks: Sequence[Task]) -> list[OpenItem]:
    return [OpenItem(task.number, task.task, task.due) for task in tasks]


async def _asked_back(
    words: Words, away: Person | None, tasks: Sequence[Task], group: WorkingGroup | None
) -> Outcome:
    """Change nothing, and say as exactly as can be what is missing."""
    if standing_in.is_over(words, away):
        return Outcome(Verb.ASK, refusal=OVER)
    if group is not None:
        closed = None if group.open else doubts.GROUP_CLOSED
        return Outcome(Verb.ASK, refusal=closed or doubts.CALL_ANSWERS)
    today = words.today
    if not tasks:
        for verb, status in _SETTLED_BY.items():
            settled = [one for one in await _told(words) if one.status is status]
            said = {act.verb for act in understand(words.text, _items(settled), today)}
            if said == {verb}:
                return Outcome(verb, refusal=doubts.ALREADY_SO)
    asked = standing_in.question(words.text) or missing(words.text, _items(tasks), today)
    return Outcome(Verb.ASK, refusal=asked)


async def _tasks(words: Words, away: Person | None) -> Sequence[Task]:
    """Give what the words may be about; what is settled can still be taken back."""
    if standing_in.is_over(words, away):
        return ()  # not theirs any more, and not about their own
    found = await (standing_in.tasks_on_behalf(words, away) if away else _told(words))
    if "fortryd" in words.text.casefold():
        return found
    return [task for task in found if task.status in PENDING]


async def _told(words: Words) -> Sequence[Task]:
    """Give the notice's tasks, else all the person has."""
    own = words.row if words.row and words.row.kind is not NoticeKind.DIGEST else None
    minutes_id = own.minutes_id if own else None
    return await tasks_of(words.context, words.person.person_id, minutes_id=minutes_id)


async def _group(words: Words) -> WorkingGroup | None:
    """Give the group that the words may be about, where it can only be one."""
    row = words.row
    asks = (NoticeKind.VOLUNTEER_CALL, NoticeKind.SEAT)
    if row is not None and row.kind in asks and row.group_id is not None:
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
    ids = {"ownership_id": task.ownership_id} if task else {}
    return await attempt(
        words, asked.verb, lambda: _do(words, asked, task, group), about=about, **ids
    )


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
        case Verb.OPT_OUT | Verb.PAUSE | Verb.RESUME:
            return await wishing.wish(words, asked.verb, asked.until)
        case Verb.QUESTION:
            about = task.task if task else None
            return Outcome(Verb.QUESTION, about=about, to=await _reviewer(words, task))
        case Verb.LANGUAGE if asked.to:
            return await languages.choose(connection, actor, person, asked.to, now=now)
        case Verb.RHYTHM if asked.to:
            return await rhythms.choose(connection, actor, person, Rhythm(asked.to), now=now)
        case Verb.HELP | Verb.STATUS | Verb.LANGUAGE:
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
