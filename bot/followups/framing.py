"""How many a working group takes in, and until which day, as who leads it sets it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.calendar import local_day
from bot.domain.notices import Outcome
from bot.domain.people import Actor
from bot.domain.verbs import Verb
from bot.errors import BadInputError, OutdatedError
from bot.followups.leading import led
from bot.followups.moved import tell_moved
from bot.followups.showing import show_group_anew
from bot.storage import groups, history
from bot.storage.groups import WorkingGroup

#: more than there are members in any network
MOST_SEATS = 500


@dataclass(frozen=True)
class Frame:
    """Seats and last day; None where there is no limit."""

    seats: int | None
    closes_on: date | None


def framed(seats: str, closes_on: date | None, today: date) -> Frame:
    """Give the frame that was typed, without a limit where nothing was."""
    typed = seats.strip()
    if typed and not (typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= MOST_SEATS):
        raise BadInputError(doubts.BAD_SEATS)
    if closes_on is not None and closes_on < today:
        raise BadInputError(doubts.PAST_DATE)
    return Frame(int(typed) if typed else None, closes_on)


async def set_frame(
    connection: AsyncConnection, actor: Actor, group_id: int, frame: Frame, *, now: datetime
) -> Outcome:
    """Change seats and last day of an open group; who gets or loses a seat is told."""
    group, _ = await led(connection, actor, group_id)
    if not group.open:
        raise OutdatedError(doubts.GROUP_CLOSED)
    if frame == Frame(group.seats, group.closes_on):
        raise OutdatedError(doubts.ALREADY_SO)
    await history.record(
        connection,
        actor,
        Verb.FRAME,
        "working_group",
        group_id,
        now=now,
        before=history.plain(vars(Frame(group.seats, group.closes_on))),
        after=history.plain(vars(frame)),
    )
    await _write(connection, group, frame, now)
    return Outcome(Verb.FRAME, about=group.name, seats=frame.seats, due=frame.closes_on)


async def put_back(
    connection: AsyncConnection, group: WorkingGroup, line: dict[str, Any], now: datetime
) -> None:
    """Undo one such change, unless somebody has changed it again or the group is closed."""
    before, after = frame_from(line["before"]), frame_from(line["after"])
    is_over = before.closes_on is not None and before.closes_on < local_day(now)
    if not group.open or is_over or after != Frame(group.seats, group.closes_on):
        raise OutdatedError(doubts.TOO_LATE_TO_UNDO)
    await _write(connection, group, before, now)


def frame_from(kept: dict[str, Any]) -> Frame:
    """Take a frame out of the history."""
    until = kept["closes_on"]
    return Frame(kept["seats"], date.fromisoformat(until) if until else None)


async def _write(
    connection: AsyncConnection, group: WorkingGroup, frame: Frame, now: datetime
) -> None:
    await groups.change_group(connection, group.group_id, **vars(frame))
    await tell_moved(connection, group, now)
    await show_group_anew(connection, group.group_id, now)
