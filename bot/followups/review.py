"""The minute-taker's review: correct, drop, add, merge, approve. Nothing is sent before."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.followups import FollowUp, Status
from bot.domain.meetings import Kind, PartyKind
from bot.domain.notices import NoticeKind
from bot.domain.people import Actor
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError, OutdatedError
from bot.followups import announcing, renewing
from bot.followups.choices import chosen
from bot.followups.intake import store_owners
from bot.followups.parties import Directory, Resolved
from bot.followups.rights import may_review
from bot.minutes import masking
from bot.storage import followups, groups, history, meetings, people, refreshing, versions
from bot.storage.meetings import MinutesRow
from bot.storage.tables import follow_up, outbox

#: what the reader is less sure of is only offered
SURE = 0.5


async def directory_of(connection: AsyncConnection, minutes: MinutesRow) -> Directory:
    """Give everybody who may be meant in these minutes."""
    members = await people.members_of(connection, minutes.network_id)
    return Directory(members, await meetings.attendees_of(connection, minutes.minutes_id))


async def edit(
    connection: AsyncConnection,
    follow_up_id: int,
    *,
    actor: Actor,
    now: datetime,
    task: str | None = None,
    owner: str | None = None,
    due: date | None = None,
    clear_due: bool = False,
    settles_doubt: bool = False,
) -> FollowUp:
    """Correct a draft; what is None stays. A draft that somebody touched counts as sure.

    The owner takes everybody's place, or with `settles_doubt` only that of whom nobody knows.
    """
    minutes, draft = await _draft(connection, follow_up_id, actor)
    values: dict[str, Any] = {"confidence": 1.0}
    if task and task.strip():
        values["task"] = _worded(task)
    _check_due(minutes, due)
    if due or clear_due:
        values |= {"due": due, "due_words": None}
    if owner:
        kind, owners = chosen(owner, await directory_of(connection, minutes))
        keeps = settles_doubt and any(one.person_id for one in draft.owners)
        values["audience"] = draft.audience if keeps else kind
        await followups.remove_owners(connection, follow_up_id, unknown_only=keeps)
        await store_owners(connection, follow_up_id, owners, status=Status.DRAFT)
    await followups.change_follow_up(connection, follow_up_id, **values)
    await _changed(connection, minutes, draft, actor, Verb.EDIT, now, values)
    return await followups.follow_up_of(connection, follow_up_id)


async def drop(
    connection: AsyncConnection, follow_up_id: int, *, actor: Actor, now: datetime
) -> None:
    """Take a draft out of the review."""
    minutes, draft = await _draft(connection, follow_up_id, actor)
    await followups.change_follow_up(connection, follow_up_id, status=Status.DROPPED)
    await _changed(connection, minutes, draft, actor, Verb.DROP, now, {"status": Status.DROPPED})


async def add(
    connection: AsyncConnection,
    minutes_id: int,
    task: str,
    *,
    owner: str,
    due: date | None,
    actor: Actor,
    now: datetime,
) -> FollowUp:
    """Add a follow-up that the reader did not find."""
    minutes = await in_review(connection, minutes_id, actor)
    if not task.strip():
        raise BadInputError(doubts.NO_TEXT)
    _check_due(minutes, due)
    kind, owners = chosen(owner, await directory_of(connection, minutes))
    words = _worded(task)
    known = await _same(connection, minutes_id, words, kind, owners, due)
    if known:
        return known  # pressed twice
    values: dict[str, Any] = {
        "minutes_id": minutes_id,
        "task": words,
        "kind": Kind.TASK,
        "audience": kind,
        "status": Status.DRAFT,
        "quote": "",
        "lines": [],
        "due": due,
        "confidence": 1.0,
        "reasons": [],
    }
    follow_up_id = await followups.add_follow_up(connection, values)
    await store_owners(connection, follow_up_id, owners, status=Status.DRAFT)
    draft = await followups.follow_up_of(connection, follow_up_id)
    await _changed(connection, minutes, draft, actor, Verb.ADD, now, {"task": draft.task})
    return draft


async def merge(
    connection: AsyncConnection, follow_up_id: int, into_id: int, *, actor: Actor, now: datetime
) -> FollowUp:
    """Make two drafts one: the second keeps its words and gets the first one's places."""
    minutes, draft = await _draft(connection, follow_up_id, actor)
    elsewhere = await followups.follow_up_of(connection, into_id)
    if draft.minutes_id != elsewhere.minutes_id or follow_up_id == into_id:
        raise BadInputError(doubts.CANNOT_MERGE)
    _, target = await _draft(connection, into_id, actor)
    if draft.renews_id or target.renews_id:
        raise BadInputError(doubts.CANNOT_MERGE)  # each is about what somebody has already
    values: dict[str, Any] = {
        "lines": [list(span) for span in sorted({*target.lines, *draft.lines})],
        "quote": " … ".join(filter(None, (target.quote, draft.quote))),
        "confidence": 1.0,
    }
    if target.due is None and draft.due is not None:
        values |= {"due": draft.due, "due_words": draft.due_words}
    if target.audience is PartyKind.UNASSIGNED:
        values["audience"] = draft.audience
        await followups.move_owners(connection, follow_up_id, into_id)
    if target.group_id is None:
        values["group_id"] = draft.group_id
    await followups.change_follow_up(connection, into_id, **values)
    await followups.change_follow_up(connection, follow_up_id, status=Status.DROPPED)
    await _changed(connection, minutes, draft, actor, Verb.MERGE, now, {"into": into_id})
    return await followups.follow_up_of(connection, into_id)


async def approve(
    connection: AsyncConnection, minutes_id: int, *, actor: Actor, now: datetime
) -> int:
    """Open every draft and have everybody told; give how many follow-ups that were.

    What the reader only offered (below 0.5) and nobody took in falls away.
    """
    await in_review(connection, minutes_id, actor)
    await meetings.mark_approved(connection, minutes_id, now)
    # nobody is called to these, so what asks for their members must stand by itself
    await groups.release_closed(connection, minutes_id)
    wanted = [one for one in await _drafts(connection, minutes_id) if one.confidence >= SURE]
    new = [one for one in wanted if one.renews_id is None]
    await _open(connection, minutes_id, new, Verb.APPROVE, actor, now)
    minutes = await meetings.minutes_of(connection, minutes_id)
    await renewing.renew(connection, minutes, wanted, actor=actor, now=now)
    await followups.drop_drafts(connection, minutes_id)
    await versions.clear_marks(connection, minutes_id)
    await refresh(connection, minutes_id, now)
    return len(wanted)


async def approve_sure(
    connection: AsyncConnection, minutes_id: int, *, actor: Actor, now: datetime
) -> int:
    """Open what was surely read and tell its owners; the rest and the groups stay in review."""
    await in_review(connection, minutes_id, actor)
    wanted = [one for one in await _drafts(connection, minutes_id) if one.is_sure]
    if not wanted:
        raise OutdatedError(doubts.NONE_SURE)
    await _open(connection, minutes_id, wanted, Verb.APPROVE_SURE, actor, now)
    await refresh(connection, minutes_id, now)
    return len(wanted)


async def _open(
    connection: AsyncConnection,
    minutes_id: int,
    wanted: list[FollowUp],
    verb: Verb,
    actor: Actor,
    now: datetime,
) -> None:
    """Open some drafts and have their owners told."""
    told = await announcing.told_of(connection, minutes_id)
    ids = [one.follow_up_id for one in wanted]
    await followups.open_drafts(connection, minutes_id, ids)
    after = {"open": len(wanted), "follow_ups": ids}
    await history.record(connection, actor, verb, "minutes", minutes_id, now=now, after=after)
    await announcing.announce(connection, minutes_id, now, calls=verb is Verb.APPROVE)
    if wanted:
        await announcing.announce_more(connection, minutes_id, wanted, told, now)
    await announcing.renew_news(connection, minutes_id, now)


async def _same(
    connection: AsyncConnection,
    minutes_id: int,
    task: str,
    kind: PartyKind,
    owners: list[Resolved],
    due: date | None,
) -> FollowUp | None:
    """Find the draft that was added in the very same words."""
    drafts = await _drafts(
        connection, minutes_id, follow_up.c.task == task, follow_up.c.audience == kind
    )
    wanted = {(one.name, one.person and one.person.person_id) for one in owners}
    return next(
        (
            one
            for one in drafts
            if one.due == due and {(o.name, o.person_id) for o in one.owners} == wanted
        ),
        None,
    )


async def _drafts(connection: AsyncConnection, minutes_id: int, *conditions: Any) -> list[FollowUp]:
    theirs = (follow_up.c.minutes_id == minutes_id) & (follow_up.c.status == Status.DRAFT)
    return await followups.follow_ups(connection, theirs, *conditions)


async def is_in_review(connection: AsyncConnection, minutes: MinutesRow) -> bool:
    """Say whether anything is left to approve: minutes that were corrected have drafts again."""
    approved = await versions.is_approved(connection, minutes.minutes_id)
    return not approved or bool(await _drafts(connection, minutes.minutes_id))


def _check_due(minutes: MinutesRow, due: date | None) -> None:
    if due and minutes.held_on and due < minutes.held_on:
        raise BadInputError(doubts.DUE_BEFORE_MEETING)


def _worded(task: str) -> str:
    """Give the reviewer's words without what the reader would have hidden."""
    return masking.hidden(task.strip())


async def in_review(connection: AsyncConnection, minutes_id: int, actor: Actor) -> MinutesRow:
    """Give minutes that the actor may correct, and keep others from changing them."""
    await meetings.lock(connection, minutes_id)
    minutes = await meetings.minutes_of(connection, minutes_id)
    if not await may_review(connection, actor, minutes):
        raise NotAllowedError(doubts.NOT_REVIEWER)
    if not await is_in_review(connection, minutes):
        raise OutdatedError(doubts.ALREADY_APPROVED)
    return minutes


async def _draft(
    connection: AsyncConnection, follow_up_id: int, actor: Actor
) -> tuple[MinutesRow, FollowUp]:
    found = await followups.follow_up_of(connection, follow_up_id)
    minutes = await in_review(connection, found.minutes_id, actor)
    draft = await followups.follow_up_of(connection, follow_up_id)
    if draft.status is not Status.DRAFT:
        raise OutdatedError(doubts.GONE)
    return minutes, draft


async def _changed(
    connection: AsyncConnection,
    minutes: MinutesRow,
    draft: FollowUp,
    actor: Actor,
    verb: Verb,
    now: datetime,
    values: Mapping[str, Any],
) -> None:
    before = {key: getattr(draft, key, None) for key in values}
    await history.record(
        connection,
        actor,
        verb,
        "follow_up",
        draft.follow_up_id,
        now=now,
        before=history.plain(before),
        after=history.plain(values),
    )
    await refresh(connection, minutes.minutes_id, now)


async def refresh(connection: AsyncConnection, minutes_id: int, now: datetime) -> None:
    """Renew the review's card."""
    await refreshing.refresh(
        connection,
        now,
        outbox.c.kind == NoticeKind.REVIEW_REQUEST,
        outbox.c.minutes_id == minutes_id,
    )
