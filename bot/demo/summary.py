"""The table at the end of the demo: what was found, said and answered."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import FollowUp, Status
from bot.domain.notices import NoticeKind
from bot.domain.people import Road
from bot.followups.review import SURE
from bot.storage import followups, outbox
from bot.storage.outbox import OutboxState
from bot.storage.tables import follow_up

_SHOWN = {
    NoticeKind.REVIEW_REQUEST: "review asked of the minute-taker",
    NoticeKind.ASSIGNMENT: "owners told what is theirs",
    NoticeKind.CHANNEL_TASKS: "common tasks in the channel",
    NoticeKind.VOLUNTEER_CALL: "calls for volunteers",
    NoticeKind.ROSTER: "rosters to conveners",
    NoticeKind.SEAT: "places on and off waiting lists",
    NoticeKind.GROUP_NOTE: "notes to working groups",
    NoticeKind.WELCOME: "welcomes",
    NoticeKind.OWNER_SOUGHT: "questions who has it then",
    NoticeKind.ANSWER: "answers to mails",
    NoticeKind.CORRECTION: "corrections to owners",
    NoticeKind.UNREACHABLE: "mails that came back",
    NoticeKind.APPROVED: "approvals by mail confirmed",
    NoticeKind.UNSURE_SENDER: "notes about answers in doubt",
    NoticeKind.REMINDER: "reminders",
    NoticeKind.DIGEST: "digests",
}


async def follow_up_lines(connection: AsyncConnection) -> list[str]:
    """Give one line a follow-up: who, when, where it stands."""
    items = await followups.follow_ups(connection, follow_up.c.status == Status.OPEN)
    rows = [("what", "who", "when", "state")]
    rows += [(_cut(one.task, 58), _who(one), _when(one.due, one), _state(one)) for one in items]
    return [*_table(rows), *await _fallen_lines(connection)]


async def _fallen_lines(connection: AsyncConnection) -> list[str]:
    """Say why the table has fewer rows than follow-ups were found."""
    fallen = await followups.follow_ups(
        connection, follow_up.c.status == Status.DROPPED, follow_up.c.confidence < SURE
    )
    if not fallen:
        return []
    was = "was" if len(fallen) == 1 else "were"
    return [f"{len(fallen)} more {was} only offered in the review and fell away."]


async def sending_lines(connection: AsyncConnection) -> list[str]:
    """Give one line a kind of notice: by which road, and what came of it."""
    sent = [row for row in await outbox.rows(connection) if row.replaces_id is None]
    rows = [("notice", "Teams", "mail", "other")]
    for kind, label in _SHOWN.items():
        of_kind = [row for row in sent if row.kind is kind]
        if of_kind:
            roads = Counter(row.road for row in of_kind if row.state is OutboxState.SENT)
            other = Counter(row.state for row in of_kind if row.state is not OutboxState.SENT)
            told = ", ".join(f"{count} {state}" for state, count in sorted(other.items()))
            rows.append((label, str(roads[Road.TEAMS]), str(roads[Road.MAIL]), told or "-"))
    return _table(rows)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _who(one: FollowUp) -> str:
    names = [o.name for o in one.owners if o.name and o.status is not Status.HANDED_OVER]
    if one.audience == "everyone":
        return f"all {len(one.owners)} municipalities"
    return _cut(", ".join(dict.fromkeys(names)), 34) or "nobody yet"


def _when(due: date | None, one: FollowUp) -> str:
    return due.isoformat() if due else _cut(one.due_words or "-", 16)


def _state(one: FollowUp) -> str:
    counts = Counter(o.status for o in one.owners if o.status is not Status.HANDED_OVER)
    if one.audience == "everyone":
        done = counts[Status.REPORTED_DONE]
        return f"{done} of {len(one.owners)} done"
    return ", ".join(sorted(counts)).replace("_", " ") or "open"


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]
