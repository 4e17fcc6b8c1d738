"""An approved correction: open follow-ups are changed or closed, and who has them is told once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.followups import HELD, PENDING, FollowUp, Ownership, Status
from bot.domain.notices import NoticeKind
from bot.domain.people import Actor
from bot.domain.verbs import Verb
from bot.domain.versions import ALL, Field, Reading, Sort, bare, differing
from bot.errors import OutdatedError
from bot.followups import announcing
from bot.followups.showing import show_anew
from bot.storage import followups, history, outbox, refreshing
from bot.storage.meetings import MinutesRow
from bot.storage.outbox import OutboxState
from bot.storage.tables import outbox as outbox_table
from bot.storage.versions import change_to, reading_from, reading_to

Line = dict[str, Any]
#: an owner's part before and after, as the history keeps it
Parts = dict[int, dict[str, Any]]


async def renew(
    connection: AsyncConnection,
    minutes: MinutesRow,
    drafts: Sequence[FollowUp],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Do with open follow-ups what these drafts ask for."""
    told: dict[int, list[int]] = defaultdict(list)
    for draft in drafts:
        if draft.renews_id is None or draft.change is None:
            continue
        item = await followups.follow_up_of(connection, draft.renews_id)
        if item.status is not Status.OPEN:
            continue  # closed by somebody meanwhile
        is_gone = draft.change.sort is Sort.GONE
        do = _close if is_gone else _change
        line = await do(connection, minutes, item, draft, actor, now)
        if not is_gone and not differing(draft.change.before or item.reading, draft.reading):
            continue  # the reviewer has put it back, so there is nothing to tell
        for own in item.owners:
            if own.person_id and own.status in PENDING and line not in told[own.person_id]:
                told[own.person_id].append(line)
        await show_anew(connection, item, now)
    for person_id, lines in told.items():
        await _tell(connection, minutes, person_id, {"lines": lines}, now)


async def _change(
    connection: AsyncConnection,
    minutes: MinutesRow,
    item: FollowUp,
    draft: FollowUp,
    actor: Actor,
    now: datetime,
) -> int:
    """Make of it what the draft says; who has it goes on with it, under the same number."""
    before, after = (draft.change and draft.change.before) or item.reading, draft.reading
    fields = differing(before, after)
    values: dict[str, Any] = {"quote": draft.quote, "item": draft.item}
    values |= {"lines": [list(span) for span in draft.lines]}
    if draft.read:
        values["read"] = reading_to(draft.read)
    if Field.TASK in fields:
        values["task"] = draft.task
    if Field.DUE in fields:
        values |= {"due": draft.due, "due_words": draft.due_words}
    parts: Parts = {}
    given: list[int] = []
    if Field.OWNERS in fields:
        values["audience"] = draft.audience
        parts, given = await _hand_on(connection, item, draft, before)
    if Field.DUE in fields:
        for own in item.owners:
            if own.status in PENDING and own.ownership_id not in parts:
                parts[own.ownership_id] = _moved(own, due=draft.due)
    await followups.change_follow_up(connection, item.follow_up_id, **values)
    await _write(connection, parts)
    line = await _record(connection, actor, Verb.EDIT, item, now, parts=parts, given=given)
    for ownership_id in given:
        _, own = await followups.follow_up_by_ownership(connection, ownership_id)
        if own.person_id:
            await announcing.assign(
                connection,
                minutes.network_id,
                item.minutes_id,
                own.person_id,
                now=now,
                ownership_id=ownership_id,
            )
    return line


async def _close(
    connection: AsyncConnection,
    _minutes: MinutesRow,
    item: FollowUp,
    _draft: FollowUp,
    actor: Actor,
    now: datetime,
) -> int:
    """Close it; what somebody has done of it stays done."""
    left = PENDING | {Status.DECLINED}
    parts = {
        own.ownership_id: _moved(own, status=Status.DROPPED)
        for own in item.owners
        if own.status in left
    }
    await followups.change_follow_up(
        connection,
        item.follow_up_id,
        status=Status.DROPPED,
        changed=change_to(Sort.GONE),
    )
    await _write(connection, parts)
    return await _record(connection, actor, Verb.DROP, item, now, parts=parts, given=[])


async def _hand_on(
    connection: AsyncConnection, item: FollowUp, draft: FollowUp, before: Reading
) -> tuple[Parts, list[int]]:
    """Give it to whom the draft adds, and release whom it takes away.

    `before` is who had it when the file came. Whatever owners have answered since stands.
    """
    wanted = {_who(own): own for own in draft.owners}
    held = {_who(own) for own in item.owners if own.status in HELD}
    known = before.names
    if ALL in known:
        known |= {bare(own.name) for own in item.owners}
    parts = {
        own.ownership_id: _moved(own, status=Status.HANDED_OVER)
        for own in item.owners
        if _is_let_go(own, item, draft, known)
    }
    given = [
        await followups.add_ownership(
            connection,
            item.follow_up_id,
            own.kind,
            own.name,
            own.person_id,
            status=Status.OPEN,
            due=draft.due,
            doubt=own.doubt,
        )
        for who, own in wanted.items()
        if who not in held and bare(own.name) not in known
    ]
    return parts, given


def _is_let_go(own: Ownership, item: FollowUp, draft: FollowUp, known: frozenset[str]) -> bool:
    """Say whether this part is taken away: the draft does not name its owner any more."""
    name = bare(own.name)
    if name in {bare(one.name) for one in draft.owners}:
        return False
    if own.status is Status.DECLINED:
        # an owner is sought for it as long as the minutes say that it is theirs
        return not (item.read and draft.read and name in item.read.names & draft.read.names)
    return own.status in PENDING and (not own.name or name in known)


def _who(own: Ownership) -> tuple[str | None, int | None]:
    return own.name, own.person_id


def _moved(own: Ownership, **values: Any) -> dict[str, Any]:
    before = {name: getattr(own, name) for name in values}
    return {"before": history.plain(before), "after": history.plain(values)}


async def _write(connection: AsyncConnection, parts: Parts, side: str = "after") -> None:
    for ownership_id, change in parts.items():
        await followups.change_ownership(connection, int(ownership_id), **_values(change[side]))


def _values(kept: dict[str, Any]) -> dict[str, Any]:
    due = kept.get("due")
    return kept | ({"due": date.fromisoformat(due)} if due else {})


async def _record(
    connection: AsyncConnection,
    actor: Actor,
    verb: Verb,
    item: FollowUp,
    now: datetime,
    *,
    parts: Parts,
    given: list[int],
) -> int:
    after = await followups.follow_up_of(connection, item.follow_up_id)
    return await history.record(
        connection,
        actor,
        verb,
        "renewal",
        item.follow_up_id,
        now=now,
        before=_side(item),
        after=_side(after) | {"parts": parts, "given": given},
    )


def _side(item: FollowUp) -> dict[str, Any]:
    read = reading_to(item.read) if item.read else None
    kept = {"status": item.status, "audience": item.audience, "read": read}
    return {"reading": reading_to(item.reading), **kept}


async def _tell(
    connection: AsyncConnection,
    minutes: MinutesRow,
    person_id: int,
    about: dict[str, Any],
    now: datetime,
) -> None:
    back = "/back" if about.get("taken_back") else ""
    await outbox.enqueue(
        connection,
        NoticeKind.CORRECTION,
        f"corrected/{minutes.minutes_id}/{person_id}/{about['lines'][0]}{back}",
        network_id=minutes.network_id,
        minutes_id=minutes.minutes_id,
        person_id=person_id,
        about=about,
        now=now,
    )


async def take_back(
    connection: AsyncConnection, minutes: MinutesRow, line: Line, now: datetime
) -> str:
    """Put a follow-up back as it was, unless somebody has built on it; give its task."""
    item = await followups.locked(connection, line["subject_id"])
    before, after = line["before"], line["after"]
    by_id = {own.ownership_id: own for own in item.owners}
    parts = {int(key): change for key, change in after["parts"].items()}
    is_left = _side(item) == {name: after[name] for name in before}
    is_left &= all(_is_as(by_id[one], change["after"]) for one, change in parts.items())
    if not is_left or any(by_id[one].status is not Status.OPEN for one in after["given"]):
        raise OutdatedError(doubts.TOO_LATE_TO_UNDO)
    for ownership_id in after["given"]:
        await followups.change_ownership(connection, ownership_id, status=Status.DROPPED)
        assigned = outbox_table.c.key.startswith("assign/")
        theirs = outbox_table.c.key.endswith(f"/{by_id[ownership_id].person_id}/{ownership_id}")
        await refreshing.withdraw(connection, now, assigned, theirs)
    await _write(connection, parts, "before")
    kept = reading_from(before["reading"])
    if kept is None:
        raise OutdatedError(doubts.TOO_LATE_TO_UNDO)
    values = {"task": kept.task, "due": kept.due, "due_words": kept.due_words, "changed": None}
    values |= {name: before[name] for name in ("status", "audience", "read")}
    await followups.change_follow_up(connection, item.follow_up_id, **values)
    await show_anew(connection, item, now)
    for row in await outbox.rows(
        connection,
        outbox_table.c.kind == NoticeKind.CORRECTION,
        outbox_table.c.minutes_id == item.minutes_id,
        outbox_table.c.replaces_id.is_(None),
        outbox_table.c.state != OutboxState.READY,
    ):
        # who has not been told of it yet will not be
        if line["id"] in row.about["lines"] and row.person_id and "taken_back" not in row.about:
            about = {"lines": [line["id"]], "taken_back": True}
            await _tell(connection, minutes, row.person_id, about, now)
    return item.task


def _is_as(own: Ownership, kept: dict[str, Any]) -> bool:
    return history.plain({name: getattr(own, name) for name in kept}) == kept
