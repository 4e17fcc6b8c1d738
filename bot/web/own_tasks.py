"""»Min tavle«: a person's own tasks over all their networks, and what they say of each."""

from dataclasses import dataclass
from datetime import date

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.followups import PENDING, FollowUp, Ownership, Status, may_do
from bot.domain.meetings import PartyKind
from bot.domain.people import Network, Person
from bot.domain.rhythm import CHOICES, Rhythm
from bot.domain.verbs import Verb
from bot.errors import BadInputError, UnknownError
from bot.followups import ownership, rhythms, undoing
from bot.storage import digests, followups, meetings, people
from bot.storage.meetings import MinutesRow
from bot.storage.tables import follow_up
from bot.storage.tables import ownership as parts
from bot.web import standing
from bot.web.board import board_of, number_in, signed_in
from bot.web.forms import form_of
from bot.web.pages import render

#: what is not theirs any more, or not yet
_GONE = frozenset({Status.DRAFT, Status.DROPPED, Status.DECLINED, Status.HANDED_OVER})
#: what the buttons say, by the name that their form sends
ACTS = {
    "faerdig": Verb.FINISH,
    "i-gang": Verb.ACCEPT,
    "udsaet": Verb.POSTPONE,
    "ikke-mig": Verb.DECLINE,
    "sidder-fast": Verb.BLOCK,
    "fortryd": Verb.UNDO,
}


@dataclass(frozen=True)
class Task:
    """One task of theirs as the page shows it."""

    item: FollowUp
    own: Ownership
    minutes: MinutesRow
    network: Network
    due: date | None
    late: bool

    def offers(self, act: str) -> bool:
        """Say whether such a button does anything now."""
        return may_do(self.own.status, ACTS[act])

    @property
    def behalf(self) -> str | None:
        """Give the body that they answer for, None where it is theirs by name."""
        return self.own.name if self.own.kind is not PartyKind.PERSON else None


async def page(
    request: web.Request, *, error: str | None = None, status: int = 200
) -> web.Response:
    """Show what the person has, what is late first; `error` says what could not be done."""
    board, person = board_of(request), _person(request)
    async with board.store.transaction() as connection:
        tasks = await _tasks(connection, person, board.today)
        rhythm = await digests.chosen(connection, person.person_id)
    is_open = [one for one in tasks if one.own.status in PENDING]
    is_open.sort(key=lambda one: (one.due or date.max, one.own.ownership_id))
    return render(
        request,
        "own_tasks.html",
        status=status,
        error=error,
        late=[one for one in is_open if one.late],
        ahead=[one for one in is_open if not one.late],
        settled=[one for one in tasks if one.own.status not in PENDING],
        choices=CHOICES,
        rhythm=rhythm,
        beside=request.query.get("ved", ""),
        undoable=request.query.get("sket") != "fortryd" and request.query.get("ved", "").isdigit(),
    )


async def act(request: web.Request) -> str:
    """Do what the button says with one task."""
    form, board, person = await form_of(request), board_of(request), _person(request)
    part, said = number_in(request, "part"), form.text("act")
    if said not in ACTS:
        raise BadInputError(doubts.GONE)
    verb, actor, now = ACTS[said], signed_in(request).actor, board.clock()
    async with board.store.transaction() as connection:
        if verb is Verb.UNDO:
            await undoing.undo(connection, actor, person, now=now, ownership_id=part)
        else:
            due, to = form.day("due"), form.text("to") or None
            await ownership.act(connection, actor, person, part, verb, now=now, due=due, to=to)
    return f"/min?sket={said}&ved={part}#del-{part}"


async def choose_rhythm(request: web.Request) -> str:
    """Note how often they want the digest; to press the same again changes nothing."""
    form, board, person = await form_of(request), board_of(request), _person(request)
    said = form.text("rhythm")
    if said not in tuple(Rhythm):
        raise BadInputError(doubts.GONE)
    actor, rhythm = signed_in(request).actor, Rhythm(said)
    async with board.store.transaction() as connection:
        if await digests.chosen(connection, person.person_id) is not rhythm:
            await rhythms.choose(connection, actor, person, rhythm, now=board.clock())
    return "/min?sket=overblik&ved=overblik"


def _person(request: web.Request) -> Person:
    """Give who it is; the keeper at the machine has no tasks of their own."""
    person = signed_in(request).person
    if person is None:
        raise UnknownError(doubts.GONE)
    return person


async def _tasks(connection: AsyncConnection, person: Person, today: date) -> list[Task]:
    theirs = select(parts.c.follow_up_id).where(parts.c.person_id == person.person_id)
    items = await followups.follow_ups(
        connection, follow_up.c.id.in_(theirs), follow_up.c.status == Status.OPEN
    )
    held = {
        one: await meetings.minutes_of(connection, one) for one in {i.minutes_id for i in items}
    }
    networks = {
        one: await people.network_of(connection, one)
        for one in {m.network_id for m in held.values()}
    }
    roles = await people.roles_of(connection, person.person_id)
    return [
        Task(
            item,
            own,
            held[item.minutes_id],
            networks[held[item.minutes_id].network_id],
            standing.due_of(item, own),
            standing.is_late(item, own, today),
        )
        for item in items
        for own in item.owners
        if own.person_id == person.person_id
        and own.status not in _GONE
        and held[item.minutes_id].network_id in roles
    ]
