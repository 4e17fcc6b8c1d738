"""Answers by the links in a mail: looking asks, and changes nothing; the one button acts, once."""

from dataclasses import dataclass

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.followups import FollowUp, Ownership, Status, may_do
from bot.domain.language import speak, t
from bot.domain.notices import Outcome
from bot.domain.people import Actor, Person, Road
from bot.domain.sentences import outcome_sentence
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError, OutdatedError, UnknownError
from bot.followups import ownership, undoing
from bot.storage import conversations, followups, history, meetings, outbox, people
from bot.storage.meetings import MinutesRow
from bot.web import mail_words
from bot.web.board import Board, board_of
from bot.web.forms import Form, form_of
from bot.web.guard import READING
from bot.web.mail_links import AnswerLink, MailLinks
from bot.web.pages import render

_GONE = (Status.HANDED_OVER, Status.DROPPED)


@dataclass(frozen=True)
class _Asked:
    """What a link asks about: nothing of it is known to whoever has no link that is ours."""

    links: MailLinks
    link: AnswerLink
    person: Person
    item: FollowUp
    own: Ownership
    minutes: MinutesRow
    #: new after each time that the answer was taken back
    once: str


async def answer(request: web.Request) -> web.Response:
    """Ask, and act where the button was pressed."""
    try:
        return await (_ask if request.method in READING else _try)(request)
    except OutdatedError as error:
        return _say(request, doubts.refusal(error), 409)
    except (UnknownError, NotAllowedError):
        return _say(request, t(mail_words.VOID), 404)


async def _try(request: web.Request) -> web.Response:
    """Act, or say on the page what must be filled in otherwise."""
    try:
        return await _act(request)
    except BadInputError as error:
        return await _ask(request, error=doubts.refusal(error))


async def _ask(request: web.Request, error: str | None = None) -> web.Response:
    board = board_of(request)
    async with board.store.transaction() as connection:
        asked = await _asked(request, connection)
        if await conversations.is_known(connection, asked.once):
            raise OutdatedError(doubts.ALREADY_SO)
        await _check(connection, asked)
    return render(
        request,
        "mail_answer.html",
        status=400 if error else 200,
        error=error,
        asking=mail_words.ANSWERS[asked.link.verb],
        asked=asked,
    )


async def _act(request: web.Request) -> web.Response:
    board, form = board_of(request), await form_of(request)
    async with board.store.transaction() as connection:
        asked = await _asked(request, connection)
        if not await conversations.first_time(connection, asked.once, board.clock()):
            raise OutdatedError(doubts.ALREADY_SO)
        await _check(connection, asked)
        outcome = await _do(connection, board, asked, form)
        line = await _line(connection, asked)
    board.wake.set()
    undo = asked.links.undo(asked.link, line) if line and outcome.verb is not Verb.UNDO else None
    return _say(request, outcome_sentence(outcome), undo=undo)


async def _asked(request: web.Request, connection: AsyncConnection) -> _Asked:
    """Give what the link is about, from then on in the person's language; raise UnknownError."""
    token, links = request.match_info["token"], board_of(request).mail_links
    link = links.opened(token) if links else None
    if links is None or link is None:
        raise UnknownError(doubts.GONE)
    row = await outbox.row_of(connection, link.outbox_id)
    item, own = await followups.follow_up_by_ownership(connection, link.ownership_id)
    minutes = await meetings.minutes_of(connection, item.minutes_id)
    is_theirs = row is not None and row.person_id == own.person_id == link.person_id
    if not is_theirs or not await people.is_member(connection, link.person_id, minutes.network_id):
        raise UnknownError(doubts.GONE)
    person = await people.person_of(connection, link.person_id)
    speak(person.language)
    lines = await history.lines_of(connection, "ownership", [own.ownership_id])
    undone = sum(line["undone_at"] is not None for line in lines)
    return _Asked(links, link, person, item, own, minutes, f"svar/{token}/{undone}")


async def _check(connection: AsyncConnection, asked: _Asked) -> None:
    """Refuse what means nothing any more."""
    if asked.link.verb is Verb.UNDO:
        if await _line(connection, asked) != asked.link.line:
            raise OutdatedError(doubts.NOTHING_TO_UNDO)
        return
    if asked.item.status is not Status.OPEN or asked.own.status in _GONE:
        raise UnknownError(doubts.GONE)
    if not may_do(asked.own.status, asked.link.verb):
        raise OutdatedError(doubts.ALREADY_SO)


async def _line(connection: AsyncConnection, asked: _Asked) -> int | None:
    """Give the line of the history that »fortryd« would take back."""
    person_id, part = asked.person.person_id, asked.own.ownership_id
    line = await history.last_undoable(connection, person_id, ownership_id=part)
    return line["id"] if line else None


async def _do(connection: AsyncConnection, board: Board, asked: _Asked, form: Form) -> Outcome:
    """Do what a reply in words would."""
    person, part, now = asked.person, asked.own.ownership_id, board.clock()
    actor = Actor(Road.MAIL, person.person_id)
    if asked.link.verb is Verb.UNDO:
        return await undoing.undo(connection, actor, person, now=now, ownership_id=part)
    due, to = form.day("due"), form.text("to") or None
    return await ownership.act(
        connection, actor, person, part, asked.link.verb, now=now, due=due, to=to
    )


def _say(
    request: web.Request, sentence: str, status: int = 200, *, undo: str | None = None
) -> web.Response:
    return render(
        request, "mail_said.html", status=status, sentence=sentence, undo=undo, field=None
    )
