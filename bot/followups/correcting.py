"""A corrected file of minutes that are known: its drafts go into the meeting's own review.

Nothing that anybody has is changed here. What is the same goes on; what is not waits as a draft
with a mark until the reviewer approves it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import DONE, SETTLED, FollowUp, Ownership, Status
from bot.domain.notices import NoticeKind
from bot.domain.people import Actor
from bot.domain.verbs import Verb
from bot.domain.versions import Field, Sort
from bot.followups import versions
from bot.followups.versions import Comparison, Pair
from bot.storage import followups, groups, history, meetings, outbox, people, refreshing
from bot.storage import versions as stored
from bot.storage.meetings import MinutesRow
from bot.storage.tables import follow_up, working_group
from bot.storage.tables import outbox as outbox_table
from bot.storage.versions import change_to

#: of title, file name and contents so many must agree
_SIGNS = 2


@dataclass(frozen=True)
class Folded:
    """What a corrected file did to its meeting's minutes."""

    minutes_id: int
    new: int
    changed: int
    gone: int
    groups: int

    @property
    def drafts(self) -> int:
        """Count the drafts with a mark."""
        return self.new + self.changed + self.gone

    @property
    def asks(self) -> bool:
        """Say whether there is anything to look at."""
        return bool(self.drafts or self.groups)


async def fold_in(
    connection: AsyncConnection, minutes_id: int, *, actor: Actor, now: datetime
) -> Folded | None:
    """Make newly stored minutes a version of those that they correct; None where they are new."""
    newer = await meetings.minutes_of(connection, minutes_id)
    after = await _of(connection, minutes_id)
    earlier = await _corrected_by(connection, newer, after)
    if earlier is None:
        return None
    meeting_id = earlier.minutes_id
    await meetings.lock(connection, meeting_id)
    known = [item for item in await _of(connection, meeting_id) if not _is_closed(item)]
    # what an older corrected file asked and nobody approved is asked anew, if it is still so
    asked = [item for item in known if item.renews_id is not None]
    await stored.remove_drafts(connection, [item.follow_up_id for item in asked])
    before = [item for item in known if item.renews_id is None]
    added = await _fold_groups(connection, minutes_id, meeting_id)
    folded = await _fold(connection, meeting_id, versions.compare(before, after), actor, now)
    await _fold_meeting(connection, earlier, newer)
    whole = Folded(meeting_id, *folded, groups=added)
    approved = None if whole.asks else earlier.approved_at and now
    await meetings.change_minutes(
        connection, minutes_id, replaces_id=meeting_id, approved_at=approved
    )
    return whole


async def ask_again(
    connection: AsyncConnection, folded: Folded, newer_id: int, now: datetime
) -> str | None:
    """Ask for the review where there is anything to look at; give who is asked.

    The card that asked before leads to the new one.
    """
    earlier = await meetings.minutes_of(connection, folded.minutes_id)
    reviewer_id = earlier.reviewer_id if folded.asks else None
    if reviewer_id:
        await outbox.enqueue(
            connection,
            NoticeKind.REVIEW_REQUEST,
            f"review/{earlier.minutes_id}/{newer_id}",
            network_id=earlier.network_id,
            person_id=reviewer_id,
            minutes_id=earlier.minutes_id,
            now=now,
        )
    await refreshing.refresh(
        connection,
        now,
        outbox_table.c.kind == NoticeKind.REVIEW_REQUEST,
        outbox_table.c.minutes_id == earlier.minutes_id,
    )
    return (await people.person_of(connection, reviewer_id)).name if reviewer_id else None


async def _of(connection: AsyncConnection, minutes_id: int) -> list[FollowUp]:
    return await followups.follow_ups(connection, follow_up.c.minutes_id == minutes_id)


def _is_closed(item: FollowUp) -> bool:
    """Say whether it was closed because minutes did not say it any more."""
    gone = item.change is not None and item.change.sort is Sort.GONE
    return item.status is Status.DROPPED and (gone or item.renews_id is not None)


async def _corrected_by(
    connection: AsyncConnection, newer: MinutesRow, after: Sequence[FollowUp]
) -> MinutesRow | None:
    """Find the minutes of the same day that two of three signs point to, by most of them.

    Where one names no day, half of what the shorter one asks for must be in the other.
    """
    best, most = None, _SIGNS - 1
    for one in await meetings.all_minutes(connection, newer.network_id):
        days = {one.held_on, newer.held_on}
        if one.minutes_id == newer.minutes_id or not one.file_name or len(days - {None}) > 1:
            continue
        before = await _of(connection, one.minutes_id)
        pairs = versions.compare(before, after).pairs
        again = sum(Field.TASK not in pair.differences for pair in pairs)
        # every month's minutes may be called the same and repeat a task; in doubt they are two
        is_enough = None not in days or 0 < min(len(before), len(after)) <= 2 * again
        signs = (
            versions.same_title(one.title, newer.title),
            one.file_name.casefold() == newer.file_name.casefold(),
            again > 0,
        )
        if is_enough and sum(signs) > most:
            best, most = one, sum(signs)
    return best


async def _fold(
    connection: AsyncConnection, meeting_id: int, told: Comparison, actor: Actor, now: datetime
) -> tuple[int, int, int]:
    """Put everything in its place; give how many are new, changed and gone."""
    new, changed = list(told.new), 0
    for pair in told.pairs:
        dropped = pair.before.status is Status.DROPPED
        if dropped and pair.differences:
            new.append(pair.after)  # what the reviewer took out was something else
        elif pair.differences and not dropped and not _is_as_it_is(pair):
            fold = _fold_draft if pair.before.status is Status.DRAFT else _ask_to_change
            await fold(connection, meeting_id, pair)
            changed += 1
        else:
            await _keep(connection, pair, actor, now)
    for item in new:
        mark = {"minutes_id": meeting_id, "changed": change_to(Sort.NEW)}
        await followups.change_follow_up(connection, item.follow_up_id, **mark)
    gone = [item for item in told.gone if _was_read(item) and not _is_settled(item)]
    gone = [item for item in gone if item.status in (Status.OPEN, Status.DRAFT)]
    for item in gone:
        await _ask_to_close(connection, item)
    return len(new), changed, len(gone)


async def _keep(connection: AsyncConnection, pair: Pair, actor: Actor, now: datetime) -> None:
    """Let it go on as it is; only where it stands in the minutes may be elsewhere now."""
    old, new = pair.before, pair.after
    values = _source(pair)
    if pair.differences and old.status is Status.OPEN and not _is_settled(old):
        # what the answers made of it already is no difference the next time either
        values["read"] = stored.reading_to(versions.as_read(new))
    if old.change and old.change.sort is Sort.GONE:
        values |= {"changed": None, "confidence": new.confidence}
    await followups.change_follow_up(connection, old.follow_up_id, **values)
    if old.status is Status.OPEN:
        about = ("follow_up", old.follow_up_id)
        await history.record(connection, actor, Verb.ADD, *about, now=now, after={"again": True})
    await stored.remove_drafts(connection, [new.follow_up_id])


async def _fold_draft(connection: AsyncConnection, _meeting_id: int, pair: Pair) -> None:
    """Correct a draft that waits for its review, only where the minutes were corrected."""
    old, new = pair.before, pair.after
    values = _source(pair) | _overlaid(pair)
    values |= {
        "confidence": max(old.confidence, new.confidence),
        "reasons": list(new.reasons),
        "changed": change_to(Sort.CHANGED, old.reading),
        "read": stored.reading_to(versions.as_read(new)),
    }
    if Field.OWNERS in pair.differences:
        values["audience"] = new.audience
        await followups.remove_owners(connection, old.follow_up_id)
        await followups.move_owners(connection, new.follow_up_id, old.follow_up_id)
    await followups.change_follow_up(connection, old.follow_up_id, **values)
    await stored.remove_drafts(connection, [new.follow_up_id])


async def _ask_to_change(connection: AsyncConnection, meeting_id: int, pair: Pair) -> None:
    """Let the reviewer see what an open follow-up becomes: a draft beside it."""
    old, new = pair.before, pair.after
    values = _overlaid(pair)
    if Field.OWNERS not in pair.differences:
        values["audience"] = old.audience
    owners = _columns(versions.owners_after(pair))
    await followups.remove_owners(connection, new.follow_up_id)
    await followups.add_ownerships(connection, new.follow_up_id, owners, Status.DRAFT)
    mark = change_to(Sort.CHANGED, old.reading)
    values |= {"minutes_id": meeting_id, "group_id": None, "renews_id": old.follow_up_id}
    await followups.change_follow_up(connection, new.follow_up_id, changed=mark, **values)


async def _ask_to_close(connection: AsyncConnection, item: FollowUp) -> None:
    """Offer what the minutes do not say any more; it falls away, or stays open, if not taken in."""
    mark = {"confidence": 0.0, "changed": change_to(Sort.GONE, item.reading)}
    if item.status is Status.DRAFT:
        await followups.change_follow_up(connection, item.follow_up_id, **mark)
        return
    copied = ("minutes_id", "task", "kind", "audience", "quote", "item", "due", "due_words")
    values: dict[str, Any] = {name: getattr(item, name) for name in copied}
    values |= {"status": Status.DRAFT, "lines": [], "reasons": [], "renews_id": item.follow_up_id}
    draft_id = await followups.add_follow_up(connection, values | mark)
    await followups.add_ownerships(connection, draft_id, _columns(item.holders), Status.DRAFT)


def _source(pair: Pair) -> dict[str, Any]:
    """Give where it stands now; what the reviewer merged keeps all its quotes."""
    old, new = pair.before, pair.after
    if " … " in old.quote and old.quote != new.quote:
        return {}
    return {"quote": new.quote, "lines": [list(span) for span in new.lines], "item": new.item}


def _overlaid(pair: Pair) -> dict[str, Any]:
    """Give task and date: the corrected minutes' where these changed, else as they stand."""
    by_task = pair.after if Field.TASK in pair.differences else pair.before
    by_due = pair.after if Field.DUE in pair.differences else pair.before
    return {"task": by_task.task, "due": by_due.due, "due_words": by_due.due_words}


def _columns(owners: Sequence[Ownership]) -> list[dict[str, Any]]:
    """Give owners as those of a draft."""
    columns = ("kind", "name", "person_id", "doubt")
    return [{name: getattr(own, name) for name in columns} for own in owners]


def _was_read(item: FollowUp) -> bool:
    return item.read is not None or bool(item.quote)


def _is_as_it_is(pair: Pair) -> bool:
    """Say whether it is done, or the answers have made of it already what the minutes say now."""
    if _is_settled(pair.before):
        return True
    after = {(own.name, own.person_id) for own in versions.owners_after(pair)}
    held = {(own.name, own.person_id) for own in pair.before.holders}
    is_open = pair.before.status is Status.OPEN
    return is_open and pair.differences == (Field.OWNERS,) and after == held


def _is_settled(item: FollowUp) -> bool:
    """Say whether all owners are done with it: there is nothing left to change or close."""
    states = {own.status for own in item.owners}
    return bool(states & DONE) and states <= SETTLED


async def _fold_groups(connection: AsyncConnection, from_id: int, to_id: int) -> int:
    """Give the meeting the groups that it does not have yet; give how many."""
    known = await groups.groups(connection, working_group.c.minutes_id == to_id)
    found = await groups.groups(connection, working_group.c.minutes_id == from_id)
    added = 0
    for group in found:
        same = [one for one in known if versions.same_title(one.name, group.name)]
        if same:
            await stored.hand_follow_ups(connection, group.group_id, same[0].group_id)
            await groups.remove_group(connection, group.group_id)
        else:
            await groups.change_group(connection, group.group_id, minutes_id=to_id)
            added += 1
    return added


async def _fold_meeting(
    connection: AsyncConnection, earlier: MinutesRow, newer: MinutesRow
) -> None:
    """Correct what is said of the meeting, unless the reviewer has written that themselves."""
    lines = await history.lines_of(connection, "minutes", [earlier.minutes_id])
    typed = {name for line in lines if line["verb"] == Verb.EDIT for name in line["after"]}
    values: dict[str, Any] = {"file_name": newer.file_name, "remarks": list(newer.remarks)}
    values |= {"title": newer.title, "held_on": newer.held_on or earlier.held_on}
    values["next_meeting"] = newer.next_meeting or earlier.next_meeting
    kept = {name: value for name, value in values.items() if name not in typed}
    await meetings.change_minutes(connection, earlier.minutes_id, **kept)
    await stored.move_attendees(connection, newer.minutes_id, earlier.minutes_id)
