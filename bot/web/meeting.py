"""A meeting's page: the review until it is approved, afterwards where everything stands."""

from collections import Counter
from datetime import datetime

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.followups import Status
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError
from bot.followups import choices, private_notes, review, rights
from bot.followups.composing.review import review_of
from bot.followups.parties import Directory
from bot.storage import followups, groups, history, meetings, outbox, people, tables
from bot.storage.meetings import MinutesRow
from bot.web import followed, rehearsal, standing, trail
from bot.web.board import actor_of, board_of, number_in, signed_in
from bot.web.forms import form_of
from bot.web.pages import render


async def meeting(
    request: web.Request, *, error: str | None = None, status: int = 200
) -> web.Response:
    """Show a meeting; `error` says what could not be done on its page."""
    visitor = signed_in(request)
    async with board_of(request).store.transaction() as connection:
        minutes = await meetings.minutes_of(connection, number_in(request, "minutes"))
        reviews = visitor.reviews(minutes)
        in_review = reviews and await review.is_in_review(connection, minutes)
        if visitor.is_by_link and not in_review:
            raise NotAllowedError(doubts.ALREADY_APPROVED)
        shown = _review if in_review else _followed
        template, context = await shown(request, connection, minutes)
        context |= {
            "minutes": minutes,
            "reviews": reviews,
            "network": await people.network_of(connection, minutes.network_id),
            "beside": request.query.get("ved", ""),
            "typed": await typed(request) if error else {},
            "typed_at": request.path,
        }
    return render(request, template, status=status, error=error, **context)


async def back(request: web.Request) -> web.Response:
    """Lead from the address of a form, as it stands after a refusal, to the meeting's page."""
    raise web.HTTPSeeOther(f"/moede/{number_in(request, 'minutes')}")


async def typed(request: web.Request) -> dict[str, str]:
    """Give what stood in a form that was refused, so that nobody types it again."""
    try:
        return (await form_of(request)).fields
    except BadInputError:
        return {}


async def _review(
    request: web.Request, connection: AsyncConnection, minutes: MinutesRow
) -> tuple[str, dict[str, object]]:
    board = board_of(request)
    reviewer = await trail.persons(connection, [minutes.reviewer_id])
    asked = await review_of(board.context(connection), minutes.minutes_id, "")
    items = await followups.follow_ups(
        connection, tables.follow_up.c.minutes_id == minutes.minutes_id
    )
    told = await rehearsal.rehearse(connection, minutes.minutes_id, board.clock())
    return "review.html", {
        # who came by a mail's link finds nothing else here that would open
        "frame": "mail_review_frame.html" if signed_in(request).is_by_link else "base.html",
        "reviewer": next(iter(reviewer.values()), None),
        "review": asked,
        "sure": [draft for draft in asked.drafts if not draft.is_offered_only],
        "offered": [one for one in asked.drafts if one.is_offered_only and not one.is_gone],
        "gone": [draft for draft in asked.drafts if draft.is_offered_only and draft.is_gone],
        "items": {item.follow_up_id: item for item in items},
        "groups": await groups.groups(
            connection, tables.working_group.c.minutes_id == minutes.minutes_id
        ),
        "told": told,
        "persons": [one for one in asked.choices if one.value.startswith("person:")],
        "seen": rehearsal.fingerprint(asked),
    }


async def _followed(
    request: web.Request, connection: AsyncConnection, minutes: MinutesRow
) -> tuple[str, dict[str, object]]:
    board = board_of(request)
    mine = tables.follow_up.c.minutes_id == minutes.minutes_id
    items = await followups.follow_ups(connection, mine, tables.follow_up.c.status == Status.OPEN)
    items = await private_notes.seen(connection, actor_of(request), [minutes], items, board.today)
    if minutes.is_private and not items:
        raise NotAllowedError(doubts.PRIVATE)
    if minutes.approved_at is None and not items:
        raise NotAllowedError(doubts.NOT_APPROVED)
    set_up = await groups.groups(
        connection, tables.working_group.c.minutes_id == minutes.minutes_id
    )
    members = await people.members_of(connection, minutes.network_id)
    rows = await outbox.rows(connection, tables.outbox.c.minutes_id == minutes.minutes_id)
    return "followed.html", {
        "places": standing.grouped(items, board.today),
        "counts": standing.counts(items, board.today),
        "shown": await followed.shown(connection, items, board.today),
        "approved_at": await _approved_at(connection, minutes),
        "groups": set_up if minutes.approved_at else [],
        "leading": {
            one.group_id
            for one in set_up
            if await rights.may_lead(connection, actor_of(request), one, minutes)
        },
        "answers": await trail.steps(connection, "volunteer", [one.group_id for one in set_up]),
        "choices": choices.persons(Directory(members)),
        "states": Counter(row.state for row in rows),
    }


async def _approved_at(connection: AsyncConnection, minutes: MinutesRow) -> datetime | None:
    """Give when they were approved last: corrected minutes are approved again."""
    if minutes.approved_at is None:
        return None
    lines = await history.lines_of(connection, "minutes", [minutes.minutes_id])
    approvals: list[datetime] = [line["at"] for line in lines if line["verb"] == Verb.APPROVE]
    return max([minutes.approved_at, *approvals])
