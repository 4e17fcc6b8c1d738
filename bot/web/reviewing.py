"""The review page's forms: correct, drop, take in, merge, add, approve."""

from collections.abc import Awaitable, Callable
from datetime import date

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.followups import FollowUp, Status
from bot.domain.language import later
from bot.errors import BadInputError, OutdatedError, UnknownError
from bot.followups import confirming, review
from bot.followups.composing.review import review_of
from bot.followups.confirming import Figures
from bot.storage import followups, meetings, tables
from bot.web.board import actor_of, board_of, number_in, signed_in
from bot.web.forms import Form, form_of
from bot.web.rehearsal import fingerprint, rehearse

CHANGED = later("Gennemgangen er ændret, siden du åbnede siden. Se den igennem, og godkend så.")


async def edit(request: web.Request) -> str:
    """Correct a draft's text, owner and date."""
    form, board = await form_of(request), board_of(request)
    async with board.store.transaction() as connection:
        draft = await _draft(request, connection)
        due, clear_due = _due(form, draft)
        task = form.text("task")
        if form.has("task") and not task:
            raise BadInputError(doubts.NO_TEXT)
        await review.edit(
            connection,
            draft.follow_up_id,
            actor=actor_of(request),
            now=board.clock(),
            task=None if task in ("", draft.task) else task,
            owner=form.text("owner") or None,
            due=due,
            clear_due=clear_due,
            settles_doubt=form.text("afklarer") == "ja",
        )
    return _back(request, "gemt", draft.follow_up_id)


def _due(form: Form, draft: FollowUp) -> tuple[date | None, bool]:
    """Give the new date, and whether there is to be none; what was not touched stays."""
    due = form.day("due")
    if due == draft.due or not form.has("due"):
        return None, form.text("no_due") == "ja"
    return due, due is None


async def take_in(request: web.Request) -> str:
    """Take in what was only offered: whatever somebody looked at counts as sure."""
    board = board_of(request)
    async with board.store.transaction() as connection:
        draft = await _draft(request, connection)
        await review.edit(
            connection, draft.follow_up_id, actor=actor_of(request), now=board.clock()
        )
    return _back(request, "taget-med", draft.follow_up_id)


async def drop(request: web.Request) -> str:
    """Take a draft out; the page goes on at the one after it."""
    board = board_of(request)
    async with board.store.transaction() as connection:
        draft = await _draft(request, connection)
        await review.drop(
            connection, draft.follow_up_id, actor=actor_of(request), now=board.clock()
        )
        beside = await _neighbour(connection, draft)
    return _back(request, "fjernet", beside)


async def merge(request: web.Request) -> str:
    """Make two drafts one."""
    form, board = await form_of(request), board_of(request)
    into = form.number("into")
    if into is None:
        raise BadInputError(doubts.CANNOT_MERGE)
    async with board.store.transaction() as connection:
        draft = await _draft(request, connection)
        await review.merge(
            connection, draft.follow_up_id, into, actor=actor_of(request), now=board.clock()
        )
    return _back(request, "samlet", into)


async def add(request: web.Request) -> str:
    """Add what the reader did not find."""
    form, board = await form_of(request), board_of(request)
    async with board.store.transaction() as connection:
        draft = await review.add(
            connection,
            number_in(request, "minutes"),
            form.text("task"),
            owner=form.text("owner"),
            due=form.day("due"),
            actor=actor_of(request),
            now=board.clock(),
        )
    return _back(request, "tilfoejet", draft.follow_up_id)


async def approve(request: web.Request) -> str:
    """Approve: now everybody is told. What was changed meanwhile must be seen first."""
    return await _approve(request, review.approve, "godkendt")


async def approve_sure(request: web.Request) -> str:
    """Approve what was surely read; the rest stays here."""
    return await _approve(request, review.approve_sure, "sikre-godkendt")


async def _approve(
    request: web.Request, approving: Callable[..., Awaitable[int]], done: str
) -> str:
    form, board = await form_of(request), board_of(request)
    minutes_id = number_in(request, "minutes")
    async with board.store.transaction() as connection:
        await meetings.lock(connection, minutes_id)
        now_seen = await review_of(board.context(connection), minutes_id, "")
        if not now_seen.approved and form.text("seen") != fingerprint(now_seen):
            raise OutdatedError(CHANGED)
        if signed_in(request).is_by_link:
            await _confirm(request, connection, approving)
        await approving(connection, minutes_id, actor=actor_of(request), now=board.clock())
    return _back(request, done, None)


async def _confirm(
    request: web.Request, connection: AsyncConnection, approving: Callable[..., Awaitable[int]]
) -> None:
    """Have a receipt sent to the address that the link was sent to."""
    board, minutes_id = board_of(request), number_in(request, "minutes")
    told = await rehearse(connection, minutes_id, board.clock(), approving)
    if approving is review.approve:
        left = 0
    else:
        left = len((await review_of(board.context(connection), minutes_id, "")).drafts)
        left -= told.follow_ups
    figures = Figures(told.follow_ups, len(told.people), told.channel, left)
    await confirming.approved(connection, minutes_id, actor_of(request), figures, board.clock())


async def _draft(request: web.Request, connection: AsyncConnection) -> FollowUp:
    draft = await followups.follow_up_of(connection, number_in(request, "follow_up"))
    if draft.minutes_id != number_in(request, "minutes"):
        raise UnknownError(doubts.GONE)
    return draft


async def _neighbour(connection: AsyncConnection, gone: FollowUp) -> int | None:
    left = await followups.follow_ups(
        connection,
        tables.follow_up.c.minutes_id == gone.minutes_id,
        tables.follow_up.c.status == Status.DRAFT,
    )
    ids = [draft.follow_up_id for draft in left]
    after = [one for one in ids if one > gone.follow_up_id]
    return after[0] if after else (ids[-1] if ids else None)


def _back(request: web.Request, done: str, beside: int | None) -> str:
    page = f"/moede/{number_in(request, 'minutes')}?sket={done}"
    return f"{page}&ved={beside}#opf-{beside}" if beside else page
