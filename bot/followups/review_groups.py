"""The review of what is no follow-up: the meeting's title and day, and its working groups."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.people import Actor
from bot.domain.verbs import Verb
from bot.errors import BadInputError
from bot.followups import review
from bot.followups.choices import NOBODY, chosen
from bot.followups.framing import Frame
from bot.minutes import masking
from bot.storage import groups, history, meetings
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import MinutesRow


async def edit_meeting(
    connection: AsyncConnection,
    minutes_id: int,
    *,
    actor: Actor,
    now: datetime,
    title: str | None = None,
    held_on: date | None = None,
) -> MinutesRow:
    """Correct what every card and mail says of the meeting; what is None stays."""
    minutes = await review.in_review(connection, minutes_id, actor)
    values: dict[str, Any] = {}
    if title is not None:
        values["title"] = _named(title, doubts.NO_TITLE)
    if held_on:
        values["held_on"] = held_on
    if values:
        await meetings.change_minutes(connection, minutes_id, **values)
        before = {key: getattr(minutes, key) for key in values}
        await _changed(connection, minutes_id, actor, Verb.EDIT, now, before, values)
    return await meetings.minutes_of(connection, minutes_id)


async def edit_group(
    connection: AsyncConnection,
    group_id: int,
    *,
    actor: Actor,
    now: datetime,
    name: str | None = None,
    convener: str | None = None,
    is_open: bool | None = None,
    frame: Frame | None = None,
) -> WorkingGroup:
    """Correct a group before anybody is called to it; what is None stays.

    The convener is a member as the choices name them, or nobody.
    """
    minutes, group = await _group(connection, group_id, actor)
    values: dict[str, Any] = {}
    if name is not None:
        values["name"] = _named(name, doubts.NO_NAME)
    if convener == NOBODY.value:
        values |= {"convener": None, "convener_id": None}
    elif convener:
        _, (found,) = chosen(convener, await review.directory_of(connection, minutes))
        person_id = found.person.person_id if found.person else None
        values |= {"convener": found.name, "convener_id": person_id}
    if is_open is not None:
        values["open"] = is_open
    if frame is not None:
        values |= vars(frame)
    if values:
        await groups.change_group(connection, group_id, **values)
        before = {"group": group.name} | {key: getattr(group, key) for key in values}
        await _changed(connection, minutes.minutes_id, actor, Verb.EDIT, now, before, values)
    return await groups.group_of(connection, group_id)


async def drop_group(
    connection: AsyncConnection, group_id: int, *, actor: Actor, now: datetime
) -> None:
    """Take a group out: nobody is called to it. What asks for its members stays a follow-up."""
    minutes, group = await _group(connection, group_id, actor)
    await groups.remove_group(connection, group_id)
    before = {"group": group.name}
    await _changed(connection, minutes.minutes_id, actor, Verb.DROP, now, before, {})


async def _group(
    connection: AsyncConnection, group_id: int, actor: Actor
) -> tuple[MinutesRow, WorkingGroup]:
    group = await groups.locked(connection, group_id)
    return await review.in_review(connection, group.minutes_id, actor), group


def _named(typed: str, missing: str) -> str:
    """Give the reviewer's words without what the reader would have hidden."""
    if not typed.strip():
        raise BadInputError(missing)
    return masking.hidden(typed.strip())


async def _changed(
    connection: AsyncConnection,
    minutes_id: int,
    actor: Actor,
    verb: Verb,
    now: datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    await history.record(
        connection,
        actor,
        verb,
        # a group that is dropped leaves no number to write it under
        "minutes",
        minutes_id,
        now=now,
        before=history.plain(before),
        after=history.plain(after),
    )
    await review.refresh(connection, minutes_id, now)
