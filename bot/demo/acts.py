"""What the people of the demo do, one act each; an act gives a line to print, or None."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.demo import mailing
from bot.demo.stage import Stage
from bot.domain.calendar import local_day
from bot.domain.followups import PENDING
from bot.domain.notices import NoticeKind, Task
from bot.domain.people import Actor, Person, Road
from bot.domain.verbs import Verb
from bot.domain.wording import short_date
from bot.followups import review
from bot.followups.composing.context import Context
from bot.followups.composing.tasks import tasks_of
from bot.standin.buttons import Button, buttons
from bot.standin.places import Conversation, Post
from bot.storage import outbox, people
from bot.storage.outbox import OutboxRow, OutboxState
from bot.storage.tables import outbox as table


async def approve(stage: Stage, minutes_id: int) -> str:
    """Let the minute-taker approve: on their card in Teams, else on the board."""
    async with stage.parts.store.transaction() as connection:
        asked = await outbox.rows(
            connection, table.c.key == f"review/{minutes_id}", table.c.road == Road.TEAMS
        )
        reviewer = await people.person_of(connection, asked[0].person_id or 0) if asked else None
    user = stage.users.get(reviewer.entra_id or "") if reviewer else None
    if reviewer and user:
        post, button = _find(stage.standin.world.personal(user), Verb.APPROVE)
        await stage.driver.click(user, post.activity_id, button)
        return f"{reviewer.name} presses »Godkend og send« on the card in Teams"
    async with stage.parts.store.transaction() as connection:
        await review.approve(connection, minutes_id, actor=Actor(Road.BOARD), now=stage.clock())
    return "the minute-taker presses »Godkend og send« on the board"


async def press_finish(stage: Stage, used: set[int]) -> str | None:
    """Let an owner in Teams press the button."""
    found = await _owner(stage, used, Road.TEAMS)
    if found is None:
        return None
    person, tasks = found
    user = stage.users[person.entra_id or ""]
    wanted = str(tasks[0].ownership_id)
    post, button = _find(stage.standin.world.personal(user), Verb.FINISH, wanted)
    await stage.driver.click(user, post.activity_id, button)
    return f"{person.name} presses »{button.title}« on task {tasks[0].number} in Teams"


async def write_postpone(stage: Stage, used: set[int]) -> str | None:
    """Let an owner in Teams write that it takes longer."""
    found = await _owner(stage, used, Road.TEAMS)
    if found is None:
        return None
    person, tasks = found
    day = local_day(stage.clock()) + timedelta(days=40)
    said = f"udsæt {tasks[0].number} til {day.day}/{day.month}"
    await stage.driver.say(stage.users[person.entra_id or ""], said)
    return f"{person.name} writes »{said}« in Teams ({short_date(day)})"


async def mail_finish(stage: Stage, used: set[int]) -> str | None:
    """Let an owner outside Teams answer the mail."""
    found = await _owner(stage, used, Road.MAIL)
    if found is None:
        return None
    person, tasks = found
    said = f"{tasks[0].number} er færdig"
    return await _mail(stage, person, NoticeKind.ASSIGNMENT, said)


async def decline(stage: Stage, used: set[int]) -> str | None:
    """Let somebody say that it is not theirs, and whose it is."""
    found = await _owner(stage, used, Road.MAIL) or await _owner(stage, used, Road.TEAMS)
    if found is None:
        return None
    person, tasks = found
    async with stage.parts.store.transaction() as connection:
        members = await people.members_of(connection, _network_id(stage))
    other = next(m.person for m in members if m.person.person_id not in used and m.person.entra_id)
    used.add(other.person_id)
    said = f"{tasks[0].number}: ikke mig, spørg {other.name}"
    if person.entra_id:
        await stage.driver.say(stage.users[person.entra_id], said)
        return f"{person.name} writes »{said}« in Teams"
    return await _mail(stage, person, NoticeKind.ASSIGNMENT, said)


async def volunteer_by_button(stage: Stage, used: set[int]) -> str | None:
    """Let a member join the working group from the channel."""
    channel = stage.channel
    if channel is None:
        return None
    for entra_id, user in stage.users.items():
        async with stage.parts.store.transaction() as connection:
            person = await people.find_person(connection, entra_id=entra_id)
        if person is None or person.person_id in used:
            continue
        try:
            post, button = _find(channel, Verb.VOLUNTEER)
        except LookupError:
            return None
        used.add(person.person_id)
        await stage.driver.click(user, post.activity_id, button)
        return f"{person.name} presses »{button.title}« in the channel"
    return None


async def volunteer_by_mail(stage: Stage, used: set[int]) -> str | None:
    """Let a member outside Teams join by answering the call."""
    rows = await _sent(stage, NoticeKind.VOLUNTEER_CALL, Road.MAIL)
    for row in rows:
        if row.person_id and row.person_id not in used:
            used.add(row.person_id)
            async with stage.parts.store.transaction() as connection:
                person = await people.person_of(connection, row.person_id)
            return await _mail(stage, person, NoticeKind.VOLUNTEER_CALL, "Jeg melder mig")
    return None


async def take(stage: Stage, used: set[int]) -> str | None:
    """Let a member take what is nobody's."""
    if stage.channel is None:
        return None
    for entra_id, user in stage.users.items():
        async with stage.parts.store.transaction() as connection:
            person = await people.find_person(connection, entra_id=entra_id)
        if person and person.person_id not in used:
            try:
                post, button = _find(stage.channel, Verb.TAKE)
            except LookupError:
                return None
            used.add(person.person_id)
            await stage.driver.click(user, post.activity_id, button)
            return f"{person.name} presses »{button.title}« in the channel"
    return None


def _network_id(stage: Stage) -> int:
    if stage.network is None:
        raise LookupError("no network on the stage")
    return stage.network.network_id


async def _owner(stage: Stage, used: set[int], road: Road) -> tuple[Person, Sequence[Task]] | None:
    """Find an owner who was asked by that road and has something open, persons' own first."""
    found: list[tuple[Person, Sequence[Task]]] = []
    async with stage.parts.store.transaction() as connection:
        for row in await _rows(connection, NoticeKind.ASSIGNMENT, road):
            if row.person_id is None or row.person_id in used:
                continue
            context = Context(connection, stage.url, stage.clock())
            tasks = await tasks_of(context, row.person_id, minutes_id=row.minutes_id)
            pending = [task for task in tasks if task.status in PENDING]
            if pending:
                pending.sort(key=lambda task: task.behalf is not None)
                found.append((await people.person_of(connection, row.person_id), pending))
    found.sort(key=lambda one: one[1][0].behalf is not None)
    if not found:
        return None
    used.add(found[0][0].person_id)
    return found[0]


async def _sent(stage: Stage, kind: NoticeKind, road: Road) -> list[OutboxRow]:
    async with stage.parts.store.transaction() as connection:
        return await _rows(connection, kind, road)


async def _rows(connection: AsyncConnection, kind: NoticeKind, road: Road) -> list[OutboxRow]:
    return await outbox.rows(
        connection,
        table.c.kind == kind,
        table.c.road == road,
        table.c.state == OutboxState.SENT,
        table.c.replaces_id.is_(None),
    )


async def _mail(stage: Stage, person: Person, kind: NoticeKind, said: str) -> str:
    rows = [r for r in await _sent(stage, kind, Road.MAIL) if r.person_id == person.person_id]
    original = next(
        one for one in mailing.sent(stage.mail) if str(one["Message-ID"]) == rows[-1].ref
    )
    mailing.reply(stage.mail, original, said, stage.clock())
    return f"{person.name} answers the mail: »{said}«"


def _find(place: Conversation, verb: Verb, ownership_id: str | None = None) -> tuple[Post, Button]:
    """Find the newest card with such a button; raise LookupError."""
    for post in reversed(place.posts):
        for button in buttons(post.card) if post.card else ():
            wanted = ownership_id in (None, str(button.data.get("ownership_id")))
            if button.verb == verb and wanted:
                return post, button
    raise LookupError(verb)
